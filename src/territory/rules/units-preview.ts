import { differenceChoices } from './unit-import.ts';
import type { DifferenceChoice, ImportProblem, PlannedUnit } from './unit-import.ts';

/** What the preview of a file of units shows: the first of each list, and how many there are. */
export type UnitsPreview = {
  readonly problems: readonly ImportProblem[];
  readonly problemCount: number;
  readonly notes: readonly ImportProblem[];
  readonly noteCount: number;
  readonly units: readonly PlannedUnit[];
  readonly unitCount: number;
  /** Units that would be new, and those with a profile of their people. */
  readonly created: number;
  readonly profiles: number;
  /** Units of which a row says otherwise than is stored. */
  readonly changes: readonly PlannedUnit[];
  readonly changeCount: number;
  /** How many units each kind of difference is of; only kinds that there are. */
  readonly choices: readonly { readonly choice: DifferenceChoice; readonly units: number }[];
};

export const takenChoices = (changes: readonly PlannedUnit[]): UnitsPreview['choices'] =>
  differenceChoices
    .map((choice) => ({
      choice,
      units: changes.filter(({ differences }) => differences.some(({ take }) => take === choice)).length,
    }))
    .filter(({ units }) => units > 0);
