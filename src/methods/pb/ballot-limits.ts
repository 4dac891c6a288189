import { Fraction } from '../rational.ts';

/** Limits on one ballot that a file states: how long, how dear, how many points. Read once, asked for every ballot. */

/** Older files name the limits of length apart for the unit and the district. */
const names = {
  maxLength: ['max_length', 'max_length_unit', 'max_length_district'],
  minLength: ['min_length', 'min_length_unit', 'min_length_district'],
  maxCost: ['max_sum_cost'],
  minCost: ['min_sum_cost'],
  maxPoints: ['max_points'],
  minPoints: ['min_points'],
  maxSum: ['max_sum_points'],
  minSum: ['min_sum_points'],
} as const;
type LimitName = keyof typeof names;

/** Fields of older files that stand for `max_length` and `min_length`. */
export const olderLengthFields: readonly string[] = [
  ...names.maxLength.slice(1),
  ...names.minLength.slice(1),
];

export interface PassedLimit {
  readonly code:
    | 'vote-too-long'
    | 'vote-too-short'
    | 'vote-cost-too-high'
    | 'vote-cost-too-low'
    | 'points-too-high'
    | 'points-too-low'
    | 'points-sum-too-high'
    | 'points-sum-too-low';
  /** The field that states the limit. */
  readonly field: string;
  readonly found: Fraction;
  readonly limit: Fraction;
}

interface Limit {
  readonly field: string;
  readonly limit: Fraction;
  readonly value: number;
}

/** Ballots are weighed in doubles as long as those are whole and exact. */
export class BallotLimits {
  readonly #limits: Partial<Record<LimitName, Limit>> = {};
  /** Cost of each project, and scale of all amounts: a power of ten that makes them whole. */
  readonly #costs = new Map<string, number>();
  readonly #scale: number;
  /** Whether the file states any limit. */
  readonly #states: boolean;
  readonly #weighs: Readonly<Record<'cost' | 'points' | 'sum', boolean>>;

  /** @param costs cost of every project by its id. */
  constructor(
    meta: { get(field: string): string | undefined },
    costs: Iterable<readonly [id: string, cost: Fraction]>,
  ) {
    for (const [name, fields] of Object.entries(names) as [LimitName, readonly string[]][]) {
      for (const field of fields) {
        const limit = Fraction.parse(meta.get(field) ?? '');
        if (limit) this.#limits[name] ??= { field, limit, value: limit.toNumber() };
      }
    }
    this.#states = Object.keys(this.#limits).length > 0;
    const { maxCost, minCost, maxPoints, minPoints, maxSum, minSum } = this.#limits;
    this.#weighs = {
      cost: (maxCost ?? minCost) !== undefined,
      points: (maxPoints ?? minPoints) !== undefined,
      sum: (maxSum ?? minSum) !== undefined,
    };
    const all = [...costs];
    let scale = 1;
    while (scale < 1e6 && !all.every(([, cost]) => BigInt(scale) % cost.den === 0n)) scale *= 10;
    this.#scale = scale;
    for (const [id, cost] of all) this.#costs.set(id, cost.toNumber() * scale);
  }

  /** The longest ballot allowed. */
  get maxLength(): number | undefined {
    const limit = this.#limits.maxLength?.limit;
    return limit && Number(limit.floor());
  }

  /** What a ballot passes. Points that are no numbers, and unknown projects, are left out. */
  passedBy(ids: readonly string[], points: readonly string[]): readonly PassedLimit[] {
    if (!this.#states) return nothing;
    const passed: PassedLimit[] = [];
    this.#weigh(passed, ids.length, 1, 'maxLength', 'vote-too-long', 'minLength', 'vote-too-short');
    if (this.#weighs.cost) {
      let cost = 0;
      for (const id of ids) cost += this.#costs.get(id) ?? 0;
      this.#weigh(passed, cost, this.#scale, 'maxCost', 'vote-cost-too-high', 'minCost', 'vote-cost-too-low');
    }
    if (!this.#weighs.points && !this.#weighs.sum) return passed;
    let sum = 0;
    for (const point of points) {
      const value = Number(point) * pointScale;
      if (Number.isNaN(value)) continue;
      const whole = Math.round(value);
      sum += whole;
      if (this.#weighs.points)
        this.#weigh(passed, whole, pointScale, 'maxPoints', 'points-too-high', 'minPoints', 'points-too-low');
    }
    if (this.#weighs.sum)
      this.#weigh(passed, sum, pointScale, 'maxSum', 'points-sum-too-high', 'minSum', 'points-sum-too-low');
    return passed;
  }

  /** Compares `value / scale` with a limit from above and one from below. */
  #weigh(
    passed: PassedLimit[],
    value: number,
    scale: number,
    max: LimitName,
    tooHigh: PassedLimit['code'],
    min: LimitName,
    tooLow: PassedLimit['code'],
  ): void {
    const most = this.#limits[max];
    if (most && value > most.value * scale)
      passed.push({
        code: tooHigh,
        found: Fraction.of(Math.round(value), scale),
        field: most.field,
        limit: most.limit,
      });
    const least = this.#limits[min];
    if (least && value < least.value * scale)
      passed.push({
        code: tooLow,
        found: Fraction.of(Math.round(value), scale),
        field: least.field,
        limit: least.limit,
      });
  }
}

const nothing: readonly PassedLimit[] = [];

/** Points are compared to the millionth. */
const pointScale = 1e6;
