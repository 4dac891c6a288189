import { Fraction } from '../methods/rational.ts';
import { readCount } from '../methods/written-count.ts';

/** `1.000` and `2,000` are one or a thousand: not for the program to choose. `0.125` and `1.25` are plain. */
const isThousands = (text: string): boolean => /^\s*[-−]?[1-9]\d{0,2}([.,]000)+\s*$/.test(text);

/**
 * The numbers a reader typed into an example, out of the address. What cannot be read falls back to the example's own
 * number and is remembered, so that the form can say so beside the field. Nothing here can fail.
 */
export class Inputs {
  readonly #params: URLSearchParams;
  readonly #wrong = new Set<string>();

  constructor(params: URLSearchParams) {
    this.#params = params;
  }

  /** True when the reader's value of this field was not understood. */
  isWrong(name: string): boolean {
    return this.#wrong.has(name);
  }

  get anyWrong(): boolean {
    return this.#wrong.size > 0;
  }

  /** What stands in the field now: as typed, or the example's own. */
  shown(name: string, fallback: string | number): string {
    return this.#params.get(name)?.slice(0, 200) ?? String(fallback);
  }

  whole(
    name: string,
    fallback: number,
    { min = 0, max = 1_000_000 }: { min?: number; max?: number } = {},
  ): number {
    const text = this.#typed(name);
    if (text === undefined) return fallback;
    const read = readCount(text);
    const value = read.ok && read.value !== null ? read.value : NaN;
    if (value >= min && value <= max) return value;
    this.#wrong.add(name);
    return fallback;
  }

  decimal(
    name: string,
    fallback: string,
    { min = -1e9, max = 1e9 }: { min?: number; max?: number } = {},
  ): Fraction {
    const own = Fraction.parse(fallback) ?? Fraction.zero;
    const text = this.#typed(name);
    if (text === undefined) return own;
    const value =
      text.length > 24 || isThousands(text)
        ? undefined
        : Fraction.parse(text.replace(/[\s\u00a0]/g, '').replace('−', '-'));
    if (value && value.toNumber() >= min && value.toNumber() <= max) return value;
    this.#wrong.add(name);
    return own;
  }

  choice<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    return choices.find((known) => known === this.#params.get(name)) ?? fallback;
  }

  text(name: string, fallback: string, longest: number): string {
    const text = this.#params.get(name);
    if (text === null) return fallback;
    if (text.length <= longest) return text;
    this.#wrong.add(name);
    return fallback;
  }

  /** Marks a field whose text was read but does not fit. */
  refuse(name: string): void {
    this.#wrong.add(name);
  }

  /** An empty field is the example's own number. */
  #typed(name: string): string | undefined {
    const text = this.#params.get(name)?.trim();
    return text === undefined || text === '' ? undefined : text;
  }
}
