import { printable } from './neutral.ts';
import { attribute, walkXml, type XmlVisitor } from './xml.ts';

/** The parts of a workbook around its sheets: their names and places, the shared texts, the formats of numbers. */

export interface SheetPart {
  name: string;
  hidden: boolean;
  /** Name of the part in the archive. */
  path: string;
}

export interface Workbook {
  sheets: SheetPart[];
  /** Days are counted from 1904 (old Macs), not from 1900. */
  from1904: boolean;
  /** Name of the part with the shared texts and with the styles; undefined when there is none. */
  texts: string | undefined;
  styles: string | undefined;
}

const silent: XmlVisitor = { open() {}, close() {}, text() {}, wantsText: () => false };

type Relation = { target: string; kind: string };

function relations(bytes: Buffer | undefined, folder: string): Map<string, Relation> | null {
  const found = new Map<string, Relation>();
  if (bytes === undefined) return found;
  const whole = walkXml(bytes, {
    ...silent,
    open(name, tag) {
      if (name !== 'Relationship') return;
      const target = attribute(tag, 'Target') ?? '';
      const kind = attribute(tag, 'Type') ?? '';
      found.set(attribute(tag, 'Id') ?? '', {
        target: target.startsWith('/') ? target.slice(1) : resolved(folder, target),
        kind: kind.slice(kind.lastIndexOf('/') + 1),
      });
    },
  });
  return whole ? found : null;
}

/** A path such as `../styles.xml` seen from a folder of the archive. */
function resolved(folder: string, target: string): string {
  const path = folder === '' ? [] : folder.split('/');
  for (const part of target.split('/')) {
    if (part === '..') path.pop();
    else if (part !== '' && part !== '.') path.push(part);
  }
  return path.join('/');
}

/** Reads what the workbook says about its sheets; null when it is damaged, undefined when the archive holds none. */
export function readWorkbook(parts: ReadonlyMap<string, Buffer>): Workbook | null | undefined {
  const roots = relations(parts.get('_rels/.rels'), '');
  const main =
    [...(roots?.values() ?? [])].find(({ kind }) => kind === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const bytes = parts.get(main) ?? parts.get('xl/workbook.xml');
  if (bytes === undefined) return undefined;
  const folder = main.includes('/') ? main.slice(0, main.lastIndexOf('/')) : '';
  const name = main.slice(main.lastIndexOf('/') + 1);
  const related = relations(parts.get(`${folder === '' ? '' : `${folder}/`}_rels/${name}.rels`), folder);
  if (related === null) return null;
  const book: Workbook = { sheets: [], from1904: false, texts: undefined, styles: undefined };
  for (const { kind, target } of related.values()) {
    if (kind === 'sharedStrings') book.texts = target;
    if (kind === 'styles') book.styles = target;
  }
  const whole = walkXml(bytes, {
    ...silent,
    open(tagName, tag) {
      if (tagName === 'workbookPr') book.from1904 = isTrue(attribute(tag, 'date1904'));
      if (tagName !== 'sheet') return;
      const relation = related.get(attribute(tag, 'id') ?? '');
      // Sheets of charts and of dialogues hold no cells.
      if (!relation || relation.kind !== 'worksheet') return;
      const state = attribute(tag, 'state') ?? 'visible';
      const sheetName = printable((attribute(tag, 'name') ?? '').normalize('NFC'));
      book.sheets.push({ name: sheetName, hidden: state !== 'visible', path: relation.target });
    },
  });
  return whole ? book : null;
}

export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

/** Texts that cells name by their number. Phonetic readings above Asian text are not content. */
export function readTexts(bytes: Buffer): string[] | null {
  const texts: string[] = [];
  let current = '';
  let inText = false;
  let aside = 0;
  const whole = walkXml(bytes, {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 't') inText = aside === 0;
      else if (name === 'rPh') aside += 1;
    },
    close(name) {
      if (name === 'si') texts.push(current);
      else if (name === 't') inText = false;
      else if (name === 'rPh') aside -= 1;
    },
    text(text) {
      current += text;
    },
    wantsText: () => inText,
  });
  return whole ? texts : null;
}

/** How a style shows a number: as a day or time, padded with zeros to a length, or as it is. */
export type NumberStyle = { date: boolean; zeros: number };
const asItIs: NumberStyle = { date: false, zeros: 0 };

/** Styles of the cells, by the number that cells name. */
export function readStyles(bytes: Buffer): NumberStyle[] | null {
  const own = new Map<number, string>();
  const styles: NumberStyle[] = [];
  let inCells = false;
  const whole = walkXml(bytes, {
    ...silent,
    open(name, tag) {
      if (name === 'numFmt') own.set(Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode') ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const format = Number(attribute(tag, 'numFmtId') ?? 0);
        const code = own.get(format);
        if (code !== undefined) styles.push(styleOf(code));
        else styles.push(builtInDate(format) ? { date: true, zeros: 0 } : asItIs);
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return whole ? styles : null;
}

/** Formats that every spreadsheet knows by number: days, times, and the Asian forms of days. */
function builtInDate(format: number): boolean {
  return (
    (format >= 14 && format <= 22) ||
    (format >= 27 && format <= 36) ||
    (format >= 45 && format <= 47) ||
    (format >= 50 && format <= 58)
  );
}

/** Looks at the first section of a format, without what stands in quotes, brackets or after a backslash. */
export function styleOf(code: string): NumberStyle {
  let plain = '';
  for (let at = 0; at < code.length; at += 1) {
    const char = code[at]!;
    if (char === ';') break;
    if (char === '\\' || char === '_' || char === '*') at += 1;
    else if (char === '"') {
      const end = code.indexOf('"', at + 1);
      at = end < 0 ? code.length : end;
    } else if (char === '[') {
      const end = code.indexOf(']', at + 1);
      const inside = code.slice(at + 1, end < 0 ? undefined : end).toLowerCase();
      // [h] counts hours beyond a day; [Red] and [$-419] say nothing about dates.
      if (inside !== '' && [...inside].every((letter) => 'hms'.includes(letter))) plain += inside;
      at = end < 0 ? code.length : end;
    } else plain += char.toLowerCase();
  }
  if (plain.trim() === 'general') return asItIs;
  if ([...plain].some((char) => 'dmyhs'.includes(char)) && !plain.includes('e+')) {
    return { date: true, zeros: 0 };
  }
  const digits = plain.trim();
  return {
    date: false,
    zeros: digits.length > 1 && [...digits].every((one) => one === '0') ? digits.length : 0,
  };
}
