import { writeZip } from '../files/zip.ts';

/** One sheet of a workbook written by hand: the inside of `sheetData`, and what stands around it. */
export interface SheetXml {
  name: string;
  data: string;
  /** `hidden` or `veryHidden`. */
  state?: string;
  /** Before `sheetData`: `<cols>…`. */
  before?: string;
  /** After it: `<mergeCells>…`. */
  after?: string;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships';
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A workbook of hand-written sheets, for what no honest writer produces. `formats` are the styles 1, 2, …. */
export function workbookOf(
  sheets: readonly SheetXml[],
  options: { formats?: readonly string[]; extra?: Record<string, string | Uint8Array> } = {},
): Uint8Array {
  const { formats = [], extra = {} } = options;
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets
      .map(
        ({ name, state }, index) =>
          `<sheet name="${escaped(name)}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="rId${index + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="${packages}">${sheets
      .map(
        (_, index) =>
          `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
      )
      .join('')}<Relationship Id="rIdS" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts>${formats
      .map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${escaped(code)}"/>`)
      .join('')}</numFmts><cellXfs><xf numFmtId="0"/>${formats
      .map((_, index) => `<xf numFmtId="${200 + index}"/>`)
      .join('')}</cellXfs></styleSheet>`,
  };
  for (const [index, { data, before = '', after = '' }] of sheets.entries()) {
    parts[`xl/worksheets/sheet${index + 1}.xml`] =
      `<?xml version="1.0"?><worksheet xmlns="${main}">${before}<sheetData>${data}</sheetData>${after}</worksheet>`;
  }
  const encoder = new TextEncoder();
  return new Uint8Array(
    writeZip(
      Object.entries({ ...parts, ...extra }).map(([name, content]): [string, Uint8Array] => [
        name,
        typeof content === 'string' ? encoder.encode(content) : content,
      ]),
      new Date(0),
    ),
  );
}

/** Rows of texts and numbers as `sheetData`; an object is a whole `<c>` without its place: `{ xml: '…' }`. */
export function sheetData(rows: readonly (readonly (string | number | { c: string } | null)[])[]): string {
  return rows
    .map(
      (row, index) =>
        `<row r="${index + 1}">${row
          .map((cell, column) => {
            const place = `r="${String.fromCharCode(65 + column)}${index + 1}"`;
            if (cell === null) return '';
            if (typeof cell === 'object') return cell.c.replace('<c', `<c ${place}`);
            if (typeof cell === 'number') return `<c ${place}><v>${cell}</v></c>`;
            return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
          })
          .join('')}</row>`,
    )
    .join('');
}
