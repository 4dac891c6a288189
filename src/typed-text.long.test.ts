import { globSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { allCommands, partsOf } from '../test/commands.ts';
import { cases, long, patience, random, seed } from '../test/generated.ts';

// Whatever reads what people type must not take longer than their typing deserves: every exported function of the
// rules is given long runs of one sign, where a backtracking expression takes minutes. What is measured is this
// thread's own processor time, so a busy machine changes nothing; the bound is a hundred times what is needed.

const root = path.resolve(import.meta.dirname, '..');
const files = globSync(
  [
    'src/*/rules.ts',
    'src/needs/*/rules/*.ts',
    'src/*/rules/*.ts',
    'src/platform/{i18n,files,auth,tables}/*.ts',
    'src/methods/{amount,delimited,headings,name-faults,name-index,names,person-names,spellings}.ts',
    'src/methods/{tally-file,tally-options,tally-population,tally-rows,text-decoding,written-count,written-share,written-som}.ts',
    'src/cycle/documents/names.ts',
  ],
  { cwd: root },
)
  .filter((file) => !/\.(test|fixture|worker)\.ts$|fixture/.test(file))
  .sort();

/** Start threads, read files, wait, take numbers, or go through what is stored: no readers of text. */
const left = new Set([
  'loadCatalogues',
  'hashPassword',
  'isPassword',
  'cleanImage',
  'detectType',
  'readTable',
  'columnName',
  'namedVersion',
  'planAddresses',
  'wordOn',
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
  // A letter of two, and marks upon one letter.
  'е\u0301',
  '\u0301',
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

/** Milliseconds of this thread's own processor time. */
async function cost(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  try {
    await work();
  } catch {
    // It wants something else than a text.
  }
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

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
          const ms = await cost(() => (reader as (...given: unknown[]) => unknown)(text, text, text));
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

/** What every field is given, and how long: one sign again and again behind and before some that begin or spoil it. */
const fieldUnits = [
  '.',
  ' ',
  '[',
  '0',
  '\u0301',
  '-',
  ',',
  '@',
  '\n',
  'а',
  '0 ',
  '. ',
  '(',
  '"',
  '+',
  '1.',
  '\u00ad',
];
const before = ['', 'a@', '1', 'а', '-', '"'];
const behind = ['', '@', ' x', '!', '.'];
/** Those that are always tried: an address without an end, spaces inside, figures, marks, a number's signs. */
const classic = [
  ['a@', '.', '@'],
  ['а', ' ', ' x'],
  ['', '0', '!'],
  ['', '\u0301', ''],
  ['1', '1.', '!'],
  ['-', '-', '!'],
] as const;
const FIELD_LENGTH = 100_000;
/** Below this nobody waits, whatever it grows by. */
const UNFELT_MS = 40;

/** What refuses a text without looking at it, and what only stands around another part. */
const looksAtNoText = new Set<string>(
  'object array enum literal number boolean null never nullable optional prefault default'.split(' '),
);

/** What a field does to a text: fields that are written alike are tried once. */
function saysOf(schema: z.ZodType): string {
  const seen = new Set<unknown>();
  return JSON.stringify(schema._zod.def, (_, value: unknown) => {
    if (typeof value === 'function' || value instanceof RegExp || typeof value === 'bigint')
      return String(value);
    if (typeof value !== 'object' || value === null) return value;
    if (seen.has(value)) return '…';
    seen.add(value);
    // A check written by hand is a function beside the facts.
    return '_zod' in value ? [(value as z.ZodType)._zod.def, (value as z.core.$ZodCheck)._zod.check] : value;
  });
}

/**
 * Whether reading such a text costs more than its length: a quarter of it takes a quarter of the time where it is
 * linear, a sixteenth where it is square. The least of two counts: rubbish is collected at some moment.
 */
async function isDear(
  schema: z.ZodType,
  length: number,
  [start, unit, end]: readonly [string, string, string],
): Promise<boolean> {
  const read = async (size: number) => {
    const text = `${start}${unit.repeat(size / unit.length)}${end}`;
    return await cost(async () => await schema.safeParseAsync(text));
  };
  const twice = async (size: number) => Math.min(await read(size), await read(size));
  if ((await read(length)) < UNFELT_MS) return false;
  const whole = await twice(length);
  return whole >= UNFELT_MS && whole > 9 * (await twice(length / 4));
}

test('a field that tries every division of its text is found', async () => {
  const dots = ['a@', '.', '!@'] as const;
  expect(await isDear(z.string().regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/), 16_000, dots)).toBe(true);
  expect(await isDear(z.string().regex(/^[^\s@]+@[^\s@]+$/), FIELD_LENGTH, dots)).toBe(false);
});

test(
  'no field of a command takes longer than its text is long',
  { timeout: patience({ sample: 120_000, long: 1_800_000 }) },
  async () => {
    const commands = await allCommands();
    expect(commands.length).toBeGreaterThan(100);
    const fields = new Map<string, readonly [of: string, field: z.ZodType]>();
    for (const { name, input } of commands)
      for (const part of partsOf(input))
        if (!looksAtNoText.has(part._zod.def.type)) fields.set(saysOf(part), [name, part]);
    expect(fields.size).toBeGreaterThan(100);
    const all = fieldUnits.flatMap((unit) =>
      before.flatMap((start) => behind.map((end) => [start, unit, end] as const)),
    );
    const dear: string[] = [];
    for (const [name, field] of fields.values()) {
      const texts = long ? all : [...classic, ...Array.from({ length: 4 }, () => pick(all))];
      for (const text of texts)
        // Twice: a machine that stops for a moment is not the field's fault.
        if ((await isDear(field, FIELD_LENGTH, text)) && (await isDear(field, FIELD_LENGTH, text)))
          dear.push(`${name} (${field._zod.def.type}): ${JSON.stringify(text)}`);
    }
    expect({ seed, dear }).toEqual({ seed, dear: [] });
  },
);
