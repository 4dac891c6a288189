import type { TableSheet } from '../../../platform/tables/table.ts';
import { eatenName, lostLetters, nameFault, titleFault } from '../../../methods/name-faults.ts';
import { NameIndex } from '../../../methods/name-index.ts';
import { cleanName, nameKey, strangeLetters } from '../../../methods/names.ts';
import { readCount } from '../../../methods/written-count.ts';
import { readDay } from '../../../platform/i18n/written-day.ts';
import { bareName } from '../../../territory/rules/unit-words.ts';
import { FileProblems } from './file-problems.ts';
import { readSex } from '../../../meetings/rules/participant-lines.ts';
import {
  columnOfHeading,
  isExample,
  readAgeGroup,
  readSexMode,
  type SessionColumn,
} from './session-columns.ts';
import {
  mostNotes,
  mostStatements,
  type FileError,
  type FileErrorCode,
  type FileFacts,
  type FileNote,
  type FileOutcome,
  type FileSession,
  type FileVillage,
} from './session-file-outcome.ts';

/**
 * Reads sessions from a workbook: one sheet where each row carries its session and a problem with its count or the
 * text of a sticker, or two sheets (sessions; stickers) whose rows find each other by village, group and sex. What
 * stands in several rows must not contradict itself; an empty cell says nothing.
 */
export function readSessionFile(sheets: readonly TableSheet[], facts: FileFacts): FileOutcome {
  const reader = new Reader(facts);
  for (const sheet of sheets) reader.read(sheet);
  return reader.finish();
}

class Reader {
  private readonly facts: FileFacts;
  private readonly errors: FileError[] = [];
  private readonly sessions = new Map<string, FileSession>();
  private readonly notes: FileNote[] = [];
  private readonly villages = new NameIndex<FileVillage>();
  /** Villages already said to be possibly meant, by what was written. */
  private readonly guessed = new Set<string>();
  private readonly problems: FileProblems;
  /** Stickers of a known participant, by session and number. */
  private readonly perPerson = new Map<string, number>();
  private statements = 0;
  private headings = 0;

  constructor(facts: FileFacts) {
    this.facts = facts;
    for (const village of facts.villages) {
      this.villages.add(village.nameKy, village);
      this.villages.add(village.nameRu, village);
    }
    this.problems = new FileProblems(facts.problems ?? []);
  }

