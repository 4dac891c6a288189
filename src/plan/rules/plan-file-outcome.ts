import { countFaults } from '../../methods/written-count.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { dayFaults } from '../../platform/i18n/written-day.ts';
import type { TableNote } from '../../platform/tables/pick.ts';
import type { Doer, PlanColumn } from './plan-file-columns.ts';
import type { ReadIndicator, ReadSource } from './plan-file-cells.ts';
import type { ItemKind } from './words.ts';

/** What a file of a plan is read against. */
export type PlanFileFacts = {
  readonly villages: readonly { readonly id: string; readonly nameKy: string; readonly nameRu: string }[];
  /** Problems of the cycle by their names. */
  readonly problems: readonly { readonly id: string; readonly name: string; readonly nameRu: string }[];
  readonly fromYear: number;
  readonly toYear: number;
  /** Headings that somebody has told the meaning of: «Аталышы» → `item`; null: this column is passed over. */
  readonly mapping?: Readonly<Record<string, PlanColumn | null>>;
};

/** An item as the file tells it, with where it stands in it. */
export type FileItem = {
  readonly sheet: string;
  readonly row: number;
  readonly direction: string;
  /** Null: of the whole municipality, or not told. */
  readonly villageId: string | null;
  readonly problem: string;
  /** The problem of the cycle that is meant; null: none is called so. */
  readonly problemId: string | null;
  readonly goal: string;
  readonly task: string;
  readonly name: string;
  readonly kind: ItemKind;
  readonly doer: Doer;
  readonly startsOn: IsoDate | null;
  readonly endsOn: IsoDate | null;
  readonly responsibleText: string;
  readonly coExecutors: string;
  readonly beneficiaries: string;
  readonly beneficiaryCount: number | null;
  readonly cost: bigint | null;
  readonly steps: readonly { readonly text: string; readonly result: string }[];
  readonly indicators: readonly ReadIndicator[];
  readonly sources: readonly ReadSource[];
};

export const planFileErrors = [
  'no-item-column',
  'column-twice',
  'item-missing',
  'village-unknown',
  'village-ambiguous',
  'kind-unknown',
  'doer-unknown',
  'amount-wrong',
  'cost-twice',
  'source-twice',
  'resource-unclear',
  'result-without-step',
  'steps-too-many',
  'term-unclear',
  'term-twice',
  'ends-before-start',
  'text-too-long',
  'items-too-many',
  'nothing',
  ...dayFaults,
  ...countFaults,
] as const;
export type PlanFileErrorCode = (typeof planFileErrors)[number];

/** A mistake of the file, by sheet and row as a person finds them. */
export type PlanFileError = {
  readonly sheet: string;
  readonly row: number;
  readonly column?: PlanColumn;
  readonly code: PlanFileErrorCode;
  readonly params?: Readonly<Record<string, string | number>>;
};

export const planFileNoteCodes = [
  'problem-unknown',
  'village-possible',
  'kind-assumed',
  'doer-assumed',
  'dropped-passed',
] as const;

/** What was taken otherwise than it is written, or is still to be told: not wrong, but to be seen. */
export type PlanFileNote = {
  readonly sheet: string;
  readonly row: number;
  readonly code: (typeof planFileNoteCodes)[number];
  readonly params: Readonly<Record<string, string | number>>;
};

export type PlanFileOutcome = {
  readonly items: readonly FileItem[];
  readonly errors: readonly PlanFileError[];
  readonly notes: readonly PlanFileNote[];
  /** Each heading of each sheet with what it was taken for, for the form in which people tell it otherwise. */
  readonly headings: readonly {
    readonly sheet: string;
    readonly heading: string;
    readonly column: PlanColumn | null;
  }[];
};

/** How a file was read, as its preview says it. */
export type FileSaid = {
  readonly notes: readonly PlanFileNote[];
  readonly tableNotes: readonly TableNote[];
  /** Headings that were not known: their columns were passed over. */
  readonly passed: readonly string[];
  /** Columns with personal numbers that were left out, as people name them. */
  readonly left: readonly string[];
};

/** Nothing, for a file that waits no longer. */
export const nothingSaid: FileSaid = { notes: [], tableNotes: [], passed: [], left: [] };

/** Most items of one file. */
export const mostFileItems = 1000;

/** Items that do not say a problem of the cycle, together under what they say instead, in the order of the file. */
export function untied(
  items: readonly FileItem[],
): { readonly problem: string; readonly items: readonly FileItem[] }[] {
  const under = new Map<string, FileItem[]>();
  for (const item of items) {
    if (item.problemId !== null) continue;
    const list = under.get(item.problem);
    if (list) list.push(item);
    else under.set(item.problem, [item]);
  }
  return [...under].map(([problem, list]) => ({ problem, items: list }));
}
