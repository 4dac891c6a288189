import { parseArgs } from 'node:util';
import { readAmount } from '../methods/amount.ts';
import { type PbFault, PbReader } from '../methods/pb/read.ts';
import type { Fraction } from '../methods/rational.ts';
import { explanationFacts } from '../methods/selection/explain.ts';
import { type Election, scoreOf } from '../methods/selection/election.ts';
import {
  completions,
  select,
  type Selection,
  selectionRules,
  utilities,
} from '../methods/selection/select.ts';
import { defaultTieRule, parseTieRule, type TieRule } from '../methods/selection/ties.ts';
import { readPieces } from './input.ts';
import { type CommandIo, exitCode, grouped, isLanguage, type Language, textTable, words } from './words.ts';

const optionTypes = {
  rule: { type: 'string' },
  utility: { type: 'string' },
  completion: { type: 'string' },
  ties: { type: 'string' },
  threshold: { type: 'string' },
  exclusive: { type: 'string', multiple: true },
  ranking: { type: 'string' },
  json: { type: 'boolean' },
  explain: { type: 'string' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * `ashar select FILE.pb --rule …`: chooses projects under a budget. Exit code 0 when chosen, 1 when the file is wrong
 * (`file:line:column: what is wrong` on stderr), 2 when the command is.
 */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  let language: Language = 'ky';
  const refuse = (key: string, params: Record<string, string | number> = {}): number => {
    io.stderr.write(`ashar select: ${words(language, key, params)}\n${words(language, 'select.usage')}\n`);
    return exitCode.usage;
  };
  let parsed;
  try {
    parsed = parseArgs({ args: [...argv], options: optionTypes, allowPositionals: true });
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    return refuse('usage.bad-option', { detail });
  }
  const { values, positionals } = parsed;
  for (const option of ['lang', 'explain'] as const) {
    const value = values[option];
    if (value === undefined) continue;
    if (!isLanguage(value)) {
      return refuse('usage.bad-choice', { option: `--${option}`, value, choices: 'ky, ru, en' });
    }
    language = value;
  }
  if (values.help) {
    io.stdout.write(`${words(language, 'select.help')}\n`);
    return exitCode.done;
  }
  const [file, extra] = positionals;
  if (file === undefined) return refuse('usage.no-file');
  if (extra !== undefined) return refuse('usage.extra', { value: extra });
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
  if (rule.value === undefined) return refuse('usage.no-rule', { choices: selectionRules.join(', ') });
  const utility = choice('--utility', values.utility, utilities);
  if (!utility.ok) return utility.code;
  const completion = choice('--completion', values.completion, completions);
  if (!completion.ok) return completion.code;
  if (rule.value !== 'mes' && (utility.value !== undefined || completion.value !== undefined)) {
    return refuse('usage.only-mes');
  }
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
  const trouble = await readPieces(file, (bytes) => reader.push(bytes));
  if (trouble) return complain(io, language, file, { line: 1, column: 1, code: trouble, params: {} });
  const read = reader.end();
  if (!read.ok) return complain(io, language, file, read.fault);
  const { election, meta } = read.file;

  const result = select(election, {
    rule: rule.value,
    ties,
    ...(utility.value ? { utility: utility.value } : {}),
    ...(completion.value ? { completion: completion.value } : {}),
    ...(least?.ok ? { threshold: least.value } : {}),
    exclusive: (values.exclusive ?? []).map((group) => group.split(',').map((id) => id.trim())),
  });
  const notes = notesOf(language, election, result, meta, values.threshold !== undefined);
  const explanation = values.explain === undefined ? undefined : sentences(language, election, result);
  if (values.json)
    io.stdout.write(`${JSON.stringify(plain(election, result, notes, explanation), null, 2)}\n`);
  else io.stdout.write(`${printed(language, election, result, notes, explanation)}\n`);
  return exitCode.done;
}

interface Note {
  readonly code: string;
  readonly message: string;
}

function notesOf(
  language: Language,
  election: Election,
  result: Selection,
  meta: ReadonlyMap<string, string>,
  thresholdGiven: boolean,
): Note[] {
  const notes: Note[] = result.notes.map((note) => ({
    code: note.code,
    message: words(
      language,
      `select.note.${note.code}`,
      Object.fromEntries(Object.entries(note.params).map(([name, value]) => [name, grouped(value)])),
    ),
  }));
  if (election.ranking) {
    const code = `ranking-${election.ranking}`;
    notes.push({ code, message: words(language, `select.note.${code}`) });
  }
  const stated = meta.get('min_project_score_threshold');
  if (stated !== undefined && stated !== '' && stated !== '0' && !thresholdGiven) {
    notes.push({
      code: 'threshold-not-applied',
      message: words(language, 'select.note.threshold-not-applied', { threshold: stated }),
    });
  }
  return notes;
}

function idOf(election: Election, project: number): string {
  return election.projects[project]?.id ?? '';
}

/** The JSON answer: money as plain numbers, fractions as exact strings. */
function plain(
  election: Election,
  result: Selection,
  notes: readonly Note[],
  explanation: readonly string[] | undefined,
) {
  const text = (value: Fraction | null) => value?.toString() ?? null;
  return {
    rule: result.rule,
    ...(result.utility ? { utility: result.utility, completion: result.completion } : {}),
    ties: result.ties.by === 'lot' ? `lot:${result.ties.seed}` : result.ties.by,
    budget: result.budget.toNumber(),
    spent: result.spent.toNumber(),
    winners: result.winners.map((winner) => ({
      id: idOf(election, winner.project),
      cost: winner.cost.toNumber(),
      payment: text(winner.payment),
      effectiveVotes: text(winner.effectiveVotes),
      votes: election.votes[winner.project] ?? 0,
      score: scoreOf(election, winner.project).toNumber(),
      chosenBy: winner.chosenBy,
      ...(winner.price ? { price: text(winner.price) } : {}),
      ...(winner.load ? { load: text(winner.load) } : {}),
    })),
    order: result.winners.map((winner) => idOf(election, winner.project)),
    losers: result.losers.map((loser) => ({
      id: idOf(election, loser.project),
      cost: loser.cost.toNumber(),
      votes: election.votes[loser.project] ?? 0,
      score: scoreOf(election, loser.project).toNumber(),
      reason: loser.reason,
      ...(loser.supportersLeft ? { supportersLeft: text(loser.supportersLeft) } : {}),
      ...(loser.excludedBy === null ? {} : { excludedBy: idOf(election, loser.excludedBy) }),
    })),
    ...(result.endowment ? { endowment: text(result.endowment), raised: result.raised } : {}),
    notes,
    ...(explanation ? { explanation } : {}),
  };
}

function sentences(language: Language, election: Election, result: Selection): string[] {
  return explanationFacts(election, result).map(({ key, texts, amounts, counts }) =>
    words(language, `select.explain.${key}`, {
      ...texts,
      ...Object.fromEntries(
        Object.entries(amounts).map(([name, value]) => [name, grouped(value.toDecimal(2))]),
      ),
      ...Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, grouped(value)])),
    }),
  );
}

