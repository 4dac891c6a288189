import type { Plan } from './plan.ts';

/** A plan as a version keeps it: money as digits of tyiyn, since JSON has no great whole numbers. */
export type KeptPlan<T = Plan> = T extends bigint
  ? string
  : T extends readonly (infer E)[]
    ? readonly KeptPlan<E>[]
    : T extends object
      ? { readonly [K in keyof T]: KeptPlan<T[K]> }
      : T;

export function keep(plan: Plan): KeptPlan {
  const kept: unknown = JSON.parse(
    JSON.stringify(plan, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)),
  );
  return kept as KeptPlan;
}

const money = new Set(['cost', 'amount']);

/** The plan of a version. */
export function revive(kept: KeptPlan): Plan {
  const whole: unknown = JSON.parse(JSON.stringify(kept), (key, value: unknown) =>
    money.has(key) && typeof value === 'string' ? BigInt(value) : value,
  );
  return whole as Plan;
}
