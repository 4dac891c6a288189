import { costsOutside, groupLimits, groupsOver, type StatedGroupLimit } from '../methods/pb/limits.ts';
import { isMissing } from '../methods/pb/format.ts';
import type { PbElection } from '../methods/pb/read.ts';
import { type Election, money } from '../methods/selection/election.ts';
import type { Selection } from '../methods/selection/result.ts';
import type { Tie } from '../methods/selection/tied.ts';
import { grouped, type Language, words } from './words.ts';

/** What a selection has to say beside its winners: nothing that decided, and nothing the file asks for, is silent. */

export interface Note {
  readonly code: string;
  readonly message: string;
}

/** The limits of categories and neighbourhoods a file states. */
export function statedLimits({ election, meta, groupsOf }: PbElection): {
  limits: StatedGroupLimit[];
  unread: string[];
} {
  return groupLimits(election, meta, groupsOf);
}

/** All notes, in the order in which they matter. `applied`: which limits of the file the rule was told to keep. */
export function notesOf(
  language: Language,
  file: PbElection,
  result: Selection,
  applied: { readonly threshold: boolean; readonly limits: boolean },
): Note[] {
  const note = (code: string, params: Readonly<Record<string, string | number>> = {}): Note => ({
    code,
    message: words(language, `select.note.${code}`, params),
  });
  const own = result.notes.map(({ code, params }) =>
    note(code, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, grouped(value)]))),
  );
  const ties = result.tied
    .filter(({ decided }) => decided)
    .map((tie) => ({ code: 'tie', message: tieMessage(language, file.election, result, tie) }));
  const { ranking } = file.election;
  return [
    ...own,
    ...ties,
    ...(ranking ? [note(`ranking-${ranking}`)] : []),
    ...limitNotes(file, result, applied).map(({ code, params }) => note(code, params)),
  ];
}

/** Notes of rules side by side: what is about the file, each once, not what each rule did. */
export function comparedNotes(
  language: Language,
  file: PbElection,
  selections: readonly Selection[],
  threshold: boolean,
): Note[] {
  const own = ['tie', 'raised', 'unspent', 'not-exhaustive', 'over-budget-by-clause', 'leftover-not-applied'];
  const notes = new Map<string, Note>();
  for (const selection of selections) {
    for (const note of notesOf(language, file, selection, { threshold, limits: false })) {
      if (!own.includes(note.code) && !notes.has(note.code)) notes.set(note.code, note);
    }
  }
  return [...notes.values()];
}

/** Who was equal, who was chosen of them, and by which rule. */
function tieMessage(language: Language, election: Election, result: Selection, tie: Tie): string {
  const chosen = new Set(result.winners.map((winner) => winner.project));
  const none = words(language, 'select.nobody');
  const named = (projects: readonly number[]) =>
    projects.map((project) => nameOf(election, project)).join(', ') || none;
  return words(language, 'select.note.tie', {
    between: named(tie.between),
    chosen: named(tie.between.filter((project) => chosen.has(project))),
    rule: tieRule(language, result),
  });
}

/** The tie rule in words. */
export function tieRule(language: Language, result: Selection): string {
  const { ties } = result;
  return words(language, `select.ties.${ties.by}`, ties.by === 'lot' ? { seed: ties.seed } : {});
}

/** `Name (id)`, or the id alone where the file gives no name. */
export function nameOf(election: Election, project: number): string {
  const { id = '', name = '' } = election.projects[project] ?? {};
  return name === id ? id : `${name} (${id})`;
}

interface PlainNote {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Limits of the file that the choice does not keep, with who passes them. */
function limitNotes(
  file: PbElection,
  result: Selection,
  applied: { readonly threshold: boolean; readonly limits: boolean },
): PlainNote[] {
  const { election, meta } = file;
  const notes: PlainNote[] = [];
  const stated = (field: string) => {
    const value = meta.get(field);
    return isMissing(value) ? undefined : value;
  };
  const threshold = stated('min_project_score_threshold');
  if (threshold !== undefined && threshold !== '0' && !applied.threshold)
    notes.push({ code: 'threshold-not-applied', params: { threshold } });
  const winners = result.winners.map((winner) => winner.project);
  const { limits, unread } = statedLimits(file);
  for (const field of unread) notes.push({ code: 'limit-unread', params: { field } });
  for (const field of new Set(limits.map((limit) => limit.field))) {
    const own = limits.filter((limit) => limit.field === field);
    const over = groupsOver(election, own, winners).map(
      ({ limit, spent }) => `${limit.name}: ${shown(election, spent)} / ${shown(election, limit.most)}`,
    );
    if (applied.limits) notes.push({ code: 'groups-applied', params: { field } });
    if (over.length > 0)
      notes.push({
        code: applied.limits ? 'groups-over' : 'groups-not-applied',
        params: { field, groups: over.join('; ') },
      });
  }
  for (const { field, limit, projects } of costsOutside(election, meta)) {
    const passing = projects.map((project) => nameOf(election, project)).join(', ');
    notes.push({
      code: 'costs-not-applied',
      params: { field, limit: grouped(limit.toDecimal(2)), projects: passing },
    });
  }
  for (const [field, count] of file.ballotsPast)
    notes.push({
      code: 'ballots-past-limit',
      params: { field, limit: meta.get(field) ?? '', count: grouped(count) },
    });
  for (const field of perCategory) {
    const value = stated(field);
    if (value !== undefined && !/^0(,\s*0)*$/.test(value))
      notes.push({ code: 'ballot-limit-not-looked-at', params: { field, value } });
  }
  const score = stated('default_score');
  if (score !== undefined && !/^0+(\.0*)?$/.test(score))
    notes.push({ code: 'default-score-not-applied', params: { score } });
  const rest = stated('leftover_budget');
  if (rest !== undefined && result.spent.compare(result.budget) < 0)
    notes.push({ code: 'leftover-not-applied', params: { text: rest } });
  return notes;
}

/** Limits on ballots that nothing here weighs. */
const perCategory = [
  'min_length_per_category',
  'max_length_per_category',
  'min_sum_cost_per_category',
  'max_sum_cost_per_category',
];

function shown(election: Election, coins: bigint): string {
  return grouped(money(election, coins).toDecimal(2));
}
