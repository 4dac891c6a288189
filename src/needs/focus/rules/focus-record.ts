import type { Window } from '../../../deadlines/rules/time-rule.ts';
import type { Presences } from '../../../meetings/rules/who-counts.ts';

/**
 * What a focus group leaves behind (textbook 2015, Annex 8): for each problem its causes, consequences, ways of
 * solving it and what each side can give; and who is proposed for the initiative group. Plain values only.
 */

/** The columns of the cause-consequence table, in their order. */
export const focusColumns = ['cause', 'consequence', 'solution', 'contribution'] as const;
export type FocusColumn = (typeof focusColumns)[number];

/** A consequence has happened already, or is likely if nothing is done. */
export const likelihoods = ['happened', 'likely'] as const;
export type Likelihood = (typeof likelihoods)[number];

/** Whose contribution it is: the executive, the kenesh, the community, somebody else (donor, sponsor, state). */
export const parties = ['executive', 'kenesh', 'community', 'other'] as const;
export type Party = (typeof parties)[number];

export const contributionForms = ['money', 'goods', 'labour', 'other'] as const;
export type ContributionForm = (typeof contributionForms)[number];

export type FocusEntry = {
  readonly id: string;
  readonly order: number;
  readonly problemId: string;
  readonly column: FocusColumn;
  readonly text: string;
  /** Of a consequence. */
  readonly likelihood: Likelihood | null;
  /** Of a contribution. */
  readonly party: Party | null;
  /** Who exactly, when the party is `other`. */
  readonly who: string;
  readonly form: ContributionForm | null;
};

/** A problem under analysis, and the subgroup of participants that takes it. */
export type FocusTopic = {
  readonly problemId: string;
  readonly description: string;
  /** Name or number of the subgroup; empty when everybody works on it together. */
  readonly subgroup: string;
};

/** Parts of the meeting that have notes of their own, in the order of the programme (170 minutes). */
export const focusParts = [
  'opening',
  'causes',
  'consequences',
  'solutions',
  'candidates',
  'closing',
] as const;
export type FocusPart = (typeof focusParts)[number];

/** Minutes of each part (Annex 5, second programme): 15 + 30 + 30 + 60 + 15 + 20. */
export const focusMinutes: Readonly<Record<FocusPart, number>> = {
  opening: 15,
  causes: 30,
  consequences: 30,
  solutions: 60,
  candidates: 15,
  closing: 20,
};

/** A focus group has at most this many people, and fewer than the second number speak for too few. */
export const mostFocusPeople = 25;
export const fewestFocusPeople = 20;

export type FocusRecord = {
  readonly topics: readonly FocusTopic[];
  readonly entries: readonly FocusEntry[];
  readonly notes: Readonly<Record<FocusPart, string>>;
  /** What people expect of members of the initiative group, in their own words. */
  readonly criteria: string;
  /** People of organisations, when heads were counted and they were counted apart. */
  readonly organisations: number | null;
};

export const focusLimits = { entries: 1000, text: 500, criteria: 2000 } as const;

export type FocusDayDoubt = {
  readonly code: 'focus-before-sessions' | 'focus-day-unusual';
  /** Days as people write them, `28.11.2026`. */
  readonly params: Readonly<Record<'last' | 'from' | 'to', string>>;
};

/**
 * What to ask about the day of a focus group (R-FG-01): before the last session somebody would not be heard yet, and
 * the rule leaves some days after it open.
 * @param day when it is planned
 * @param last the day of the place's last session, held or planned, and the days that its rule leaves open
 */
export function focusDayDoubt(
  day: string,
  { last, earliest, due }: { readonly last: string } & Pick<Window, 'earliest' | 'due'>,
): FocusDayDoubt | undefined {
  if (day > last && (earliest === null || day >= earliest) && (due === null || day <= due)) return undefined;
  const written = (one: string | null) => one?.split('-').reverse().join('.') ?? '…';
  return {
    code: day <= last ? 'focus-before-sessions' : 'focus-day-unusual',
    params: { last: written(last), from: written(earliest), to: written(due) },
  };
}

/** Minutes of the whole programme. */
export const focusLength = focusParts.reduce((sum, part) => sum + focusMinutes[part], 0);

/** How many of a place's priorities a focus group takes when nobody has chosen (R-FG-06: three to five). */
export const usualTopics = 5;

export type FocusHint = {
  readonly code:
    | 'people-unknown'
    | 'few-people'
    | 'many-people'
    | 'no-women'
    | 'no-men'
    | 'no-topics'
    | 'topic-empty'
    | 'no-cause'
    | 'no-consequence'
    | 'no-solution'
    | 'no-contribution'
    | 'likelihood-open'
    | 'party-open'
    | 'no-criteria'
    | 'no-candidates'
    | 'candidate-nameless';
  readonly part: FocusPart;
  /** The problem it is about. */
  readonly problemId?: string;
  readonly params: Readonly<Record<string, number>>;
};

/** What deserves a look before people go home or the record is closed. Nothing here forbids anything. */
export function focusHints(
  sums: Presences,
  problemIds: readonly string[],
  record: Pick<FocusRecord, 'entries' | 'criteria'>,
  people: readonly { readonly fullName: string | null; readonly forInitiativeGroup: boolean }[],
): FocusHint[] {
  const found: FocusHint[] = [];
  const hint = (
    code: FocusHint['code'],
    part: FocusPart,
    params: FocusHint['params'] = {},
    problemId?: string,
  ) => found.push({ code, part, params, ...(problemId === undefined ? {} : { problemId }) });
  if (sums.people === null) hint('people-unknown', 'opening');
  else {
    if (sums.people < fewestFocusPeople)
      hint('few-people', 'opening', { count: sums.people, minimum: fewestFocusPeople });
    if (sums.people > mostFocusPeople)
      hint('many-people', 'opening', { count: sums.people, maximum: mostFocusPeople });
    if (sums.people >= 5 && sums.sexUnknown === 0) {
      if (sums.women === 0) hint('no-women', 'opening');
      if (sums.men === 0) hint('no-men', 'opening');
    }
  }
  if (problemIds.length === 0) hint('no-topics', 'opening');
  for (const problemId of problemIds) {
    const mine = record.entries.filter((entry) => entry.problemId === problemId);
    if (mine.length === 0) {
      hint('topic-empty', 'causes', {}, problemId);
      continue;
    }
    const has = (column: FocusColumn) => mine.some((entry) => entry.column === column);
    if (!has('cause')) hint('no-cause', 'causes', {}, problemId);
    if (!has('consequence')) hint('no-consequence', 'consequences', {}, problemId);
    if (!has('solution')) hint('no-solution', 'solutions', {}, problemId);
    if (!has('contribution')) hint('no-contribution', 'solutions', {}, problemId);
    const open = mine.filter((entry) => entry.column === 'consequence' && entry.likelihood === null).length;
    if (open > 0) hint('likelihood-open', 'consequences', { count: open }, problemId);
    const whose = mine.filter((entry) => entry.column === 'contribution' && entry.party === null).length;
    if (whose > 0) hint('party-open', 'solutions', { count: whose }, problemId);
  }
  const candidates = people.filter((one) => one.forInitiativeGroup);
  if (record.criteria.trim() === '') hint('no-criteria', 'candidates');
  if (candidates.length === 0) hint('no-candidates', 'candidates');
  const nameless = candidates.filter((one) => (one.fullName ?? '').trim() === '').length;
  if (nameless > 0) hint('candidate-nameless', 'candidates', { count: nameless });
  return found;
}
