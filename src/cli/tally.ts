import { parseArgs } from 'node:util';
import { nameKey } from '../methods/names.ts';
import { rollUpRules, type RollUpRule, topWithTies } from '../methods/rollup.ts';
import { TallyReader } from '../methods/tally-file.ts';
import { PopulationReader } from '../methods/tally-population.ts';
import { parseMerge, parsePeople } from '../methods/tally-options.ts';
import type { TallyList, TallyWarning } from '../methods/tally-types.ts';
import { percent, plainPriorities, tally } from '../methods/tally.ts';
import { readFileCommand, unread, usualOptions } from './file-command.ts';
import { readPieces } from './input.ts';
import { type CommandIo, exitCode, grouped, type Language, textTable, words } from './words.ts';

const optionTypes = {
  people: { type: 'string', multiple: true },
  stickers: { type: 'string' },
  top: { type: 'string' },
  rule: { type: 'string' },
  merge: { type: 'string', multiple: true },
  population: { type: 'string' },
  ...usualOptions,
} as const;

/**
 * `ashar tally FILE.csv`: counts a table of votes into each village's list and the municipality's list.
 * Exit code 0 when counted, 1 when the file is wrong (`file:line:column: what is wrong` on stderr), 2 when the command
 * is.
 */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  const command = readFileCommand('tally', argv, io, () =>
    parseArgs({ args: [...argv], options: optionTypes, allowPositionals: true }),
  );
  if (typeof command === 'number') return command;
  const { language, values, file, refuse, complain } = command;
  const stickers = wholeOption(values.stickers, 5);
  if (stickers === undefined) return refuse('usage.bad-number', { option: '--stickers' });
  const top = wholeOption(values.top, 5);
  if (top === undefined) return refuse('usage.bad-number', { option: '--top' });
  const rule = values.rule ?? 'raw';
  if (!isRule(rule)) {
    return refuse('usage.bad-choice', {
      option: '--rule',
      value: rule,
      choices: rollUpRules.join(', '),
    });
  }

  const reader = new TallyReader();
  const trouble = await readPieces(file, (bytes) => reader.push(bytes) !== undefined);
  if (trouble) return complain(file, unread(trouble));
  const result = reader.end();
  if (!result.ok) return complain(file, result.fault);
  const { table } = result;

  const populations = new PopulationReader();
  if (values.population !== undefined) {
    const path = values.population;
    const missing = await readPieces(path, (bytes) => populations.push(bytes) !== undefined);
    if (missing) return complain(path, unread(missing));
  }
  const populationRows = values.population === undefined ? undefined : populations.end();
  if (populationRows && !populationRows.ok) {
    return complain(values.population ?? '', populationRows.fault);
  }

  const people = [];
  for (const text of values.people ?? []) {
    const count = parsePeople(text, table);
    if (!count) return refuse('usage.bad-people', { value: text });
    people.push(count);
  }
  const names = new Set(table.groups.flatMap((group) => [...group.votes.keys()].map(nameKey)));
  const merges = [];
  for (const text of values.merge ?? []) {
    const merge = parseMerge(text, (name) => names.has(nameKey(name)));
    if (!merge) return refuse('usage.bad-merge', { value: text });
    // A later merge may build on the name an earlier one made.
    names.add(nameKey(merge.name));
    merges.push(merge);
  }

  const outcome = tally(table, {
    people,
    populations: populationRows?.rows ?? [],
    stickers,
    top,
    rule,
    merges,
  });
  if (!outcome.ok) return refuse(`tally.refusal.${outcome.code}`, outcome.params);

  if (values.json) {
    const plain = (list: TallyList) => ({
      votes: list.votes,
      unused: list.unused,
      priorities: plainPriorities(list.priorities, rule),
    });
    const warnings = outcome.warnings.map((warning) => ({
      code: warning.code,
      message: sentence(language, warning),
    }));
    // Village by village: the whole text of a national file would not fit beside its numbers.
    io.stdout.write('{\n  "villages": [');
    for (const [index, list] of outcome.villages.entries()) {
      io.stdout.write(
        `${index === 0 ? '' : ','}\n    ${indented({ village: list.village, ...plain(list) }, 4)}`,
      );
    }
    io.stdout.write(outcome.villages.length === 0 ? '],\n' : '\n  ],\n');
    io.stdout.write(`  "municipality": ${indented(plain(outcome.municipality), 2)},\n`);
    io.stdout.write(`  "warnings": ${indented(warnings, 2)}\n}\n`);
    return exitCode.done;
  }

  const blocks = [
    words(language, 'tally.title', { rule: words(language, `tally.rule.${rule}`) }),
    ...outcome.villages.map((list) => block(language, list.village, list, rule, top)),
    block(language, words(language, 'tally.municipality'), outcome.municipality, rule, top),
  ];
  if (outcome.warnings.length > 0) {
    const lines = outcome.warnings.map((warning) => `  ! ${sentence(language, warning)}`);
    blocks.push([words(language, 'ui.status.warn'), ...lines].join('\n'));
  }
  io.stdout.write(`${blocks.join('\n\n')}\n`);
  return exitCode.done;
}

/** A value as JSON inside a text that is indented already. */
function indented(value: unknown, by: number): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(by)}`);
}

function isRule(text: string): text is RollUpRule {
  return (rollUpRules as readonly string[]).includes(text);
}

function wholeOption(text: string | undefined, fallback: number): number | undefined {
  if (text === undefined) return fallback;
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}

function sentence(language: Language, warning: TallyWarning): string {
  const { village = '', group = '' } = warning.params;
  const place =
    village === ''
      ? words(language, 'tally.municipality')
      : group === ''
        ? String(village)
        : words(language, 'tally.place', { village, group });
  return words(language, `tally.warning.${warning.form}`, { ...warning.params, place });
}

function block(language: Language, title: string, list: TallyList, rule: RollUpRule, top: number): string {
  const ranked = rule !== 'raw';
  const shown = new Set(topWithTies(list.priorities, top));
  const score = rule === 'equal-groups' || rule === 'population' ? 4 : 2;
  const header = ['rank', 'problem', 'votes', 'share', ...(ranked ? ['score'] : [])].map((name) =>
    words(language, `tally.column.${name}`),
  );
  const rows = list.priorities.map((entry) => [
    `${shown.has(entry) ? '*' : ' '} ${entry.rank}${entry.tied ? ' =' : '  '}`,
    entry.problem,
    grouped(entry.votes),
    `${percent(entry.share)} %`,
    ...(ranked ? [entry.score.toDecimal(score)] : []),
  ]);
  const totals = words(language, list.unused === null ? 'tally.totals' : 'tally.totals-people', {
    votes: grouped(list.votes),
    people: grouped(list.people ?? 0),
    unused: grouped(list.unused ?? 0),
  });
  return [title, textTable([header, ...rows], [2, 3, 4]), totals].join('\n');
}
