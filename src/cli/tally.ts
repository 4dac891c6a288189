import { parseArgs } from 'node:util';
import { nameKey } from '../methods/names.ts';
import { rollUpRules, type RollUpRule, topWithTies } from '../methods/rollup.ts';
import { TallyReader } from '../methods/tally-file.ts';
import { PopulationReader } from '../methods/tally-population.ts';
import type { TallyFault } from '../methods/tally-rows.ts';
import { parseMerge, parsePeople } from '../methods/tally-options.ts';
import type { TallyList, TallyWarning } from '../methods/tally-types.ts';
import { percent, plainPriorities, tally } from '../methods/tally.ts';
import { readPieces } from './input.ts';
import { type CommandIo, exitCode, grouped, isLanguage, type Language, textTable, words } from './words.ts';

const optionTypes = {
  json: { type: 'boolean' },
  people: { type: 'string', multiple: true },
  stickers: { type: 'string' },
  top: { type: 'string' },
  rule: { type: 'string' },
  merge: { type: 'string', multiple: true },
  population: { type: 'string' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * `ashar tally FILE.csv`: counts a table of votes into each village's list and the municipality's list.
 * Exit code 0 when counted, 1 when the file is wrong (`file:line:column: what is wrong` on stderr), 2 when the command
 * is.
 */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  const read = readOptions(argv);
  let language: Language = read.language;
  if (!read.ok) return usage(io, language, read.key, read.params);
  const { values, file } = read;
  language = read.language;
  if (values.help) {
    io.stdout.write(`${words(language, 'tally.help')}\n`);
    return exitCode.done;
  }
  if (file === undefined) return usage(io, language, 'usage.no-file', {});
  const stickers = wholeOption(values.stickers, 5);
  if (stickers === undefined) return usage(io, language, 'usage.bad-number', { option: '--stickers' });
  const top = wholeOption(values.top, 5);
  if (top === undefined) return usage(io, language, 'usage.bad-number', { option: '--top' });
  const rule = values.rule ?? 'raw';
  if (!isRule(rule)) {
    return usage(io, language, 'usage.bad-choice', {
      option: '--rule',
      value: rule,
      choices: rollUpRules.join(', '),
    });
  }

  const reader = new TallyReader();
  const trouble = await readPieces(file, (bytes) => reader.push(bytes) !== undefined);
  if (trouble) return complain(io, language, file, { line: 1, column: 1, code: trouble, params: {} });
  const result = reader.end();
  if (!result.ok) return complain(io, language, file, result.fault);
  const { table } = result;

  const populations = new PopulationReader();
  if (values.population !== undefined) {
    const path = values.population;
    const missing = await readPieces(path, (bytes) => populations.push(bytes) !== undefined);
    if (missing) return complain(io, language, path, { line: 1, column: 1, code: missing, params: {} });
  }
  const populationRows = values.population === undefined ? undefined : populations.end();
  if (populationRows && !populationRows.ok) {
    return complain(io, language, values.population ?? '', populationRows.fault);
  }

  const people = [];
  for (const text of values.people ?? []) {
    const count = parsePeople(text, table);
    if (!count) return usage(io, language, 'usage.bad-people', { value: text });
    people.push(count);
  }
  const names = new Set(table.groups.flatMap((group) => [...group.votes.keys()].map(nameKey)));
  const merges = [];
  for (const text of values.merge ?? []) {
    const merge = parseMerge(text, (name) => names.has(nameKey(name)));
    if (!merge) return usage(io, language, 'usage.bad-merge', { value: text });
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
  if (!outcome.ok) return usage(io, language, `tally.refusal.${outcome.code}`, outcome.params);

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

type Options = ReturnType<
  typeof parseArgs<{ options: typeof optionTypes; allowPositionals: true }>
>['values'];

function readOptions(
  argv: readonly string[],
):
  | { ok: true; language: Language; values: Options; file: string | undefined }
  | { ok: false; language: Language; key: string; params: Record<string, string> } {
  const stated = argv.find((_, index) => argv[index - 1] === '--lang') ?? '';
  const language: Language = isLanguage(stated) ? stated : 'ky';
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: optionTypes,
      allowPositionals: true,
    });
    const lang = values.lang ?? 'ky';
    if (!isLanguage(lang)) {
      return {
        ok: false,
        language,
        key: 'usage.bad-choice',
        params: { option: '--lang', value: lang, choices: 'ky, ru, en' },
      };
    }
    const extra = positionals[1];
    if (extra !== undefined)
      return { ok: false, language: lang, key: 'usage.extra', params: { value: extra } };
    return { ok: true, language: lang, values, file: positionals[0] };
  } catch (error) {
    // parseArgs speaks English and names the option; the sentence around it is ours.
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    return { ok: false, language, key: 'usage.bad-option', params: { detail } };
  }
}

function isRule(text: string): text is RollUpRule {
  return (rollUpRules as readonly string[]).includes(text);
}

function wholeOption(text: string | undefined, fallback: number): number | undefined {
  if (text === undefined) return fallback;
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}

function usage(
  io: CommandIo,
  language: Language,
  key: string,
  params: Record<string, string | number>,
): number {
  io.stderr.write(`ashar tally: ${words(language, key, params)}\n${words(language, 'tally.usage')}\n`);
  return exitCode.usage;
}

function complain(
  io: CommandIo,
  language: Language,
  file: string,
  fault: Omit<TallyFault, 'code'> & { readonly code: string },
): number {
  const what = words(language, `input.${fault.code}`, fault.params);
  io.stderr.write(`${file}:${fault.line}:${fault.column}: ${what}\n`);
  return exitCode.badInput;
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
