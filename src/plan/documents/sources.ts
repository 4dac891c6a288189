import type { Cell, PartBlock } from '../../platform/documents/model.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import { planMoney, worth } from '../rules/money.ts';
import { itemsOf, type Commitment, type PlanItem } from '../rules/plan.ts';
import { sourceKinds } from '../rules/words.ts';
import { typedOf, type PlanPaperFacts } from './facts.ts';
import type { TypedWords } from './item-cells.ts';

/** Annex 1: who gives what to which item, and the sums by source. */
export function sourcesPart(i18n: I18n, facts: PlanPaperFacts): PartBlock {
  const { t, fmt } = i18n;
  const { plan, open } = facts;
  const typed = typedOf(i18n, plan);
  const items = itemsOf(plan).filter((item) => item.state === 'planned');
  const { bySource, need, gap } = planMoney(plan);
  const sum = sourceKinds.reduce((all, source) => all + (bySource.get(source) ?? 0n), 0n);
  return {
    type: 'part',
    blocks: [
      { type: 'stamp', lines: t('plan.paper.annex', { number: 1 }).split('\n') },
      { type: 'title', text: t('plan.paper.annex.sources') },
      {
        type: 'table',
        compact: true,
        columns: [
          { label: t('plan.field.item'), width: 24 },
          { label: t('plan.paper.col.who'), width: 18 },
          { label: t('plan.paper.col.source'), width: 14 },
          { label: t('plan.paper.col.what'), width: 18 },
          { label: t('ui.field.year'), width: 6, align: 'center' },
          { label: t('plan.paper.col.money'), width: 11, align: 'number' },
          { label: t('plan.paper.col.sheet'), width: 11 },
        ],
        rows: items.flatMap((item) => rowsOf(i18n, item, typed, open)),
      },
      ...(open ? [{ type: 'note' as const, text: t('plan.paper.open-note') }] : []),
      {
        type: 'table',
        compact: true,
        caption: t('plan.paper.annex.sums'),
        columns: [
          { label: t('plan.paper.col.source'), width: 70 },
          { label: t('plan.paper.col.money'), width: 30, align: 'number' },
        ],
        rows: sourceKinds
          .filter((source) => (bySource.get(source) ?? 0n) > 0n)
          .map((source) => [t(`plan.source.${source}`), fmt.moneyNumber(bySource.get(source) ?? 0n)]),
        foot: [
          [t('ui.total'), fmt.moneyNumber(sum)],
          [t('plan.paper.sum.need'), fmt.moneyNumber(need)],
          [t('plan.paper.sum.gap'), fmt.moneyNumber(gap)],
        ],
      },
    ],
  };
}

/** What residents give without being named, one line for each source and year. */
function asResidents(commitments: readonly Commitment[], item: PlanItem): Commitment[] {
  const isPrivate = (one: Commitment) => one.giver === 'community' || (one.giver === 'person' && !one.named);
  const groups = Map.groupBy(
    commitments.filter((one) => isPrivate(one) && one.withdrawnOn === null),
    (one) => `${one.source} ${one.year}`,
  );
  const together = [...groups.values()].map((group): Commitment => {
    const [first] = group as [Commitment];
    return {
      ...first,
      giver: 'community',
      promiser: '',
      organisationId: null,
      // What one person gives, and how it is counted, would tell of whom it is.
      quantity: group.length === 1 && first.giver === 'community' ? first.quantity : '',
      valuation: group.length === 1 && first.giver === 'community' ? first.valuation : '',
      term: 'once',
      amount: group.reduce((all, one) => all + worth(item, one), 0n),
      promised: group.every((one) => one.promised),
    };
  });
  return [...commitments.filter((one) => !isPrivate(one)), ...together];
}

/** Who gives, in words: as it was typed, else what kind of giver it is. */
export const giverText = ({ t }: Pick<I18n, 't'>, one: Commitment, typed: TypedWords): string =>
  one.promiser === ''
    ? t(
        one.giver === 'community' || one.giver === 'person'
          ? 'plan.paper.residents'
          : `plan.giver.${one.giver}`,
      )
    : typed(one.promiser);

function rowsOf(i18n: I18n, item: PlanItem, typed: TypedWords, open: boolean): Cell[][] {
  const { t, fmt } = i18n;
  const shown = open ? asResidents(item.commitments, item) : item.commitments;
  return shown.map((one, at) => [
    at === 0 ? `${item.code} ${typed(item.name, item.nameOther)}` : item.code,
    giverText(i18n, one, typed),
    t(`plan.source.${one.source}`),
    whatText(i18n, one, typed),
    String(one.year),
    fmt.moneyNumber(worth(item, one)),
    t(`plan.paper.sheet.${one.withdrawnOn !== null ? 'withdrawn' : one.promised ? 'signed' : 'none'}`),
  ]);
}

/** What is given beside its worth: the amount of it, by which rule it was valued, each month. */
export function whatText({ t, fmt }: I18n, one: Commitment, typed: TypedWords): string {
  return [
    one.quantity === '' ? '' : typed(one.quantity),
    one.valuation === '' ? '' : t('plan.paper.valued', { rule: typed(one.valuation) }),
    one.term === 'monthly' ? t('plan.paper.monthly', { money: fmt.moneyNumber(one.amount) }) : '',
  ]
    .filter(Boolean)
    .join('\n');
}
