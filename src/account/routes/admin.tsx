import { Hono } from 'hono';
import { findAccounts } from '../../platform/auth/account-list.ts';
import { allEvents } from '../../platform/auth/event-log.ts';
import { unsentLetters } from '../../platform/mail/unsent.ts';
import { missing, readSystem, type C, type Web } from '../../platform/http/web.ts';
import { posts, shows } from '../../platform/http/pages.ts';
import { isId } from '../../platform/db/id.ts';
import { readListQuery } from '../../platform/ui/list-query.ts';
import { disableAccount } from '../commands/disable-account.ts';
import { enableAccount } from '../commands/enable-account.ts';
import { endAccountSignIns } from '../commands/end-sign-ins.ts';
import { AccountsPage } from '../views/admin.tsx';

const commands = { disable: disableAccount, enable: enableAccount, 'end-sessions': endAccountSignIns };
const pageSize = 50;

/** `/admin/account`: all accounts, and what happened to them. */
export function adminRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', shows(accountsPage));
  for (const [what, command] of Object.entries(commands)) {
    const done = posts(command, accountsPage, `/admin/account?done=account.done.${what}`);
    app.post(`/:accountId/${what}`, async (c) =>
      isId(c.req.param('accountId') ?? '') ? await done(c) : missing(c),
    );
  }
  return app;
}

async function accountsPage(c: C) {
  const query = readListQuery(new URL(c.req.url).searchParams);
  const asked = c.req.query('account') ?? '';
  const accountId = isId(asked) ? asked : undefined;
  const part = { offset: (query.page - 1) * pageSize, limit: pageSize };
  const { found, events, unsent } = await readSystem(c, async (scope) => ({
    found: await findAccounts(scope, query.q, part),
    events: await allEvents(scope, { limit: 100, accountId }),
    unsent: (await unsentLetters(scope)).length,
  }));
  const pages = Math.max(1, Math.ceil(found.total / pageSize));
  return (
    <AccountsPage
      accounts={found.lines}
      events={events}
      unsent={unsent}
      search={query.q}
      page={{ page: query.page, pages, total: found.total }}
    />
  );
}
