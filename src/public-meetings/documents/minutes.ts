import {
  executiveName,
  letterhead,
  paperProperties,
  registrationLine,
  type Office as IssuingOffice,
  type PaperLang,
  type Registration,
} from '../../cycle/documents/office.ts';
import { isOutOfForce } from '../../decisions/rules/question.ts';
import { befellWords } from '../../decisions/views/in-words.ts';
import { signedName } from '../../cycle/documents/names.ts';
import { notesOnPaper } from '../../meetings/documents/notes.ts';
import { paperText } from '../../meetings/rules/from-paper.ts';
import type { Block, DocumentModel, FlowBlock } from '../../platform/documents/model.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import { onlyTyped, typedText } from '../../platform/i18n/typed-text.ts';
import type { OfficeHolder, PublicItem, Speech } from '../data/public-meetings.ts';
import { forceOf, type Office } from '../rules/forms.ts';
import { isNameTold, toldCounts, toldSpeaker, toldVote } from '../rules/snapshot.ts';
import { levelText, meetingName, whenText } from '../views/words.ts';

type Place = { readonly nameKy: string; readonly nameRu: string };

/** What was voted on, told for a paper of each language. */
export type VoteText = {
  readonly number: number;
  readonly text: string;
  /** Quorum, votes, what was needed, the result: sentences. */
  readonly words: readonly string[];
  readonly adopted: boolean;
  /** Members of the body by name, where they vote openly; empty where residents vote. */
  readonly named: readonly { readonly fullName: string; readonly vote: string; readonly dissent: string }[];
};

export type MinutesFacts = {
  readonly office: IssuingOffice;
  readonly registration: Registration;
  readonly meeting: PublicItem;
  readonly villages: ReadonlyMap<string, Place>;
  readonly votes: (lang: PaperLang) => readonly VoteText[];
  /** For residents: small numbers are left out, nobody but deputies votes by name. */
  readonly open: boolean;
  /** With the list of who came. */
  readonly annex: boolean;
};

/** Who spoke, as minutes may name them: officials by name; a resident by village and sex, unless she agreed. */
export function speakerText(
  { t, lang }: Pick<I18n, 't' | 'lang'>,
  one: Pick<Speech, 'official' | 'residentName' | 'nameAgreed' | 'sex' | 'villageId'>,
  villages: ReadonlyMap<string, Place>,
): string {
  if (one.official !== '') return one.official;
  const village = one.villageId === null ? undefined : villages.get(one.villageId);
  const place = village && (lang === 'ru' ? village.nameRu : village.nameKy);
  const sex = one.sex === null ? '' : t(`ui.sex.${one.sex}`).toLowerCase();
  const who = [
    place === undefined ? t('public-meetings.resident') : t('public-meetings.resident-of', { place }),
    sex,
  ];
  const name = one.nameAgreed ? one.residentName : '';
  return [name, ...who].filter((text) => text !== '').join(', ');
}

