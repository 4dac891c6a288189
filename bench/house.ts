import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer, type RunningServer } from '../test/server.ts';
import { groupOnBoard } from './board.ts';
import { figure, rounded, type Figure, type Measuring } from './figure.ts';
import { firstVisitBytes } from './first-visit.ts';
import { importSeconds, importStall, readingStall } from './import.ts';
import { nationalData, serverAtWork, villagePriorities } from './national.ts';
import { longestWait } from './stalls.ts';
import { madeAnew } from './public-page.ts';
import { starts } from './starts.ts';
import { againstBareServer } from './throughput.ts';
import { visitor } from './visitor.ts';

const capability = 'house';

/** The figures of the house (issue 2): speed of pages, import, board, starts, and national size. */
export async function measure(measuring: Measuring): Promise<Figure[]> {
  const figures: Figure[] = [];
  const add = (made: Figure) => {
    figures.push(made);
    measuring.say(`${made.name}: ${made.value ?? made.note} ${made.unit}`);
  };
  const folder = mkdtempSync(path.join(tmpdir(), 'ashar-bench-'));
  let demo: RunningServer | undefined;
  try {
    demo = await startServer({
      command: 'demo',
      folder,
      patience: 120_000,
      // Readers come through a proxy that says who they are.
      environment: { TRUST_PROXY: '1' },
    });
  } catch (error) {
    measuring.say(String(error));
  }
  const served = (): string => {
    if (!demo) throw new Error('the demonstration did not start');
    return demo.url;
  };
  try {
    await ofDemo(add, served, folder);
  } finally {
    await demo?.stop();
    rmSync(folder, { recursive: true, force: true });
  }

  let first: Promise<{ first: number; later: number }> | undefined;
  const started = async () => await (first ??= starts());
  add(
    await figure(
      { capability, name: 'first start after npm ci', unit: 's', bar: 'at most 30' },
      (seconds) => seconds <= 30,
      async () => (await started()).first,
    ),
  );
  add(
    await figure(
      { capability, name: 'later start on existing data', unit: 's', bar: 'under 1' },
      (seconds) => seconds < 1,
      async () => (await started()).later,
    ),
  );
  await ofNation(add, measuring);
  return figures;
}

async function ofDemo(add: (made: Figure) => void, served: () => string, folder: string): Promise<void> {
  add(
    await figure(
      { capability, name: 'public priorities against a bare server, cached', unit: 'x', bar: 'at least 0.9' },
      (ratio) => ratio >= 0.9,
      async () => {
        const { ratio, note } = await againstBareServer(await publicPriorities(served()), 5, true);
        return { value: ratio, note };
      },
    ),
  );
  await madeAnew(add, folder);
  add(
    await figure(
      { capability, name: 'first visit of the public priorities', unit: 'bytes', bar: 'at most 30720' },
      (bytes) => bytes <= 30_720,
      async () => {
        const page = new URL(await publicPriorities(served()));
        const visits: { lang: string; bytes: number; note: string }[] = [];
        for (const lang of ['ky', 'ru', 'en']) {
          const prefix = lang === 'ky' ? '' : `/${lang}`;
          const visit = await firstVisitBytes(`${page.origin}${prefix}${page.pathname}`);
          visits.push({ lang, ...visit });
        }
        const [heaviest] = visits.sort((a, b) => b.bytes - a.bytes);
        return { value: heaviest?.bytes ?? 0, note: `in ${heaviest?.lang ?? ''}: ${heaviest?.note ?? ''}` };
      },
    ),
  );
  add(
    await figure(
      { capability, name: 'import of 2,000 statements', unit: 's', bar: 'under 5' },
      (seconds) => seconds < 5,
      async () => {
        const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
        const seconds = await importSeconds(served(), yesterday);
        return {
          value: seconds,
          note: `${Math.round(2000 / seconds)} statements a second, read, checked and stored`,
        };
      },
    ),
  );
  add(
    await figure(
      {
        capability,
        name: 'longest stall of another request while 20,000 stickers are imported',
        unit: 'ms',
        bar: 'at most 100',
      },
      (ms) => ms <= 100,
      async () => {
        const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
        return { value: await importStall(served(), yesterday), note: 'read, shown and entered' };
      },
    ),
  );
  add(
    await figure(
      {
        capability,
        name: 'reading 900,000 cells: longest stall of another request',
        unit: 'ms',
        bar: 'at most 100',
      },
      (ms) => ms <= 100,
      async () => ({ value: await readingStall(served()), note: 'in a worker' }),
    ),
  );
  add(
    await figure(
      {
        capability,
        name: 'longest answer of a public page while any other request runs',
        unit: 'ms',
        bar: 'at most 500',
      },
      (ms) => ms <= 500,
      async () => {
        const page = new URL(await publicPriorities(served())).pathname;
        const { ms, during } = await longestWait(served(), page);
        return { value: ms, note: `during: ${during}` };
      },
    ),
  );
  let work: ReturnType<typeof groupOnBoard> | undefined;
  const grouped = async () => await (work ??= groupOnBoard(served()));
  add(
    await figure(
      { capability, name: 'actions for a sticker on the board', unit: 'actions', bar: 'at most 1' },
      (actions) => actions <= 1,
      async () => {
        const { stickers, actions } = await grouped();
        return { value: actions / stickers, note: `${actions} keys and clicks for ${stickers} stickers` };
      },
    ),
  );
  add(
    await figure(
      { capability, name: 'answer of the board to an action, p95', unit: 'ms', bar: 'under 100' },
      (ms) => ms < 100,
      async () => (await grouped()).answerP95,
    ),
  );
}

