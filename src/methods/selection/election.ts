import { Fraction, lcm } from '../rational.ts';
import { GrowingRow } from './growing-row.ts';

/**
 * An election between costed projects: what every selection rule reads. Identical ballots are kept once with a count,
 * money is whole (smallest coin of the file), points are whole, so nothing is rounded before a rule decides.
 */

export const voteTypes = ['approval', 'choose-1', 'ordinal', 'cumulative', 'scoring'] as const;
export type VoteType = (typeof voteTypes)[number];

/**
 * What a place in a ranking is worth (`place` from 1):
 * - `own-length`: length of this ballot − place + 1, so the last one named gets 1 (Borda as the published files count);
 * - `max-length`: longest ballot allowed − place + 1, so the first place is worth the same on every ballot;
 * - `points`: the file gives points beside the ranking.
 */
export type RankingScores = 'own-length' | 'max-length' | 'points';

export interface Project {
  readonly id: string;
  readonly name: string;
  /** In coins: the cost of the file times `scale`. */
  readonly cost: bigint;
}

export interface Election {
  readonly voteType: VoteType;
  readonly projects: readonly Project[];
  /** In coins. */
  readonly budget: bigint;
  /** Coins in one unit of currency: 1, or a power of ten when the file has decimals. */
  readonly scale: bigint;
  /** All who handed in a ballot, also an empty one: each owns a share of the budget. */
  readonly voters: number;
  /** Whole points per point of the file: 1, or a power of ten when the file has decimals. */
  readonly pointScale: number;
  /** Distinct ballots: how many voters cast each, and where its entries stand in `items` and `points`. */
  readonly ballotCounts: Float64Array;
  readonly ballotStarts: Int32Array;
  /** Project numbers, ascending within a ballot. */
  readonly items: Int32Array;
  /** How places in rankings are scored; null for other ballots. */
  readonly ranking: RankingScores | null;
  /** Points beside `items` (times `pointScale`); all 1 for approval ballots, by {@link RankingScores} for ordinal ones. */
  readonly points: Float64Array;
  /** Voters who named the project. */
  readonly votes: readonly number[];
  /** Score of the ballot type: votes, points, or what the places are worth together. Times `pointScale`. */
  readonly scores: readonly number[];
  /** Entries that named no project of the election, or the same one twice; they were left out. */
  readonly ignoredEntries: { readonly unknown: number; readonly repeated: number };
}

/** Money of the file from coins. */
export function money(election: Election, coins: bigint | Fraction): Fraction {
  const value = coins instanceof Fraction ? coins : Fraction.of(coins);
  return value.over(Fraction.of(election.scale));
}

/** Score of a project as the file counts it. */
export function scoreOf(election: Election, project: number): Fraction {
  return Fraction.of(BigInt(election.scores[project] ?? 0), BigInt(election.pointScale));
}

export interface ProjectInput {
  readonly id: string;
  readonly name?: string;
  readonly cost: Fraction;
}

/**
 * Coins per unit with which all amounts are whole: the least power of ten for decimals; other fractions (they come
 * from code, never from a file) take the least common denominator.
 */
function coinScale(amounts: readonly Fraction[]): bigint {
  const common = amounts.reduce((scale, amount) => lcm(scale, amount.den), 1n);
  let decimal = 1n;
  while (decimal % common !== 0n && decimal < 10n ** 30n) decimal *= 10n;
  return decimal % common === 0n ? decimal : common;
}

/** Collects ballots one by one; keeps each distinct ballot once. */
export class ElectionBuilder {
  readonly #projects: readonly ProjectInput[];
  readonly #numbers = new Map<string, number>();
  readonly #voteType: VoteType;
  readonly #budget: Fraction;
  readonly #maxLength: number | undefined;
  readonly #known = new Map<string, number>();
  readonly #counts = new GrowingRow((length) => new Float64Array(length));
  /** Length of each distinct ballot as handed in, entries that were left out included: a ranking is scored by it. */
  readonly #lengths = new GrowingRow((length) => new Int32Array(length));
  readonly #starts = new GrowingRow((length) => new Int32Array(length));
  readonly #items = new GrowingRow((length) => new Int32Array(length));
  /** Points; for rankings the place from 0. */
  readonly #points = new GrowingRow((length) => new Float64Array(length));
  /** Whether places count, or points. */
  readonly #ranked: boolean;
  readonly #counted: boolean;
  /** For each project the last ballot that named it. */
  readonly #namedBy: Float64Array;
  #ballot = 0;
  #voters = 0;
  #digits = 0;
  /** All points given, without sign, times the scale: no score can be larger. */
  #total = 0;
  #longest = 0;
  #unknown = 0;
  #repeated = 0;

