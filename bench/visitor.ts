import { tokenIn } from '../src/platform/auth/testing.ts';
import { demoPassword } from '../src/platform/auth/demo.ts';

export type Visitor = {
  readonly url: string;
  readonly get: (path: string) => Promise<{ status: number; html: string; location: string | null }>;
  /** Posts the form of the page `from`, with that page's token and operation id. */
  readonly post: (
    path: string,
    from: string,
    fields: Readonly<Record<string, string | File>>,
  ) => Promise<{ status: number; html: string; location: string | null; ms: number }>;
};

/** A browser without pictures: keeps cookies and sends forms as a page would. */
export function visitor(url: string): Visitor {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    headers.set('origin', url);
    const response = await fetch(new URL(path, url), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return {
      status: response.status,
      html: await response.text(),
      location: response.headers.get('location'),
    };
  };
  return {
    url,
    get: async (path) => await send(path),
    async post(path, from, fields) {
      const page = await send(from);
      const form = new FormData();
      for (const name of ['operationId', 'cycleId']) {
        const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(page.html)?.[1];
        if (value !== undefined) form.set(name, value);
      }
      form.set('csrf', tokenIn(page.html) ?? '');
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      const started = performance.now();
      // As browsers do: only a form with files is sent in parts.
      const texts = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
      const body = texts.length < [...form].length ? form : new URLSearchParams(texts);
      const answer = await send(path, { method: 'POST', body });
      return { ...answer, ms: performance.now() - started };
    },
  };
}

/** Signs an invented person of the demonstration in. */
export async function signedIn(url: string, email: string): Promise<Visitor> {
  const person = visitor(url);
  const answer = await person.post('/sign-in', '/sign-in', { account: email, password: demoPassword });
  if (answer.status !== 303) throw new Error(`${email} could not sign in: ${answer.status}`);
  return person;
}

/** The municipality a signed-in person works in: where the first page leads. */
export async function municipalityOf(person: Visitor): Promise<string> {
  let at = '/';
  for (let step = 0; step < 5; step += 1) {
    const { location, html } = await person.get(at);
    const found = /\/m\/([0-9a-f-]{36})/.exec(location ?? html)?.[1];
    if (found !== undefined) return found;
    if (location === null) break;
    at = location;
  }
  throw new Error('the home page leads to no municipality');
}