async function ofNation(add: (made: Figure) => void, measuring: Measuring): Promise<void> {
  const { scale } = measuring;
  const part = scale === 1 ? undefined : `needs full size: measured at ${scale} of it`;
  const withScale = (value: number, note: string) =>
    part === undefined ? { value, note } : { value, note: `${part}; ${note}`, ok: false as const };
  add(
    await figure(
      { capability, name: 'village priorities at national size, p95', unit: 'ms', bar: 'under 15' },
      (ms) => ms < 15,
      async () => {
        const db = await nationalData(measuring);
        try {
          const measured = await villagePriorities(db);
          return withScale(measured.p95, `${measured.statements} statements`);
        } finally {
          await db.close();
        }
      },
    ),
  );
  let work: ReturnType<typeof serverAtWork> | undefined;
  const atWork = async () => await (work ??= serverAtWork(measuring.nationalFolder));
  add(
    await figure(
      { capability, name: 'memory of the server at national size', unit: 'MB', bar: 'under 300' },
      (megabytes) => megabytes < 300,
      async () => withScale((await atWork()).megabytes, 'the most it had, staff pages of 40 municipalities'),
    ),
  );
  add(
    await figure(
      { capability, name: 'page of priorities at national size, p95', unit: 'ms', bar: 'under 100' },
      (ms) => ms < 100,
      async () =>
        withScale((await atWork()).pageP95, `${rounded((await atWork()).pageP95)} ms with the network`),
    ),
  );
}

/** Address of the textbook municipality's public list, found as a reader finds it: from the first page. */
async function publicPriorities(url: string): Promise<string> {
  const reader = visitor(url);
  const seen = new Set<string>();
  let pages = ['/'];
  for (let depth = 0; depth < 4; depth += 1) {
    const next: string[] = [];
    for (const path of pages) {
      if (seen.has(path)) continue;
      seen.add(path);
      const { html, status } = await reader.get(path);
      if (status !== 200) continue;
      if (html.includes('Мектепке чейинки билим берүү үчүн шарттар жок')) return `${url}${path}`;
      for (const [, link] of html.matchAll(/href="(\/[^"#?]*)"/g)) {
        if (link !== undefined && /^\/[a-z0-9-]{3,}(\/\d{4}(\/[a-z0-9-]+)?)?$/.test(link)) next.push(link);
      }
    }
    pages = next;
  }
  throw new Error('no public page of priorities was found from the first page');
}
