import { paperProperties, registrationLine, type PaperLang } from '../../cycle/documents/office.ts';
import type { Cell, DocumentModel } from '../../platform/documents/model.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { planMoney } from '../rules/money.ts';
import { itemsOf } from '../rules/plan.ts';
import { approvalStamp, keneshChairPost, ownerAndYears, type PlanPaperFacts } from './facts.ts';

/**
 * The sheet that is signed in ink for the whole plan: БЕКИТЕМИН of the kenesh's chair, the head, the chairs of the
 * initiative groups. It says which version is signed, so that it cannot stand under another.
 * @param version number of the version that is signed, and how the day it was kept is written in the paper's language
 */
export function signatureSheet(
  facts: PlanPaperFacts & { readonly version: { readonly number: number; readonly day: string } },
  lang: PaperLang,
): DocumentModel {
  const i18n = i18nFor(lang);
  const { t, fmt } = i18n;
  const { office, registration, plan, resolution, groups } = facts;
  const named = t('plan.paper.named', ownerAndYears(i18n, office, plan, lang));
  const { need, gap } = planMoney(plan);
  const planned = itemsOf(plan).filter((item) => item.state === 'planned').length;
  const { settings } = office;
  const headPost = registration.signedAs ?? (lang === 'ky' ? settings.headPostKy : settings.headPostRu);
  const hands: [post: string, name: string][] = [
    [keneshChairPost(office, lang), resolution.chair ?? ''],
    [headPost, registration.signedBy ?? settings.headName],
    ...groups.map(({ name, chair }): [string, string] => [
      t('plan.paper.group-chair', { name }),
      chair ?? '',
    ]),
  ];
  return {
    ...paperProperties(office, registration, lang),
    title: `${t('plan.paper.signing')}. ${named}`,
    blocks: [
      approvalStamp(i18n, facts, lang),
      {
        type: 'title',
        text: t('plan.paper.signing').toUpperCase(),
        subtitle: named,
      },
      registrationLine(office, registration, lang),
      {
        type: 'fields',
        fields: [
          {
            label: t('plan.paper.signing.version'),
            value: `№\u00a0${facts.version.number}, ${facts.version.day}`,
          },
          { label: t('plan.paper.signing.items'), value: fmt.number(planned) },
          { label: t('plan.paper.sum.need'), value: fmt.money(need) },
          { label: t('plan.paper.sum.gap'), value: fmt.money(gap) },
        ],
      },
      {
        type: 'table',
        caption: t('plan.paper.signing.of'),
        numbered: true,
        columns: [
          { label: t('plan.paper.col.post'), width: 36 },
          { label: t('plan.paper.col.name'), width: 28 },
          { label: t('plan.paper.col.hand'), width: 20 },
          { label: t('ui.field.plannedOn'), width: 16 },
        ],
        // Two lines high: there must be room for a hand.
        rows: hands.map(([post, name]): Cell[] => [`${post}\n`, name, '\n\n', '']),
      },
      { type: 'note', text: t('plan.paper.signing.note') },
    ],
  };
}
