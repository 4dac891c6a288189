import { setTimeout as sleep } from 'node:timers/promises';
import { writeCsv, writeXlsx } from '../src/platform/tables/write.ts';
import { stickers } from '../src/demo/ak-jar.ts';
import { municipalityOf, signedIn, type Visitor } from './visitor.ts';

/**
 * Seconds from the sending of a file of 2,000 stickers (five sessions of 80 people) to the answer that all stand in
 * the database: reading, preview and confirmation, as a person does it.
 */
export async function importSeconds(url: string, heldOn: string): Promise<number> {
  const chair = await signedIn(url, 'chair@ak-jar.example');
  const municipality = await municipalityOf(chair);
  const path = `/m/${municipality}/needs/import`;
  const file = new File([new Uint8Array(fileOf(heldOn))], 'sessions.csv', { type: 'text/csv' });
  const sent = await chair.post(path, path, { file });
  if (sent.status !== 303 || sent.location === null)
    throw new Error(`the file was refused: ${wordsOf(sent.html)}`);
  const confirmed = await chair.post(`${sent.location.replace(/\?.*/, '')}/confirm`, sent.location, {});
  if (confirmed.status !== 303 || confirmed.location === null)
    throw new Error(`the import was refused: ${wordsOf(confirmed.html)}`);
  const waited = await jobEnds(chair, confirmed.location);
  return (sent.ms + confirmed.ms + waited) / 1000;
}

/** Asks a job's page until the job has ended; milliseconds. @throws Error when it failed. */
async function jobEnds(chair: Visitor, path: string): Promise<number> {
  const started = performance.now();
  for (;;) {
    const page = await chair.get(path);
    if (page.status === 303) return performance.now() - started;
    if (/class="[^"]*notice bad/.test(page.html)) throw new Error(`the job failed: ${wordsOf(page.html)}`);
    if (performance.now() - started > 300_000) throw new Error('the job does not end');
    await sleep(100);
  }
}

/** The longest that /healthz let somebody wait while `work` went on, in milliseconds. */
async function longestStall(url: string, work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let going = true;
  const asking = (async () => {
    while (going) {
      const started = performance.now();
      await fetch(`${url}/healthz`).then(async (answer) => await answer.text());
      longest = Math.max(longest, performance.now() - started);
      await sleep(5);
    }
  })();
  try {
    await work();
  } finally {
    going = false;
    await asking;
  }
  return longest;
}

/** Longest stall of another request while a file of 20,000 stickers is read, shown and entered. */
export async function importStall(url: string, heldOn: string): Promise<number> {
  const chair = await signedIn(url, 'chair@ak-jar.example');
  const path = `/m/${await municipalityOf(chair)}/needs/import`;
  const header = ['village', 'ageGroup', 'part', 'heldOn', 'women', 'men', 'problem', 'count'];
  const rows = Array.from({ length: 8 }, (_, part) =>
    Array.from({ length: 25 }, (_, at) => ['Ак-Жар', '18-35', part + 2, heldOn, 48, 32, `Көйгөй ${at}`, 100]),
  ).flat();
  const text = writeCsv([header, ...rows]);
  const file = new File([text], 'sessions.csv', { type: 'text/csv' });
  return await longestStall(url, async () => {
    const sent = await chair.post(path, path, { file });
    if (sent.status !== 303 || sent.location === null)
      throw new Error(`the file was refused: ${wordsOf(sent.html)}`);
    const confirmed = await chair.post(`${sent.location.replace(/\?.*/, '')}/confirm`, sent.location, {});
    if (confirmed.status !== 303 || confirmed.location === null)
      throw new Error(`the import was refused: ${wordsOf(confirmed.html)}`);
    await jobEnds(chair, confirmed.location);
  });
}

/** Longest stall of another request while a workbook of 900,000 cells is read (and refused for its contents). */
export async function readingStall(url: string): Promise<number> {
  const chair = await signedIn(url, 'chair@ak-jar.example');
  const path = `/m/${await municipalityOf(chair)}/needs/import`;
  const row = Array.from({ length: 20 }, (_, at) => at);
  const rows = [
    ['village', 'ageGroup', ...row.slice(2).map((at) => `x${at}`)],
    ...Array<number[]>(44_999).fill(row),
  ];
  const bytes = await writeXlsx([{ name: 'a', rows }]);
  const file = new File([new Uint8Array(bytes)], 'wide.xlsx');
  return await longestStall(url, async () => {
    const sent = await chair.post(path, path, { file });
    if (sent.status !== 422) throw new Error(`expected a refusal: ${sent.status}`);
  });
}

function fileOf(heldOn: string): Uint8Array {
  const sessions = [
    ['Ак-Жар', '36-55'],
    ['Ак-Жар', '56+'],
    ['Тал-Булак', '18-35'],
    ['Тал-Булак', '36-55'],
    ['Тал-Булак', '56+'],
  ] as const;
  const wordings = stickers.flatMap((sticker) => sticker.wordings);
  const rows = sessions.flatMap(([village, ageGroup]) =>
    Array.from({ length: 400 }, (_, index) => {
      const participant = 1 + Math.floor(index / 5);
      return [
        village,
        ageGroup,
        heldOn,
        48,
        32,
        participant,
        participant <= 48 ? 'female' : 'male',
        wordings[index % wordings.length]!,
      ];
    }),
  );
  const header = ['village', 'ageGroup', 'heldOn', 'women', 'men', 'participant', 'sex', 'statement'];
  const written = writeCsv([header, ...rows]);
  return typeof written === 'string' ? new TextEncoder().encode(written) : written;
}

function wordsOf(html: string): string {
  const notice = /class="[^"]*(?:notice|error)[^"]*"[^>]*>([\s\S]{0,400})/.exec(html)?.[1] ?? html;
  return notice
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 200);
}
