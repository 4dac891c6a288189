/** What came of asking the office. `offline`: no answer of the office at all, whatever else answered. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: string;
      readonly status: number;
      readonly message: string | undefined;
      /** Seconds the office asks to wait. */
      readonly retryAfter: number | undefined;
    };

const clockKey = 'ashar-field-clock';
let clockOff = readClock();

function readClock(): number {
  try {
    return Number(localStorage.getItem(clockKey) ?? 0) || 0;
  } catch {
    return 0;
  }
}

/** Milliseconds the server is ahead of this device, as last heard. */
export function serverAhead(): number {
  return clockOff;
}

/** What the server said the time was, while this device's clock stood between the two moments. */
export function hearClock(server: number, asked: number, answered: number): void {
  if (!Number.isFinite(server)) return;
  const off = Math.round(server - (asked + answered) / 2);
  // The Date header counts whole seconds and lines are slow: what is within two minutes is no error of the clock.
  clockOff = Math.abs(off) < 120_000 ? 0 : off;
  try {
    localStorage.setItem(clockKey, String(clockOff));
  } catch {
    // Known until the app is closed, then.
  }
}

/** Asks the office. Never throws for what the network or the office do. */
export async function ask<T>(
  path: string,
  options: { readonly token?: string; readonly body?: string; readonly seconds?: number } = {},
): Promise<Reply<T>> {
  const broken = (code: string, status = 0): Reply<T> => ({
    ok: false,
    code,
    status,
    message: undefined,
    retryAfter: undefined,
  });
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort('slow'), (options.seconds ?? 30) * 1000);
  // A browser may leave a request hanging whose network is gone: what waits for it goes on at once.
  const lost = () => giveUp.abort('offline');
  addEventListener('offline', lost);
  const asked = Date.now();
  try {
    const response = await fetch(path, {
      method: options.body === undefined ? 'GET' : 'POST',
      headers: {
        Accept: 'application/json',
        ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(options.token === undefined ? {} : { Authorization: `Bearer ${options.token}` }),
      },
      ...(options.body === undefined ? {} : { body: options.body }),
      // A hotel's or café's sign-in page that answers in our place must not pass for the office.
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      signal: giveUp.signal,
    });
    const json = (response.headers.get('Content-Type') ?? '').startsWith('application/json');
    const value = json ? ((await response.json()) as unknown) : undefined;
    if (response.ok && typeof value === 'object' && value !== null) {
      hearClock(Date.parse(response.headers.get('Date') ?? ''), asked, Date.now());
      return { ok: true, value: value as T };
    }
    if (response.ok) return broken('offline');
    const told = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
    const retry = Number(response.headers.get('Retry-After'));
    return {
      ok: false,
      code: typeof told.code === 'string' ? told.code : `status-${response.status}`,
      status: response.status,
      message: typeof told.message === 'string' ? told.message : undefined,
      retryAfter: retry > 0 ? retry : undefined,
    };
  } catch {
    return broken(giveUp.signal.reason === 'slow' ? 'slow' : 'offline');
  } finally {
    clearTimeout(timer);
    removeEventListener('offline', lost);
  }
}
