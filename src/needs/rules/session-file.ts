import type { TableSheet } from '../../platform/tables/table.ts';
import { parseDay } from '../../platform/i18n/calendar.ts';
import { readSex } from './participants.ts';
import { isoDay } from './session-fields.ts';

/** Columns of the file, in the order of the template. */
export const sessionColumns = [
  'village',
  'ageGroup',
  'sexMode',
  'part',
  'heldOn',
  'place',
  'women',
  'men',
  'guests',
  'participant',
  'sex',
  'statement',
  'problem',
  'count',
] as const;
export type SessionColumn = (typeof sessionColumns)[number];

/** Headings people write, folded: Kyrgyz, Russian, English, and the code itself. */
const headings: Readonly<Record<SessionColumn, readonly string[]>> = {
  village: ['village', 'айыл', 'айылдын аталышы', 'село', 'название села'],
  ageGroup: [
    'agegroup',
    'age group',
    'age',
    'жаш курагы',
    'курактык топ',
    'топ',
    'возраст',
    'возрастная группа',
    'группа',
  ],
  sexMode: ['sexmode', 'sex mode', 'топтун жынысы', 'топтун курамы', 'состав', 'состав группы', 'пол группы'],
  part: ['part', 'бөлүк', 'часть'],
  heldOn: ['heldon', 'held on', 'date', 'күнү', 'өткөн күнү', 'дата', 'дата проведения'],
  place: ['place', 'venue', 'жери', 'өткөн жери', 'место', 'место проведения'],
  women: ['women', 'аялдар', 'аялдардын саны', 'женщины', 'женщин'],
  men: ['men', 'эркектер', 'эркектердин саны', 'мужчины', 'мужчин'],
  guests: ['guests', 'коноктор', 'конок', 'гости', 'гостей'],
  participant: ['participant', 'катышуучу', 'катышуучунун номери', 'участник', 'номер участника'],
  sex: ['sex', 'жынысы', 'пол'],
  statement: ['statement', 'sticker', 'стикер', 'стикердин тексти', 'текст стикера', 'текст'],
  problem: ['problem', 'көйгөй', 'көйгөйдүн аталышы', 'проблема', 'название проблемы'],
  count: [
    'count',
    'votes',
    'саны',
    'добуш',
    'добуштар',
    'добуштардын саны',
    'количество',
    'голоса',
    'голосов',
    'число голосов',
  ],
};

/** Letters compared as people type them: case, ё, and Kyrgyz letters typed on a Russian keyboard. */
export function foldWord(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll('ө', 'о')
    .replaceAll('ү', 'у')
    .replaceAll('ң', 'н')
    .replace(/[\s_.*:]+/g, ' ')
    .trim();
}

const columnOf = new Map(
  sessionColumns.flatMap((column) => headings[column].map((heading) => [foldWord(heading), column] as const)),
);

/** A mistake of the file, named by sheet and row (from 1, as the spreadsheet numbers them). */
export type FileError = {
  readonly sheet: string;
  readonly row: number;
  readonly column?: SessionColumn;
  readonly code: FileErrorCode;
  readonly params?: Readonly<Record<string, string | number>>;
};

export const fileErrorCodes = [
  'no-heading',
  'no-village-column',
  'column-twice',
  'village-missing',
  'village-unknown',
  'group-missing',
  'group-unknown',
  'sex-mode-unknown',
  'date-invalid',
  'date-in-future',
  'number-invalid',
  'number-negative',
  'number-too-big',
  'differs',
  'count-missing',
  'count-zero',
  'count-without-problem',
  'text-too-long',
  'sex-unknown',
  'too-many-stickers',
  'too-many-statements',
  'session-has-statements',
  'session-closed',
  'session-without-date',
  'nothing',
] as const;
export type FileErrorCode = (typeof fileErrorCodes)[number];

export type FileVillage = { readonly id: string; readonly nameKy: string; readonly nameRu: string };

/** What a file is read against: the municipality's villages and age groups, today, and stickers for each. */
export type FileFacts = {
  readonly villages: readonly FileVillage[];
  readonly ageGroups: readonly string[];
  readonly today: string;
  readonly stickersPerPerson: number;
};

export type FileEntry = {
  readonly text: string;
  readonly problem: string | null;
  readonly participant: number | null;
  readonly sex: 'female' | 'male' | null;
  readonly entry: 'sticker' | 'count';
  /** How many stickers this row stands for. */
  readonly count: number;
};

export type FileSession = {
  readonly villageId: string;
  readonly villageName: string;
  readonly ageGroup: string;
  readonly sexMode: 'mixed' | 'women' | 'men';
  readonly part: number;
  heldOn: string | null;
  place: string | null;
  women: number | null;
  men: number | null;
  guests: number | null;
  readonly entries: FileEntry[];
  /** Where it was first named, for messages about the whole session. */
  readonly sheet: string;
  readonly row: number;
};

