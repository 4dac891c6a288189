import {
  personalColumns,
  withoutColumns,
  type PersonalColumn,
} from '../../platform/tables/personal-numbers.ts';
import { pickTables, type TableNote, type TableProblem } from '../../platform/tables/pick.ts';
import { readTable } from '../../platform/tables/read.ts';
import { refuse, type TableRefusal } from '../../platform/tables/table.ts';
import { isMoney } from './plan-file-columns.ts';
import { columnFor, readPlanFile } from './plan-file.ts';
import type { PlanFileFacts, PlanFileOutcome } from './plan-file-outcome.ts';
import { keep } from './versions.ts';

/** What a file of a plan gave. Nothing of it is kept by reading it. */
export type PlanRead =
  | { readonly kind: 'refused'; readonly refusal: TableRefusal }
  /** Personal numbers stand in it: it is not read on until somebody says that these columns are left out. */
  | { readonly kind: 'personal'; readonly columns: readonly PersonalColumn[] }
  | ({
      readonly kind: 'wrong' | 'read';
      readonly problems: readonly TableProblem[];
      readonly tableNotes: readonly TableNote[];
      /** Columns with personal numbers that were left out. */
      readonly left: readonly PersonalColumn[];
    } & PlanFileOutcome);

/** Mistakes that are shown at most. */
const mostErrors = 2000;
/** Letters of all items as they are kept: a plan of 300 items has about a tenth of that. */
const mostKept = 4_000_000;

/** Reads a file of a plan from its bytes, in a process of its own. */
export default function readPlan(file: {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly facts: PlanFileFacts;
  /** Somebody has said that columns with personal numbers are left out. */
  readonly leavePersonal: boolean;
}): PlanRead {
  const table = readTable(file.bytes, file.name);
  if (!table.ok) return { kind: 'refused', refusal: table };
  const personal = personalColumns(table);
  if (personal.length > 0 && !file.leavePersonal) return { kind: 'personal', columns: personal };
  withoutColumns(table, personal);
  const { sheets, notes, problems } = pickTables(table, {
    known: (cell) => columnFor(cell, file.facts) !== undefined,
    addedUp: (cell) => isMoney(columnFor(cell, file.facts)),
  });
  const read: PlanFileOutcome =
    sheets.length === 0
      ? { items: [], errors: [], notes: [], headings: [] }
      : readPlanFile(sheets, file.facts);
  if (JSON.stringify(keep(read.items)).length > mostKept)
    return { kind: 'refused', refusal: refuse('tooHeavy') };
  const wrong = problems.length > 0 || read.errors.length > 0;
  return {
    ...read,
    kind: wrong ? 'wrong' : 'read',
    items: wrong ? [] : read.items,
    errors: read.errors.slice(0, mostErrors),
    problems,
    tableNotes: notes,
    left: personal,
  };
}
