import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { itemsOf, type Commitment, type Plan, type PlanItem } from './plan.ts';
import type { SourceKind } from './words.ts';

/**
 * Months that a time touches, the first and the last included: 2013-12-01 … 2014-02-01 is 3 by the calendar but 2 by
 * length, and a fee is paid for months that pass. So whole months are counted, a begun one as a whole: 2.
 */
export function monthsOf(startsOn: IsoDate | null, endsOn: IsoDate | null): number {
  if (startsOn === null || endsOn === null || endsOn < startsOn) return 1;
  const [fromYear, fromMonth, fromDay] = startsOn.split('-').map(Number) as [number, number, number];
  const [toYear, toMonth, toDay] = endsOn.split('-').map(Number) as [number, number, number];
  const whole = (toYear - fromYear) * 12 + (toMonth - fromMonth);
  return Math.max(1, toDay > fromDay ? whole + 1 : whole);
}

/** What a commitment is worth over the item's time, in tyiyn; one that was taken back is worth nothing. */
export function worth(item: Pick<PlanItem, 'startsOn' | 'endsOn'>, commitment: Commitment): bigint {
  if (commitment.withdrawnOn !== null) return 0n;
  return commitment.term === 'monthly'
    ? commitment.amount * BigInt(monthsOf(item.startsOn, item.endsOn))
    : commitment.amount;
}

/** Money of an item in tyiyn. `gap` is cost minus sources (F1 of seed-002): null without a cost; below zero: too much. */
export type ItemMoney = {
  readonly cost: bigint | null;
  readonly sources: bigint;
  readonly promised: bigint;
  readonly gap: bigint | null;
};

export function itemMoney(item: PlanItem): ItemMoney {
  let [sources, promised] = [0n, 0n];
  for (const commitment of item.commitments) {
    const value = worth(item, commitment);
    sources += value;
    if (commitment.promised) promised += value;
  }
  return { cost: item.cost, sources, promised, gap: item.cost === null ? null : item.cost - sources };
}

/** Money of the whole plan in tyiyn, dropped items left out. */
export type PlanMoney = {
  /** Sum of the costs that are known. */
  readonly need: bigint;
  /** Items without a cost: the need is at least so much. */
  readonly unknown: number;
  /** What is missing, item by item; what one has too much does not fill another. */
  readonly gap: bigint;
  /** More than half of the need is missing (F2 of seed-002; exactly half is not). */
  readonly notViable: boolean;
  readonly bySource: ReadonlyMap<SourceKind, bigint>;
  readonly byYear: ReadonlyMap<number, bigint>;
};

export function planMoney(plan: Plan): PlanMoney {
  let [need, gap, unknown] = [0n, 0n, 0];
  const bySource = new Map<SourceKind, bigint>();
  const byYear = new Map<number, bigint>();
  for (const item of itemsOf(plan)) {
    if (item.state === 'dropped') continue;
    const money = itemMoney(item);
    need += money.cost ?? 0n;
    if (money.cost === null) unknown += 1;
    if (money.gap !== null && money.gap > 0n) gap += money.gap;
    for (const commitment of item.commitments) {
      const value = worth(item, commitment);
      bySource.set(commitment.source, (bySource.get(commitment.source) ?? 0n) + value);
      byYear.set(commitment.year, (byYear.get(commitment.year) ?? 0n) + value);
    }
  }
  return { need, unknown, gap, notViable: 2n * gap > need, bySource, byYear };
}
