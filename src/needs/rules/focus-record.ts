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
};

export const focusLimits = { entries: 1000, text: 500, criteria: 2000 } as const;
