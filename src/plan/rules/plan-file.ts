import { NameIndex } from '../../methods/name-index.ts';
import { nameKey } from '../../methods/names.ts';
import { readCount } from '../../methods/written-count.ts';
import { lineOf, type TableSheet } from '../../platform/tables/table.ts';
import { bareName } from '../../territory/rules/unit-words.ts';
import { indicatorsOf, stepsOf } from './plan-file-cells.ts';
import { moneyOfRow, termOfRow, type Fail } from './plan-file-row.ts';
import { doerOfWords, isDropped, kindOfWords, planColumnOf, type PlanColumn } from './plan-file-columns.ts';
import {
  mostFileItems,
  type FileItem,
  type PlanFileError,
  type PlanFileErrorCode,
  type PlanFileFacts,
  type PlanFileNote,
  type PlanFileOutcome,
} from './plan-file-outcome.ts';

/** Longest texts, as the forms of an item have them. */
const longest: Partial<Record<PlanColumn, number>> = {
  direction: 300,
  goal: 1000,
  task: 500,
  item: 500,
  responsible: 200,
  coExecutors: 500,
  beneficiaries: 500,
};
const mostSteps = 40;
/** Longest step, result or indicator. */
const longestLine = 500;

/** Said once and left empty below, these hold until something else is said. */
const heldOn = ['direction', 'village', 'problem', 'goal', 'task'] as const;

/** What a heading is taken for: as somebody told, else as it reads. */
export function columnFor(
  heading: string,
  { mapping }: Pick<PlanFileFacts, 'mapping'>,
): PlanColumn | undefined {
  const told = mapping && Object.hasOwn(mapping, heading.trim()) ? mapping[heading.trim()] : undefined;
  return told === undefined ? planColumnOf(heading) : (told ?? undefined);
}

/** Reads the items of a plan from a table, a row each. All or nothing: with errors no item counts. */
export function readPlanFile(sheets: readonly TableSheet[], facts: PlanFileFacts): PlanFileOutcome {
  return new Reader(facts).all(sheets);
}

class Reader {
  readonly #facts: PlanFileFacts;
  readonly #villages = new NameIndex<string>();
  readonly #problems = new Map<string, string>();
  readonly #items: FileItem[] = [];
  readonly #errors: PlanFileError[] = [];
  readonly #notes: PlanFileNote[] = [];
  readonly #said = new Set<string>();
  readonly #headings: PlanFileOutcome['headings'][number][] = [];

  constructor(facts: PlanFileFacts) {
    this.#facts = facts;
    for (const { id, nameKy, nameRu } of facts.villages) {
      this.#villages.add(nameKy, id);
      this.#villages.add(nameRu, id);
    }
    for (const { id, name, nameRu } of facts.problems)
      for (const one of [nameRu, name]) if (one !== '') this.#problems.set(nameKey(one), id);
  }

  all(sheets: readonly TableSheet[]): PlanFileOutcome {
    for (const sheet of sheets) this.#sheet(sheet);
    if (this.#items.length === 0 && this.#errors.length === 0)
      this.#errors.push({ sheet: '', row: 0, code: 'nothing' });
    if (this.#items.length > mostFileItems)
      this.#errors.push({ sheet: '', row: 0, code: 'items-too-many', params: { max: mostFileItems } });
    return { items: this.#items, errors: this.#errors, notes: this.#notes, headings: this.#headings };
  }

  #sheet(sheet: TableSheet): void {
    const columns = new Map<PlanColumn, number>();
    for (const [index, heading] of (sheet.rows[0] ?? []).entries()) {
      if (heading.trim() === '') continue;
      const column = columnFor(heading, this.#facts);
      this.#headings.push({ sheet: sheet.name, heading: clean(heading), column: column ?? null });
      if (column === undefined) continue;
      if (columns.has(column)) {
        this.#fail(sheet, 0, 'column-twice', column, { heading });
        return;
      }
      columns.set(column, index);
    }
    if (!columns.has('item')) {
      this.#fail(sheet, 0, 'no-item-column');
      return;
    }
    const held = new Map<PlanColumn, string>();
    for (let index = 1; index < sheet.rows.length; index += 1) {
      const cells = sheet.rows[index]!;
      const cell = (column: PlanColumn) => clean(cells[columns.get(column) ?? -1] ?? '');
      if (cells.every((one) => one.trim() === '')) continue;
      for (const column of heldOn) if (cell(column) !== '') held.set(column, cell(column));
      // A row that only says where the next ones stand: «1-багыт», a problem, a task.
      const rest = [...columns.keys()].filter((one) => !heldOn.includes(one as never) && one !== 'code');
      if (rest.every((one) => cell(one) === '')) continue;
      if (isDropped(cell('state'))) this.#note(sheet, index, 'dropped-passed', {});
      else this.#row(sheet, index, (column) => held.get(column) ?? cell(column));
    }
  }

  #fail(
    sheet: TableSheet,
    index: number,
    code: PlanFileErrorCode,
    column?: PlanColumn,
    params?: PlanFileError['params'],
  ): void {
    this.#errors.push({
      sheet: sheet.name,
      row: lineOf(sheet, index),
      code,
      ...(column !== undefined && { column }),
      ...(params !== undefined && { params }),
    });
  }

