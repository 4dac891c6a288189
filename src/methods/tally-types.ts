import type { RankedProblem, RollUpRule, VoteGroup } from './rollup.ts';
import type { TallyGroup } from './tally-file.ts';
import type { PopulationRow } from './tally-population.ts';

/** Words of the tally: what is asked of it and what it answers. Shared by its parts and its callers. */

/** `village` and `group` empty: everybody. `group` empty: a whole village. */
export interface PeopleCount {
  readonly village: string;
  readonly group: string;
  readonly people: number;
}

export interface MergeRequest {
  readonly name: string;
  readonly parts: readonly string[];
}

export interface TallyOptions {
  /** Participants, for everybody, per village or per group. */
  readonly people?: readonly PeopleCount[];
  /** Populations, per village or per group. */
  readonly populations?: readonly PopulationRow[];
  /** Stickers each participant has; 5 in the method. */
  readonly stickers?: number;
  /** Length of the list that matters; 5 in the method. */
  readonly top?: number;
  readonly rule?: RollUpRule;
  readonly merges?: readonly MergeRequest[];
}

export const tallyWarningCodes = [
  'few-participants',
  'too-many-stickers',
  'unused-stickers',
  'tie-at-cut',
  'group-not-heard',
  'merge-changes-first',
  'merge-changes-top',
  'names-joined',
  'names-alike',
  'population-by-village',
  'ignored-column',
] as const;

/**
 * A warning. `code` is what the caller shows or sends; `form` picks the sentence (several sentences may share one code)
 * and `params` fill it. An empty `village` means the whole municipality.
 */
export interface TallyWarning {
  readonly code: (typeof tallyWarningCodes)[number];
  readonly form: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface TallyList {
  readonly votes: number;
  /** Stickers nobody used; null when the number of people is unknown, negative when more were used than given. */
  readonly unused: number | null;
  readonly people: number | null;
  readonly priorities: readonly RankedProblem<string>[];
}

export interface TallyResult {
  readonly ok: true;
  readonly rule: RollUpRule;
  readonly villages: readonly (TallyList & { readonly village: string })[];
  readonly municipality: TallyList;
  readonly warnings: readonly TallyWarning[];
}

export type TallyRefusal =
  | { readonly ok: false; readonly code: 'population-missing'; readonly params: { readonly groups: string } }
  | { readonly ok: false; readonly code: 'too-many-problems'; readonly params: { readonly limit: number } }
  | {
      readonly ok: false;
      readonly code: 'merge-unknown-problem' | 'merge-name-taken' | 'merge-repeated';
      readonly params: { readonly name: string };
    };

/** Fewer people than this at one session is too few to speak for a group (the book asks for 20 to 25). */
export const fewestParticipants = 20;

/** A group as the tally counts it. */
export type CountedGroup = VoteGroup<string> & {
  readonly village: string;
  readonly label: string;
  readonly source: TallyGroup;
};

/** The groups of every village, in order of first appearance. */
export function byVillage<G extends { readonly village: string }>(groups: readonly G[]): Map<string, G[]> {
  const villages = new Map<string, G[]>();
  for (const group of groups) {
    const own = villages.get(group.village);
    if (own) own.push(group);
    else villages.set(group.village, [group]);
  }
  return villages;
}
