/** What a written count turned out to be; a fault is said in words where the count is asked for. */
export type WrittenCount =
  { readonly ok: true; readonly value: number | null } | { readonly ok: false; readonly code: CountFault };

export const countFaults = [
  'count-negative',
  'count-thousands',
  'count-fraction',
  'count-scientific',
  'count-malformed',
] as const;
export type CountFault = (typeof countFaults)[number];

const gap = '[ \\u00a0\\u2009\\u202f]';
const grouped = new RegExp(`^\\d{1,3}(${gap}\\d{3})+$`);

/**
 * A whole number as people and spreadsheets write it: `12`, `1 234`, and `12,0` or `12.00` of a column with places.
 * Three figures after a dot or comma may as well be thousands (`1.000`, `2,000`, `1.234`): nobody may choose, so they
 * are refused. Empty is `null`, not zero. Never throws; up to 15 figures.
 */
export function readCount(text: string): WrittenCount {
  const trimmed = text.trim().replace(/^−/, '-');
  const fault = (code: CountFault): WrittenCount => ({ ok: false, code });
  if (trimmed === '') return { ok: true, value: null };
  if (trimmed.length > 40) return fault('count-malformed');
  if (/^-\s?\d/.test(trimmed)) return fault('count-negative');
  if (/^\d+([.,]\d+)?e[+-]?\d+$/i.test(trimmed)) return fault('count-scientific');
  const whole = /^(.*?)(?:[.,]0{1,2})?$/.exec(trimmed)?.[1] ?? '';
  if (/^\d{1,15}$/.test(whole) || grouped.test(whole)) {
    return { ok: true, value: Number(whole.replace(/\D/g, '')) };
  }
  if (/^\d{1,3}([.,]\d{3})+([.,]\d*)?$/.test(trimmed)) return fault('count-thousands');
  return /^\d*[.,]\d+$/.test(trimmed) ? fault('count-fraction') : fault('count-malformed');
}
