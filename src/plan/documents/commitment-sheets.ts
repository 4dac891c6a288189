import { executiveName, paperProperties, seatOf, type PaperLang } from '../../cycle/documents/office.ts';
import { nameKey } from '../../methods/names.ts';
import type { Cell, DocumentModel, PartBlock } from '../../platform/documents/model.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { worth } from '../rules/money.ts';
import { itemsOf, type Commitment, type PlanItem } from '../rules/plan.ts';
import { ownerAndYears, typedOf, type PlanPaperFacts } from './facts.ts';
import { whatText } from './sources.ts';

type Promise = { readonly item: PlanItem; readonly one: Commitment };

/**
 * A sheet for each who promises, to be signed: what, how much, by when, to whom it is handed. Of one who is not yet
 * known by name each promise has a sheet of its own. Nothing of it is left out for not being public: a sheet goes to
 * the one whose promise it is.
 * @param which the promises that are printed; those that were taken back never are
 */
export function commitmentSheets(
  facts: PlanPaperFacts,
  lang: PaperLang,
  which: (commitment: Commitment, item: PlanItem) => boolean = ({ promised }) => !promised,
): DocumentModel {
  const i18n = i18nFor(lang);
  const { t } = i18n;
  const { office, registration, plan } = facts;
  const promises = itemsOf(plan)
    .filter((item) => item.state === 'planned')
    .flatMap((item) => item.commitments.map((one): Promise => ({ item, one })))
    .filter(({ item, one }) => one.withdrawnOn === null && which(one, item));
  const sheets = [...Map.groupBy(promises, promiserKey).values()];
  return {
    ...paperProperties(office, { ...registration, isDraft: false }, lang),
    title:
      `${t('plan.paper.promise')} ${t('plan.paper.promise.to', ownerAndYears(i18n, office, plan, lang))}`.replace(
        '\n',
        ' ',
      ),
    blocks: sheets.map((sheet) => sheetPart(i18n, facts, sheet, lang)),
  };
}

/** Who promises: an organisation, the municipality, somebody by name; else each promise stands for itself. */
function promiserKey({ one }: Promise): string {
  if (one.organisationId !== null) return one.organisationId;
  if (one.giver === 'municipality') return one.giver;
  return one.promiser === '' ? one.id : `${one.giver} ${nameKey(one.promiser)}`;
}

function sheetPart(i18n: I18n, facts: PlanPaperFacts, sheet: readonly Promise[], lang: PaperLang): PartBlock {
  const { t, fmt } = i18n;
  const { office, plan } = facts;
  const typed = typedOf(i18n, plan);
  const [{ one: first }] = sheet as [Promise];
  const who = first.giver === 'municipality' ? executiveName(office, lang) : first.promiser;
  const sum = sheet.reduce((all, { item, one }) => all + worth(item, one), 0n);
  const labour = sheet.some(({ one }) => one.source === 'labour');
  const place = seatOf(office, lang);
  return {
    type: 'part',
    blocks: [
      {
        type: 'title',
        text: t('plan.paper.promise'),
        subtitle: t('plan.paper.promise.to', ownerAndYears(i18n, office, plan, lang)),
      },
      { type: 'registration', ...(place !== '' && { place }) },
      {
        type: 'fields',
        fields: [{ label: t('plan.paper.promise.who'), ...(who !== '' && { value: who }) }],
      },
      { type: 'paragraph', text: t('plan.paper.promise.text'), keepWithNext: true },
      {
        type: 'table',
        columns: [
          { label: t('plan.field.item'), width: 28 },
          { label: t('plan.paper.col.what'), width: 28 },
          { label: t('plan.paper.col.money'), width: 14, align: 'number' },
          { label: t('plan.paper.promise.until'), width: 14, align: 'center' },
          { label: t('plan.paper.promise.receiver'), width: 16 },
        ],
        rows: sheet.map(({ item, one }): Cell[] => [
          `${item.code} ${typed(item.name, item.nameOther)}`,
          [t(`plan.source.${one.source}`), whatText(i18n, one, typed)].filter(Boolean).join('\n'),
          fmt.moneyNumber(worth(item, one)),
          untilText(i18n, item, one),
          item.responsible,
        ]),
        foot: [[{ text: t('ui.total'), columnSpan: 2 }, fmt.moneyNumber(sum), { text: '', columnSpan: 2 }]],
      },
      { type: 'paragraph', text: t('plan.paper.promise.voluntary') },
      ...(labour ? [{ type: 'paragraph' as const, text: t('plan.paper.promise.adults') }] : []),
      {
        type: 'signatures',
        signatures: [{ post: t('plan.paper.promise.gives') }, { post: t('plan.paper.promise.takes') }],
      },
    ],
  };
}

/** The end of the item, but not after the year that the promise is for. */
function untilText({ fmt }: I18n, item: PlanItem, { year }: Commitment): string {
  const last = `${year}-12-31`;
  return fmt.dateShort(item.endsOn !== null && item.endsOn < last ? item.endsOn : last);
}