/** The minutes of a meeting (seed-002 T6): who, how many, what was said, voted and decided. */
export function minutesPaper(facts: MinutesFacts, lang: PaperLang): DocumentModel {
  const i18n = i18nFor(lang);
  const { t, fmt } = i18n;
  const { meeting, office, registration, villages, open } = facts;
  const told = toldCounts(meeting.sums);
  const counts = open ? told : meeting.sums;
  const all = facts.votes(lang);
  const votes = open ? all.map((one) => toldVote(meeting.form, one)) : all;
  const speaker = (one: Speech) => (open ? { ...one, sex: toldSpeaker(told, one).sex } : one);
  const words = (key: string, params?: Record<string, string | number>) =>
    t(`public-meetings.minutes.${key}`, params);
  const typed = (text: string, other = '') => typedText(i18n, { text, lang: meeting.titleLang, other });
  const held = { ...meeting, plannedOn: meeting.heldOn ?? meeting.plannedOn };
  const shown = (value: number | null) => (value === null ? '' : fmt.number(value));
  // In the version for residents a private person stands by name only with consent.
  const holders = (of: Office) =>
    meeting.offices
      .filter((one) => one.office === of)
      .map((one) => (open && !isNameTold(one) ? t('public-meetings.resident') : nameOf(one)));
  const village = meeting.villageId === null ? undefined : villages.get(meeting.villageId);
  const fields: { label: string; value: string }[] = [
    { label: words('when'), value: whenText(i18n, held) },
    {
      label: t('ui.field.place'),
      value: [meeting.heldVenue ?? meeting.venue, levelText(i18n, meeting, village)]
        .filter(Boolean)
        .join(', '),
    },
    { label: t('ui.field.people'), value: shown(counts.people) },
    { label: t('ui.field.women'), value: shown(counts.women) },
    { label: t('ui.field.men'), value: shown(counts.men) },
    ...(['chair', 'secretary', 'counting', 'presidium'] as const).map((name) => ({
      label: t(`public-meetings.office.${name}`),
      value: holders(name).join(', '),
    })),
  ];
  const said = (one: Speech) => {
    const text = onlyTyped(i18n, one.text, one.textLang);
    const paper = paperText(i18n, one.paperTypedOn, meeting);
    return paper === '' ? text : `${text} (${paper})`;
  };
  const speeches = (itemId: string | null): FlowBlock[] => {
    return meeting.speeches
      .filter((one) => one.agendaItemId === itemId)
      .map((one) => ({
        type: 'paragraph',
        text: [
          {
            text: `${speakerText(i18n, speaker(one), villages)}${one.kind === 'speech' ? '' : ` (${t(`public-meetings.speech.${one.kind}`).toLowerCase()})`}: `,
            bold: true,
          },
          said(one),
        ],
      }));
  };
  const items = meeting.agenda.flatMap((item, index): FlowBlock[] => [
    { type: 'heading', level: 3, text: `${index + 1}. ${typed(item.text, item.other)}` },
    ...(item.speaker === ''
      ? []
      : [{ type: 'paragraph', text: words('spoke', { who: item.speaker }) } as const]),
    ...lines(typed(item.heard)).map((text): FlowBlock => ({ type: 'paragraph', text })),
    ...(item.events.length === 0
      ? []
      : [
          {
            type: 'paragraph',
            text: [typed(item.decision), ...befellWords(i18n, item.events)].join(' '),
          } as const,
        ]),
    ...speeches(item.id),
  ]);
  const rest = speeches(null);
  const decisions = [
    ...votes.filter((one) => one.adopted).map((one) => one.text),
    ...meeting.agenda
      .filter((item) => item.decision !== '' && !isOutOfForce(item))
      .map((item) => typed(item.decision)),
  ];
  const blocks: Block[] = [
    letterhead(office),
    { type: 'title', text: words('title').toUpperCase(), subtitle: meetingName(i18n, meeting) },
    registrationLine(office, registration, lang),
    { type: 'fields', fields: fields.filter(({ value }) => value !== '') },
    { type: 'heading', text: t('public-meetings.agenda') },
    meeting.agenda.length === 0
      ? { type: 'paragraph', text: words('no-agenda') }
      : { type: 'clauses', clauses: meeting.agenda.map((item) => ({ text: typed(item.text, item.other) })) },
    ...notesOnPaper(i18n, meeting.notes.opening ?? '', meeting.notesLang ?? meeting.titleLang),
    { type: 'heading', text: words('heard') },
    ...items,
    ...rest,
    ...(votes.length === 0
      ? []
      : [
          { type: 'heading', text: words('votes') } as const,
          ...votes.flatMap((one): Block[] => [
            {
              type: 'paragraph',
              text: [{ text: `${one.number}. ${one.text}`, bold: true }],
              keepWithNext: true,
            },
            { type: 'paragraph', text: one.words.join(' ') },
            ...namedVotes(i18n, one),
          ]),
        ]),
    { type: 'heading', text: words('decided') },
    decisions.length === 0
      ? { type: 'paragraph', text: words('nothing-decided') }
      : { type: 'clauses', clauses: decisions.map((text) => ({ text })) },
    ...(meeting.elected.length === 0
      ? []
      : [
          { type: 'heading', text: t('public-meetings.elected') } as const,
          {
            type: 'clauses',
            clauses: meeting.elected.map((one) => ({
              text: `${nameOf(one)}. ${t('public-meetings.elected.agreed', { day: fmt.dateShort(one.agreedOn), text: one.consent })}`,
            })),
          } as const,
        ]),
    { type: 'paragraph', text: forceText(i18n, meeting) },
    {
      type: 'signatures',
      signatures: (['chair', 'secretary'] as const).map((name) => {
        const holder = meeting.offices.find((one) => one.office === name);
        return {
          post: t(`public-meetings.office.${name}`),
          ...(holder && { name: signedName(holder.fullName) }),
        };
      }),
    },
    ...(facts.annex && meeting.people.length > 0 ? [annex(i18n, meeting)] : []),
  ];
  return {
    ...paperProperties(office, registration, lang),
    title: `${words('title')}: ${meetingName(i18n, meeting)}`,
    author: executiveName(office, lang),
    blocks,
  };
}

const nameOf = ({ fullName, occupation }: Pick<OfficeHolder, 'fullName' | 'occupation'>) =>
  occupation === '' ? fullName : `${fullName} (${occupation})`;

const lines = (text: string) => text.split(/\n+/).filter((line) => line.trim() !== '');

/** Whether its decisions bind, and by what: the weaker where sources differ and nobody entered an article. */
export function forceText(
  { t }: Pick<I18n, 't'>,
  { form, bindingBy }: Pick<PublicItem, 'form' | 'bindingBy'>,
): string {
  const force = t(`decisions.force.${forceOf(form, bindingBy)}`);
  return bindingBy === '' ? force : `${force} ${t('public-meetings.force.by', { article: bindingBy })}`;
}

/** How each member voted, with what those who disagreed wanted to stand. */
function namedVotes({ t }: I18n, { named }: VoteText): FlowBlock[] {
  if (named.length === 0) return [];
  return [
    {
      type: 'table',
      numbered: true,
      compact: true,
      columns: [
        { label: t('meetings.col.name'), width: 40 },
        { label: t('public-meetings.minutes.vote'), width: 20 },
        { label: t('public-meetings.minutes.dissent'), width: 40 },
      ],
      rows: named.map(({ fullName, vote, dissent }) => [fullName, vote, dissent]),
    },
  ];
}

/** The list of registered participants; never published. */
function annex(i18n: I18n, meeting: PublicItem): Block {
  const { t } = i18n;
  return {
    type: 'part',
    blocks: [
      { type: 'title', text: t('public-meetings.minutes.annex') },
      {
        type: 'table',
        numbered: true,
        compact: true,
        columns: [
          { label: t('meetings.col.name'), width: 40 },
          { label: t('ui.field.age'), width: 12 },
          { label: t('ui.field.occupation'), width: 30 },
          { label: t('public-meetings.pack.signature'), width: 18 },
        ],
        rows: meeting.people.map((one) => [
          one.fullName ?? '',
          one.age === null ? '' : String(one.age),
          one.occupation ?? '',
          // Who signed a sheet on paper signs no second time.
          paperText(i18n, one.paperTypedOn, meeting),
        ]),
      },
    ],
  };
}
