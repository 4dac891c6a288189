import { shareOut } from '../../needs/sessions/rules/pie.ts';
import { wholePie } from '../../methods/written-share.ts';

// The list belongs to the needs room, whose pages lay the guess beside the real budget; the field room's pages and
// app take it from here together with the rest of the pie.
export { usualExpenses, type UsualExpense } from '../../needs/sessions/rules/pie.ts';

/** A share is changed in whole per cents unless it is typed. */
export const pieStep = 100;
export const pieLeap = 500;

export function pieSum(slices: readonly { readonly share: number }[]): number {
  return slices.reduce((sum, one) => sum + one.share, 0);
}

/** What is not shared out yet, in hundredths of a per cent; negative when more than all was shared out. */
export function pieRest(slices: readonly { readonly share: number }[]): number {
  return wholePie - pieSum(slices);
}

/** A share after a step of so many hundredths of a per cent, kept within 0 … 10 000. */
export function stepped(share: number, by: number): number {
  return Math.min(wholePie, Math.max(0, share + by));
}

/**
 * Makes a pie whole: every share grows or shrinks in its proportion, rounded by largest remainder, so that the sum is
 * exactly 10 000. Whole and half per cents stay such. A pie of nothing but zeros is shared out equally.
 */
export function madeWhole(shares: readonly number[]): number[] {
  if (shares.length === 0) return [];
  if (shares.reduce((sum, one) => sum + one, 0) === wholePie) return [...shares];
  const unit = [pieStep, pieStep / 2].find((step) => shares.every((share) => share % step === 0)) ?? 1;
  return shareOut(BigInt(wholePie / unit), shares.map(BigInt)).map((share) => Number(share) * unit);
}

/**
 * Moves the border behind slice `index`: what the slice gains its neighbour loses. The neighbour of the last slice is
 * what is not shared out yet (`rest`), or the first slice when all is shared out.
 * @param to new share of the slice, hundredths of a per cent; kept within what the two have together.
 * @returns the new shares, in the order given.
 */
export function borderMoved(shares: readonly number[], index: number, to: number): number[] {
  const next = [...shares];
  const own = shares[index];
  if (own === undefined) return next;
  const rest = wholePie - shares.reduce((sum, one) => sum + one, 0);
  const last = index === shares.length - 1;
  const toRest = last && rest > 0;
  const neighbour = last ? 0 : index + 1;
  if (!toRest && neighbour === index) return next;
  const together = own + (toRest ? rest : shares[neighbour]!);
  const share = Math.min(together, Math.max(0, Math.round(to)));
  next[index] = share;
  if (!toRest) next[neighbour] = together - share;
  return next;
}

/** Where each slice begins and ends on the loaf, as parts of a full turn; a pie of more than 100 % is pressed into one turn. */
export function turns(shares: readonly number[]): { readonly from: number; readonly to: number }[] {
  const whole = Math.max(
    wholePie,
    shares.reduce((sum, one) => sum + one, 0),
  );
  let at = 0;
  return shares.map((share) => {
    const from = at / whole;
    at += share;
    return { from, to: at / whole };
  });
}

/** Angle of a point around the middle, as a part of a full turn from twelve o'clock, clockwise. */
export function turnOf(x: number, y: number): number {
  const turn = Math.atan2(x, -y) / (2 * Math.PI);
  return turn < 0 ? turn + 1 : turn;
}
