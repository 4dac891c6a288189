import { Fraction, lcm } from '../rational.ts';

/**
 * An election between costed projects: what every selection rule reads. Identical ballots are kept once with a count,
 * money is whole (smallest coin of the file), points are whole, so nothing is rounded before a rule decides.
 */

export const voteTypes = ['approval', 'choose-1', 'ordinal', 'cumulative', 'scoring'] as const;
export type VoteType = (typeof voteTypes)[number];

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
  /** Points beside `items` (times `pointScale`); all 1 for approval ballots, max_length − place for ordinal ones. */
  readonly points: Float64Array;
  /** Voters who named the project. */
  readonly votes: readonly number[];
  /** Score of the ballot type: votes, points, or the sum of max_length − place. Times `pointScale`. */
  readonly scores: readonly number[];
  /** Entries that named no project of the election, or the same one twice; they were left out. */
  readonly ignoredEntries: { readonly unknown: number; readonly repeated: number };
}

/** Who supports a project: distinct ballots with positive points, as numbers into `ballotCounts`. */
export interface Supporters {
  readonly ballots: Int32Array;
  readonly points: Float64Array;
  /** Supporting voters. */
  readonly voters: number;
}

/** Supporters of every project. */
export function supportersOf(election: Election): Supporters[] {
  const sizes = new Int32Array(election.projects.length);
  for (let entry = 0; entry < election.items.length; entry++) {
    const project = election.items[entry] ?? 0;
    if ((election.points[entry] ?? 0) > 0) sizes[project] = (sizes[project] ?? 0) + 1;
  }
  const lists = Array.from(sizes, (size) => ({
    ballots: new Int32Array(size),
    points: new Float64Array(size),
    voters: 0,
    filled: 0,
  }));
  for (let ballot = 0; ballot < election.ballotCounts.length; ballot++) {
    const end = election.ballotStarts[ballot + 1] ?? 0;
    for (let entry = election.ballotStarts[ballot] ?? 0; entry < end; entry++) {
      const points = election.points[entry] ?? 0;
      const list = lists[election.items[entry] ?? 0];
      if (!list || points <= 0) continue;
      list.ballots[list.filled] = ballot;
      list.points[list.filled] = points;
      list.filled += 1;
      list.voters += election.ballotCounts[ballot] ?? 0;
    }
  }
  return lists;
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
  #counts = new Float64Array(1024);
  #starts = new Int32Array(1025);
  #items = new Int32Array(4096);
  #points = new Float64Array(4096);
  #ballots = 0;
  #voters = 0;
  #digits = 0;
  #longest = 0;
  #unknown = 0;
  #repeated = 0;

  /** `maxLength` scores ordinal ballots; without it the longest ballot does. Project ids must be distinct. */
  constructor(options: {
    projects: readonly ProjectInput[];
    budget: Fraction;
    voteType: VoteType;
    maxLength?: number | undefined;
  }) {
    this.#projects = options.projects;
    this.#budget = options.budget;
    this.#voteType = options.voteType;
    this.#maxLength = options.maxLength;
    for (const [index, project] of options.projects.entries()) this.#numbers.set(project.id, index);
  }

  /**
   * Adds `count` equal ballots. `points` stand beside `ids` as decimal texts for cumulative and scoring ballots.
   * Unknown and repeated projects are left out and counted.
   */
  add(ids: readonly string[], points?: readonly string[], count = 1): void {
    this.#voters += count;
    const numbers: number[] = [];
    const values: number[] = [];
    const ordinal = this.#voteType === 'ordinal';
    const counted = this.#voteType === 'cumulative' || this.#voteType === 'scoring';
    for (let place = 0; place < ids.length; place++) {
      const number = this.#numbers.get(ids[place] ?? '');
      if (number === undefined) {
        this.#unknown += 1;
        continue;
      }
      if (numbers.includes(number)) {
        this.#repeated += 1;
        continue;
      }
      numbers.push(number);
      values.push(counted ? this.#value(points?.[place] ?? '0') : ordinal ? place : 1);
    }
    if (ids.length > this.#longest) this.#longest = ids.length;
    const order = numbers.map((_, index) => index).sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0));
    let key = '';
    for (const index of order) {
      key += String.fromCharCode(numbers[index] ?? 0);
      if (ordinal || counted) key += `${values[index]};`;
    }
    // Values are kept at the scale of the day; a later decimal rescales them, so the scale belongs to the key.
    if (this.#digits > 0) key += `/${this.#digits}`;
    const known = this.#known.get(key);
    if (known !== undefined) {
      this.#counts[known] = (this.#counts[known] ?? 0) + count;
      return;
    }
    this.#known.set(key, this.#ballots);
    this.#append(
      order.map((index) => numbers[index] ?? 0),
      order.map((index) => values[index] ?? 0),
      count,
    );
  }

  build(): Election {
    const entries = this.#starts[this.#ballots] ?? 0;
    const items = this.#items.slice(0, entries);
    const points = this.#points.slice(0, entries);
    const ballotCounts = this.#counts.slice(0, this.#ballots);
    const ballotStarts = this.#starts.slice(0, this.#ballots + 1);
    if (this.#voteType === 'ordinal') {
      const longest = this.#maxLength ?? this.#longest;
      for (let entry = 0; entry < entries; entry++)
        points[entry] = Math.max(0, longest - (points[entry] ?? 0));
    }
    const votes = new Array<number>(this.#projects.length).fill(0);
    const scores = new Array<number>(this.#projects.length).fill(0);
    for (let ballot = 0; ballot < this.#ballots; ballot++) {
      const count = ballotCounts[ballot] ?? 0;
      for (let entry = ballotStarts[ballot] ?? 0; entry < (ballotStarts[ballot + 1] ?? 0); entry++) {
        const project = items[entry] ?? 0;
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
      ballotCounts,
      ballotStarts,
      items,
      points,
      votes,
      scores,
      ignoredEntries: { unknown: this.#unknown, repeated: this.#repeated },
    };
  }

  /** Whole points from a decimal text; unreadable points count as none (the checker names them). */
  #value(text: string): number {
    if (/^\d{1,15}$/.test(text)) return Number(text) * 10 ** this.#digits;
    const match = /^\s*(-?\d{1,12})(?:[.,](\d{1,6}))?\s*$/.exec(text);
    if (!match) return 0;
    const decimals = (match[2] ?? '').replace(/0+$/, '');
    if (decimals.length > this.#digits) this.#refine(decimals.length);
    const sign = (match[1] ?? '').startsWith('-') ? -1 : 1;
    const whole = Number(match[1]) * 10 ** this.#digits;
    return whole + sign * Number(decimals.padEnd(this.#digits, '0') || '0');
  }

  #refine(digits: number): void {
    const factor = 10 ** (digits - this.#digits);
    for (let entry = 0; entry < (this.#starts[this.#ballots] ?? 0); entry++) {
      this.#points[entry] = (this.#points[entry] ?? 0) * factor;
    }
    this.#digits = digits;
  }

  #append(numbers: readonly number[], values: readonly number[], count: number): void {
    const start = this.#starts[this.#ballots] ?? 0;
    const end = start + numbers.length;
    if (this.#ballots + 2 > this.#starts.length) {
      this.#starts = grown(this.#starts, new Int32Array(2 * this.#starts.length));
      this.#counts = grown(this.#counts, new Float64Array(2 * this.#counts.length));
    }
    if (end > this.#items.length) {
      const length = Math.max(end, 2 * this.#items.length);
      this.#items = grown(this.#items, new Int32Array(length));
      this.#points = grown(this.#points, new Float64Array(length));
    }
    this.#items.set(numbers, start);
    this.#points.set(values, start);
    this.#counts[this.#ballots] = count;
    this.#ballots += 1;
    this.#starts[this.#ballots] = end;
  }
}

function grown<T extends { set(values: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
