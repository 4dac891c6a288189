import type {
  MapObject,
  NotePart,
  PhotoPurpose,
  SessionRecord,
} from '../../needs/sessions/rules/session-record.ts';
import { saysKind } from '../../cycle/documents/names.ts';
import { isParticipant } from '../../meetings/rules/who-counts.ts';
import { attendanceSums, bandText } from './attendance.ts';
import type { MeetingPackage } from './items.ts';
import { rankedInstitutions } from './ranked-institutions.ts';
import { mapKinds } from '../../drawings/words.ts';

/**
 * The minutes of a session (Annex 10) out of what was done: nothing is added that nobody entered. The result is plain
 * data whose words are keys of messages, so that the same minutes can be shown in any language, printed and copied.
 */

/** A word of the minutes: a text as people wrote it, a message, or a value that each language writes in its own way. */
export type Word =
  | { readonly text: string }
  | { readonly key: string; readonly params?: Readonly<Record<string, string | number>> }
  | { readonly day: string }
  /** Hundredths of a per cent. */
  | { readonly share: number }
  /** Whole tyiyn as a text. */
  | { readonly money: string }
  | { readonly number: number };

/** Words that stand beside one another; what separates them is among them. */
export type Line = readonly Word[];

export type MinutesBlock =
  | { readonly type: 'title'; readonly text: Line; readonly place: Line }
  | {
      readonly type: 'facts';
      /** An empty value is a line to fill in by hand. */
      readonly rows: readonly { readonly label: Word; readonly value: Line }[];
    }
  | { readonly type: 'heading'; readonly level: 2 | 3; readonly text: Line }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly Line[] }
  | {
      readonly type: 'table';
      readonly caption: Word;
      readonly head: readonly Line[];
      /** Columns of numbers, by their place from 0. */
      readonly numeric: readonly number[];
      readonly rows: readonly (readonly Line[])[];
      readonly foot?: readonly Line[];
    }
  /** What the recorder wrote during a part. */
  | { readonly type: 'notes'; readonly part: NotePart; readonly text: string }
  /** A short heading above a list. */
  | { readonly type: 'remark'; readonly text: Line }
  | { readonly type: 'paragraph'; readonly text: Line }
  | { readonly type: 'missing'; readonly text: Word }
  | {
      readonly type: 'photos';
      readonly photos: readonly {
        readonly id: string;
        readonly purpose: PhotoPurpose;
        readonly caption: string;
      }[];
    }
  | { readonly type: 'signatures'; readonly names: readonly string[] };

export type GalleryTally = {
  /** Stickers that count. */
  readonly stickers: number;
  /** Those under no problem. */
  readonly ungrouped: number;
  /** Problems in the order of the wall. */
  readonly columns: readonly { readonly id: string; readonly name: string; readonly votes: number }[];
};

/** Problems with votes, the most first; of equal ones the earlier column first. */
function byVotes(tally: GalleryTally): GalleryTally['columns'] {
  return tally.columns.filter((one) => one.votes > 0).sort((a, b) => b.votes - a.votes);
}

const text = (value: string): Word => ({ text: value });
const word = (key: string, params?: Readonly<Record<string, string | number>>): Word => ({
  // A whole key is of those that say it too: the office's paper, or everybody.
  key: key.includes('.') ? key : `field.run.minutes.${key}`,
  ...(params ? { params } : {}),
});
/** A place whose kind stands once, whether or not the office typed it with the name. */
const placeWord = (key: string, name: string): Word =>
  saysKind(name) ? text(name.trim()) : word(key, { name });
const comma = text(', ');
const joined = (parts: readonly Line[], between: Word = comma): Line =>
  parts.flatMap((part, index) => (index === 0 ? part : [between, ...part]));

export type MinutesFacts = {
  readonly info: Pick<
    MeetingPackage,
    | 'municipality'
    | 'village'
    | 'ageGroup'
    | 'sexMode'
    | 'facilitators'
    | 'venue'
    | 'stickersPerPerson'
    | 'plannedOn'
  >;
  readonly record: SessionRecord;
  readonly tally: GalleryTally;
};

