import { nameFaults } from '../../../methods/name-faults.ts';
import { countFaults } from '../../../methods/written-count.ts';
import { dayFaults } from '../../../platform/i18n/written-day.ts';
import type { SessionColumn, SexMode } from './session-columns.ts';

/** A mistake of the file, named by sheet and row (from 1, as the spreadsheet numbers them). */
export type FileError = {
  readonly sheet: string;
  readonly row: number;
  readonly column?: SessionColumn;
  readonly code: FileErrorCode;
  readonly params?: Readonly<Record<string, string | number>>;
};

export const fileErrorCodes = [
  'no-heading',
  'no-village-column',
  'column-twice',
  'example-left',
  'village-missing',
  'village-unknown',
  'village-ambiguous',
  'group-missing',
  'group-unknown',
  'sex-mode-unknown',
  ...dayFaults,
  'date-in-future',
  'date-long-ago',
  ...countFaults,
  'number-too-big',
  'differs',
  'count-missing',
  'count-zero',
  'count-without-problem',
  'text-too-long',
  'sex-unknown',
  'too-many-stickers',
  'too-many-statements',
  'session-has-statements',
  'session-closed',
  'session-without-date',
  'nothing',
  ...nameFaults,
] as const;
export type FileErrorCode = (typeof fileErrorCodes)[number];

/** What was read otherwise than it is written: not wrong, but to be seen before it counts. */
export const fileNoteCodes = [
  'village-possible',
  'problem-joined',
  'problem-joined-letters',
  'problem-known',
  'problems-alike',
] as const;
export type FileNote = {
  readonly sheet: string;
  readonly row: number;
  readonly code: (typeof fileNoteCodes)[number];
  readonly params: Readonly<Record<string, string | number>>;
};
/** Notes kept for the preview. */
export const mostNotes = 100;

export type FileVillage = { readonly id: string; readonly nameKy: string; readonly nameRu: string };

/** What a file is read against: the municipality's villages and age groups, today, and stickers for each. */
export type FileFacts = {
  readonly villages: readonly FileVillage[];
  readonly ageGroups: readonly string[];
  readonly today: string;
  readonly stickersPerPerson: number;
  /** Names of the cycle's problems, so that another spelling of one does not make a second. */
  readonly problems?: readonly string[];
};

export type FileEntry = {
  readonly text: string;
  readonly problem: string | null;
  readonly participant: number | null;
  readonly sex: 'female' | 'male' | null;
  readonly entry: 'sticker' | 'count';
  /** How many stickers this row stands for. */
  readonly count: number;
};

export type FileSession = {
  readonly villageId: string;
  readonly villageName: string;
  readonly ageGroup: string;
  readonly sexMode: SexMode;
  readonly part: number;
  heldOn: string | null;
  place: string | null;
  women: number | null;
  men: number | null;
  guests: number | null;
  readonly entries: FileEntry[];
  /** Where it was first named, for messages about the whole session. */
  readonly sheet: string;
  readonly row: number;
  /** What is said of the file beside its preview; the first session carries what is about all. */
  readonly notes: readonly FileNote[];
};

export type FileOutcome = {
  readonly sessions: readonly FileSession[];
  readonly statements: number;
  readonly errors: readonly FileError[];
};

/** Stickers one file may carry: more than any municipality has in a cycle, few enough for one transaction. */
export const mostStatements = 20_000;
/** Errors shown; the rest are as many again of the same kind as a rule. */
export const mostErrors = 200;
