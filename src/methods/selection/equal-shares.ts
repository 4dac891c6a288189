/* eslint-disable max-lines -- one method of selection with its completions and ties */
import { Fraction } from '../rational.ts';
import type { Election } from './election.ts';
import { ExactPrices, ratio } from './exact-prices.ts';
import type { Payment, Purchase, RunDetails, RunResult, Utility } from './equal-shares-types.ts';
import { Rivals } from './rivals.ts';
import { type Supporters, supportersOf } from './supporters.ts';
import type { TieMoment } from './tied.ts';
import { type TieRule, tiePlaces } from './ties.ts';

/**
 * Method of Equal Shares (methods 2.3). Every voter owns an equal share of the budget. Again and again the project is
 * bought whose supporters pay the least for what they get; a supporter pays `min(own money, ρ·utility)`, with the
 * smallest ρ at which the payments make up the cost.
 *
 * Utilities: `cost` (u = cost of the project: the largest number of effective votes wins), `cardinality` (u = 1: the
 * smallest payment wins), `points` (u = points given: the lowest price of a point wins).
 *
 * Exactness: doubles only sort out what is clearly apart. Every double carries a bound of its error; where two
 * values lie closer than their bounds, and for every price that is paid, whole numbers of any length decide.
 *
 * Speed: identical ballots are one ballot with a count; ρ of a project never falls during a run, so its last value is
 * a lower bound and projects are looked at again only while their bound is below the best found.
 */

/** Half of the distance between 1 and the next double, times two for safety. */
const epsilon = 2 ** -52;

interface Candidate {
  readonly project: number;
  /** Supporters who still have money stand first in `supporters`; so many of them there are. */
  alive: number;
  readonly supporters: Supporters;
  /** Cost times voters: money is counted in coins / voters, so that the endowment is whole. */
  readonly cost: bigint;
  readonly costFloat: number;
  /** ρ divided by this is what is compared. */
  readonly weight: bigint;
  readonly weightFloat: number;
  /** ρ when every supporter can pay in full: it is never lower. */
  readonly lowest: number;
}

interface Quote {
  readonly candidate: Candidate;
  /** ρ and ρ / weight as doubles with the bounds of their errors. */
  readonly price: number;
  readonly priceError: number;
  readonly value: number;
  readonly valueError: number;
}

/** ρ exactly: `numerator / (denominator of the prices · divisor)`. */
interface ExactQuote {
  readonly numerator: bigint;
  readonly divisor: bigint;
}

/** Part a supporter has in a purchase. */
const paysNothing = 0;
const paysInFull = 1;
const paysTheRest = 2;
/** Pays in full and is left with nothing. */
const paysExactly = 3;

/** Runs of one election: built once, run for many endowments. Money inside is in coins / voters. */
export class EqualShares {
  readonly #election: Election;
  readonly #candidates: readonly Candidate[];
  readonly #free: readonly number[];
  readonly #supporters: readonly Supporters[];
  readonly #rivals: Rivals;
  readonly #takingPart: ReadonlySet<number>;
  readonly #usePoints: boolean;
  readonly #places: Int32Array;
  readonly #voters: bigint;

  /** State of a run: money of each ballot's voter, its growth when the endowment grows by one, and who has none. */
  readonly #money: Float64Array;
  readonly #growth: Float64Array;
  readonly #spent: Uint8Array;
  /** Bound of the error of any ballot's money. */
  #moneyError = 0;
  #endowment = 0n;
  #endowmentFloat = 0;
  #prices = new ExactPrices();
  /** For every project its number among the priced purchases, or -1. */
  readonly #position: Int32Array;
  #bought: Candidate[] = [];
  #boughtFree: number[] = [];
  #ties: TieMoment[] = [];
  readonly #coefficients: Float64Array;
  /** How far the endowment may grow before the run could take another course. */
  #room = Infinity;
  /** Growth of the last quoted price when the endowment grows by one. */
  #quoteGrowth = 0;
  /** Scratch of a purchase. */
  readonly #parts: Uint8Array;
  readonly #rests: Float64Array;

