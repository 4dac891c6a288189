import { DelimitedScanner } from '../../methods/delimited.ts';
import { guessDelimiter, lettersLost, statedDelimiter, TextReader } from '../../methods/text-decoding.ts';
import { printable, restore } from './neutral.ts';
import { refuse, TABLE_LIMITS, type TableContents, type TableRefusal } from './table.ts';

/** Reads CSV and its kin; any of CR LF, LF and CR ends a row, also mixed in one file. */
export function readText(bytes: Uint8Array): TableContents | TableRefusal {
  const reader = new TextReader();
  const { text: decoded, invalid } = reader.push(bytes);
  const { encoding } = reader;
  if (encoding === null) return refuse('unknownType');
  const text = (decoded + reader.end().text).replace(/^\ufeff/, '');
  if (invalid) return refuse('damagedText', { row: lineAt(text, text.length) });
  if (text.includes('\u0000')) return refuse('unknownType');
  if (looksLikeAnother(text)) return refuse('otherSpreadsheet', { value: 'HTML' });
  if (/^\s{0,50}(%PDF|\{\\rtf)/i.test(text.slice(0, 100))) return refuse('unknownType');
  const stated = statedDelimiter(text);
  const body = stated ? text.slice(stated.length) : text;
  if (body.trim() === '') return refuse('empty');

  const rows: string[][] = [];
  const lines: number[] = [];
  let refusal: TableRefusal | undefined;
  const scanner = new DelimitedScanner({
    delimiter: stated?.delimiter ?? guessDelimiter(body),
    firstLine: stated ? 2 : 1,
    onRow: ({ fields, lines: at }) => {
      const row = at[0] ?? 1;
      const empty = fields.every((field) => field.trim() === '');
      if (rows.length >= TABLE_LIMITS.rows && !empty) {
        refusal = refuse('tooManyRows', { limit: TABLE_LIMITS.rows, row });
      } else if (fields.length > TABLE_LIMITS.columns && !blankBeyond(fields)) {
        refusal = refuse('tooManyColumns', { limit: TABLE_LIMITS.columns, row });
      } else if (rows.length < TABLE_LIMITS.rows) {
        const lost = encoding === 'windows-1251' ? fields.find((field) => lettersLost(field)) : undefined;
        if (lost !== undefined) refusal = refuse('lettersLost', { row, value: shortened(lost) });
        rows.push(
          fields.slice(0, TABLE_LIMITS.columns).map((cell) => restore(printable(cell.normalize('NFC')))),
        );
        lines.push(row);
      }
      return refusal === undefined;
    },
  });
  const fault = scanner.push(body) ?? scanner.end();
  if (refusal) return refusal;
  if (fault) {
    const code = (
      {
        'unclosed-quote': 'unclosedQuote',
        'text-after-quote': 'textAfterQuote',
        'field-too-long': 'fieldTooLong',
      } as const
    )[fault.code];
    return refuse(code, {
      row: fault.line,
      value: wordsAt(body, fault.line - (stated ? 1 : 0), fault.column),
    });
  }
  while (rows.length > 0 && rows.at(-1)!.every((cell) => cell.trim() === '')) {
    rows.pop();
    lines.pop();
  }
  if (rows.length === 0) return refuse('empty');
  return {
    ok: true,
    sheets: [
      { name: '', rows, lines, hidden: false, hiddenRows: [], hiddenColumns: [], merges: [], faults: [] },
    ],
    encoding: encoding === 'windows-1251' ? encoding : encoding?.startsWith('utf-16') ? 'utf-16' : '',
  };
}

/** Spreadsheets save web pages and XML under the name .xls as well. */
const looksLikeAnother = (text: string): boolean =>
  /^\s{0,50}<(\?xml|!doctype|html|table|workbook)/i.test(text.slice(0, 100));

const blankBeyond = (fields: readonly string[]): boolean =>
  fields.slice(TABLE_LIMITS.columns).every((field) => field.trim() === '');

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

function lineAt(text: string, end: number): number {
  return text.slice(0, end).split(/\r\n|\r|\n/).length;
}

/** The words at a line and character, for the message about a quote. */
function wordsAt(text: string, line: number, column: number): string {
  let from = 0;
  for (let at = 1; at < line; at += 1) {
    const feed = text.indexOf('\n', from);
    const back = text.indexOf('\r', from);
    if (feed < 0 && back < 0) break;
    const end = feed < 0 ? back : back < 0 ? feed : Math.min(feed, back);
    from = end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1);
  }
  const start = from + column - 1;
  const end = text.slice(start, start + 80).search(/[\r\n]/);
  return shortened(text.slice(start, end < 0 ? start + 80 : start + end));
}
