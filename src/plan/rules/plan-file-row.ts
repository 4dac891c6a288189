import { readSom } from '../../methods/written-som.ts';
import { resourcesOf, termOf, type ReadSource } from './plan-file-cells.ts';
import type { PlanColumn } from './plan-file-columns.ts';
import type { PlanFileError, PlanFileErrorCode } from './plan-file-outcome.ts';
import { sourceKinds } from './words.ts';

/** The text of a column in the row. */
type CellOf = (column: PlanColumn) => string;

/** Says a mistake of the row. */
export type Fail = (code: PlanFileErrorCode, column: PlanColumn, params?: PlanFileError['params']) => void;

/** From when until when: a cell for both, or one each. */
export function termOfRow(cell: CellOf, fail: Fail) {
  const day = (column: 'startsOn' | 'endsOn') => {
    const term = termOf(cell(column));
    if (!term.ok) fail(term.code as PlanFileErrorCode, column, { value: cell(column).slice(0, 80), day: '' });
    return term.ok ? (column === 'startsOn' ? (term.startsOn ?? term.endsOn) : term.endsOn) : null;
  };
  const whole = termOf(cell('days'));
  if (!whole.ok) fail(whole.code as PlanFileErrorCode, 'days', { value: cell('days').slice(0, 80), day: '' });
  const apart = { startsOn: day('startsOn'), endsOn: day('endsOn') };
  if (cell('days') !== '' && (apart.startsOn ?? apart.endsOn) !== null) fail('term-twice', 'days');
  const term = whole.ok && cell('days') !== '' ? whole : apart;
  const { startsOn, endsOn } = term;
  if (startsOn !== null && endsOn !== null && endsOn < startsOn) fail('ends-before-start', 'endsOn');
  return { startsOn, endsOn };
}

/** What it costs and who gives it: columns of their own, or listed in one cell. */
export function moneyOfRow(
  cell: CellOf,
  fail: Fail,
): { readonly cost: bigint | null; readonly sources: readonly ReadSource[] } {
  const amount = (column: PlanColumn): bigint | null => {
    const read = readSom(cell(column));
    if (read === undefined) fail('amount-wrong', column, { value: cell(column).slice(0, 80) });
    return read ?? null;
  };
  const sources: ReadSource[] = sourceKinds.flatMap((source) => {
    const read = amount(source);
    return read === null || read === 0n ? [] : [{ source, amount: read }];
  });
  const cost = amount('cost');
  const listed = resourcesOf(cell('resources'));
  for (const value of listed.wrong) fail('resource-unclear', 'resources', { value: value.slice(0, 80) });
  if (cost !== null && listed.cost !== null && cost !== listed.cost) fail('cost-twice', 'resources');
  if (sources.length > 0 && listed.sources.length > 0) fail('source-twice', 'resources');
  return { cost: cost ?? listed.cost, sources: sources.length > 0 ? sources : listed.sources };
}