  /** Says a thing once for all rows that have it. */
  #note(sheet: TableSheet, index: number, code: PlanFileNote['code'], params: PlanFileNote['params']): void {
    const key = `${code} ${JSON.stringify(params)}`;
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.#notes.push({ sheet: sheet.name, row: lineOf(sheet, index), code, params });
  }

  #row(sheet: TableSheet, index: number, cell: (column: PlanColumn) => string): void {
    const before = this.#errors.length;
    const fail: Fail = (code, column, params) => this.#fail(sheet, index, code, column, params);
    const shown = (text: string) => ({ value: text.slice(0, 80) });
    const name = line(cell('item')).replace(/^\d{1,3}\.\d{1,3}\.?\s+/, '');
    if (name === '') fail('item-missing', 'item');
    for (const [column, max] of Object.entries(longest) as [PlanColumn, number][])
      if (cell(column).length > max) fail('text-too-long', column, { max });

    const villageId = this.#village(sheet, index, line(cell('village')));
    const problem = line(cell('problem'));
    const problemId = this.#problems.get(nameKey(problem)) ?? null;
    if (problemId === null && problem !== '')
      this.#note(sheet, index, 'problem-unknown', { problem: problem.slice(0, 200) });

    const kind = this.#choice(sheet, index, 'kind', line(cell('kind')), kindOfWords, 'other');
    const doer = this.#choice(sheet, index, 'doer', line(cell('doer')), doerOfWords, 'own');
    const count = readCount(cell('beneficiaryCount'));
    if (!count.ok) fail(count.code, 'beneficiaryCount', shown(cell('beneficiaryCount')));

    const { steps, loose } = stepsOf(cell('steps'), cell('results'));
    if (loose.length > 0) fail('result-without-step', 'results', shown(loose[0]!));
    if (steps.length > mostSteps) fail('steps-too-many', 'steps', { max: mostSteps });
    const indicators = indicatorsOf(cell('indicators'));
    const lines = [...steps.flatMap((one) => [one.text, one.result]), ...indicators.map((one) => one.text)];
    if (lines.some((one) => one.length > longestLine)) fail('text-too-long', 'steps', { max: longestLine });

    const term = termOfRow(cell, fail);
    const money = moneyOfRow(cell, fail);
    if (this.#errors.length > before) return;
    this.#items.push({
      sheet: sheet.name,
      row: lineOf(sheet, index),
      direction: line(cell('direction')),
      villageId,
      problem,
      problemId,
      goal: line(cell('goal')),
      task: line(cell('task')),
      name,
      kind,
      doer,
      ...term,
      responsibleText: line(cell('responsible')),
      coExecutors: line(cell('coExecutors')),
      beneficiaries: line(cell('beneficiaries')),
      beneficiaryCount: count.ok ? count.value : null,
      steps,
      indicators,
      ...money,
    });
  }

  /** The village by its name; null where the whole municipality or nothing is written. */
  #village(sheet: TableSheet, index: number, text: string): string | null {
    if (text === '' || whole.has(nameKey(text))) return null;
    const written = this.#villages.find(text);
    const found = written.kind === 'none' ? this.#villages.find(bareName(text, 'village')) : written;
    const value = text.slice(0, 80);
    if (found.kind === 'same') return found.value;
    if (found.kind === 'possible') {
      this.#note(sheet, index, 'village-possible', { value, name: found.name });
      return found.value;
    }
    const names = found.kind === 'ambiguous' ? found.names : this.#facts.villages.map(({ nameKy }) => nameKy);
    const code = found.kind === 'ambiguous' ? 'village-ambiguous' : 'village-unknown';
    this.#fail(sheet, index, code, 'village', { value, names: names.join(', ') });
    return null;
  }

  /** One of a list; where nothing is written the usual one, and it is said. */
  #choice<T extends string>(
    sheet: TableSheet,
    index: number,
    column: 'kind' | 'doer',
    text: string,
    read: (words: string) => T | undefined,
    usual: T,
  ): T {
    if (text === '') {
      this.#note(sheet, index, `${column}-assumed`, {});
      return usual;
    }
    const value = read(text);
    if (value === undefined)
      this.#fail(sheet, index, `${column}-unknown`, column, { value: text.slice(0, 80) });
    return value ?? usual;
  }
}

/** A text as it can be kept: the database holds neither a zero letter nor half a pair. */
const clean = (text: string): string => text.toWellFormed().replaceAll('\0', '').normalize('NFC').trim();

/** A text of one line. */
const line = (text: string): string => text.replace(/\s+/g, ' ').trim();

const whole = new Set(
  [
    'бүт муниципалитет',
    'бүтүндөй айыл аймагы',
    'бүткүл айыл аймагы',
    'бүт айыл аймагы',
    'весь муниципалитет',
    'весь айылный аймак',
    'the whole municipality',
    'the whole aimak',
  ].map((words) => nameKey(words)),
);
