/**
 * Exact fractions over BigInt. Every rule that compares scores, prices or shares compares fractions: floats decide
 * ties wrongly (methods 2.5), and a tie decided wrongly is somebody's project.
 */

/** Greatest common divisor of two non-negative integers; `gcd(0, 0)` is 0. */
export function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) {
    const rest = x % y;
    x = y;
    y = rest;
  }
  return x;
}

/** Least common multiple of two positive integers. */
export function lcm(a: bigint, b: bigint): bigint {
  return (a / gcd(a, b)) * b;
}

/** An immutable fraction in lowest terms; the denominator is always positive. */
export class Fraction {
  static readonly zero = new Fraction(0n, 1n);
  static readonly one = new Fraction(1n, 1n);

  readonly num: bigint;
  readonly den: bigint;

  /** Trusts its arguments: use {@link Fraction.of} unless they are known to be reduced, with `den > 0`. */
  private constructor(num: bigint, den: bigint) {
    this.num = num;
    this.den = den;
  }

  /**
   * The fraction `num / den` in lowest terms. Numbers must be integers.
   * @throws RangeError when the denominator is zero or a number is not an integer.
   */
  static of(num: bigint | number, den: bigint | number = 1n): Fraction {
    if (typeof num === 'number' && typeof den === 'number' && den > 0) {
      if (Number.isSafeInteger(num) && Number.isSafeInteger(den)) return Fraction.#small(num, den);
    }
    const n = BigInt(num);
    const d = BigInt(den);
    if (d === 1n) return new Fraction(n, 1n);
    if (d === 0n) throw new RangeError('a fraction with the denominator zero');
    const common = gcd(n, d);
    const sign = d < 0n ? -1n : 1n;
    return new Fraction((sign * n) / common, (sign * d) / common);
  }

  /** Counts and totals are mostly small: their common divisor is found without long integers. */
  static #small(num: number, den: number): Fraction {
    let a = Math.abs(num);
    let b = den;
    while (b !== 0) {
      const rest = a % b;
      a = b;
      b = rest;
    }
    const common = a === 0 ? 1 : a;
    return new Fraction(BigInt(num / common), BigInt(den / common));
  }

  /**
   * Reads `12`, `-3`, `12.50`, `12,50` or `5/7`; returns `undefined` for anything else (also for exponents: a price
   * of `1e3` in a file is more likely a spoiled cell than a number somebody typed).
   */
  static parse(text: string): Fraction | undefined {
    const trimmed = text.trim();
    const ratio = /^(-?\d+)\/(\d+)$/.exec(trimmed);
    if (ratio) {
      const den = BigInt(ratio[2] ?? '0');
      return den === 0n ? undefined : Fraction.of(BigInt(ratio[1] ?? '0'), den);
    }
    const decimal = /^([+-]?)(\d*)(?:[.,](\d*))?$/.exec(trimmed);
    if (!decimal) return undefined;
    const whole = decimal[2] ?? '';
    const part = decimal[3] ?? '';
    if (whole === '' && part === '') return undefined;
    const value = Fraction.of(BigInt(`${whole}${part}`), 10n ** BigInt(part.length));
    return decimal[1] === '-' ? value.negated() : value;
  }

  plus(other: Fraction): Fraction {
    if (this.den === other.den) return Fraction.of(this.num + other.num, this.den);
    return Fraction.of(this.num * other.den + other.num * this.den, this.den * other.den);
  }

  minus(other: Fraction): Fraction {
    return this.plus(other.negated());
  }

  times(other: Fraction): Fraction {
    return Fraction.of(this.num * other.num, this.den * other.den);
  }

  /** @throws RangeError when `other` is zero. */
  over(other: Fraction): Fraction {
    return Fraction.of(this.num * other.den, this.den * other.num);
  }

  negated(): Fraction {
    return new Fraction(-this.num, this.den);
  }

  /** Negative when this is smaller, positive when larger, 0 when equal. */
  compare(other: Fraction): number {
    if (this.den === other.den) return this.num < other.num ? -1 : this.num > other.num ? 1 : 0;
    const left = this.num * other.den;
    const right = other.num * this.den;
    return left < right ? -1 : left > right ? 1 : 0;
  }

  equals(other: Fraction): boolean {
    return this.num === other.num && this.den === other.den;
  }

  isZero(): boolean {
    return this.num === 0n;
  }

  isInteger(): boolean {
    return this.den === 1n;
  }

  /** The whole number not above this. */
  floor(): bigint {
    const quotient = this.num / this.den;
    return this.num < 0n && quotient * this.den !== this.num ? quotient - 1n : quotient;
  }

  /** The whole number not below this. */
  ceil(): bigint {
    return -this.negated().floor();
  }

  /** Nearest double. Works for numerators and denominators of any length. */
  toNumber(): number {
    const n = Number(this.num);
    const d = Number(this.den);
    if (Math.abs(n) <= Number.MAX_SAFE_INTEGER && d <= Number.MAX_SAFE_INTEGER) return n / d;
    // 64 bits of quotient are more than a double keeps, so one scaled integer division is enough.
    const bits = BigInt(this.num.toString(2).length - this.den.toString(2).length);
    const shift = 66n - bits;
    const scaled = shift >= 0n ? (this.num << shift) / this.den : this.num / (this.den << -shift);
    return Number(scaled) * 2 ** -Number(shift);
  }

  /** `5/7`, or `12` for a whole number. */
  toString(): string {
    return this.den === 1n ? this.num.toString() : `${this.num}/${this.den}`;
  }

  /**
   * Decimal text with at most `digits` places, rounded half up (away from zero), without trailing zeros:
   * for showing only, never for comparing.
   */
  toDecimal(digits: number): string {
    const scale = 10n ** BigInt(digits);
    const negative = this.num < 0n;
    const absolute = negative ? -this.num : this.num;
    const scaled = (2n * absolute * scale + this.den) / (2n * this.den);
    const whole = (scaled / scale).toString();
    const part = digits === 0 ? '' : (scaled % scale).toString().padStart(digits, '0').replace(/0+$/, '');
    const text = part === '' ? whole : `${whole}.${part}`;
    return negative && scaled !== 0n ? `-${text}` : text;
  }
}

/** Sum of fractions; zero for none. */
export function sum(values: Iterable<Fraction>): Fraction {
  let total = Fraction.zero;
  for (const value of values) total = total.plus(value);
  return total;
}