export type FileOutcome = {
  readonly sessions: readonly FileSession[];
  readonly statements: number;
  readonly errors: readonly FileError[];
};

/** Stickers one file may carry: more than any municipality has in a cycle, few enough for one transaction. */
export const mostStatements = 20_000;
/** Errors shown; the rest are as many again of the same kind as a rule. */
export const mostErrors = 200;

const sexModes: Readonly<Record<string, FileSession['sexMode']>> = {
  '': 'mixed',
  mixed: 'mixed',
  аралаш: 'mixed',
  смешанная: 'mixed',
  смешанный: 'mixed',
  women: 'women',
  аялдар: 'women',
  женщины: 'women',
  женская: 'women',
  men: 'men',
  эркектер: 'men',
  мужчины: 'men',
  мужская: 'men',
};

/** «18 – 35 жаш», «18-35», «56 жаштан жогору», «56+» → the code of one of the municipality's groups. */
export function readAgeGroup(text: string, groups: readonly string[]): string | null {
  const plain = (value: string) => value.toLowerCase().replace(/[–—−]/g, '-').replace(/\s+/g, '');
  const asked = plain(text);
  const direct = groups.find((group) => plain(group) === asked);
  if (direct !== undefined) return direct;
  const numbers = asked.match(/\d+/g) ?? [];
  const open = numbers.length === 1 && /(\+|жогор|улуу|өйд|старше|выше|over|older)/.test(asked);
  const code = open ? `${numbers[0] ?? ''}+` : numbers.length === 2 ? numbers.join('-') : null;
  return code === null ? null : (groups.find((group) => plain(group) === code) ?? null);
}

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
  private readonly villages: Map<string, FileVillage>;
  /** Stickers of a known participant, by session and number. */
  private readonly perPerson = new Map<string, number>();
  private statements = 0;
  private headings = 0;

  constructor(facts: FileFacts) {
    this.facts = facts;
    this.villages = new Map(
      facts.villages.flatMap((village) => [
        [foldWord(village.nameKy), village] as const,
        [foldWord(village.nameRu), village] as const,
      ]),
    );
  }

  read(sheet: TableSheet): void {
    const top = sheet.rows.findIndex((row) => row.some((cell) => cell.trim() !== ''));
    if (top < 0) return;
    const columns = new Map<SessionColumn, number>();
    for (const [index, cell] of (sheet.rows[top] ?? []).entries()) {
      const column = columnOf.get(foldWord(cell));
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
    return { sessions: [...this.sessions.values()], statements: this.statements, errors: this.errors };
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

  private row(sheet: TableSheet, index: number, cell: (column: SessionColumn) => string): void {
    const before = this.errors.length;
    const fail = (code: FileErrorCode, column?: SessionColumn, params?: FileError['params']) =>
      this.fail(sheet, index, code, column, params);

    const villageText = cell('village');
    const village = this.villages.get(foldWord(villageText));
    if (villageText === '') fail('village-missing', 'village');
    else if (!village) fail('village-unknown', 'village', { value: villageText.slice(0, 80) });
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
    const sexMode = sexModes[modeText.toLowerCase()];
    if (sexMode === undefined) fail('sex-mode-unknown', 'sexMode', { value: modeText.slice(0, 80) });

    const number = (column: SessionColumn, max: number): number | null => {
      const text = cell(column)
        .replace(/[\s\u00a0]/g, '')
        .replace(/[.,]0+$/, '');
      if (text === '') return null;
      const value = /^[-−]?\d{1,9}$/.test(text) ? Number(text.replace('−', '-')) : NaN;
      if (Number.isNaN(value)) fail('number-invalid', column, { value: cell(column).slice(0, 80) });
      else if (value < 0) fail('number-negative', column, { value });
      else if (value > max) fail('number-too-big', column, { value, max });
      else return value;
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
    const day = dayText === '' ? null : isoDay(dayText.replace(/T.*$/, ''));
    if (day !== null && parseDay(day) === null)
      fail('date-invalid', 'heldOn', { value: dayText.slice(0, 80) });
    else if (day !== null && day > this.facts.today) fail('date-in-future', 'heldOn', { value: dayText });
    const sexText = cell('sex');
    const sex = sexText === '' ? null : readSex(sexText);
    if (sexText !== '' && sex === null) fail('sex-unknown', 'sex', { value: sexText.slice(0, 80) });

    const text = cell('statement');
    const problem = cell('problem');
    if (text.length > 500) fail('text-too-long', 'statement', { max: 500 });
    if (problem.length > 200) fail('text-too-long', 'problem', { max: 200 });
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
      if (said !== null && said !== value) fail('differs', column, { value, before: said });
      else Object.assign(session, { [column]: value });
    };
    agree('heldOn', day);
    agree('place', cell('place') === '' ? null : cell('place').slice(0, 200));
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
