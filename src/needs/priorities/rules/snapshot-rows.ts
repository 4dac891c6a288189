import type { Competence } from '../../rules/catalogue.ts';
import type { PrioritiesSnapshot, SnapshotPart } from './snapshot.ts';

/**
 * Rows of the published list for CSV: one problem a row. Problems said by few follow without numbers, and the last rows
 * say what is not shown and why. `header` names the columns.
 */
export function snapshotRows(
  snapshot: PrioritiesSnapshot,
  header: {
    readonly fixed: readonly string[];
    readonly part: (part: SnapshotPart) => string;
    readonly yes: string;
    readonly no: string;
    readonly competence: (competence: Competence | null) => string;
    readonly name: (name: string) => string;
    /** What is hidden, in sentences. */
    readonly hidden: readonly string[];
    /** In place of the number of votes of a problem said by few. */
    readonly few: string;
  },
): (string | number | null)[][] {
  return [
    [...header.fixed, ...snapshot.parts.map(header.part)],
    ...snapshot.priorities.map((entry) => [
      entry.rank,
      header.name(entry.name),
      entry.votes,
      Math.round(entry.share * 10_000) / 10_000,
      entry.tied ? header.yes : header.no,
      header.competence(entry.competence),
      entry.localMatter,
      ...entry.byPart,
    ]),
    ...snapshot.hidden.few.map((name) => [null, header.name(name), header.few]),
    ...header.hidden.map((sentence) => [null, sentence]),
  ];
}
