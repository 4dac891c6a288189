import type { Cell, FlowBlock, PartBlock } from '../../platform/documents/model.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import { planMoney, worth } from '../rules/money.ts';
import { itemsOf, type Commitment, type PlanItem } from '../rules/plan.ts';
import type { giftsOf } from '../rules/public-plan.ts';
import { sourceKinds } from '../rules/words.ts';
import { placeName } from '../views/words.ts';
import { typedOf, type PlanPaperFacts } from './facts.ts';
import type { TypedWords } from './item-cells.ts';

/**
 * Annex 1: who gives what to which item, and the sums by source.
 * @param gifts for residents: what unnamed persons give, by village, in sums that tell of nobody
 */
export function sourcesPart(
  i18n: I18n,
  facts: PlanPaperFacts,
  gifts: ReturnType<typeof giftsOf> | null,
): PartBlock {
  const { t, fmt } = i18n;
  const { plan, villages } = facts;
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
        rows: items.flatMap((item) => rowsOf(i18n, item, typed)),
      },
      ...(gifts === null ? [] : giftBlocks(i18n, villages, gifts)),
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

/** What persons give who are not named: sums by village, and that there are others. */
function giftBlocks(
  i18n: I18n,
  villages: PlanPaperFacts['villages'],
  { gifts, giftsHidden }: ReturnType<typeof giftsOf>,
): FlowBlock[] {
  const { t, fmt } = i18n;
  return [
    ...gifts.map(({ villageId, givers, amount }): FlowBlock => ({
      type: 'paragraph',
      indent: false,
      text: t('plan.paper.gifts', {
        place: placeName(i18n, villages, villageId),
        count: givers,
        money: fmt.money(BigInt(amount)),
      }),
    })),
    { type: 'note', text: t(giftsHidden ? 'plan.paper.open-note.hidden' : 'plan.paper.open-note') },
  ];
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

function rowsOf(i18n: I18n, item: PlanItem, typed: TypedWords): Cell[][] {
  const { t, fmt } = i18n;
  return item.commitments.map((one, at) => [
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
