import type { Plan } from './plan.ts';

/** A plan as a version keeps it: money as digits of tyiyn, since JSON has no great whole numbers. */
export type KeptPlan<T = Plan> = T extends bigint
  ? string
  : T extends readonly (infer E)[]
    ? readonly KeptPlan<E>[]
    : T extends object
      ? { readonly [K in keyof T]: KeptPlan<T[K]> }
      : T;

/** A plan, or a part of one, as it is kept. */
export function keep<T = Plan>(whole: T): KeptPlan<T> {
  const kept: unknown = JSON.parse(
    JSON.stringify(whole, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)),
  );
  return kept as KeptPlan<T>;
}

const money = new Set(['cost', 'amount']);

/** What was kept, with its money as numbers again. */
export function revive<T = Plan>(kept: KeptPlan<T>): T {
  const whole: unknown = JSON.parse(JSON.stringify(kept), (key, value: unknown) =>
    money.has(key) && typeof value === 'string' ? BigInt(value) : value,
  );
  return whole as T;
}
