/** What people write after a number of som, as powers of ten: «1,2 млн», «12 миң», «450 тыс.». */
const scales: Readonly<Record<string, number>> = {
  миң: 3,
  мин: 3,
  тыс: 3,
  тысяч: 3,
  тысяча: 3,
  млн: 6,
  миллион: 6,
  млрд: 9,
  миллиард: 9,
};

/**
 * Som typed by hand («6 725 000», «1500,50», «300 сом», «1,2 млн», «12 миң») as tyiyn; null for an empty text,
 * undefined when it is not an amount. At most 13 digits of som.
 */
export function readSom(text: string): bigint | null | undefined {
  const clean = text
    .replace(/[\s\u00a0]/g, '')
    .toLowerCase()
    .replace(/сом$/, '');
  if (clean === '') return null;
  const match = /^(\d{1,13})(?:[.,](\d{1,9}))?([а-яңөү]{0,9})\.?$/.exec(clean);
  if (!match) return undefined;
  const [, whole = '', part = '', word = ''] = match;
  const scale = word === '' ? 0 : scales[word];
  // Of a tyiyn nobody pays a part: «12,345» is no amount, «1,2345 млн» is.
  if (scale === undefined || part.length > scale + 2) return undefined;
  const tyiyn = BigInt(whole + part) * 10n ** BigInt(scale + 2 - part.length);
  return tyiyn < 10n ** 15n ? tyiyn : undefined;
}
