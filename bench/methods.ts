import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wilson } from '../src/methods/intervals.ts';
import { labelledStatements } from '../src/methods/matcher/statements.fixture.ts';
import { PbReader } from '../src/methods/pb/read.ts';
import { Fraction } from '../src/methods/rational.ts';
import { type Election, ElectionBuilder } from '../src/methods/selection/election.ts';
import { select } from '../src/methods/selection/select.ts';
import { Wall, wordsWith } from '../src/needs/rules/wall.ts';
import { measured, type Part } from '../src/needs/rules/wall.fixture.ts';

/** Figures of the arithmetic (issue "methods"): speed of the selection rules, memory on large files. */

export interface Figure {
  capability: 'methods';
  name: string;
  value: number;
  unit: string;
  bar: string;
  ok: boolean;
}

/** A small generator with a fixed seed, so that every run measures the same elections. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const budget = 5_000_000;

/** Costs from half a percent to a tenth of the budget, few popular projects and many others, 1 to 10 approvals. */
function* ballots(count: number, projects: number, next: () => number): Generator<number[]> {
  const cumulative: number[] = [];
  let total = 0;
  for (let project = 0; project < projects; project++) cumulative.push((total += next() ** 2 + 0.02));
  for (let ballot = 0; ballot < count; ballot++) {
    const chosen = new Set<number>();
    const length = 1 + Math.floor(next() * 10);
    while (chosen.size < length) {
      const drawn = next() * total;
      let low = 0;
      let high = projects - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((cumulative[middle] ?? 0) < drawn) low = middle + 1;
        else high = middle;
      }
      chosen.add(low);
    }
    yield [...chosen];
  }
}

const costOf = (next: () => number) => Math.round((0.005 + 0.1 * next()) * budget);

function generated(voters: number, projects: number): Election {
  const next = random(2027);
  const list = Array.from({ length: projects }, (_, index) => ({
    id: `P${index}`,
    cost: Fraction.of(costOf(next)),
  }));
  const builder = new ElectionBuilder({ projects: list, budget: Fraction.of(budget), voteType: 'approval' });
  for (const ballot of ballots(voters, projects, next)) builder.add(ballot.map((project) => `P${project}`));
  return builder.build();
}

async function writeElection(path: string, voters: number, projects: number): Promise<void> {
  const next = random(2028);
  const file = createWriteStream(path);
  file.write(
    `META\nkey;value\ndescription;generated\nnum_projects;${projects}\nnum_votes;${voters}\nbudget;${budget}\n` +
      'vote_type;approval\nrule;unknown\nPROJECTS\nproject_id;cost;name\n',
  );
  for (let project = 0; project < projects; project++)
    file.write(`P${project}/27;${costOf(next)};Долбоор ${project}\n`);
  file.write('VOTES\nvoter_id;age;sex;vote\n');
  let voter = 0;
  let piece = '';
  for (const ballot of ballots(voters, projects, next)) {
    piece += `${voter};${20 + (voter % 60)};F;${ballot.map((project) => `P${project}/27`).join(',')}\n`;
    voter += 1;
    if (piece.length > 1_000_000) {
      if (!file.write(piece)) await once(file, 'drain');
      piece = '';
    }
  }
  file.end(piece);
  await once(file, 'close');
}

async function writeVotes(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  file.write('village,group,sex,age_group,problem,votes\n');
  let piece = '';
  for (let row = 0; row < rows; row++) {
    piece += `Айыл ${row % 500},топ ${row % 7},,,"Көйгөй ${row % 97}, ички жолдор",${row % 6}\n`;
    if (piece.length > 1_000_000) {
      if (!file.write(piece)) await once(file, 'drain');
      piece = '';
    }
  }
  file.end(piece);
  await once(file, 'close');
}

async function milliseconds(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** The middle of three runs. */
async function median(work: () => unknown): Promise<number> {
  const runs = [await milliseconds(work), await milliseconds(work), await milliseconds(work)];
  return runs.sort((a, b) => a - b)[1] ?? 0;
}

async function readElection(path: string): Promise<Election> {
  const reader = new PbReader();
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 18 })) {
    if (reader.push(piece as Uint8Array)) break;
  }
  const result = reader.end();
  if (!result.ok) throw new Error(`${result.fault.line}: ${result.fault.code}`);
  return result.file.election;
}

/** Runs a command in a process of its own: time and highest memory of that process alone. */
async function alone(
  command: 'select' | 'tally',
  argv: readonly string[],
): Promise<{ ms: number; megabytes: number }> {
  const module = new URL(`../src/cli/${command}.ts`, import.meta.url).href;
  const script =
    `const { run } = await import(${JSON.stringify(module)}); const started = performance.now();` +
    `const code = await run(${JSON.stringify(argv)}, { stdout: { write() {} }, stderr: process.stderr });` +
    'if (code !== 0) process.exit(code);' +
    'console.log(JSON.stringify({ ms: performance.now() - started, megabytes: process.resourceUsage().maxRSS / 1024 }));';
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`ashar ${command} ended with ${code}`);
  return JSON.parse(output) as { ms: number; megabytes: number };
}

