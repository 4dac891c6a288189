/** Hundredths of a per cent that a whole pie has. */
export const wholePie = 10_000;

/** Hundredths of a per cent as people write them: 3050 → «30,5», 3000 → «30». */
export function sharePercent(share: number): string {
  const whole = Math.trunc(share / 100);
  const rest = Math.abs(share % 100);
  return rest === 0 ? String(whole) : `${whole},${String(rest).padStart(2, '0').replace(/0$/, '')}`;
}

/** «30», «30,5», «30.55 %» as hundredths of a per cent; null when it is not a share from 0 to 100. */
export function readShare(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim());
  if (!match) return null;
  const share = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return share <= wholePie ? share : null;
}
