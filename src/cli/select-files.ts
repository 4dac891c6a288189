import { type PbDocument, writePb } from '../methods/pb/document.ts';
import { projectFields } from '../methods/pb/format.ts';
import { type Election, money, scoreOf } from '../methods/selection/election.ts';
import type { Selection } from '../methods/selection/result.ts';
import { neutralise } from '../platform/tables/neutral.ts';

/** A selection as files that others read: a table of all projects, and the election file with what was chosen. */

/** Every project a row, winners first in order of choice; UTF-8 with its mark, so that spreadsheets read it. */
export function csvOf(election: Election, result: Selection): string {
  const row = (project: number, selected: string, order: string, reason: string) => [
    election.projects[project]?.id ?? '',
    election.projects[project]?.name ?? '',
    money(election, election.projects[project]?.cost ?? 0n).toDecimal(9),
    String(election.votes[project] ?? 0),
    scoreOf(election, project).toDecimal(6),
    selected,
    order,
    reason,
  ];
  const rows = [
    ['project_id', 'name', 'cost', 'votes', 'score', 'selected', 'order', 'reason'],
    ...result.winners.map((winner, index) => row(winner.project, '1', `${index + 1}`, winner.chosenBy)),
    ...result.losers.map((loser) => row(loser.project, '0', '', loser.reason)),
  ];
  return `\uFEFF${rows.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function csvCell(text: string): string {
  // A score may be below zero; a number is no formula.
  const safe = /^-?\d+(\.\d+)?$/.test(text) ? text : neutralise(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * The election file with `selected` 1 or 0 for every project, and `rule` naming what chose them: a name of the format
 * where it has one, otherwise `unknown`. Everything else stays as it was.
 *
 * @param plainRule whether nothing but the rule itself had a say (no threshold, rivals or limits).
 */
export function pbOf(
  document: PbDocument,
  election: Election,
  result: Selection,
  plainRule: boolean,
): string {
  const chosen = new Set(result.winners.map(({ project }) => election.projects[project]?.id ?? ''));
  const idAt = lowerIndex(document.projectColumns, 'project_id');
  const known = lowerIndex(document.projectColumns, 'selected');
  const at = known >= 0 ? known : placeOfSelected(document.projectColumns);
  const put = (cells: readonly string[], value: string) => [
    ...cells.slice(0, at),
    value,
    ...cells.slice(known >= 0 ? at + 1 : at),
  ];
  const rule = plainRule ? formatRule(result) : 'unknown';
  return writePb({
    ...document,
    meta: document.meta.map(([key, value]) => [key, key.toLowerCase() === 'rule' ? rule : value] as const),
    projectColumns: put(document.projectColumns, 'selected'),
    projects: document.projects.map((cells) => {
      const whole = document.projectColumns.map((_, index) => cells[index] ?? '');
      return put(whole, chosen.has(cells[idAt] ?? '') ? '1' : '0');
    }),
  });
}

function lowerIndex(columns: readonly string[], name: string): number {
  return columns.findIndex((column) => column.toLowerCase() === name);
}

/** After the last column that stands before `selected` in the format. */
function placeOfSelected(columns: readonly string[]): number {
  const order = projectFields.map(({ name }) => name);
  const own = order.indexOf('selected');
  return columns.reduce((after, column, index) => {
    const place = order.indexOf(column.toLowerCase());
    return place >= 0 && place < own ? index + 1 : after;
  }, 0);
}

function formatRule({ rule, completion }: Selection): string {
  if (rule === 'greedy' || rule === 'greedy-no-skip' || rule === 'greedy-custom') return rule;
  if (rule === 'mes' && completion === 'none') return 'equalshares';
  if (rule === 'mes' && (completion === 'add1' || completion === 'add1u')) return 'equalshares/add1';
  return 'unknown';
}
