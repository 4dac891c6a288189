import { notesOnPaper } from '../../../meetings/documents/notes.ts';
import { labelOf } from '../../../platform/i18n/labels.ts';
import { sharedMargins } from './paper-page.ts';
import type { Block, DocumentModel, FlowBlock } from '../../../platform/documents/model.ts';
import type { InvitationItem } from '../../../meetings/data/people.ts';
import type { I18n } from '../../../platform/i18n/context.ts';
import type {
  GuessItem,
  InstitutionItem,
  ParticipantItem,
  SessionItem,
  StatementItem,
} from '../data/sessions.ts';
import type { RussianNames } from '../../rules/catalogue.ts';
import type { MapObject } from '../rules/session-record.ts';
import { mapBlocks } from './map-picture.ts';
import { unitName } from '../data/sessions.ts';
import type { QuestionItem } from '../data/received-reading.ts';
import { sharePercent } from '../../../methods/written-share.ts';
import {
  groupText,
  municipalityPlace,
  paperPlace,
  problemOnPaper,
  sliceText,
  type PaperMunicipality,
} from '../../views/labels.ts';
import { signedName, unbroken } from '../../../cycle/documents/names.ts';

export type PaperPlaces = {
  readonly municipality: PaperMunicipality;
};

function headOf(i18n: I18n, places: PaperPlaces, session: SessionItem) {
  return {
    municipality: municipalityPlace(i18n, places.municipality),
    village: paperPlace(i18n, 'needs.paper.village', unitName(session.village, i18n.lang)),
    group: session.audience ?? groupText(i18n, session.ageGroup, session.sexMode),
    day: session.heldOn ?? session.plannedOn,
    venue: session.heldVenue ?? session.venue,
  };
}

const paperOf = (i18n: I18n, title: string, day: string | null, blocks: readonly Block[]): DocumentModel => ({
  layout: 2,
  title,
  lang: i18n.lang,
  page: sharedMargins,
  blocks,
  ...(day === null ? {} : { date: new Date(`${day}T00:00:00Z`) }),
});

/** Rows for hand filling on the sheet of a session that is still ahead: 20 to 25 people are expected. */
const rowsOnSheet = 25;

/**
 * The list of participants (Annex 6), with the column of sex its reports need. Of a planned session it is made from
 * those invited, with empty rows to sign in; of a held one from the list that was recorded.
 */
export function participantList(
  i18n: I18n,
  places: PaperPlaces,
  session: SessionItem,
  people: {
    readonly participants: readonly ParticipantItem[];
    readonly invitations: readonly InvitationItem[];
  },
  seeContacts: boolean,
): DocumentModel {
  const { t, fmt } = i18n;
  const head = headOf(i18n, places, session);
  const sexOf = (sex: 'female' | 'male' | null) => (sex === null ? '' : t(`needs.paper.sex.${sex}`));
  const year = Number((head.day ?? '').slice(0, 4));
  const listed = people.participants.filter((one) => one.fullName !== null);
  const rows =
    listed.length > 0
      ? listed.map((one) => [
          one.fullName ?? '',
          sexOf(one.sex),
          one.age === null ? '' : String(one.age),
          one.occupation ?? '',
          seeContacts ? (one.contact ?? '') : '',
          '',
        ])
      : people.invitations.map((one) => [
          one.fullName,
          sexOf(one.sex),
          one.birthYear === null || Number.isNaN(year) || year === 0 ? '' : String(year - one.birthYear),
          one.occupation,
          seeContacts ? (one.phone ?? '') : '',
          '',
        ]);
  const when = [
    head.day === null ? '' : fmt.dateLong(head.day),
    session.startsAt === null ? '' : fmt.time(session.startsAt),
    head.venue,
  ]
    .filter((text) => text !== '')
    .join(', ');
  const title = t('meetings.people.title');
  return paperOf(i18n, `${title}: ${head.village}, ${head.group}`, head.day, [
    { type: 'title', text: t('needs.paper.participants-title') },
    {
      type: 'fields',
      fields: [
        {
          label: t('needs.paper.event'),
          value: `${t('needs.paper.session')}, ${head.village}, ${head.group}`,
        },
        { label: t('needs.paper.day-place'), ...(when === '' ? {} : { value: when }) },
      ],
    },
    {
      type: 'table',
      numbered: true,
      columns: [
        { label: t('needs.paper.name'), width: 30 },
        { label: t('ui.field.sex'), width: 8, align: 'center' },
        { label: t('ui.field.age'), width: 8, align: 'center' },
        { label: t('ui.field.occupation'), width: 24 },
        { label: t('needs.paper.contact'), width: 18 },
        { label: t('needs.paper.signature'), width: 14 },
      ],
      rows,
      emptyRows: listed.length > 0 ? 0 : Math.max(5, rowsOnSheet - rows.length),
    },
    { type: 'note', text: t('needs.paper.participants-note') },
  ]);
}