  /** Projects without supporters, and those in `without`, never take part; of `exclusive` groups only one is bought. */
  constructor(
    election: Election,
    utility: Utility,
    ties: TieRule,
    without: ReadonlySet<number> = new Set(),
    exclusive: readonly (readonly number[])[] = [],
  ) {
    this.#election = election;
    this.#rivals = new Rivals(exclusive);
    this.#usePoints = utility === 'points';
    this.#places = tiePlaces(election, ties);
    this.#voters = BigInt(Math.max(1, election.voters));
    this.#supporters = supportersOf(election);
    const eligible = election.projects
      .map((project, number) => ({ project, number }))
      .filter(({ number }) => !without.has(number) && (this.#supporters[number]?.voters ?? 0) > 0);
    this.#takingPart = new Set(eligible.map(({ number }) => number));
    this.#free = eligible
      .filter(({ project }) => project.cost === 0n)
      .map(({ number }) => number)
      .sort((a, b) => (this.#places[a] ?? 0) - (this.#places[b] ?? 0));
    this.#candidates = eligible
      .filter(({ project }) => project.cost > 0n)
      .map(({ project, number }): Candidate => {
        const cost = project.cost * this.#voters;
        const weight = utility === 'cost' ? project.cost : 1n;
        const own = this.#supporters[number] ?? noSupporters;
        return {
          project: number,
          supporters: own,
          alive: own.ballots.length,
          cost,
          costFloat: Number(cost),
          weight,
          weightFloat: Number(weight),
          lowest: (Number(cost) / this.#unitsOf(own)) * (1 - 8 * epsilon),
        };
      });
    const ballots = election.ballotCounts.length;
    this.#money = new Float64Array(ballots);
    this.#growth = new Float64Array(ballots);
    this.#spent = new Uint8Array(ballots);
    this.#position = new Int32Array(election.projects.length);
    this.#coefficients = new Float64Array(election.projects.length);
    this.#parts = new Uint8Array(ballots);
    this.#rests = new Float64Array(ballots);
  }

  /** All units of utility the supporters would pay for. */
  #unitsOf(supporters: Supporters): number {
    let units = 0;
    for (const [index, ballot] of supporters.ballots.entries()) {
      units +=
        (this.#election.ballotCounts[ballot] ?? 0) * (this.#usePoints ? (supporters.points[index] ?? 0) : 1);
    }
    return units;
  }

  /** One run with `extra` coins added to the share of every voter; `unit` is the coins of one further step. */
  run(extra = 0n, unit = 0n): RunResult {
    this.#endowment = this.#election.budget + extra * this.#voters;
    this.#endowmentFloat = Number(this.#endowment);
    this.#money.fill(this.#endowmentFloat);
    this.#growth.fill(1);
    this.#spent.fill(0);
    this.#position.fill(-1);
    this.#prices = new ExactPrices();
    this.#bought = [];
    this.#boughtFree = [];
    this.#ties = [];
    this.#rivals.reset();
    this.#moneyError = 2 * epsilon * this.#endowmentFloat;
    for (const candidate of this.#candidates) candidate.alive = candidate.supporters.ballots.length;
    this.#room = Infinity;

    for (const project of this.#free) this.#takeFree(project);
    const excluded = (candidate: Candidate) => this.#rivals.excludedBy(candidate.project) !== undefined;
    const takesPart = this.#candidates.filter((candidate) => !excluded(candidate));
    let active = takesPart.map((candidate) => ({
      candidate,
      bound: candidate.lowest / candidate.weightFloat,
      growth: 0,
      last: candidate.lowest,
    }));
    active.sort((a, b) => a.bound - b.bound);
    for (;;) {
      let best = Infinity;
      let contenders: Quote[] = [];
      const dropped = new Set<Candidate>();
      for (const entry of active) {
        if (entry.bound > best) break;
        const quote = this.#quote(entry.candidate, entry.last, best);
        if (!quote) {
          dropped.add(entry.candidate);
          continue;
        }
        entry.last = quote.price - quote.priceError;
        entry.bound = quote.value - quote.valueError;
        entry.growth = this.#quoteGrowth / entry.candidate.weightFloat;
        best = Math.min(best, quote.value + quote.valueError);
        contenders.push(quote);
      }
      contenders = contenders.filter((quote) => quote.value - quote.valueError <= best);
      if (contenders.length === 0) break;
      const { quote, exact } = this.#choose(contenders);
      const own = active.find((entry) => entry.candidate === quote.candidate);
      active = active.filter((entry) => entry !== own && !dropped.has(entry.candidate));
      for (const entry of active) {
        // Another project overtakes when its value falls faster; as a function of the endowment it is convex, so its
        // tangent is a bound.
        const closing = (own?.growth ?? 0) - entry.growth;
        if (closing > 0) this.#limit(entry.bound - quote.value - quote.valueError, closing);
      }
      this.#buy(quote.candidate, exact);
      if (this.#rivals.choose(quote.candidate.project))
        active = active.filter(({ candidate }) => !excluded(candidate));
      active.sort((a, b) => a.bound - b.bound);
    }
    const open = this.#candidates.filter(
      (candidate) => (this.#position[candidate.project] ?? -1) < 0 && !excluded(candidate),
    );
    const winners = [...this.#boughtFree, ...this.#bought.map((candidate) => candidate.project)];
    const step = Number(unit * this.#voters);
    const steps = step > 0 && Number.isFinite(this.#room) ? Math.floor((this.#room * (1 - 1e-6)) / step) : 0;
    return {
      winners,
      cost: winners.reduce((sum, project) => sum + (this.#election.projects[project]?.cost ?? 0n), 0n),
      steps: Math.max(0, steps),
      open: open.length,
    };
  }

  /** A free project is bought before all others; of free rivals the tie order takes the first. */
  #takeFree(project: number): void {
    if (this.#rivals.excludedBy(project) !== undefined) return;
    this.#boughtFree.push(project);
    if (!this.#rivals.choose(project)) return;
    const rivals = this.#free.filter((other) => this.#rivals.excludedBy(other) === project);
    if (rivals.length > 0) this.#ties.push({ between: [project, ...rivals], first: project });
  }

  /** Whether the project takes part, somebody supports it and, in the last run, nothing bought excludes it. */
  mayBuy(project: number): boolean {
    return this.#takingPart.has(project) && this.#rivals.excludedBy(project) === undefined;
  }

  /** The bought project that excludes this one, in the last run. */
  excludedBy(project: number): number | undefined {
    return this.#rivals.excludedBy(project);
  }

  /** Everything about the last run. */
  details(): RunDetails {
    const coins = (numerator: bigint, divisor = 1n) =>
      Fraction.of(numerator, this.#prices.denominator * this.#voters * divisor);
    const purchases: Purchase[] = this.#boughtFree.map((project) => ({
      project,
      price: Fraction.zero,
      largestPayment: Fraction.zero,
      fullPayers: this.#supporters[project]?.voters ?? 0,
      restPayers: 0,
      restPaid: Fraction.zero,
    }));
    for (const [position, candidate] of this.#bought.entries()) {
      let largest = 0n;
      let fullPayers = 0;
      let restPayers = 0;
      let restPaid = 0n;
      this.#eachPayment(position, (ballot, amount, full) => {
        const count = this.#election.ballotCounts[ballot] ?? 0;
        if (amount > largest) largest = amount;
        if (full) fullPayers += count;
        else {
          restPayers += count;
          restPaid += amount * BigInt(count);
        }
      });
      purchases.push({
        project: candidate.project,
        price: coins(this.#prices.numerator(position)),
        largestPayment: coins(largest),
        fullPayers,
        restPayers,
        restPaid: coins(restPaid),
      });
    }
    const unaffordable = this.#candidates
      .filter((candidate) => (this.#position[candidate.project] ?? -1) < 0)
      .map((candidate) => ({ project: candidate.project, left: coins(this.#exactTotal(candidate)) }));
    return {
      endowment: Fraction.of(this.#endowment, this.#voters),
      purchases,
      unaffordable,
      ties: this.#ties,
    };
  }

  /** Every payment of the last run, by purchase. */
  *payments(): Generator<Payment> {
    for (const [position, candidate] of this.#bought.entries()) {
      const found: Payment[] = [];
      this.#eachPayment(position, (ballot, amount) => {
        found.push({
          project: candidate.project,
          ballot,
          voters: this.#election.ballotCounts[ballot] ?? 0,
          amount: Fraction.of(amount, this.#prices.denominator * this.#voters),
        });
      });
      yield* found;
    }
  }

  /** Calls back with every payment for the purchase, over the denominator of the prices. */
  #eachPayment(position: number, report: (ballot: number, amount: bigint, full: boolean) => void): void {
    const candidate = this.#bought[position];
    if (!candidate) return;
    const { ballots, points } = candidate.supporters;
    const price = this.#prices.numerator(position);
    // Ballots with the same history own the same; there are far fewer histories than ballots.
    for (let index = 0; index < ballots.length; index++) {
      const ballot = ballots[index] ?? 0;
      const amount = price * BigInt(this.#usePoints ? (points[index] ?? 0) : 1);
      const own = this.#moneyBefore(ballot, position);
      if (own <= 0n) continue;
      report(ballot, own < amount ? own : amount, own >= amount);
    }
  }

  /** Exact money of one voter before a purchase, over the denominator of the prices; negative or 0 for none. */
  #moneyBefore(ballot: number, position: number): bigint {
    this.#coefficients.fill(0);
    this.#addCoefficients(ballot, 1, position);
    return this.#prices.combine(this.#endowment, this.#coefficients);
  }

  /** Narrows the room: `gap` closes at `rate` per unit of endowment. */
  #limit(gap: number, rate: number): void {
    const room = Math.max(0, gap) / rate;
    if (room < this.#room) this.#room = room;
  }

  /** Bound of the error of the sum of the supporters' money. */
  #errorOf(candidate: Candidate): number {
    const { voters, ballots } = candidate.supporters;
    return voters * (this.#moneyError + (ballots.length + 8) * epsilon * this.#endowmentFloat);
  }

  /**
   * ρ of a candidate from the left: with some supporters exhausted the rest pay equally, which exhausts more of them,
   * and so on. Every step is below the true ρ, so a bound from an earlier round is a good start. Undefined when the
   * supporters do not own the cost. Once the price is sure to be above `limit` the walk ends: what it gives then is a
   * lower bound only, which is all that is needed of a project that is not chosen.
   */
  #quote(candidate: Candidate, start: number, limit: number): Quote | undefined {
    const { ballots, points } = candidate.supporters;
    const counts = this.#election.ballotCounts;
    const money = this.#money;
    const growths = this.#growth;
    const usePoints = this.#usePoints;
    const error = this.#errorOf(candidate);
    const priceErrorOf = (value: number, among: number) =>
      (4 * (error + 4 * epsilon * candidate.costFloat)) / among + 4 * epsilon * value;
    let price = start;
    let units = 0;
    let before = -1;
    let growth = 0;
    for (;;) {
      let paid = 0;
      let exhausted = 0;
      units = 0;
      growth = 0;
      for (let index = 0; index < candidate.alive; index++) {
        const ballot = ballots[index] ?? 0;
        const own = money[ballot] ?? 0;
        if (own === 0) {
          // Nothing left: it changes places with the last one alive and is not looked at again in this run.
          const last = --candidate.alive;
          const spentPoints = points[index] ?? 0;
          ballots[index] = ballots[last] ?? 0;
          points[index] = points[last] ?? 0;
          ballots[last] = ballot;
          points[last] = spentPoints;
          index -= 1;
          continue;
        }
        const count = counts[ballot] ?? 0;
        const utility = usePoints ? (points[index] ?? 0) : 1;
        if (own <= price * utility) {
          paid += count * own;
          growth += count * (growths[ballot] ?? 0);
          exhausted += 1;
        } else {
          units += count * utility;
        }
      }
      if (units === 0) {
        const gap = candidate.costFloat - paid;
        if (gap > error + epsilon * candidate.costFloat) {
          if (growth > 0) this.#limit(gap - error, growth);
          return undefined;
        }
        return this.#quoteExactly(candidate);
      }
      if (exhausted === before) break;
      before = exhausted;
      price = Math.max(price, (candidate.costFloat - paid) / units);
      if (price - priceErrorOf(price, units) > limit * candidate.weightFloat) break;
    }
    this.#quoteGrowth = -growth / units;
    return quoteOf(candidate, price, priceErrorOf(price, units));
  }

  /** The supporters own just the cost, as far as doubles can tell: whole numbers decide. */
  #quoteExactly(candidate: Candidate): Quote | undefined {
    const exact = this.#exactQuote(candidate, undefined);
    this.#room = 0;
    this.#quoteGrowth = 0;
    if (!exact) return undefined;
    const price = ratio(exact.numerator, this.#prices.denominator * exact.divisor);
    return quoteOf(candidate, price, 4 * epsilon * price);
  }

  /** Adds `factor` times the coefficients of the prices (before the purchase `end`) that one voter has paid in full. */
  #addCoefficients(ballot: number, factor: number, end = Infinity): void {
    const { ballotStarts, items, points } = this.#election;
    const last = ballotStarts[ballot + 1] ?? 0;
    for (let entry = ballotStarts[ballot] ?? 0; entry < last; entry++) {
      const position = this.#position[items[entry] ?? 0] ?? -1;
      const value = points[entry] ?? 0;
      if (position < 0 || position >= end || value <= 0) continue;
      const units = this.#usePoints ? value : 1;
      this.#coefficients[position] = (this.#coefficients[position] ?? 0) + factor * units;
    }
  }

  /** Exact money of one voter, over the denominator of the prices. */
  #exactMoney(ballot: number): bigint {
    return this.#spent[ballot] ? 0n : this.#moneyBefore(ballot, Infinity);
  }

  /** Exact money of all supporters, over the denominator of the prices. */
  #exactTotal(candidate: Candidate): bigint {
    let holders = 0n;
    this.#coefficients.fill(0);
    for (const ballot of candidate.supporters.ballots) {
      if (this.#spent[ballot]) continue;
      const count = this.#election.ballotCounts[ballot] ?? 0;
      holders += BigInt(count);
      this.#addCoefficients(ballot, count);
    }
    return this.#prices.combine(this.#endowment * holders, this.#coefficients);
  }

  /**
   * ρ exactly; undefined when the candidate cannot be paid. A quote settles most supporters: only those whose money
   * lies within the error of what they would pay are compared exactly.
   */
  #exactQuote(candidate: Candidate, quote: Quote | undefined): ExactQuote | undefined {
    const { ballots, points } = candidate.supporters;
    const counts = this.#election.ballotCounts;
    const unclear: { ballot: number; count: number; utility: number }[] = [];
    let holders = 0;
    let units = 0;
    this.#coefficients.fill(0);
    for (let index = 0; index < candidate.alive; index++) {
      const ballot = ballots[index] ?? 0;
      if (this.#spent[ballot]) continue;
      const count = counts[ballot] ?? 0;
      const utility = this.#usePoints ? (points[index] ?? 0) : 1;
      if (quote) {
        const difference = (this.#money[ballot] ?? 0) - quote.price * utility;
        const margin = quote.priceError * utility + this.#moneyError;
        if (difference < -margin) {
          holders += count;
          this.#addCoefficients(ballot, count);
          continue;
        }
        if (difference <= margin) unclear.push({ ballot, count, utility });
      } else {
        unclear.push({ ballot, count, utility });
      }
      units += count * utility;
    }
    const { denominator } = this.#prices;
    let numerator =
      candidate.cost * denominator -
      this.#prices.combine(this.#endowment * BigInt(holders), this.#coefficients);
    let divisor = BigInt(units);
    if (unclear.length > 0) {
      // The unclear ones first pay in full; who cannot gives the rest, from the poorest per unit of utility upwards.
      const owners = unclear.map((entry) => ({ ...entry, money: this.#exactMoney(entry.ballot) }));
      owners.sort((a, b) => {
        const left = a.money * BigInt(b.utility);
        const right = b.money * BigInt(a.utility);
        return left < right ? -1 : left > right ? 1 : 0;
      });
      for (const { count, utility, money } of owners) {
        if (money * divisor >= numerator * BigInt(utility)) break;
        numerator -= money * BigInt(count);
        divisor -= BigInt(count) * BigInt(utility);
      }
    }
    return divisor === 0n ? undefined : { numerator, divisor };
  }

  /** The best of the contenders, exactly; equal ones by the tie order. */
  #choose(contenders: readonly Quote[]): { quote: Quote; exact: ExactQuote } {
    let best: { quote: Quote; exact: ExactQuote } | undefined;
    let equal: number[] = [];
    for (const quote of contenders) {
      const exact = this.#exactQuote(quote.candidate, quote);
      if (!exact) continue;
      if (best) {
        const left = exact.numerator * best.quote.candidate.weight * best.exact.divisor;
        const right = best.exact.numerator * quote.candidate.weight * exact.divisor;
        const { project } = best.quote.candidate;
        const earlier = (this.#places[quote.candidate.project] ?? 0) < (this.#places[project] ?? 0);
        if (left > right) continue;
        if (left === right) equal.push(quote.candidate.project);
        else equal = [quote.candidate.project];
        if (left === right && !earlier) continue;
      } else equal = [quote.candidate.project];
      best = { quote, exact };
    }
    // A quote is given only to what can be paid, so one is always left.
    if (!best) throw new Error('no exact price for any contender');
    if (equal.length > 1) {
      equal.sort((a, b) => (this.#places[a] ?? 0) - (this.#places[b] ?? 0));
      this.#ties.push({ between: equal, first: best.quote.candidate.project });
    }
    return best;
  }

  #buy(candidate: Candidate, exact: ExactQuote): void {
    const { ballots, points } = candidate.supporters;
    const counts = this.#election.ballotCounts;
    const denominator = this.#prices.denominator * exact.divisor;
    const price = ratio(exact.numerator, denominator);
    let growth = 0;
    let units = 0;
    for (let index = 0; index < candidate.alive; index++) {
      const ballot = ballots[index] ?? 0;
      this.#parts[index] = paysNothing;
      if (this.#spent[ballot]) continue;
      const utility = this.#usePoints ? (points[index] ?? 0) : 1;
      let rest = (this.#money[ballot] ?? 0) - price * utility;
      let part = rest > 0 ? paysInFull : paysTheRest;
      if (Math.abs(rest) <= this.#moneyError + 4 * epsilon * price * utility) {
        const exactRest = this.#exactMoney(ballot) * exact.divisor - exact.numerator * BigInt(utility);
        part = exactRest > 0n ? paysInFull : exactRest < 0n ? paysTheRest : paysExactly;
        rest = ratio(exactRest, denominator);
      }
      this.#parts[index] = part;
      this.#rests[index] = rest;
      if (part === paysTheRest) growth += (counts[ballot] ?? 0) * (this.#growth[ballot] ?? 0);
      else units += (counts[ballot] ?? 0) * utility;
    }
    const priceGrowth = -growth / units;
    for (let index = 0; index < candidate.alive; index++) {
      const part = this.#parts[index];
      if (part === paysNothing) continue;
      const ballot = ballots[index] ?? 0;
      const utility = this.#usePoints ? (points[index] ?? 0) : 1;
      if (part === paysInFull) {
        this.#money[ballot] = this.#rests[index] ?? 0;
        this.#growth[ballot] = (this.#growth[ballot] ?? 0) - priceGrowth * utility;
        continue;
      }
      // With a larger endowment this ballot would at some point pay in full, and keep something.
      const gap = part === paysExactly ? 0 : -(this.#rests[index] ?? 0) - this.#moneyError;
      this.#limit(gap, (this.#growth[ballot] ?? 0) - priceGrowth * utility);
      this.#spent[ballot] = 1;
      this.#money[ballot] = 0;
      this.#growth[ballot] = 0;
    }
    this.#position[candidate.project] = this.#prices.length;
    this.#prices.add(exact.numerator, exact.divisor);
    this.#bought.push(candidate);
    this.#moneyError += 4 * epsilon * this.#endowmentFloat;
  }
}

const noSupporters: Supporters = { ballots: new Int32Array(0), points: new Float64Array(0), voters: 0 };

function quoteOf(candidate: Candidate, price: number, priceError: number): Quote {
  const value = price / candidate.weightFloat;
  return {
    candidate,
    price,
    priceError,
    value,
    valueError: priceError / candidate.weightFloat + 2 * epsilon * value,
  };
}