/** The minutes as blocks, in the order of Annex 10. */
export function sessionMinutes({ info, record, tally }: MinutesFacts): MinutesBlock[] {
  const sums = attendanceSums(record);
  const blocks: MinutesBlock[] = [
    {
      type: 'title',
      text: [word('title')],
      place: [
        placeWord('needs.paper.municipality', info.municipality),
        comma,
        placeWord('needs.paper.village', info.village),
      ],
    },
    { type: 'facts', rows: headRows(info, record) },
    { type: 'heading', level: 2, text: [word('needs.paper.agenda')] },
    {
      type: 'list',
      ordered: true,
      items: [[word('needs.paper.agenda-1')], [word('needs.paper.agenda-2')], [word('needs.paper.agenda-3')]],
    },
    ...notes(record, 'opening', 'opening'),
    { type: 'heading', level: 2, text: [word('needs.paper.matter-1')] },
    { type: 'heading', level: 3, text: [word('needs.map.title')] },
    ...mapBlocks(record),
    ...notes(record, 'resources'),
    { type: 'heading', level: 3, text: [word('needs.paper.venn')] },
    ...vennBlocks(record),
    ...notes(record, 'institutions'),
    { type: 'heading', level: 2, text: [word('needs.paper.matter-2')] },
    ...notes(record, 'competence', 'competence'),
    { type: 'heading', level: 3, text: [word('pie')] },
    ...pieBlocks(record),
    ...notes(record, 'budget'),
    { type: 'heading', level: 2, text: [word('needs.paper.matter-3')] },
    ...galleryBlocks(tally, sums.people === null ? null : sums.people * info.stickersPerPerson),
    ...notes(record, 'gallery'),
    ...activeBlocks(record),
    ...notes(record, 'closing', 'closing'),
    { type: 'signatures', names: info.facilitators },
  ];
  if (record.attendance === 'list' && record.people.length > 0) blocks.push(participantTable(record));
  if (record.photos.length > 0) {
    blocks.push({ type: 'heading', level: 2, text: [word('photos')] });
    blocks.push({
      type: 'photos',
      photos: record.photos.map(({ id, purpose, caption }) => ({ id, purpose, caption })),
    });
  }
  return blocks;
}

function headRows(
  info: MinutesFacts['info'],
  record: SessionRecord,
): { readonly label: Word; readonly value: Line }[] {
  const sums = attendanceSums(record);
  const place = record.heldVenue.trim() || info.venue;
  const who: Word[] = [word(`who-${info.sexMode}`, { group: bandText(info.ageGroup) })];
  if (sums.people !== null) {
    who.push(text(': '), word('people', { count: sums.people }));
    const parts: Line[] = [];
    if (sums.women !== null) parts.push([word('field.run.sum.women', { count: sums.women })]);
    if (sums.men !== null) parts.push([word('field.run.sum.men', { count: sums.men })]);
    if (sums.sexUnknown > 0) parts.push([word('sex-unknown', { count: sums.sexUnknown })]);
    if (parts.length > 0) who.push(text(' ('), ...joined(parts), text(')'));
  }
  const beside: Line[] = [];
  if (sums.deputies > 0) beside.push([word('field.run.sum.deputies', { count: sums.deputies })]);
  if (sums.executives > 0) beside.push([word('executives', { count: sums.executives })]);
  if (sums.guests > 0) beside.push([word('field.run.sum.guests', { count: sums.guests })]);
  return [
    { label: word('ui.field.plannedOn'), value: record.heldOn === null ? [] : [{ day: record.heldOn }] },
    { label: word('ui.field.place'), value: place === '' ? [] : [text(place)] },
    { label: word('ui.field.people'), value: who },
    ...(beside.length > 0 ? [{ label: word('beside'), value: joined(beside) }] : []),
    { label: word('ui.field.facilitators'), value: joined(info.facilitators.map((name) => [text(name)])) },
  ];
}

function notes(record: SessionRecord, part: NotePart, heading?: string): MinutesBlock[] {
  const written = record.notes[part].trim();
  if (written === '') return [];
  return [
    ...(heading === undefined
      ? []
      : [{ type: 'heading', level: 3, text: [word(heading)] } satisfies MinutesBlock]),
    { type: 'notes', part, text: written },
  ];
}

