/** Wrong PINs that cost nothing: everybody mistypes. */
export const freeTries = 4;

const minutes = [1, 5, 15, 60, 120, 240];

/** Milliseconds to wait after this many wrong PINs in a row. */
export function waitAfter(wrong: number): number {
  if (wrong <= freeTries) return 0;
  return minutes[Math.min(wrong - freeTries, minutes.length) - 1]! * 60_000;
}

/** Digits only, 6 to 12, and not what everybody tries first. */
export function pinFault(pin: string): 'short' | 'digits' | 'easy' | undefined {
  if (!/^\d*$/.test(pin)) return 'digits';
  if (pin.length < 6 || pin.length > 12) return 'short';
  const steps = new Set([...pin].slice(1).map((digit, i) => (Number(digit) - Number(pin[i]) + 10) % 10));
  // 111111, 123456, 987654, 121212, 123123
  const repeats = [1, 2, 3].some(
    (length) => pin.length % length === 0 && pin === pin.slice(0, length).repeat(pin.length / length),
  );
  if (repeats || (steps.size === 1 && (steps.has(1) || steps.has(9)))) return 'easy';
  return undefined;
}