export type MinutesFacts = {
  readonly session: SessionItem;
  readonly institutions: readonly InstitutionItem[];
  readonly guesses: readonly GuessItem[];
  readonly statements: readonly StatementItem[];
  readonly questions: readonly QuestionItem[];
  /** The map the village drew. */
  readonly objects: readonly MapObject[];
  /** What the office calls its own problems in Russian. */
  readonly russian: RussianNames;
  /** Number of the minutes within the cycle. */
  readonly number: number;
};

/** The minutes of a session (Annex 10), from what was recorded: nothing is added that nobody entered. */
export function sessionMinutesPaper(i18n: I18n, places: PaperPlaces, facts: MinutesFacts): DocumentModel {
  const { t, fmt } = i18n;
  const { session, institutions, guesses, statements } = facts;
  const head = headOf(i18n, places, session);
  const people = (session.women ?? 0) + (session.men ?? 0);
  const who =
    session.women === null && session.men === null
      ? t('needs.paper.residents', { group: head.group })
      : t('needs.paper.residents-counted', { group: head.group, count: people, women: session.women ?? 0 });
  const votes = new Map<string, number>();
  for (const one of statements) {
    const name = one.problemName === null ? '' : problemOnPaper(i18n, one.problemName, facts.russian);
    votes.set(name, (votes.get(name) ?? 0) + 1);
  }
  const ungrouped = votes.get('') ?? 0;
  votes.delete('');
  const ranked = [...votes].sort((a, b) => b[1] - a[1] || fmt.compare(a[0], b[0]));
  const notes = (text: string): FlowBlock[] => notesOnPaper(i18n, text, session.notesLang);
  const none: FlowBlock = { type: 'paragraph', text: t('needs.paper.not-recorded') };
  const resources = notes(session.notes.resources ?? '');
  const pieTotal = guesses.reduce((sum, one) => sum + one.share, 0);

  const blocks: Block[] = [
    {
      type: 'title',
      text: t('needs.paper.minutes-title', { number: String(facts.number) }),
      subtitle: `${head.municipality}, ${head.village}`,
    },
    {
      type: 'fields',
      fields: [
        { label: t('ui.field.plannedOn'), ...(head.day === null ? {} : { value: fmt.dateLong(head.day) }) },
        { label: t('ui.field.place'), ...(head.venue === '' ? {} : { value: head.venue }) },
        { label: t('ui.field.people'), value: who },
        ...(session.guests ? [{ label: t('ui.field.guests'), value: fmt.number(session.guests) }] : []),
        ...(['deputies', 'executives'] as const).flatMap((field) => {
          const count = session[field];
          return count ? [{ label: labelOf(t, 'needs.received', field), value: fmt.number(count) }] : [];
        }),
        {
          label: t('ui.field.facilitators'),
          ...(session.facilitators.length === 0
            ? {}
            : { value: session.facilitators.map((one) => unbroken(one.fullName)).join(', ') }),
        },
      ],
    },
    { type: 'heading', text: t('needs.paper.agenda') },
    {
      type: 'clauses',
      clauses: [
        { text: t('needs.paper.agenda-1') },
        { text: t('needs.paper.agenda-2') },
        { text: t('needs.paper.agenda-3') },
      ],
    },
    ...notes(session.notes.opening ?? ''),
    { type: 'heading', text: t('needs.paper.matter-1') },
    { type: 'heading', level: 3, text: t('needs.paper.map') },
    ...(resources.length > 0 || facts.objects.length > 0 ? resources : [none]),
    ...mapBlocks(i18n, facts.objects, session.mapBase, `${head.village}, ${head.group}`),
    { type: 'heading', level: 3, text: t('needs.paper.venn') },
  ];
  if (institutions.length === 0) blocks.push(none);
  else {
    blocks.push({
      type: 'table',
      caption: t('needs.paper.venn-caption'),
      compact: true,
      columns: [
        { label: t('ui.field.number'), width: 6, align: 'center' },
        { label: t('ui.field.institution'), width: 26 },
        { label: t('needs.paper.importance'), width: 14 },
        { label: t('drawings.venn.relation'), width: 22 },
        { label: t('needs.paper.judgement'), width: 32 },
      ],
      rows: institutions.map((one) => [
        one.rank === null ? '' : String(one.rank),
        one.name,
        one.size === null ? '' : t(`needs.paper.importance.${one.size}`),
        one.relation === null ? '' : t(`needs.institution.relation.${one.relation}`),
        one.judgement,
      ]),
    });
  }
  blocks.push(...notes(session.notes.institutions ?? ''));
  blocks.push({ type: 'heading', text: t('needs.paper.matter-2') });
  blocks.push(...notes(session.notes.competence ?? ''));
  if (guesses.length === 0) blocks.push(none);
  else {
    const som = session.budgetTotal;
    blocks.push({
      type: 'table',
      caption: t('needs.paper.pie-caption'),
      numbered: true,
      columns: [
        { label: t('needs.paper.slice'), width: 60 },
        { label: '%', width: 15, align: 'number' },
        ...(som === null ? [] : [{ label: t('needs.unit.som'), width: 25, align: 'number' as const }]),
      ],
      rows: guesses.map((one) => [
        sliceText(i18n, one.name),
        sharePercent(one.share),
        ...(som === null ? [] : [fmt.moneyNumber((som * BigInt(one.share)) / 10_000n)]),
      ]),
      foot: [
        [
          t('ui.total'),
          sharePercent(pieTotal),
          ...(som === null ? [] : [fmt.moneyNumber((som * BigInt(pieTotal)) / 10_000n)]),
        ],
      ],
    });
  }
  for (const kind of ['question', 'hearing'] as const) {
    const own = facts.questions.filter((one) => one.kind === kind);
    if (own.length === 0) continue;
    const title = kind === 'question' ? 'needs.received.question-list' : 'needs.received.hearings';
    blocks.push({ type: 'heading', level: 3, text: t(title) });
    blocks.push({ type: 'list', items: own.map((one) => one.text) });
  }
  blocks.push(...notes(session.notes.budget ?? ''));
  blocks.push({ type: 'heading', text: t('needs.paper.matter-3') });
  if (ranked.length === 0) blocks.push(none);
  else {
    blocks.push({
      type: 'table',
      caption: t('needs.paper.gallery-caption'),
      numbered: true,
      columns: [
        { label: t('ui.field.problem'), width: 75 },
        { label: t('needs.paper.votes'), width: 25, align: 'number' },
      ],
      rows: ranked.map(([name, count]) => [name, fmt.number(count)]),
      foot: [[t('ui.total'), fmt.number(ranked.reduce((sum, [, count]) => sum + count, 0))]],
    });
  }
  if (ungrouped > 0) blocks.push({ type: 'note', text: t('needs.paper.ungrouped', { count: ungrouped }) });
  blocks.push(...notes(session.notes.gallery ?? ''), ...notes(session.notes.closing ?? ''));
  blocks.push({
    type: 'signatures',
    signatures:
      session.facilitators.length === 0
        ? [{ post: t('ui.role.facilitator') }, { post: t('ui.role.recorder') }]
        : session.facilitators.map((one) => ({
            post: t(`ui.role.${one.role}`),
            name: signedName(one.fullName),
          })),
  });
  blocks.push({ type: 'note', text: t('needs.paper.annexes') });
  return paperOf(i18n, `${t('needs.paper.minutes')}: ${head.village}, ${head.group}`, head.day, blocks);
}
