import { globSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cases, patience, random, seed } from '../test/generated.ts';

// Whatever reads what people type must not take longer than their typing deserves: every exported function of the
// rules is given long runs of one sign, where a backtracking expression takes minutes. What is measured is this
// thread's own processor time, so a busy machine changes nothing; the bound is a hundred times what is needed.

const root = path.resolve(import.meta.dirname, '..');
const files = globSync(
  [
    'src/*/rules.ts',
    'src/*/rules/*.ts',
    'src/platform/{i18n,files,auth,tables}/*.ts',
    'src/methods/{delimited,tally-file,tally-rows,tally-options,names,name-faults,written-count}.ts',
    'src/cycle/documents/names.ts',
  ],
  { cwd: root },
)
  .filter((file) => !/\.(test|fixture|worker)\.ts$|fixture/.test(file))
  .sort();

/** Start threads, read files, wait, or take numbers: no readers of text. */
const left = new Set([
  'loadCatalogues',
  'hashPassword',
  'isPassword',
  'cleanImage',
  'detectType',
  'readTable',
  'columnName',
]);

const units = [
  ' ',
  '0',
  '9',
  '"',
  "'",
  '-',
  '–',
  '.',
  ',',
  ';',
  '\t',
  '\n',
  '\r\n',
  '(',
  '<',
  '=',
  '/',
  'а',
  'a@',
  '. ',
  '- ',
  '1. ',
  '0 ',
  '%',
  '\\',
  '\u00a0',
  '[',
  ':',
  '+',
];
const around = ['', 'x', '1', 'a@', '"', '-', '<c r="A1" ', ' айылы', '\n', ';'];
const LENGTH = 40_000;
const MOST_MS = 400;

const next = random(seed);
const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
const hostile = () => {
  const unit = pick(units);
  return pick(around) + unit.repeat(Math.ceil(LENGTH / unit.length)) + pick(around);
};

test(
  'no reader of typed text takes long over long runs of one sign',
  { timeout: patience({ sample: 120_000, long: 1_800_000 }) },
  async () => {
    const slow: string[] = [];
    let tried = 0;
    for (const file of files) {
      const module = (await import(path.join(root, file))) as Record<string, unknown>;
      for (const [name, reader] of Object.entries(module)) {
        if (typeof reader !== 'function' || left.has(name) || /^class /.test(String(reader))) continue;
        tried += 1;
        const texts = units.slice(0, 1).map((unit) => `a${unit.repeat(LENGTH)}b`);
        for (let turn = 0; turn < cases({ sample: 3, long: 60 }); turn += 1) texts.push(hostile());
        for (const text of texts) {
          const before = process.threadCpuUsage();
          try {
            const answer: unknown = (reader as (...given: unknown[]) => unknown)(text, text, text);
            if (answer instanceof Promise) await answer.catch(() => undefined);
          } catch {
            // It wants something else than a text.
          }
          const { user, system } = process.threadCpuUsage(before);
          const ms = (user + system) / 1000;
          if (ms > MOST_MS)
            slow.push(
              `${file} ${name}: ${Math.round(ms)} ms for ${JSON.stringify(text.slice(0, 12))}…${JSON.stringify(text.slice(-3))}`,
            );
        }
      }
    }
    expect(tried).toBeGreaterThan(150);
    expect({ seed, slow }).toEqual({ seed, slow: [] });
  },
);
