/**
 * Codes that a person types once: eight letters and digits without look-alikes. The letters are those that Latin and
 * Cyrillic share, so that it does not matter which keyboard is on. 18 signs, 8 places: 33 bits, which is enough for
 * half an hour behind a brake on tries.
 */
export const codeSigns = 'ACEHKMPTXY23456789';
export const codeLength = 8;

/** How long a code works, in minutes. */
export const codeMinutes = 30;

const cyrillic: Readonly<Record<string, string>> = {
  А: 'A',
  С: 'C',
  Е: 'E',
  Н: 'H',
  К: 'K',
  М: 'M',
  Р: 'P',
  Т: 'T',
  Х: 'X',
  У: 'Y',
  Ү: 'Y',
};

/** What was typed, as it was given out: any case, either alphabet, spaces and hyphens anywhere. */
export function readCode(typed: string): string | undefined {
  const code = [...typed.slice(0, 60).toUpperCase()]
    .filter((sign) => !/[\s\u00a0\u2010-\u2015-]/u.test(sign))
    .map((sign) => cyrillic[sign] ?? sign)
    .join('');
  return code.length === codeLength && [...code].every((sign) => codeSigns.includes(sign)) ? code : undefined;
}

/** «KM7P 3XHT». */
export function showCode(code: string): string {
  return `${code.slice(0, codeLength / 2)} ${code.slice(codeLength / 2)}`;
}

/**
 * A code from random bytes, `codeLength` of them used. Bytes beyond the last whole multiple are skipped, so that no
 * sign is likelier than another; undefined when too few are left.
 */
export function codeFrom(bytes: Uint8Array): string | undefined {
  const most = 256 - (256 % codeSigns.length);
  const code = [...bytes]
    .filter((byte) => byte < most)
    .slice(0, codeLength)
    .map((byte) => codeSigns[byte % codeSigns.length])
    .join('');
  return code.length === codeLength ? code : undefined;
}
