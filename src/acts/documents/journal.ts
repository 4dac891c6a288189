import type { Block, DocumentModel, FlowBlock, TableBlock } from '../../platform/documents/model.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import { standingOf } from '../rules.ts';
import { type JournalGap, type JournalLine, type JournalPart } from '../rules/journal.ts';

type Facts = {
  readonly municipality: string;
  readonly year: number;
  /** The day on which it was printed. */
  readonly day: string;
  readonly parts: readonly JournalPart[];
};

/**
 * The register on paper, as an office keeps it: a title page with places to sign, then each register with its acts in
 * the order of their numbers; every number that stands under no act is told why.
 */
export function journalPaper(i18n: I18n, facts: Facts): DocumentModel {
  const { t, fmt, lang } = i18n;
  const { municipality, year, day, parts } = facts;
  const title = t('acts.journal.title');
  const acts = parts.flatMap(({ lines }) => lines).filter(({ kind }) => kind === 'act').length;
  const cover: Block[] = [
    { type: 'title', text: title, subtitle: municipality },
    {
      type: 'fields',
      fields: [
        { label: t('ui.field.year'), value: String(year) },
        ...parts.map((part) => ({ label: nameOf(i18n, part), value: rangeOf(i18n, part) })),
        { label: t('acts.journal.count'), value: fmt.number(acts) },
        { label: t('acts.journal.printed'), value: fmt.dateLong(day) },
      ],
    },
    { type: 'paragraph', text: t('acts.journal.note') },
    {
      type: 'signatures',
      signatures: [{ post: t('acts.journal.keeper') }, { post: t('acts.journal.head') }],
      seal: true,
    },
  ];
  return {
    ...{ layout: 2, title: `${title}, ${year}`, lang: lang === 'ru' ? 'ru' : 'ky', author: municipality },
    date: new Date(`${day}T00:00:00Z`),
    page: { orientation: 'landscape', margins: { left: 20, right: 10, top: 15, bottom: 15 }, fontSize: 11 },
    footer: `${title}, ${year}`,
    blocks: [...cover, ...parts.map((part): Block => ({ type: 'part', blocks: blocksOf(i18n, part) }))],
  };
}

const nameOf = ({ t }: I18n, { issuingBody, type }: JournalPart) =>
  `${t(`acts.type.${type}`)}, ${t(`acts.body.${issuingBody}`)}`;

/** «№ 86-т – № 91-т». */
function rangeOf({ t }: I18n, { lines }: JournalPart): string {
  const numbers = lines.flatMap((line) => (line.kind === 'act' ? [line.act.number ?? ''] : []));
  const [first, last] = [numbers[0], numbers.at(-1)];
  return first === last ? `№ ${first}` : t('acts.journal.range', { first: first ?? '', last: last ?? '' });
}

function blocksOf(i18n: I18n, part: JournalPart): FlowBlock[] {
  const { t } = i18n;
  const table: TableBlock = {
    type: 'table',
    compact: true,
    columns: [
      { label: t('acts.field.number'), width: 10 },
      { label: t('acts.field.date'), width: 10 },
      { label: t('acts.field.title'), width: 38 },
      { label: t('acts.field.signer'), width: 16 },
      { label: t('acts.journal.mark'), width: 18 },
      { label: t('acts.journal.taken'), width: 8 },
    ],
    rows: part.lines.map((line) => rowOf(i18n, line)),
  };
  return [{ type: 'title', text: nameOf(i18n, part) }, table];
}

function rowOf(i18n: I18n, line: JournalLine): TableBlock['rows'][number] {
  const { fmt, lang } = i18n;
  if (line.kind === 'gap') {
    const { from, to } = line.gap;
    return [from === to ? String(from) : `${from}–${to}`, '', gapText(i18n, line.gap), '', '', ''];
  }
  const { act } = line;
  return [
    act.number ?? '',
    act.issuedOn === null ? '' : fmt.dateShort(act.issuedOn),
    lang === 'ru' ? act.titleRu : act.titleKy,
    act.signedBy ?? '',
    markOf(i18n, line),
    '',
  ];
}

/** Why a number stands under no act. */
function gapText({ t, fmt }: I18n, { after, next }: JournalGap): string {
  const number = next.number ?? '';
  const day = next.issuedOn === null ? '' : fmt.dateShort(next.issuedOn);
  return t(after === undefined ? 'acts.journal.gap-before' : 'acts.journal.gap', { number, day });
}

/** What the reader of the journal must know of an act: not signed yet, annulled and why, replaced by which. */
function markOf({ t }: I18n, { act, replacedBy }: Extract<JournalLine, { kind: 'act' }>): string {
  const standing = standingOf(act);
  if (standing === 'registered') return t('acts.journal.unsigned');
  if (standing !== 'annulled') return '';
  const said = t(act.signedAt === null ? 'acts.journal.annulled-unsigned' : 'acts.standing.annulled');
  const why =
    act.annulledReason ?? (replacedBy ? t('acts.journal.replaced', { number: replacedBy.number ?? '' }) : '');
  return why === '' ? said : `${said}: ${why}`;
}
