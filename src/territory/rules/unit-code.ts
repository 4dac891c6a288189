/** Why a code of the classifier cannot be kept; null when it can. The codes have 14 to 17 figures and are text. */
export function codeFault(code: string): 'code-scientific' | 'code-too-long' | null {
  // A spreadsheet that took the code for a number keeps fifteen figures of it at most, shown as 4,17042E+13.
  if (/^[+-]?\d+([.,]\d+)?e[+-]?\d+$/i.test(code)) return 'code-scientific';
  return code.length > 40 ? 'code-too-long' : null;
}

/** A code as it is kept: figures set apart by spaces are one number. */
export function cleanCode(text: string): string {
  const code = text.replace(/\s+/g, ' ').trim();
  return /^\d[\d ]*$/.test(code) ? code.replaceAll(' ', '') : code;
}

/**
 * Codes of a file that have one or two figures less than most: a leading nought is lost so. Looks at codes of figures
 * only, when at least three of them agree in length.
 */
export function shortCodes(codes: readonly string[]): {
  readonly length: number;
  readonly short: ReadonlySet<string>;
} {
  const figures = codes.filter((code) => /^\d{4,}$/.test(code));
  const lengths = new Map<number, number>();
  for (const code of figures) lengths.set(code.length, (lengths.get(code.length) ?? 0) + 1);
  const [length = 0, most = 0] = [...lengths].sort((a, b) => b[1] - a[1])[0] ?? [];
  const short = figures.filter((code) => length - code.length >= 1 && length - code.length <= 2);
  return { length, short: new Set(most >= 3 && most > figures.length / 2 ? short : []) };
}
