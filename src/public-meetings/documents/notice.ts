import type { Block, DocumentModel, Drawing, Shape } from '../../platform/documents/model.ts';
import { qrDrawing } from '../../platform/documents/qr-drawing.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import { onlyTyped, typedText } from '../../platform/i18n/typed-text.ts';
import type { PublicItem } from '../data/public-meetings.ts';
import { levelText, meetingName, titleText, topicText, whenText } from '../views/words.ts';

/** How residents are told: on a wall, read aloud, by the press, by a letter to organisations. */
export const noticeKinds = ['poster', 'aloud', 'press', 'letter'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export type NoticeFacts = {
  readonly meeting: PublicItem;
  readonly village: { readonly nameKy: string; readonly nameRu: string } | undefined;
  readonly municipality: string;
  /** Who calls it and how to reach them, as the papers name the office. */
  readonly executive: string;
  readonly contact: string;
  /** Address of the meeting's public page; empty while it has none. */
  readonly address: string;
};

type Line = readonly [label: string, value: string];

/** What a notice says, each line with its label; lines that nobody filled in are left out. */
export function noticeLines(i18n: I18n, { meeting, village }: NoticeFacts): Line[] {
  const { t, fmt } = i18n;
  const typed = (text: string) => onlyTyped(i18n, text, meeting.titleLang);
  const label = (name: string) => t(`public-meetings.notice.${name}`);
  const people = meeting.plannedPeople;
  const composition = [
    typed(meeting.whoComes),
    people === null ? '' : t('public-meetings.notice.up-to', { people: fmt.number(people) }),
  ];
  const study = [
    meeting.studyFrom === null
      ? ''
      : t('public-meetings.notice.from', { day: fmt.dateLong(meeting.studyFrom) }),
    typed(meeting.studyPlace),
  ];
  const joined = (parts: readonly string[]) => parts.filter((part) => part !== '').join(', ');
  const lines: Line[] = [
    [label('topic'), topicText(i18n, meeting.topic)],
    [label('nature'), typed(meeting.nature)],
    [label('for'), levelText(i18n, meeting, village)],
    [label('when'), whenText(i18n, meeting)],
    [label('where'), meeting.venue],
    [label('who'), joined(composition)],
    [label('study'), joined(study)],
    [label('proposals'), typed(meeting.proposalsHow)],
    [label('access'), typed(meeting.access)],
    [label('transport'), typed(meeting.transport)],
    [label('budget'), typed(meeting.budgetFacts)],
  ];
  return lines.filter(([, value]) => value !== '');
}

export const agendaText = (i18n: I18n, { agenda, titleLang }: Pick<PublicItem, 'agenda' | 'titleLang'>) =>
  agenda.map(({ text, other }) => typedText(i18n, { text, lang: titleLang, other }));

/** The notice as a paper: a poster of size A3, a text to be read aloud, a press release, a letter to organisations. */
export function noticePaper(i18n: I18n, kind: NoticeKind, facts: NoticeFacts): DocumentModel {
  const { t, lang } = i18n;
  const { meeting, municipality, executive, contact, address } = facts;
  const name = meetingName(i18n, meeting);
  const lines = noticeLines(i18n, facts);
  const points = agendaText(i18n, meeting);
  const agenda: Block[] =
    points.length === 0
      ? []
      : [
          { type: 'heading', text: t('public-meetings.agenda') },
          { type: 'clauses', clauses: points.map((text) => ({ text })) },
        ];
  const signed: Block = { type: 'paragraph', align: 'right', text: joinedLine([executive, contact]) };
  const title = t(`public-meetings.notice.${kind}`);
  const common = { layout: 2 as const, title: `${title}: ${name}`, lang, pageNumbers: false };
  const code: Block[] =
    address === ''
      ? []
      : [
          {
            type: 'image',
            image: { drawing: qrDrawing(address) },
            alt: address,
            width: kind === 'poster' ? 60 : 28,
            caption: address.replace(/^https?:\/\//, ''),
            align: 'center',
          },
        ];
  switch (kind) {
    case 'poster':
      return {
        ...common,
        page: { size: 'A3', fontSize: 20, margins: { left: 25, right: 25, top: 25, bottom: 20 } },
        blocks: [
          {
            type: 'image',
            image: {
              drawing: banner(
                municipality,
                t(`public-meetings.form.${meeting.form}`),
                titleText(i18n, meeting),
                whenText(i18n, meeting),
              ),
            },
            alt: name,
            width: 247,
          },
          { type: 'space', height: 4 },
          { type: 'fields', fields: lines.map(([label, value]) => ({ label, value })) },
          ...agenda,
          {
            type: 'paragraph',
            align: 'center',
            indent: false,
            text: t('public-meetings.notice.open-to-all'),
          },
          ...code,
          signed,
        ],
      };
    case 'aloud':
      return {
        ...common,
        page: { fontSize: 16 },
        blocks: [
          { type: 'title', text: title },
          { type: 'paragraph', text: t('public-meetings.notice.aloud-first', { municipality }) },
          { type: 'paragraph', text: [{ text: name, bold: true }] },
          ...lines.map(([label, value]): Block => ({ type: 'paragraph', text: `${label}: ${value}` })),
          ...(points.length === 0
            ? []
            : [
                {
                  type: 'paragraph',
                  text: t('public-meetings.notice.aloud-agenda', { points: points.join('; ') }),
                } as const,
              ]),
          { type: 'paragraph', text: t('public-meetings.notice.aloud-last') },
        ],
      };
    case 'press':
    case 'letter':
      return {
        ...common,
        blocks: [
          ...(kind === 'letter'
            ? [
                {
                  type: 'paragraph',
                  align: 'right',
                  indent: false,
                  text: t('public-meetings.notice.to-whom'),
                } as const,
              ]
            : []),
          { type: 'title', text: title, subtitle: name },
          { type: 'paragraph', text: t(`public-meetings.notice.${kind}-first`, { executive }) },
          { type: 'fields', fields: lines.map(([label, value]) => ({ label, value })) },
          ...agenda,
          { type: 'paragraph', text: t(`public-meetings.notice.${kind}-last`) },
          ...code,
          signed,
        ],
      };
  }
}

/** Letters in a line of the banner, at the size of its title. */
const bannerLine = 30;

/** What is read from across the street: what kind of meeting, about what, and when. */
function banner(municipality: string, form: string, title: string, when: string): Drawing {
  const lines = wrapped(title, bannerLine);
  const [head, step] = [150, 62];
  const height = head + lines.length * step + 110;
  const text = (y: number, size: number, value: string, bold: boolean, fill: string): Shape => ({
    ...{ kind: 'text', x: 500, y, text: value, size, anchor: 'middle', bold, fill },
  });
  return {
    width: 1000,
    height,
    shapes: [
      { kind: 'rect', x: 0, y: 0, width: 1000, height: 118, radius: 14, fill: '#8c1c2e' },
      text(40, 28, municipality, false, '#ffffff'),
      text(96, 54, form.toUpperCase(), true, '#ffffff'),
      ...lines.map((line, index) => text(head + 40 + index * step, 52, line, true, '#1f1b16')),
      { kind: 'rect', x: 60, y: height - 84, width: 880, height: 76, radius: 12, fill: '#f3e3c3' },
      text(height - 35, 34, when, true, '#1f1b16'),
    ],
  };
}

/** Words in lines of about so many letters; a longer word stands alone. */
function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const joinedLine = (parts: readonly string[]) => parts.filter((part) => part !== '').join(' · ');

/** The card that goes from phone to phone: short lines, no table. */
export function noticeCard(i18n: I18n, facts: NoticeFacts): string {
  const { meeting, address } = facts;
  const wanted = ['when', 'where', 'transport', 'proposals'].map((name) =>
    i18n.t(`public-meetings.notice.${name}`),
  );
  const lines = noticeLines(i18n, facts).filter(([label]) => wanted.includes(label));
  return [
    meetingName(i18n, meeting),
    ...lines.map(([label, value]) => `${label}: ${value}`),
    i18n.t('public-meetings.notice.open-to-all'),
    address,
  ]
    .filter((line) => line !== '')
    .join('\n');
}
