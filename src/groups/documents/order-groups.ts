import {
  annexStamp,
  headSignature,
  paperProperties,
  type Office,
  type PaperLang,
  type Registration,
} from '../../cycle/documents/office.ts';
import { orderPaper } from '../../cycle/documents/order.ts';
import type { DocumentModel, FlowBlock } from '../../platform/documents/model.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { problemNameIn } from '../../needs/rules/catalogue.ts';
import type { Group } from '../data/groups.ts';

export type GroupOrderFacts = {
  readonly office: Office;
  readonly registration: Registration;
  readonly groups: readonly Group[];
  /** For residents: of the members those who agreed to be named. */
  readonly open: boolean;
};

/** The head's order on the composition of the initiative groups, with their lists as annex (R-IG-03). */
export function groupsOrderPaper(facts: GroupOrderFacts, lang: PaperLang): DocumentModel {
  const { t } = i18nFor(lang);
  const { office, registration, groups } = facts;
  const present = groups.map((group) => ({
    group,
    members: group.members.filter((one) => one.validTo === null),
  }));
  return orderPaper({
    office,
    registration,
    lang,
    title: t('groups.order.title'),
    clauses: [
      t('groups.order.approve', { groups: groups.length }),
      ...present.map(({ group, members }) =>
        t('groups.order.group', {
          name: nameOf(group, lang),
          people: members.length,
          topics: topicsOf(group, lang),
        }),
      ),
      t('groups.order.support'),
    ],
    annexes: [
      {
        type: 'part',
        blocks: [
          annexStamp(office, registration, 1, lang),
          { type: 'title', text: t('groups.order.annex') },
          ...present.flatMap(({ group, members }): FlowBlock[] => [
            { type: 'heading', text: nameOf(group, lang) },
            {
              type: 'table',
              columns: [
                { label: '№', width: 5, align: 'center' },
                { label: t('needs.paper.name'), width: 38 },
                { label: t('groups.order.post'), width: 34 },
                { label: t('groups.order.role'), width: 23 },
              ],
              rows: members.map((one, index) => [
                String(index + 1),
                facts.open && !one.named ? t('groups.order.not-named') : one.fullName,
                facts.open && !one.named ? '' : one.post,
                t(`people.role.${one.role}`),
              ]),
            },
          ]),
          headSignature(office, registration, lang),
        ],
      },
    ],
  });
}

const nameOf = ({ nameKy, nameRu }: Pick<Group, 'nameKy' | 'nameRu'>, lang: PaperLang) =>
  lang === 'ru' ? nameRu : nameKy;

const topicsOf = ({ topics }: Pick<Group, 'topics'>, lang: PaperLang): string =>
  topics
    .map((one) => problemNameIn(one.name, lang, one.nameRu === '' ? {} : { [one.name]: one.nameRu }))
    .join('; ');

/** The regulation of a group, to be read and signed by those who are in it. */
export function regulationPaper(
  { office, group }: { readonly office: Office; readonly group: Group },
  lang: PaperLang,
): DocumentModel {
  const { t } = i18nFor(lang);
  const draft: Registration = { number: null, issuedOn: null, signedBy: null, isDraft: false };
  return {
    ...paperProperties(office, draft, lang),
    title: t('groups.regulation-of', { name: nameOf(group, lang) }),
    blocks: [
      { type: 'title', text: t('groups.regulation-of', { name: nameOf(group, lang) }) },
      ...(group.regulation === '' ? t('groups.regulation.template') : group.regulation)
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((text): FlowBlock => ({ type: 'paragraph', text })),
      {
        type: 'table',
        columns: [
          { label: '№', width: 6, align: 'center' },
          { label: t('needs.paper.name'), width: 54 },
          { label: t('needs.paper.signature'), width: 40 },
        ],
        rows: group.members
          .filter((one) => one.validTo === null)
          .map((one, index) => [String(index + 1), one.fullName, '']),
      },
    ],
  };
}
