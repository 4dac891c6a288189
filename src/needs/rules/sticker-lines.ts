/** One sticker a line; empty lines and a leading number or dash are dropped. */
export function readStickerLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[-–—•]|\d{1,3}[.)])\s+/, '').trim())
    .filter((line) => line !== '');
}

export type CountLine = { readonly problem: string; readonly count: string };

/**
 * «жолдордун начар абалы; 12», «таза суу – 10», «жарык 6» or a tab between them: the problem, then how many. A line
 * without a number keeps an empty count, so that it is refused by name and not taken for one vote.
 */
export function readCountLines(text: string): CountLine[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const match = /^(.*?)[\s;,:|–—-]*?(?<![\d])([-−]?\d{1,6})\s*$/u.exec(line);
      const problem = (match?.[1] ?? line).replace(/[\s;,:|–—-]+$/u, '').trim();
      return { problem, count: match?.[2] ?? '' };
    });
}
