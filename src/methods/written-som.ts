/**
 * Som typed by hand («6 725 000», «1500,50», «300 сом») as tyiyn; null for an empty text, undefined when it is not an
 * amount. At most 13 digits of som.
 */
export function readSom(text: string): bigint | null | undefined {
  const clean = text.replace(/[\s\u00a0]/g, '').replace(/сом$/i, '');
  if (clean === '') return null;
  const match = /^(\d{1,13})(?:[.,](\d{1,2}))?$/.exec(clean);
  return match ? BigInt(match[1] ?? '0') * 100n + BigInt((match[2] ?? '').padEnd(2, '0')) : undefined;
}
