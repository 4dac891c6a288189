import type { DocumentModel } from '../../platform/documents/model.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import type { Registered } from '../data/door.ts';

/** Rows to sign in by hand on a sheet that nobody stands on yet. */
const emptyRows = 25;

/**
 * The registration sheet (Annex 6, with sex, village and category): those written down at the door and by phone, each
 * with a place to sign for the number; signed, it is the annex of the minutes. It is never published.
 */
export function registrationSheet(
  i18n: I18n,
  facts: {
    readonly meeting: string;
    readonly day: string | null;
    readonly place: string;
    readonly people: readonly Registered[];
    /** Where somebody signed a paper sheet at the meeting: both days, in words; empty for the others. */
    readonly paperOf: (typedOn: string | null) => string;
    readonly villageOf: (id: string | null) => string;
  },
): DocumentModel {
  const { t, fmt } = i18n;
  const { day, people, place } = facts;
  const when = [day === null ? '' : fmt.dateLong(day), place].filter((text) => text !== '').join(', ');
  const title = t('decisions.sheet.title');
  return {
    layout: 2,
    title: `${title}: ${facts.meeting}`,
    lang: i18n.lang,
    page: { margins: { left: 20, right: 15, top: 15, bottom: 15 } },
    ...(day === null ? {} : { date: new Date(`${day}T00:00:00Z`) }),
    blocks: [
      { type: 'title', text: title },
      {
        type: 'fields',
        fields: [
          { label: t('decisions.sheet.meeting'), value: facts.meeting },
          { label: t('meetings.when-where'), ...(when === '' ? {} : { value: when }) },
        ],
      },
      {
        type: 'table',
        columns: [
          { label: '№', width: 5, align: 'number' },
          { label: t('meetings.col.name'), width: 27 },
          { label: t('ui.field.sex'), width: 9 },
          { label: t('decisions.field.village'), width: 15 },
          { label: t('meetings.col.kind'), width: 18 },
          { label: t('decisions.token.number'), width: 9, align: 'number' },
          { label: t('decisions.sheet.signature'), width: 17 },
        ],
        rows: people.map((one) => [
          String(one.number),
          one.fullName ?? '',
          one.sex === null ? '' : t(`ui.sex.${one.sex}`),
          facts.villageOf(one.villageId),
          t(`meetings.people.kind.${one.kind}`),
          one.token === null ? '' : String(one.token.number),
          facts.paperOf(one.paperTypedOn),
        ]),
        emptyRows: people.length === 0 ? emptyRows : 5,
      },
      { type: 'note', text: t('decisions.sheet.note') },
    ],
  };
}
