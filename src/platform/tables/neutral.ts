// A spreadsheet runs a cell that begins with one of these as a formula; the wide forms count in East Asian editions.
// Apostrophes before it are text: one more is added and taken away again, so that theirs stay.
const DANGEROUS = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const NEUTRALISED = /^'(?='*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])/;

/** Text that no spreadsheet takes for a formula: an apostrophe before = + - @, tab and line ends. */
export function neutralise(text: string): string {
  return DANGEROUS.test(text) ? `'${text}` : text;
}

/** Takes the apostrophe of `neutralise` away again, so that an export can be imported unchanged. */
export function restore(text: string): string {
  return text.replace(NEUTRALISED, '');
}

// eslint-disable-next-line no-control-regex -- removing control characters is the point
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;

/** Text without characters that XML and spreadsheets cannot hold. */
export function printable(text: string): string {
  return text.toWellFormed().replace(CONTROL, '');
}
