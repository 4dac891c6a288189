import { parseArgs } from 'node:util';
import { readAmount } from '../methods/amount.ts';
import { readPb } from '../methods/pb/document.ts';
import { PbReader } from '../methods/pb/read.ts';
import { compareRules } from '../methods/selection/compare.ts';
import { completions, selectionRules, utilities } from '../methods/selection/result.ts';
import { select } from '../methods/selection/select.ts';
import { defaultTieRule, parseTieRule, type TieRule } from '../methods/selection/ties.ts';
import { readFileCommand, unread, usualOptions } from './file-command.ts';
import { readPieces } from './input.ts';
import { plainComparison, printedComparison } from './select-compare.ts';
import { csvOf, pbOf } from './select-files.ts';
import { comparedNotes, notesOf, statedLimits } from './select-notes.ts';
import { plain, printed, sentences } from './select-print.ts';
import { type CommandIo, exitCode } from './words.ts';

const optionTypes = {
  rule: { type: 'string' },
  utility: { type: 'string' },
  completion: { type: 'string' },
  ties: { type: 'string' },
  threshold: { type: 'string' },
  exclusive: { type: 'string', multiple: true },
  ranking: { type: 'string' },
  limits: { type: 'boolean' },
  compare: { type: 'boolean' },
  csv: { type: 'boolean' },
  pb: { type: 'boolean' },
  explain: { type: 'string' },
  ...usualOptions,
} as const;

/**
 * `ashar select FILE.pb --rule …`: chooses projects under a budget; with `--compare` by several rules side by side. Exit code 0 when chosen, 1 when the file is wrong
 * (`file:line:column: what is wrong` on stderr), 2 when the command is.
 */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  const command = readFileCommand('select', argv, io, () =>
    parseArgs({ args: [...argv], options: optionTypes, allowPositionals: true }),
  );
  if (typeof command === 'number') return command;
  const { language, values, file, refuse, complain } = command;
  const choice = <T extends string>(option: string, value: string | undefined, choices: readonly T[]) => {
    if (value === undefined) return { ok: true as const, value: undefined };
    const found = choices.find((known) => known === value);
    return found === undefined
      ? {
          ok: false as const,
          code: refuse('usage.bad-choice', { option, value, choices: choices.join(', ') }),
        }
      : { ok: true as const, value: found };
  };
  const rule = choice('--rule', values.rule, selectionRules);
  if (!rule.ok) return rule.code;
  if ([values.json, values.csv, values.pb].filter(Boolean).length > 1) return refuse('usage.one-output');
  const asked = [
    values.csv,
    values.pb,
    values.rule,
    values.utility,
    values.completion,
    values.explain,
    values.limits,
  ];
  if (values.compare && asked.some((option) => option !== undefined)) return refuse('usage.compare-alone');
  if (rule.value === undefined && !values.compare)
    return refuse('usage.no-rule', { choices: selectionRules.join(', ') });
  const utility = choice('--utility', values.utility, utilities);
  if (!utility.ok) return utility.code;
  const completion = choice('--completion', values.completion, completions);
  if (!completion.ok) return completion.code;
  if (rule.value !== 'mes' && (utility.value !== undefined || completion.value !== undefined)) {
    return refuse('usage.only-mes');
  }
  const walks = rule.value !== 'phragmen' && rule.value !== 'mes';
  if (values.limits && !walks) return refuse('usage.limits-only-lists');
  const ties: TieRule | undefined = values.ties === undefined ? defaultTieRule : parseTieRule(values.ties);
  if (!ties) {
    return refuse('usage.bad-choice', {
      option: '--ties',
      value: values.ties ?? '',
      choices: 'id, cost, votes, lot:SEED',
    });
  }
  const least = values.threshold === undefined ? undefined : readAmount(values.threshold);
  if (least && !least.ok) return refuse('usage.bad-threshold', { value: values.threshold ?? '' });
  const ranking = choice('--ranking', values.ranking, ['own-length', 'max-length'] as const);
  if (!ranking.ok) return ranking.code;

  const reader = new PbReader({ ranking: ranking.value });
  // The file as it was is needed only to write it again.
  const pieces: Uint8Array[] = [];
  const trouble = await readPieces(file, (bytes) => {
    if (values.pb) pieces.push(Uint8Array.from(bytes));
    return reader.push(bytes);
  });
  if (trouble) return complain(file, unread(trouble));
  const read = reader.end();
  if (!read.ok) return complain(file, read.fault);
  const { election } = read.file;
  const known = new Set(election.projects.map((project) => project.id));
  const exclusive = (values.exclusive ?? []).map((group) => group.split(',').map((id) => id.trim()));
  const stranger = exclusive.flat().find((id) => !known.has(id));
  if (stranger !== undefined) return refuse('usage.exclusive-unknown', { id: stranger });
  if (exclusive.some((group) => new Set(group).size < 2)) return refuse('usage.exclusive-alone');

  const shared = { ties, exclusive, ...(least?.ok ? { threshold: least.value } : {}) };
  if (rule.value === undefined) {
    const compared = compareRules(election, shared);
    const selections = compared.map(({ selection }) => selection);
    const notes = comparedNotes(language, read.file, selections, least !== undefined);
    if (values.json)
      io.stdout.write(`${JSON.stringify(plainComparison(election, compared, notes), null, 2)}\n`);
    else io.stdout.write(`${printedComparison(language, election, compared, notes)}\n`);
    return exitCode.done;
  }
  const result = select(election, {
    ...shared,
    rule: rule.value,
    ...(utility.value ? { utility: utility.value } : {}),
    ...(completion.value ? { completion: completion.value } : {}),
    ...(values.limits ? { limits: statedLimits(read.file).limits } : {}),
  });
  if (values.csv) {
    io.stdout.write(csvOf(election, result));
    return exitCode.done;
  }
  if (values.pb) {
    const whole = readPb(Buffer.concat(pieces));
    if (!whole.ok) return complain(file, { ...whole.fault, params: { name: 'META' } });
    const plainRule = exclusive.length === 0 && !least && !values.limits;
    io.stdout.write(pbOf(whole.document, election, result, plainRule));
    return exitCode.done;
  }
  const applied = { threshold: least !== undefined, limits: values.limits === true };
  const notes = notesOf(language, read.file, result, applied);
  const explanation = values.explain === undefined ? undefined : sentences(language, election, result);
  if (values.json)
    io.stdout.write(`${JSON.stringify(plain(election, result, notes, explanation), null, 2)}\n`);
  else io.stdout.write(`${printed(language, election, result, notes, explanation)}\n`);
  return exitCode.done;
}