const none: MinutesBlock = { type: 'missing', text: word('needs.paper.not-recorded') };

function objectLine(object: MapObject): Line {
  const said: Line[] = [];
  if (object.condition !== null) said.push([{ key: `needs.map.condition.${object.condition}` }]);
  if (object.users.length > 0)
    said.push([
      word('used-by'),
      text(' '),
      ...joined(object.users.map((u) => [{ key: `needs.map.user.${u}` }])),
    ]);
  if (object.note.trim() !== '') said.push([text(object.note.trim())]);
  return [
    object.name.trim() === '' ? word('nameless-object') : text(object.name.trim()),
    ...(said.length > 0 ? [text(': '), ...joined(said, text('; '))] : []),
  ];
}

function mapBlocks(record: SessionRecord): MinutesBlock[] {
  if (record.mapObjects.length === 0) return [none];
  const there = record.mapObjects.filter((object) => !object.wished);
  const wished = record.mapObjects.filter((object) => object.wished);
  const blocks: MinutesBlock[] = [];
  for (const kind of mapKinds) {
    const objects = there.filter((object) => object.kind === kind);
    if (objects.length === 0) continue;
    blocks.push({ type: 'remark', text: [{ key: `needs.map.kind.${kind}` }] });
    blocks.push({ type: 'list', ordered: false, items: objects.map(objectLine) });
  }
  if (wished.length > 0) {
    blocks.push({ type: 'remark', text: [word('wished')] });
    blocks.push({ type: 'list', ordered: false, items: wished.map(objectLine) });
  }
  return blocks;
}

function vennBlocks(record: SessionRecord): MinutesBlock[] {
  const ranked = rankedInstitutions(record);
  if (ranked.length === 0) return [none];
  const several = new Set(record.circles.map((circle) => circle.diagram)).size > 1;
  return [
    {
      type: 'table',
      caption: word('needs.paper.venn-caption'),
      head: [
        [word('ui.field.number')],
        [word('ui.field.institution')],
        [word('needs.paper.importance')],
        [word('drawings.venn.relation')],
        [word('needs.paper.judgement')],
      ],
      numeric: [0],
      rows: ranked.map(({ institution, size, relations, leftOutBy }, index) => {
        const said: Line[] = [];
        if (institution.quality !== null) said.push([word('quality', { mark: institution.quality })]);
        if (institution.satisfaction !== null)
          said.push([word('satisfaction', { mark: institution.satisfaction })]);
        if (institution.judgement.trim() !== '') said.push([text(institution.judgement.trim())]);
        for (const diagram of leftOutBy) said.push([word(`left-out-${diagram}`)]);
        return [
          [{ number: index + 1 }],
          [text(institution.name)],
          size === null ? [] : [word(`size-${size}`)],
          joined(
            relations.map(({ diagram, relation }) =>
              several
                ? [word(`by-${diagram}`), text(': '), word(`relation-${relation}`)]
                : [word(`relation-${relation}`)],
            ),
            text('; '),
          ),
          joined(said, text('; ')),
        ];
      }),
    },
  ];
}

/** A slice of the told budget in tyiyn, as a text: whole som, because a guess knows no tyiyn. */
function sliceMoney(total: string, share: number): string {
  return (((BigInt(total) * BigInt(share) + 500_000n) / 1_000_000n) * 100n).toString();
}

