import { Fraction } from '../rational.ts';

/**
 * The prices a run has set so far, exactly. Every price is a whole-number combination of the endowment and of earlier
 * prices, divided by a whole number; keeping all of them over one common denominator, never reduced, costs one
 * multiplication each and no greatest common divisors.
 */
export class ExactPrices {
  /** Common denominator of the prices. */
  #denominator = 1n;
  readonly #numerators: bigint[] = [];

  get length(): number {
    return this.#numerators.length;
  }

  get denominator(): bigint {
    return this.#denominator;
  }

  /** Over {@link denominator}. */
  numerator(index: number): bigint {
    return this.#numerators[index] ?? 0n;
  }

  /** `whole − Σ coefficients[i]·price[i]`, over {@link denominator}. */
  combine(whole: bigint, coefficients: ArrayLike<number>): bigint {
    let result = whole * this.#denominator;
    for (let index = 0; index < this.#numerators.length; index++) {
      const coefficient = coefficients[index] ?? 0;
      if (coefficient !== 0) result -= (this.#numerators[index] ?? 0n) * BigInt(coefficient);
    }
    return result;
  }

  /** Adds the price `numerator / (denominator · divisor)`. */
  add(numerator: bigint, divisor: bigint): void {
    for (let index = 0; index < this.#numerators.length; index++) {
      this.#numerators[index] = (this.#numerators[index] ?? 0n) * divisor;
    }
    this.#numerators.push(numerator);
    this.#denominator *= divisor;
  }

  exact(index: number): Fraction {
    return Fraction.of(this.numerator(index), this.#denominator);
  }

  float(index: number): number {
    return ratio(this.numerator(index), this.#denominator);
  }
}

/** `num / den` as the nearest double, for numbers of any length. */
export function ratio(num: bigint, den: bigint): number {
  const n = Number(num);
  const d = Number(den);
  if (Math.abs(n) < 1e300 && d < 1e300) return n / d;
  return Fraction.of(num, den).toNumber();
}
