import { glyphRanges } from './glyph-ranges.ts';

/**
 * Papers, Word files and posters say the same, so all of them are set in the letters that every embedded face has.
 * What people write beside that is told by signs that exist; an emoji, which only decorates, is left out; letters of
 * other scripts cannot be left out without saying so, and stand as `[…]`. An empty box never stands on a paper.
 */

const drawable = glyphRanges
  .trim()
  .split(/\s+/)
  .map((range) =>
    range
      .split('-')
      .map((code) => `\\u{${code}}`)
      .join('-'),
  )
  .join('');
const missing = new RegExp(`[^\\n${drawable}]`, 'u');
const missingRuns = new RegExp(`[^\\n${drawable}]+`, 'gu');

const leftOut = '[…]';

/** Signs by their meaning, as a typewriter would write them. */
const spelled: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['✓✔☑✅√🗸🗹', '+'],
    ['✗✘❌☒❎✖', '×'],
    ['→➔➜➡⇒⟶🡒', '->'],
    ['←⬅⇐⟵', '<-'],
    ['↔⇔', '<->'],
    ['≥⩾', '>='],
    ['≤⩽', '<='],
    ['≠', '<>'],
    ['≈', '~'],
    ['★☆⭐🌟✩', '*'],
    ['■□▪▫●○◦◆◇▶►‣☐⚫⚪◾◽', '•'],
    ['‐‒', '-'],
    ['⁄∕', '/'],
    // What was lost before it came here.
    ['\ufffd', leftOut],
  ].flatMap(([signs = '', word = '']) => [...signs].map((sign) => [sign, word])),
);

const decoration = /^[\p{Extended_Pictographic}\p{S}\p{M}\p{C}]$/u;

function spell(sign: string): string {
  const known = spelled[sign];
  if (known !== undefined) return known;
  if (/^\p{Z}$/u.test(sign)) return ' ';
  if (decoration.test(sign)) return '';
  // Wide, small and bold letters, ligatures, numbers in circles.
  const plain = sign.normalize('NFKC');
  return missing.test(plain) ? leftOut : plain;
}

/**
 * The text in characters that every face can draw; the same text when it is so already. Ask it for whole texts: what
 * was left out of one that has nothing else is named by `[…]`. Line breaks stay.
 */
export function printable(text: string): string {
  if (!missing.test(text)) return text;
  const shown = text
    .normalize('NFC')
    // The sign of the som, young enough to be missing in most fonts.
    .replace(
      /([\p{L}\p{N}]?) ?\u20c0(?=([\p{L}\p{N}]?))/gu,
      (_all, before: string, after: string) =>
        `${before === '' ? '' : `${before} `}сом${after === '' ? '' : ' '}`,
    )
    .replace(missingRuns, (run) => {
      const said = [...run].map(spell).join('');
      return said.replace(/(\[…\]\s*)+/g, leftOut);
    })
    .replace(/\[…\](?: ?\[…\])+/g, leftOut)
    // Where something between two spaces, or at an end, was left out.
    .replace(/ {2,}/g, ' ')
    .replace(/ +(?=[.,;:!?)»](?:\s|$))/gm, '')
    .replace(/^ +| +$/gm, '');
  return shown.trim() === '' && text.trim() !== '' ? leftOut : shown;
}
