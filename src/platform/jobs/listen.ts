import pg from 'pg';

/** A connection that hears calls of the database. */
export type Caller = { readonly close: () => Promise<void> };

/** Milliseconds until a lost or refused connection is tried again. */
const again = 5000;

/**
 * Hears `pg_notify` on a channel, over a connection of its own. Calls may be lost (the connection breaks, or a pooler
 * between does not pass them on), so whoever is called also looks by themselves from time to time; nothing here fails.
 */
export function listen(connectionString: string, channel: string, called: () => void): Caller {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const begin = (): void => {
    const own = new pg.Client({ connectionString, application_name: 'ashar calls' });
    client = own;
    let over = false;
    const lost = (): void => {
      if (over) return;
      over = true;
      own.end().catch(() => undefined);
      if (closed) return;
      timer = setTimeout(begin, again);
      timer.unref();
    };
    own.on('error', lost);
    own.on('end', lost);
    own.on('notification', called);
    own
      .connect()
      .then(async () => await own.query(`listen ${pg.escapeIdentifier(channel)}`))
      // What was called before it listened.
      .then(called)
      .catch(lost);
  };
  begin();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
