import { found, type Finding } from './findings.ts';
import { itemMoney, monthsOf } from './money.ts';
import type { PlanItem } from './plan.ts';

/**
 * Whether what an item costs and what is given for it agree. Less is «no money yet» and no fault; more contradicts the
 * cost; a fee that was counted for one month only is told as what it is (seed-003 T2).
 */
export function* checkMoney(item: PlanItem): Generator<Finding> {
  const { cost, sources, gap } = itemMoney(item);
  if (cost === null || gap === null) yield found(item, 'no-cost', 'cost');
  else if (gap !== 0n) {
    const fees = item.commitments.filter((one) => one.term === 'monthly' && one.withdrawnOn === null);
    const fee = fees.reduce((all, one) => all + one.amount, 0n);
    const months = monthsOf(item.startsOn, item.endsOn);
    const countedOnce = gap + fee * BigInt(months - 1) === 0n;
    const at = item.commitments.findIndex((one) => one.term === 'monthly' && one.withdrawnOn === null);
    if (months > 1 && fee > 0n && (countedOnce || gap < 0n))
      yield found(item, 'fee-months', `commitments.${at}`, {
        fee: { money: fee },
        months,
        fees: { money: fee * BigInt(months) },
        sources: { money: sources },
        cost: { money: cost },
      });
    else if (gap > 0n) yield found(item, 'no-money-yet', 'commitments', { gap: { money: gap } });
    else
      yield found(item, 'too-much-money', 'commitments', {
        sources: { money: sources },
        cost: { money: cost },
        over: { money: -gap },
      });
  }
  for (const [at, one] of item.commitments.entries())
    if (one.source === 'labour' && one.withdrawnOn === null && one.amount > 0n && one.valuation === '')
      yield found(item, 'labour-no-rule', `commitments.${at}`, { value: { money: one.amount } });
}
