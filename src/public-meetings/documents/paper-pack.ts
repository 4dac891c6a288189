import type { Block, DocumentModel, FlowBlock, PartBlock } from '../../platform/documents/model.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import type { PublicItem } from '../data/public-meetings.ts';
import { formRules, publicPeople } from '../rules/forms.ts';
import { meetingName, whenText } from '../views/words.ts';
import { agendaText } from './notice.ts';

/** Slips and cards on a page, two in a row. */
const perPage = 10;

/** Most people one pack is printed for. */
const mostPrinted = 400;

/**
 * Everything that is needed to hold a meeting on paper alone: registration sheet (Annex 6 with sex, village and
 * category), numbered slips for questions with a stub that the author keeps, numbered vote cards, tally sheets for two
 * counters, the form of the minutes.
 */
export function paperPack(
  i18n: I18n,
  { meeting, municipality }: { readonly meeting: PublicItem; readonly municipality: string },
): DocumentModel {
  const { t, lang } = i18n;
  const name = meetingName(i18n, meeting);
  const people = Math.min(meeting.plannedPeople ?? publicPeople[0], mostPrinted);
  const words = (key: string, params?: Record<string, string | number>) =>
    t(`public-meetings.pack.${key}`, params);
  const head: FlowBlock[] = [
    {
      type: 'fields',
      fields: [
        { label: words('event'), value: name },
        {
          label: words('when-where'),
          value: [whenText(i18n, meeting), meeting.venue].filter(Boolean).join(', '),
        },
      ],
    },
  ];
  const byMembers = formRules[meeting.form].voters === 'members';
  const registration: PartBlock = {
    type: 'part',
    page: { orientation: 'landscape', fontSize: 11 },
    blocks: [
      { type: 'title', text: words('registration'), subtitle: municipality },
      ...head,
      {
        type: 'table',
        numbered: true,
        compact: true,
        columns: [
          { label: t('meetings.col.name'), width: 26 },
          { label: t('ui.field.sex'), width: 7 },
          { label: t('ui.field.age'), width: 7 },
          { label: t('ui.field.village'), width: 13 },
          { label: t('ui.field.occupation'), width: 16 },
          { label: words('category'), width: 11 },
          { label: words('token'), width: 8 },
          { label: words('signature'), width: 12 },
        ],
        rows: [],
        emptyRows: people,
      },
      { type: 'note', text: words('registration-note') },
    ],
  };
  const points = agendaText(i18n, meeting);
  const tally = (counter: number): PartBlock => ({
    type: 'part',
    blocks: [
      { type: 'title', text: words('tally', { counter }), subtitle: name },
      {
        type: 'table',
        numbered: true,
        columns: [
          { label: t('ui.field.question'), width: 40 },
          { label: t('public-meetings.pack.for'), width: 15 },
          { label: t('public-meetings.pack.against'), width: 15 },
          { label: t('public-meetings.pack.abstained'), width: 15 },
          { label: words('all'), width: 15 },
        ],
        rows: points.map((text) => [text, '', '', '', '']),
        emptyRows: 4,
      },
      { type: 'note', text: words('tally-note') },
      { type: 'signatures', signatures: [{ post: words('counter') }] },
    ],
  });
  const minutes: PartBlock = {
    type: 'part',
    blocks: [
      { type: 'title', text: t('public-meetings.minutes.title'), subtitle: name },
      ...head,
      {
        type: 'fields',
        fields: [
          'ui.field.people',
          'ui.field.women',
          'ui.field.men',
          'public-meetings.office.chair',
          'public-meetings.office.secretary',
          'public-meetings.office.counting',
        ].map((key) => ({ label: t(key) })),
      },
      { type: 'heading', text: t('public-meetings.agenda') },
      { type: 'clauses', clauses: points.length > 0 ? points.map((text) => ({ text })) : [{ text: '' }] },
      ...(points.length > 0 ? points : ['']).flatMap((text, index): FlowBlock[] => [
        { type: 'heading', text: `${index + 1}. ${text}` },
        { type: 'table', columns: [{ label: t('public-meetings.minutes.heard') }], rows: [], emptyRows: 6 },
        { type: 'table', columns: [{ label: t('public-meetings.minutes.decided') }], rows: [], emptyRows: 3 },
      ]),
      {
        type: 'signatures',
        signatures: [
          { post: t('public-meetings.office.chair') },
          { post: t('public-meetings.office.secretary') },
        ],
      },
    ],
  };
  const blocks: Block[] = [
    registration,
    { type: 'part', page: { fontSize: 11 }, blocks: slips(i18n, people) },
    ...(byMembers ? [] : [{ type: 'part', page: { fontSize: 14 }, blocks: cards(i18n, people) } as const]),
    tally(1),
    tally(2),
    minutes,
  ];
  return { layout: 2, title: `${words('title')}: ${name}`, lang, blocks };
}

/** A slip for what somebody asks or proposes; the stub with the same number is how the author hears the answer. */
function slips({ t }: I18n, people: number): FlowBlock[] {
  const words = (key: string) => t(`public-meetings.pack.${key}`);
  const count = Math.max(perPage, Math.ceil(people / 2));
  return [
    { type: 'title', text: words('slips'), subtitle: words('slips-text') },
    {
      type: 'table',
      columns: [
        { label: words('stub'), width: 18 },
        { label: '№', width: 10, align: 'center' },
        { label: words('says'), width: 72 },
      ],
      rows: Array.from({ length: count }, (_, index) => [
        `№ ${index + 1}`,
        { text: `№ ${index + 1}`, bold: true, align: 'center' as const },
        '\n\n\n',
      ]),
    },
  ];
}

/** Cards that are raised or put into the box: the number is that of the token. */
function cards({ t }: I18n, people: number): FlowBlock[] {
  const rows = Math.ceil(people / 2);
  const cell = (number: number) => ({ text: `\n№ ${number}\n`, bold: true, align: 'center' as const });
  return [
    {
      type: 'title',
      text: t('public-meetings.pack.cards'),
      subtitle: t('public-meetings.pack.cards-text'),
    },
    {
      type: 'table',
      columns: [{ label: '' }, { label: '' }],
      rows: Array.from({ length: rows }, (_, index) => [cell(2 * index + 1), cell(2 * index + 2)]),
    },
  ];
}