function figure(name: string, value: number, unit: string, limit: number): Figure {
  const rounded = value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
  return {
    capability: 'methods',
    name,
    value: rounded,
    unit,
    bar: `under ${limit} ${unit}`,
    ok: value < limit,
  };
}

/** Stickers of one session against the problems of a village, as the grouping board asks for them. */
function suggestions(): number {
  const texts = labelledStatements.flatMap(({ ky, ru }) => [...ky, ...ru]);
  const problems = Array.from({ length: 60 }, (_, index) => ({
    id: `${index}`,
    name: `${texts[index % texts.length] ?? ''} ${'абвгд'[index % 5]?.repeat(4) ?? ''}`,
    texts: [texts[(index * 3) % texts.length] ?? ''],
  }));
  // Words of its own each time: nothing is remembered from the run before.
  const wall = new Wall(wordsWith([]), problems, []);
  let found = 0;
  for (let sticker = 0; sticker < 125; sticker++) {
    found += wall.answer(`${texts[(sticker * 7) % texts.length] ?? ''} ${sticker}`).near.length;
  }
  return found;
}

/** A share in percent with its interval; `most` or `least` is the bar. */
function share(
  name: string,
  count: number,
  of: number,
  bar: { readonly most: number } | { readonly least: number },
): Figure {
  const value = Math.round((1_000 * count) / of) / 10;
  const { low, high } = wilson(count, of);
  const interval = `${count} of ${of}, interval ${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)} %`;
  const ok = 'most' in bar ? value <= bar.most : value >= bar.least;
  const words = 'most' in bar ? `at most ${bar.most} %` : `at least ${bar.least} %`;
  return { capability: 'methods', name: `${name} (${interval})`, value, unit: '%', bar: words, ok };
}

/** How right the offers for stickers are, on the example stickers. */
function offersMeasured(): Figure[] {
  const parts: readonly (readonly [Part, string])[] = [
    ['trying', 'for trying'],
    ['proof', 'for proof'],
    ['own', 'of our own'],
  ];
  return parts.flatMap(([part, words]) => {
    const sums = measured(part);
    return [
      share(`wrong among sure offers, stickers ${words}`, sums.sureWrong, sums.sure, { most: 2 }),
      share(`wrong among one-tap offers, stickers ${words}`, sums.wrong, sums.offers, { most: 10 }),
      share(`found at one tap when it stands, stickers ${words}`, sums.found, sums.standing, { least: 35 }),
    ];
  });
}

export async function measure(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'methods-'));
  try {
    const figures: Figure[] = [];
    const suggested = await median(suggestions);
    figures.push(figure('suggestions for 125 stickers among 60 problems', suggested, 'ms', 50));
    figures.push(...offersMeasured());

    const election = generated(6_600, 64);
    const plain = await median(() => select(election, { rule: 'mes' }));
    figures.push(figure('equal shares, 6,600 ballots, 64 projects', plain, 'ms', 200));
    const raised = await median(() => select(election, { rule: 'mes', completion: 'add1' }));
    figures.push(figure('equal shares with add1, 6,600 ballots, 64 projects', raised, 'ms', 2_000));
    const sequential = await median(() => select(election, { rule: 'phragmen' }));
    figures.push(figure('Phragmén, 6,600 ballots, 64 projects', sequential, 'ms', 200));

    const large = join(folder, 'large.pb');
    await writeElection(large, 100_000, 100);
    const greedy = await median(async () => select(await readElection(large), { rule: 'greedy' }));
    figures.push(figure('greedy with reading, 100,000 ballots, 100 projects', greedy, 'ms', 2_000));

    const huge = join(folder, 'huge.pb');
    await writeElection(huge, 700_000, 120);
    const hugeRun = await alone('select', [huge, '--rule', 'mes', '--json']);
    figures.push(
      figure('memory of equal shares with reading, 700,000 ballots', hugeRun.megabytes, 'MB', 1_000),
    );
    figures.push(
      figure('equal shares with reading, 700,000 ballots, 120 projects', hugeRun.ms, 'ms', 30_000),
    );

    const votes = join(folder, 'votes.csv');
    await writeVotes(votes, 1_000_000);
    const tallied = await alone('tally', [votes, '--json']);
    figures.push(figure('tally of 1,000,000 rows', tallied.ms, 'ms', 15_000));
    figures.push(figure('memory of tally, 1,000,000 rows', tallied.megabytes, 'MB', 500));
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
