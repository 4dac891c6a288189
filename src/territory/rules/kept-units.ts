import { createHash } from 'node:crypto';
import { takenChoices, type UnitsPreview } from './units-preview.ts';
import type { ImportCheck, PlannedUnit } from './unit-import.ts';

// What of a file of units goes between the thread that reads it and the thread of the requests: bytes, which the
// latter hands on without looking into them, and little else. The largest file has half a million cells.

export type UnitReadingNote = {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
};

/** A file of units that was read and waits for confirmation. */
export type KeptUnits = {
  /** Rows without the heading. */
  readonly rows: number;
  /** JSON of the rows in UTF-8, the heading first. */
  readonly contents: Uint8Array;
  /** JSON of `UnitReading`. */
  readonly reading: Uint8Array;
  /** SHA-256 of both. */
  readonly digest: string;
};

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const said = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));

/** @param places where a person finds each row; rows are found by their number when left out */
export function keepUnits(
  rows: readonly (readonly string[])[],
  places: readonly string[] = [],
  notes: readonly UnitReadingNote[] = [],
): KeptUnits {
  const contents = bytesOf(rows);
  const reading = bytesOf({ places, notes: notes.map(({ code, params }) => ({ code, params })) });
  const digest = createHash('sha256').update(contents).update(reading).digest('hex');
  return { rows: rows.length - 1, contents, reading, digest };
}

/** A plan of units that can be carried out, in parts that are read one at a time. */
export type PackedPlan = { readonly problems: number; readonly parts: readonly Uint8Array[] };

/** Units in one part: some milliseconds of reading, also when each has eighty counts of people. */
const partSize = 250;

export function packPlan({ units, problems }: ImportCheck): PackedPlan {
  if (problems.length > 0) return { problems: problems.length, parts: [] };
  const parts = Array.from({ length: Math.ceil(units.length / partSize) }, (_, at) =>
    bytesOf(units.slice(at * partSize, (at + 1) * partSize)),
  );
  return { problems: 0, parts };
}

export const unpackPart = (part: Uint8Array): PlannedUnit[] => said(part) as PlannedUnit[];

const shownProblems = 100;
const shownRows = 200;

/** What a preview shows of a check: the first rows of each list, and how long the lists are. */
export function previewOf({ units, problems, notes }: ImportCheck): UnitsPreview {
  const changes = units.filter(({ differences }) => differences.length > 0);
  return {
    problems: problems.slice(0, shownProblems),
    problemCount: problems.length,
    notes: notes.slice(0, shownProblems),
    noteCount: notes.length,
    units: units.slice(0, shownRows),
    unitCount: units.length,
    created: units.filter(({ existing }) => existing === null).length,
    profiles: units.filter(({ households, population }) => households !== null || population.length > 0)
      .length,
    changes: changes.slice(0, shownRows),
    changeCount: changes.length,
    choices: takenChoices(changes),
  };
}