  read(sheet: TableSheet): void {
    const top = sheet.rows.findIndex((row) => row.some((cell) => cell.trim() !== ''));
    if (top < 0) return;
    const columns = new Map<SessionColumn, number>();
    for (const [index, cell] of (sheet.rows[top] ?? []).entries()) {
      const column = columnOfHeading(cell);
      if (column === undefined) continue;
      if (columns.has(column)) {
        this.fail(sheet, top, 'column-twice', column, { heading: cell });
        return;
      }
      columns.set(column, index);
    }
    // A sheet of explanations or of lists beside the data is nobody's mistake.
    if (columns.size === 0) return;
    this.headings += 1;
    if (!columns.has('village') || !columns.has('ageGroup')) {
      this.fail(sheet, top, 'no-village-column');
      return;
    }
    for (let index = top + 1; index < sheet.rows.length; index += 1) {
      const cells = sheet.rows[index] ?? [];
      if (cells.every((cell) => cell.trim() === '')) continue;
      this.row(sheet, index, (column) => {
        const at = columns.get(column);
        return at === undefined ? '' : (cells[at] ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
      });
    }
  }

  finish(): FileOutcome {
    if (this.headings === 0) this.errors.push({ sheet: '', row: 1, code: 'no-heading' });
    else if (this.sessions.size === 0 && this.errors.length === 0) {
      this.errors.push({ sheet: '', row: 1, code: 'nothing' });
    }
    if (this.statements > mostStatements) {
      this.errors.push({
        sheet: '',
        row: 1,
        code: 'too-many-statements',
        params: { count: this.statements, max: mostStatements },
      });
    }
    for (const session of this.sessions.values()) {
      if (session.heldOn === null && session.entries.length > 0) {
        this.errors.push({
          sheet: session.sheet,
          row: session.row,
          column: 'heldOn',
          code: 'session-without-date',
        });
      }
    }
    const notes = [...this.notes, ...this.problems.notes()].slice(0, mostNotes);
    const sessions = [...this.sessions.values()].map((session, index) => ({
      ...session,
      notes: index === 0 ? notes : [],
      entries: session.entries.map((entry) => {
        if (entry.problem === null) return entry;
        const problem = this.problems.name(entry.problem);
        return { ...entry, problem, text: entry.entry === 'count' ? problem : entry.text };
      }),
    }));
    return { sessions, statements: this.statements, errors: this.errors };
  }

  private note(sheet: TableSheet, index: number, code: FileNote['code'], params: FileNote['params']): void {
    this.notes.push({ sheet: sheet.name, row: sheet.lines?.[index] ?? index + 1, code, params });
  }

  private fail(
    sheet: TableSheet,
    index: number,
    code: FileErrorCode,
    column?: SessionColumn,
    params?: FileError['params'],
  ): void {
    this.errors.push({
      sheet: sheet.name,
      row: sheet.lines?.[index] ?? index + 1,
      code,
      ...(column === undefined ? {} : { column }),
      ...(params === undefined ? {} : { params }),
    });
  }

  /** The village meant; undefined after saying why none or which of several. */
  private village(sheet: TableSheet, index: number, text: string): FileVillage | undefined {
    const value = text.slice(0, 80);
    if (isExample(text)) {
      this.fail(sheet, index, 'example-left', 'village', { value });
      return undefined;
    }
    if (text === '') {
      this.fail(sheet, index, 'village-missing', 'village');
      return undefined;
    }
    const written = this.villages.find(text);
    // «Арал айылы», «с. Арал»: the word of the level is no part of the name.
    const found = written.kind === 'none' ? this.villages.find(bareName(text, 'village')) : written;
    if (found.kind === 'same') return found.value;
    if (found.kind === 'possible') {
      if (!this.guessed.has(text))
        this.note(sheet, index, 'village-possible', { value, name: found.value.nameKy });
      this.guessed.add(text);
      return found.value;
    }
    if (found.kind === 'ambiguous') {
      this.fail(sheet, index, 'village-ambiguous', 'village', { value, names: found.names.join(', ') });
    } else {
      const fault = nameFault(text);
      const letters = strangeLetters(text).join(' ');
      const names = this.facts.villages.map((one) => one.nameKy).join(', ');
      this.fail(sheet, index, fault ?? 'village-unknown', 'village', { value, letters, names });
    }
    return undefined;
  }

  /** The day a session was held, from 2000 until today. */
  private day(text: string, fail: (code: FileErrorCode, params: FileError['params']) => void): string | null {
    const read = readDay(text);
    const value = text.slice(0, 80);
    if (!read.ok) {
      const day = read.code === 'day-number' ? read.day.split('-').reverse().join('.') : '';
      fail(read.code, { value, day });
    } else if (read.day > this.facts.today) fail('date-in-future', { value });
    else if (read.day < '2000-01-01') fail('date-long-ago', { value });
    else return read.day;
    return null;
  }

  private row(sheet: TableSheet, index: number, cell: (column: SessionColumn) => string): void {
    const before = this.errors.length;
    const fail = (code: FileErrorCode, column?: SessionColumn, params?: FileError['params']) =>
      this.fail(sheet, index, code, column, params);

    const village = this.village(sheet, index, cell('village'));
    const groupText = cell('ageGroup');
    const ageGroup = readAgeGroup(groupText, this.facts.ageGroups);
    if (groupText === '') fail('group-missing', 'ageGroup');
    else if (ageGroup === null) {
      fail('group-unknown', 'ageGroup', {
        value: groupText.slice(0, 80),
        groups: this.facts.ageGroups.join(', '),
      });
    }
    const modeText = cell('sexMode');
    const sexMode = readSexMode(modeText);
    if (sexMode === undefined) fail('sex-mode-unknown', 'sexMode', { value: modeText.slice(0, 80) });

    const number = (column: SessionColumn, max: number): number | null => {
      const read = readCount(cell(column));
      if (!read.ok) fail(read.code, column, { value: cell(column).slice(0, 80) });
      else if (read.value !== null && read.value > max)
        fail('number-too-big', column, { value: read.value, max });
      else return read.value;
      return null;
    };
    const part = number('part', 9) ?? 1;
    const women = number('women', 999);
    const men = number('men', 999);
    const guests = number('guests', 999);
    const participant = number('participant', 999);
    const countText = cell('count');
    const count = number('count', 999);
    const dayText = cell('heldOn');
    const day = dayText === '' ? null : this.day(dayText, (code, params) => fail(code, 'heldOn', params));
    const sexText = cell('sex');
    const sex = sexText === '' ? null : readSex(sexText);
    if (sexText !== '' && sex === null) fail('sex-unknown', 'sex', { value: sexText.slice(0, 80) });

    const text = cell('statement');
    const problem = this.problems.of(cell('problem'));
    for (const [column, fault] of [
      ['statement', eatenName(text)],
      ['place', eatenName(cell('place')) ?? (lostLetters(cell('place')) ? 'letters-lost-in-name' : null)],
      ['problem', problem === '' ? null : titleFault(problem)],
    ] as const) {
      // A problem may mix alphabets: its spellings are joined and shown.
      if (fault !== null && fault !== 'alphabets-mixed-in-name')
        fail(fault, column, { value: cell(column).slice(0, 80) });
    }
    if (text.length > 500) fail('text-too-long', 'statement', { max: 500 });
    if (problem.length > 200) fail('text-too-long', 'problem', { max: 200 });
    const place = cleanName(cell('place'));
    if (place.length > 200) fail('text-too-long', 'place', { max: 200 });
    if (problem !== '' && text === '' && countText === '') fail('count-missing', 'count');
    if (count === 0 && (problem !== '' || text !== '')) fail('count-zero', 'count');
    if (problem === '' && text === '' && countText !== '') fail('count-without-problem', 'count');
    if (this.errors.length > before || !village || ageGroup === null || sexMode === undefined) return;

    const key = [village.id, ageGroup, sexMode, part].join('|');
    let session = this.sessions.get(key);
    if (!session) {
      session = {
        villageId: village.id,
        villageName: village.nameKy,
        ageGroup,
        sexMode,
        part,
        heldOn: null,
        place: null,
        women: null,
        men: null,
        guests: null,
        entries: [],
        notes: [],
        sheet: sheet.name,
        row: sheet.lines?.[index] ?? index + 1,
      };
      this.sessions.set(key, session);
    }
    const agree = (
      column: 'heldOn' | 'place' | 'women' | 'men' | 'guests',
      value: string | number | null,
    ) => {
      if (value === null || session === undefined) return;
      const said = session[column];
      const same = said === value || (column === 'place' && nameKey(String(said)) === nameKey(String(value)));
      if (said !== null && !same) fail('differs', column, { value, before: said });
      else if (said === null) Object.assign(session, { [column]: value });
    };
    agree('heldOn', day);
    agree('place', place === '' ? null : place);
    agree('women', women);
    agree('men', men);
    agree('guests', guests);

    if (text === '' && problem === '') return;
    const times = count ?? 1;
    if (participant !== null) {
      const person = `${key}|${participant}`;
      const written = (this.perPerson.get(person) ?? 0) + times;
      this.perPerson.set(person, written);
      if (written > this.facts.stickersPerPerson) {
        fail('too-many-stickers', 'participant', {
          number: participant,
          max: this.facts.stickersPerPerson,
        });
        return;
      }
    }
    this.statements += times;
    session.entries.push({
      text: text === '' ? problem : text,
      problem: problem === '' ? null : problem,
      participant,
      sex,
      entry: text === '' ? 'count' : 'sticker',
      count: times,
    });
  }
}