function printed(
  language: Language,
  election: Election,
  result: Selection,
  notes: readonly Note[],
  explanation: readonly string[] | undefined,
): string {
  const shares = result.rule === 'mes';
  const header = ['id', 'name', 'cost', 'score', ...(shares ? ['payment', 'effective'] : [])].map((name) =>
    words(language, `select.column.${name}`),
  );
  const rows = result.winners.map((winner) => [
    idOf(election, winner.project),
    election.projects[winner.project]?.name ?? '',
    grouped(winner.cost.toDecimal(2)),
    grouped(scoreOf(election, winner.project).toDecimal(2)),
    ...(shares ? [winner.payment?.toDecimal(2) ?? '–', winner.effectiveVotes?.toDecimal(2) ?? '–'] : []),
  ]);
  const blocks = [
    words(language, `select.title.${result.rule}`),
    textTable([header, ...rows], [2, 3, 4, 5]),
    words(language, 'select.totals', {
      budget: grouped(result.budget.toDecimal(2)),
      spent: grouped(result.spent.toDecimal(2)),
      left: grouped(result.budget.minus(result.spent).toDecimal(2)),
    }),
  ];
  if (notes.length > 0) blocks.push(notes.map((note) => `  ! ${note.message}`).join('\n'));
  if (explanation) blocks.push(explanation.join('\n'));
  return blocks.join('\n\n');
}

function complain(
  io: CommandIo,
  language: Language,
  file: string,
  fault: Omit<PbFault, 'code'> & { readonly code: string },
): number {
  const key = `input.${fault.code}`;
  io.stderr.write(`${file}:${fault.line}:${fault.column}: ${words(language, key, fault.params)}\n`);
  return exitCode.badInput;
}
