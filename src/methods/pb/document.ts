import type { Position } from '../delimited.ts';
import { type SectionFault, type SectionName, SectionReader } from './sections.ts';

/**
 * A whole `.pb` file as tables, to be read, changed and written again. For counting a large file use {@link PbReader},
 * which keeps no rows.
 */
export interface PbDocument {
  readonly meta: readonly (readonly [key: string, value: string])[];
  readonly projectColumns: readonly string[];
  readonly projects: readonly (readonly string[])[];
  readonly voteColumns: readonly string[];
  readonly votes: readonly (readonly string[])[];
}

/** Reads a file of moderate size. Values are trimmed and otherwise kept as written. */
export function readPb(
  bytes: Uint8Array,
):
  | { ok: true; document: PbDocument }
  | { ok: false; fault: SectionFault | (Position & { code: 'section-missing' }) } {
  const meta: [string, string][] = [];
  const columns: Record<SectionName, string[]> = { META: [], PROJECTS: [], VOTES: [] };
  const rows: Record<SectionName, string[][]> = { META: [], PROJECTS: [], VOTES: [] };
  const reader = new SectionReader({
    section: () => undefined,
    header: (name, found) => {
      columns[name] = [...found];
      return true;
    },
    row: (name, row) => {
      const values = row.fields.map((field) => field.trim());
      if (name === 'META') meta.push([values[0] ?? '', values[1] ?? '']);
      else rows[name].push(values);
      return true;
    },
  });
  const fault = reader.push(bytes) ?? reader.end();
  if (fault) return { ok: false, fault };
  if (reader.seen.size < 3) return { ok: false, fault: { line: 1, column: 1, code: 'section-missing' } };
  return {
    ok: true,
    document: {
      meta,
      projectColumns: columns.PROJECTS,
      projects: rows.PROJECTS,
      voteColumns: columns.VOTES,
      votes: rows.VOTES,
    },
  };
}

/** Writes a file: UTF-8 without a mark, `\n` line ends, values quoted only where they must be. */
export function writePb(document: PbDocument): string {
  const line = (values: readonly string[]) => values.map(quoted).join(';');
  return [
    'META',
    'key;value',
    ...document.meta.map(line),
    'PROJECTS',
    line(document.projectColumns),
    ...document.projects.map(line),
    'VOTES',
    line(document.voteColumns),
    ...document.votes.map(line),
    '',
  ].join('\n');
}

function quoted(value: string): string {
  return /[;\n\r]/.test(value) || value.startsWith('"') ? `"${value.replaceAll('"', '""')}"` : value;
}
