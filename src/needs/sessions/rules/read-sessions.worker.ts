import { pickTables, type TableNote, type TableProblem } from '../../../platform/tables/pick.ts';
import { readTable } from '../../../platform/tables/read.ts';
import type { TableRefusal } from '../../../platform/tables/table.ts';
import { keepSessions, type KeptFile } from './kept-file.ts';
import { columnOfHeading } from './session-columns.ts';
import type { FileError, FileFacts } from './session-file-outcome.ts';
import { readSessionFile } from './session-file.ts';

/** What a file of sessions gave: refused whole, cells or rows that are wrong, or what can be kept. */
export type SessionsRead =
  | { readonly kind: 'refused'; readonly refusal: TableRefusal }
  | {
      readonly kind: 'wrong';
      readonly problems: readonly TableProblem[];
      readonly mistakes: readonly FileError[];
      readonly notes: readonly TableNote[];
    }
  | { readonly kind: 'read'; readonly kept: KeptFile };

/** Reads a file of sessions from its bytes to what is kept, on a thread of its own. */
export default function readSessions(file: {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly facts: FileFacts;
}): SessionsRead {
  const table = readTable(file.bytes, file.name);
  if (!table.ok) return { kind: 'refused', refusal: table };
  const { sheets, notes, problems } = pickTables(table, {
    known: (cell) => columnOfHeading(cell) !== undefined,
    addedUp: (cell) => columnOfHeading(cell) === 'count',
  });
  if (sheets.length === 0) return { kind: 'wrong', problems, mistakes: [], notes };
  const { sessions, errors } = readSessionFile(sheets, file.facts);
  if (problems.length > 0 || errors.length > 0) {
    return { kind: 'wrong', problems, mistakes: errors.slice(0, 2000), notes };
  }
  return { kind: 'read', kept: keepSessions(sessions, notes) };
}