  /**
   * `maxLength` is the longest ballot allowed; without it the longest handed in counts as that. `rankedByPoints`: ordinal
   * ballots come with points, which are taken instead of places. Project ids must be distinct.
   */
  constructor(options: {
    projects: readonly ProjectInput[];
    budget: Fraction;
    voteType: VoteType;
    maxLength?: number | undefined;
    rankedByPoints?: boolean;
  }) {
    this.#projects = options.projects;
    this.#budget = options.budget;
    this.#voteType = options.voteType;
    this.#maxLength = options.maxLength;
    this.#ranked = options.voteType === 'ordinal' && options.rankedByPoints !== true;
    this.#counted =
      options.voteType === 'cumulative' ||
      options.voteType === 'scoring' ||
      (options.voteType === 'ordinal' && options.rankedByPoints === true);
    this.#namedBy = new Float64Array(options.projects.length);
    this.#starts.push(0);
    for (const [index, project] of options.projects.entries()) this.#numbers.set(project.id, index);
  }

  /**
   * Adds `count` equal ballots. `points` stand beside `ids` as decimal texts where points are given. Unknown and repeated
   * projects are left out and counted. Answers the place (from 0) of the first entry whose points cannot be read or are
   * too large to be added exactly; such points count as none. −1 when all is well.
   */
  add(ids: readonly string[], points?: readonly string[], count = 1): number {
    this.#voters += count;
    this.#ballot += 1;
    const numbers: number[] = [];
    const values: number[] = [];
    let unread = -1;
    for (let place = 0; place < ids.length; place++) {
      const number = this.#numbers.get(ids[place] ?? '');
      if (number === undefined) {
        this.#unknown += 1;
        continue;
      }
      if (this.#namedBy[number] === this.#ballot) {
        this.#repeated += 1;
        continue;
      }
      this.#namedBy[number] = this.#ballot;
      let value = this.#ranked ? place : 1;
      if (this.#counted) {
        const digits = this.#digits;
        const read = this.#value(points?.[place] ?? '', count);
        if (read === undefined && unread < 0) unread = place;
        value = read ?? 0;
        // Points read before on this ballot follow the new scale.
        const factor = 10 ** (this.#digits - digits);
        if (factor !== 1)
          for (let index = 0; index < values.length; index++) values[index] = (values[index] ?? 0) * factor;
      }
      numbers.push(number);
      values.push(value);
    }
    if (ids.length > this.#longest) this.#longest = ids.length;
    // Values that are all 1 need not follow.
    if (this.#ranked || this.#counted) sortTogether(numbers, values);
    else if (!isAscending(numbers)) numbers.sort((a, b) => a - b);
    let key = '';
    for (let index = 0; index < numbers.length; index++) {
      key += letterOf(numbers[index] ?? 0);
      if (this.#ranked) key += `${values[index]};`;
      if (this.#counted) key += `${this.#plain(values[index] ?? 0)};`;
    }
    if (this.#ranked && ids.length !== numbers.length) key += `/${ids.length}`;
    const known = this.#known.get(key);
    if (known !== undefined) {
      this.#counts.put(known, this.#counts.at(known) + count);
      return unread;
    }
    this.#known.set(key, this.#counts.length);
    for (let index = 0; index < numbers.length; index++) {
      this.#items.push(numbers[index] ?? 0);
      this.#points.push(values[index] ?? 0);
    }
    this.#counts.push(count);
    this.#lengths.push(ids.length);
    this.#starts.push(this.#items.length);
    return unread;
  }

  /** The election so far; rankings are scored by the length of each ballot unless told otherwise. */
  build(ranking: 'own-length' | 'max-length' = 'own-length'): Election {
    const items = this.#items.copy();
    const points = this.#points.copy();
    const ballotCounts = this.#counts.copy();
    const ballotStarts = this.#starts.copy();
    const votes = new Array<number>(this.#projects.length).fill(0);
    const scores = new Array<number>(this.#projects.length).fill(0);
    for (let ballot = 0; ballot < ballotCounts.length; ballot++) {
      const count = ballotCounts[ballot] ?? 0;
      const length = ranking === 'own-length' ? this.#lengths.at(ballot) : (this.#maxLength ?? this.#longest);
      for (let entry = ballotStarts[ballot] ?? 0; entry < (ballotStarts[ballot + 1] ?? 0); entry++) {
        const project = items[entry] ?? 0;
        if (this.#ranked) points[entry] = Math.max(0, length - (points[entry] ?? 0));
        votes[project] = (votes[project] ?? 0) + count;
        scores[project] = (scores[project] ?? 0) + count * (points[entry] ?? 0);
      }
    }
    const scale = coinScale([this.#budget, ...this.#projects.map((project) => project.cost)]);
    const coins = (amount: Fraction) => amount.times(Fraction.of(scale)).num;
    return {
      voteType: this.#voteType,
      projects: this.#projects.map(({ id, name, cost }) => ({ id, name: name ?? id, cost: coins(cost) })),
      budget: coins(this.#budget),
      scale,
      voters: this.#voters,
      pointScale: 10 ** this.#digits,
      ranking: this.#voteType === 'ordinal' ? (this.#ranked ? ranking : 'points') : null,
      ballotCounts,
      ballotStarts,
      items,
      points,
      votes,
      scores,
      ignoredEntries: { unknown: this.#unknown, repeated: this.#repeated },
    };
  }

  /** Whole points, at the scale of the day, from a decimal text; undefined when unreadable or too large to be exact. */
  #value(text: string, count: number): number | undefined {
    const match = /^\s*([+-]?)(\d{1,15})(?:\.(\d{0,15}))?\s*$/.exec(text);
    if (!match) return undefined;
    const decimals = (match[3] ?? '').replace(/0+$/, '');
    const digits = Math.max(this.#digits, decimals.length);
    const factor = 10 ** (digits - this.#digits);
    const value = Number(match[2]) * 10 ** digits + Number(decimals.padEnd(digits, '0') || '0');
    const total = this.#total * factor + count * value;
    if (total > Number.MAX_SAFE_INTEGER) return undefined;
    if (factor !== 1) {
      for (let entry = 0; entry < this.#points.length; entry++) {
        this.#points.put(entry, this.#points.at(entry) * factor);
      }
      this.#digits = digits;
    }
    this.#total = total;
    return match[1] === '-' ? -value : value;
  }

  /** Points as a text that is the same at every scale, so that equal ballots meet whatever was read between them. */
  #plain(value: number): string {
    let rest = value;
    let digits = this.#digits;
    while (digits > 0 && rest % 10 === 0) {
      rest /= 10;
      digits -= 1;
    }
    return digits === 0 ? `${rest}` : `${rest}/${digits}`;
  }
}

function isAscending(numbers: readonly number[]): boolean {
  for (let index = 1; index < numbers.length; index++) {
    if ((numbers[index - 1] ?? 0) > (numbers[index] ?? 0)) return false;
  }
  return true;
}

/** Sorts the numbers, each keeping the value beside it. */
function sortTogether(numbers: number[], values: number[]): void {
  if (isAscending(numbers)) return;
  const pairs = numbers.map((number, index) => [number, values[index] ?? 0] as const);
  pairs.sort((a, b) => a[0] - b[0]);
  for (const [index, [number, value]] of pairs.entries()) {
    numbers[index] = number;
    values[index] = value;
  }
}

/** A project number as one character, or two from 32,768 on; no such text begins another. */
function letterOf(number: number): string {
  return number < 0x8000
    ? String.fromCharCode(number)
    : String.fromCharCode(0x8000 + (number >> 15), number & 0x7fff);
}