function pieBlocks(record: SessionRecord): MinutesBlock[] {
  const blocks: MinutesBlock[] = [];
  const total = record.budgetTotal;
  if (record.slices.length === 0) blocks.push(none);
  else {
    const sum = record.slices.reduce((all, slice) => all + slice.share, 0);
    const row = (name: Line, share: number): Line[] => [
      name,
      [{ share }],
      ...(total === null ? [] : [[{ money: sliceMoney(total, share) }]]),
    ];
    blocks.push({
      type: 'table',
      caption: word('pie-caption'),
      head: [[word('slice')], [word('percent')], ...(total === null ? [] : [[word('needs.unit.som')]])],
      numeric: total === null ? [1] : [1, 2],
      rows: [...record.slices]
        .sort((a, b) => b.share - a.share)
        .map((slice) => row([text(slice.name)], slice.share)),
      foot: row([word('ui.total')], sum),
    });
  }
  for (const kind of ['question', 'hearing'] as const) {
    const asked = record.budgetQuestions.filter((one) => one.kind === kind);
    if (asked.length === 0) continue;
    blocks.push({
      type: 'remark',
      text: [word(`needs.budget.${kind === 'question' ? 'questions' : 'hearings'}`)],
    });
    blocks.push({ type: 'list', ordered: false, items: asked.map((one) => [text(one.text)]) });
  }
  return blocks;
}

function galleryBlocks(tally: GalleryTally, limit: number | null): MinutesBlock[] {
  if (tally.stickers === 0) return [none];
  const blocks: MinutesBlock[] = [];
  const ranked = byVotes(tally);
  if (ranked.length > 0) {
    blocks.push({
      type: 'table',
      caption: word('gallery-caption'),
      head: [[word('ui.field.number')], [word('ui.field.problem')], [word('ui.field.votes')]],
      numeric: [0, 2],
      // Equal votes share a place, as on the wall and at the end of the meeting.
      rows: ranked.map((one) => [
        [{ number: ranked.findIndex((other) => other.votes === one.votes) + 1 }],
        one.name.trim() === '' ? [word('nameless-problem')] : [text(one.name)],
        [{ number: one.votes }],
      ]),
      foot: [[], [word('ui.total')], [{ number: ranked.reduce((sum, one) => sum + one.votes, 0) }]],
    });
  }
  const summary: Word[] = [word('stickers', { count: tally.stickers })];
  if (limit !== null && limit > tally.stickers)
    summary.push(text(' '), word('unused', { count: limit - tally.stickers }));
  if (tally.ungrouped > 0) summary.push(text(' '), word('ungrouped', { count: tally.ungrouped }));
  blocks.push({ type: 'paragraph', text: summary });
  return blocks;
}

function activeBlocks(record: SessionRecord): MinutesBlock[] {
  const rows = record.people.flatMap((person): Line[] => {
    const uses: Line[] = [];
    if (person.forFocusGroup) uses.push([word('needs.report.for-focus')]);
    if (person.forInitiativeGroup) uses.push([word('people.kind.initiativeGroup')]);
    if (person.forMonitoring) uses.push([word('use-monitoring')]);
    if (uses.length === 0) return [];
    return [[...personName(person), text(': '), ...joined(uses)]];
  });
  if (rows.length === 0) return [];
  return [
    { type: 'heading', level: 2, text: [word('active')] },
    { type: 'list', ordered: true, items: rows },
  ];
}

function personName(person: SessionRecord['people'][number]): Line {
  return person.fullName.trim() === ''
    ? [word('meetings.people.nameless', { number: person.number })]
    : [text(person.fullName.trim())];
}

/** The annex with those who came. Contacts stay out of it: the minutes go from hand to hand. */
function participantTable(record: SessionRecord): MinutesBlock {
  return {
    type: 'table',
    caption: word('annex-people'),
    head: [
      [word('ui.field.number')],
      [word('field.run.name')],
      [word('ui.field.sex')],
      [word('ui.field.age')],
      [word('ui.field.occupation')],
    ],
    numeric: [0],
    rows: record.people.map((person) => {
      const doing: Line[] = [];
      if (!isParticipant('session', person.kind) || person.kind === 'organisation')
        doing.push([word(`kind-${person.kind}`)]);
      if (person.occupation.trim() !== '') doing.push([text(person.occupation.trim())]);
      return [
        [{ number: person.number }],
        // The number says who it was; an empty place can be signed.
        person.fullName.trim() === '' ? [] : [text(person.fullName.trim())],
        person.sex === null ? [] : [word(`sex-${person.sex}`)],
        person.age !== null
          ? [{ number: person.age }]
          : person.ageBand !== null
            ? [text(bandText(person.ageBand))]
            : [],
        joined(doing),
      ];
    }),
  };
}
