/**
 * Lines that are read: a command takes 2,000 stickers at most and refuses more, so there is no need to go on when
 * there is one too many.
 */
const MOST_LINES = 2001;
/** Letters of a line that are read. A sticker has 500 at most: what is cut here is refused as too long all the same. */
const LONGEST_LINE = 700;

/** Lines with something on them, their spaces made single. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (let start = 0; start <= text.length && lines.length < MOST_LINES;) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const line = text.slice(start, end).replace(/\s+/g, ' ').trim();
    if (line !== '') lines.push(line.slice(0, LONGEST_LINE));
    start = end + 1;
  }
  return lines;
}

/** One sticker a line; empty lines and a leading number or dash are dropped. */
export function readStickerLines(text: string): string[] {
  return linesOf(text)
    .map((line) => line.replace(/^(?:[-–—•]|\d{1,3}[.)]) /, '').trim())
    .filter((line) => line !== '');
}

export type CountLine = { readonly problem: string; readonly count: string };

/**
 * «жолдордун начар абалы; 12», «таза суу – 10», «жарык 6» or a tab between them: the problem, then how many. A line
 * without a number keeps an empty count, so that it is refused by name and not taken for one vote.
 */
export function readCountLines(text: string): CountLine[] {
  return linesOf(text).map((line) => {
    const start = startOfCount(line);
    return { problem: withoutEnd(line.slice(0, start)), count: line.slice(start) };
  });
}

const isDigit = (sign: string | undefined) => sign !== undefined && sign >= '0' && sign <= '9';

/** Where the number at the end begins, from the end backwards; the end when there is none of up to six digits. */
function startOfCount(line: string): number {
  let at = line.length;
  while (isDigit(line[at - 1])) at -= 1;
  const digits = line.length - at;
  if (digits === 0 || digits > 6) return line.length;
  // A minus belongs to the number unless it stands between two numbers: «3-4».
  const minus = line[at - 1] === '-' || line[at - 1] === '−';
  return minus && !isDigit(line[at - 2]) ? at - 1 : at;
}

/** Without the signs that stand between a problem and its number. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' ;,:|–—-'.includes(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}
