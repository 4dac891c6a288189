import type { HallVector } from '../../../hall/rules/hall.ts';
import { browser, type Ports } from '../core/ports.ts';

/** A hall as a device reaches it: same origin, by its id and the secret of the device's level. */
export type HallAddress = { readonly id: string; readonly secret: string };

/** The world around a hall's devices: clock and line. Tests that play through whole days give their own. */
export type HallPorts = Pick<Ports, 'after' | 'onOnline'> & { readonly fetch: typeof fetch };

export const hallBrowser: HallPorts = {
  after: browser.after,
  onOnline: browser.onOnline,
  fetch: (...given) => fetch(...given),
};

/** Calls the hall's API. @throws TypeError when the network is away, or the signal's error. */
export async function hallFetch(
  hall: HallAddress,
  path: string,
  init: {
    method?: string;
    json?: unknown;
    bytes?: Uint8Array;
    signal?: AbortSignal | undefined;
    patience?: number;
  } = {},
  ports: HallPorts = hallBrowser,
): Promise<Response> {
  const headers: Record<string, string> = { 'X-Hall-Secret': hall.secret };
  let body: string | Uint8Array<ArrayBuffer> | undefined;
  if (init.json !== undefined) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(init.json);
  } else if (init.bytes) {
    headers['Content-Type'] = 'application/octet-stream';
    body = new Uint8Array(init.bytes);
  }
  const own = new AbortController();
  const stop = () => own.abort();
  init.signal?.addEventListener('abort', stop);
  const timer = ports.after(init.patience ?? 15_000, stop);
  try {
    return await ports.fetch(`/hall/${hall.id}${path}`, {
      method: init.method ?? 'GET',
      headers,
      ...(body === undefined ? {} : { body }),
      cache: 'no-store',
      credentials: 'omit',
      signal: own.signal,
    });
  } finally {
    timer.stop();
    init.signal?.removeEventListener('abort', stop);
  }
}

/** The code that an answer of the hall gives for not doing what was asked. */
export async function refusalOf(answer: Response): Promise<string> {
  try {
    const { code } = (await answer.json()) as { code?: unknown };
    return typeof code === 'string' ? code : String(answer.status);
  } catch {
    return String(answer.status);
  }
}

export type Feed = {
  /** Asks at once, when something was just done or the network came back. */
  readonly look: () => void;
  readonly stop: () => void;
};

/** Without a word for so long the line is dead, whatever the browser thinks. The server speaks every 15 s. */
const silence = 40_000;
const pollsEvery = 2000;

/**
 * Follows where a hall stands: by the server's stream, by asking every two seconds where there is none, and again by
 * itself after the network was away. `gone` is called once when the hall or the secret is no more.
 */
export function followHall(
  hall: HallAddress,
  on: {
    readonly vector: (vector: HallVector) => void;
    readonly online: (online: boolean) => void;
    readonly gone: () => void;
  },
  ports: HallPorts = hallBrowser,
): Feed {
  const end = new AbortController();
  let wake: () => void = () => undefined;
  let current: AbortController | undefined;
  let failures = 0;

  const rest = async (ms: number) => {
    await new Promise<void>((resolve) => {
      const timer = ports.after(ms, resolve);
      wake = () => {
        timer.stop();
        resolve();
      };
    });
  };

  /** One look; false when there is nothing more to follow. */
  const ask = async (): Promise<boolean> => {
    const answer = await hallFetch(hall, '/state', { signal: end.signal }, ports);
    if (answer.status === 404 || answer.status === 403) return false;
    if (!answer.ok) throw new Error(`state ${answer.status}`);
    on.vector((await answer.json()) as HallVector);
    failures = 0;
    on.online(true);
    return true;
  };

  /** Reads the stream until it ends; false when the browser or the server has none. */
  const listen = async (): Promise<boolean> => {
    current = new AbortController();
    const cut = current;
    let timer = ports.after(silence, () => cut.abort());
    try {
      const answer = await ports.fetch(`/hall/${hall.id}/events`, {
        headers: { 'X-Hall-Secret': hall.secret },
        cache: 'no-store',
        credentials: 'omit',
        signal: cut.signal,
      });
      if (!answer.ok || !answer.body) return false;
      const reader = answer.body.getReader();
      const decoder = new TextDecoder();
      let text = '';
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return true;
        timer.stop();
        timer = ports.after(silence, () => cut.abort());
        text += decoder.decode(value, { stream: true });
        const events = text.split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) {
          const data = /^data: ?(.*)$/m.exec(event)?.[1];
          if (data !== undefined) on.vector(JSON.parse(data) as HallVector);
        }
      }
    } finally {
      timer.stop();
    }
  };

  const run = async () => {
    while (!end.signal.aborted) {
      try {
        if (!(await ask())) {
          on.gone();
          return;
        }
        if (!(await listen())) await rest(pollsEvery);
      } catch {
        if (end.signal.aborted) return;
        failures += 1;
        on.online(false);
        await rest(Math.min(8000, 500 * 2 ** Math.min(failures, 4)));
      }
    }
  };

  const look = () => {
    wake();
    if (failures > 0) current?.abort();
  };
  const offline = ports.onOnline(look);
  void run();
  return {
    look,
    stop() {
      offline();
      end.abort();
      current?.abort();
      wake();
    },
  };
}
