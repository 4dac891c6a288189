import { setTimeout as sleep } from 'node:timers/promises';
import { pictures } from '../test/hostile.ts';
import { writeXlsx } from '../src/platform/tables/write.ts';
import { municipalityOf, signedIn, visitor, type Visitor } from './visitor.ts';

export type Longest = { readonly ms: number; readonly during: string };

/**
 * The longest that a reader of the public priorities waits while the dearest requests run, one after the other: papers,
 * the poster, exports, the preview of an import, a form of 1 MB, a picture. Milliseconds, and during which it was.
 * @param page path of a public page
 */
export async function longestWait(url: string, page: string): Promise<Longest> {
  const chair = await signedIn(url, 'chair@kok-irim.example');
  const home = `/m/${await municipalityOf(chair)}`;
  const dear = await dearest(url, page, home, chair);
  let longest: Longest = { ms: 0, during: 'nothing' };
  let now = 'nothing';
  let going = true;
  const reading = (async () => {
    const reader = visitor(url);
    while (going) {
      const during = now;
      const started = performance.now();
      // Another query each time: the page is made, not taken from what is kept.
      const { status } = await reader.get(`${page}?q=${Math.round(started)}`);
      const ms = performance.now() - started;
      if (status !== 200) throw new Error(`the public page answered ${status} during ${during}`);
      if (ms > longest.ms && during !== 'nothing') longest = { ms, during };
      await sleep(20);
    }
  })();
  try {
    for (const [name, run] of Object.entries(dear)) {
      now = name;
      const status = await run();
      if (status >= 400 && status !== 413 && status !== 422) throw new Error(`${name}: ${status}`);
    }
  } finally {
    going = false;
    await reading;
  }
  return longest;
}

type Run = () => Promise<number>;

async function dearest(
  url: string,
  page: string,
  home: string,
  chair: Visitor,
): Promise<Readonly<Record<string, Run>>> {
  const get = (path: string) => async () => (await chair.get(path)).status;
  const overview = (await chair.get(`${home}/needs`)).html;
  const session = /\/needs\/sessions\/[0-9a-f-]{36}/.exec(overview)?.[0];
  if (session === undefined) throw new Error('no session stands on the page of needs');
  const row = Array.from({ length: 20 }, (_, at) => at);
  const table = await writeXlsx([{ name: 'a', rows: Array<number[]>(45_000).fill(row) }]);
  const token = await device(url, home, chair);
  const photo = Buffer.from((await pictures['52 megapixels, turned']?.()) ?? []).toString('base64');
  return {
    'minutes as PDF': get(`${home}${session}/documents/minutes.pdf`),
    'minutes as DOCX': get(`${home}${session}/documents/minutes.docx`),
    poster: get(`${page}/poster.pdf?size=A3`),
    'export of the cycle': get(`${home}/needs/export/cycle.xlsx`),
    'preview of an import': async () =>
      (
        await chair.post(`${home}/needs/import`, `${home}/needs/import`, {
          file: new File([new Uint8Array(table)], 'a.xlsx'),
        })
      ).status,
    'form of 1 MB': async () =>
      (await chair.post('/account', '/account', { name: 'а '.repeat(120_000) })).status,
    picture: async () => await sentPhoto(url, token, photo),
  };
}

/** Prepares a device of the chair as a phone does; its token. */
async function device(url: string, home: string, chair: Visitor): Promise<string> {
  const { html } = await chair.post(`${home}/field/code`, `${home}/field`, {});
  const code = /[A-Z0-9]{4}[-\s][A-Z0-9]{4}/.exec(html)?.[0] ?? '';
  const made = await fetch(`${url}/field/api/devices`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, label: 'x' }),
  });
  const { token } = (await made.json()) as { token?: string };
  if (token === undefined) throw new Error('the device was not prepared');
  return token;
}

async function sentPhoto(url: string, token: string, data: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const listed = await (await fetch(`${url}/field/api/sessions`, { headers })).text();
  const sessionId = /"id":"([0-9a-f-]{36})"[^}]*"state":"(?:open|planned)"/.exec(listed)?.[1];
  if (sessionId === undefined) throw new Error('no session takes a picture');
  const madeAt = new Date().toISOString();
  const item = { id: crypto.randomUUID(), schema: 1, sessionId, meeting: 'session', madeAt };
  const answer = await fetch(`${url}/field/api/items`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      sentAt: madeAt,
      app: 'bench',
      items: [{ ...item, body: { kind: 'photo', data } }],
    }),
  });
  await answer.arrayBuffer();
  return answer.status;
}
