import { randomUUID } from 'node:crypto';
import { encodeStateAsUpdate } from 'yjs';
import { budgetPie, institutions, mixedStickers } from '../src/demo/ak-jar.ts';
import { newDocument, noteText, SessionEdits, type ThingName } from '../src/field/rules/document.ts';
import { itemSchema, type Item, type Sticker } from '../src/field/rules/items.ts';
import { noteParts } from '../src/needs/sessions/rules/session-record.ts';
import { mapConditions, mapKinds, mapUsers } from '../src/drawings/words.ts';

/** The size of a full meeting (issue 4). */
export const size = { people: 25, stickers: 125, mapObjects: 60, institutions: 20 } as const;
const columns = 16;
const each = 5;

/** What a full meeting leaves behind, as plain values that a page can be given. */
export type Content = {
  readonly things: readonly (readonly [ThingName, string, Readonly<Record<string, unknown>>])[];
  readonly links: readonly (readonly [string, string])[];
  readonly notes: readonly (readonly [(typeof noteParts)[number], string])[];
  /** Sex is the writer's. */
  readonly stickers: readonly Omit<Sticker, 'id' | 'deviceTime'>[];
  /** Columns and how many of the stickers are put under one of them. */
  readonly columns: readonly string[];
  readonly grouped: number;
};

/** A meeting of 25 people, 125 stickers, 60 objects on the map, 20 institutions, a pie, notes and 16 columns. */
export function fullMeeting(): Content {
  const ids = (count: number) => Array.from({ length: count }, () => randomUUID() as string);
  const people = ids(size.people);
  const circles = ids(size.institutions);
  const columnIds = ids(columns);
  const texts = mixedStickers().slice(0, size.stickers);
  const named: string[] = [...institutions];
  while (named.length < size.institutions) named.push(`Жергиликтүү уюм ${named.length}`);
  const institutionIds = ids(size.institutions);
  const things: Content['things'] = [
    ...people.map((id, at) => {
      const fields = {
        number: at + 1,
        fullName: `Катышуучу ${at + 1}`,
        sex: at < 14 ? 'female' : 'male',
        age: 19 + (at % 16),
        kind: 'community',
      };
      return ['people', id, fields] as const;
    }),
    ...ids(size.mapObjects).map((id, at) => ['mapObjects', id, mapObject(at)] as const),
    ...institutionIds.map((id, at) => {
      const fields = { order: at + 1, name: named[at], kind: 'localInstitution', executive: at === 0 };
      return [
        'institutions',
        id,
        { ...fields, quality: 1 + (at % 5), satisfaction: 3, judgement: '' },
      ] as const;
    }),
    ...circles.map((id, at) => {
      const place = { x: 130 + (at % 5) * 185, y: 130 + Math.floor(at / 5) * 240 };
      const circleSize = at === 0 ? 'big' : at % 3 === 0 ? 'middle' : 'small';
      return [
        'circles',
        id,
        { institutionId: institutionIds[at], diagram: 'common', size: circleSize, ...place },
      ] as const;
    }),
    ...budgetPie.map(
      ([name, percent], at) =>
        ['slices', randomUUID(), { order: at + 1, name, key: null, share: percent * 100 }] as const,
    ),
    ...columnIds.map((id, at) => {
      const fields = { order: at + 1, name: texts[at * 7] ?? `Көйгөй ${at + 1}` };
      return ['columns', id, { ...fields, competence: null, localMatter: null }] as const;
    }),
  ];
  return {
    things,
    links: circles.slice(1, 9).map((id) => [circles[0]!, id] as const),
    notes: noteParts.map((part) => [
      part,
      'Катышуучулар айылдын абалын айтып, ар бир маселе боюнча өз оюн билдирди. '.repeat(14),
    ]),
    stickers: texts.map((text, at) => {
      const person = Math.floor(at / each);
      return {
        personId: people[person]!,
        slot: 1 + (at % each),
        text,
        sex: person < 14 ? 'female' : 'male',
        way: 'typed',
        corrects: null,
        withdrawn: false,
      };
    }),
    columns: columnIds,
    grouped: 60,
  };
}

function mapObject(at: number): Readonly<Record<string, unknown>> {
  const [x, y] = [700 + (at % 10) * 900, 700 + Math.floor(at / 10) * 1500];
  const shape = (['point', 'point', 'line', 'area'] as const)[at % 4]!;
  const ring = Array.from({ length: 12 }, (_, point) => [
    Math.round(x + 300 * Math.cos((point * Math.PI) / 6)),
    Math.round(y + 300 * Math.sin((point * Math.PI) / 6)),
  ]);
  return {
    order: at + 1,
    kind: mapKinds[at % mapKinds.length],
    name: `Айылдын ${at + 1}-объектиси`,
    condition: mapConditions[at % mapConditions.length],
    users: [mapUsers[at % mapUsers.length]],
    wished: at % 11 === 0,
    note: at % 3 === 0 ? 'Жаздын башынан бери иштебейт' : '',
    shape,
    crs: 'sheet',
    points: shape === 'point' ? [[x, y]] : shape === 'line' ? ring.slice(0, 6) : ring,
  };
}

/** Such a meeting as a device sends it: the document, each sticker, the end. */
export function itemsOf(sessionId: string): Item[] {
  const content = fullMeeting();
  const doc = newDocument(sessionId);
  const edit = new SessionEdits(doc);
  const deviceTime = new Date().toISOString();
  const stickers = content.stickers.map((one): Sticker => ({ ...one, id: randomUUID(), deviceTime }));
  edit.setMeta({ heldOn: localDay(), heldVenue: 'Клуб', attendance: 'list' });
  for (const [name, id, fields] of content.things) edit.put(name, id, fields);
  for (const [a, b] of content.links) edit.link('common', a, b, 'touching');
  for (const [part, text] of content.notes) noteText(doc, part).insert(0, text);
  edit.addStickers(stickers);
  stickers.slice(0, content.grouped).forEach(({ id }, at) => {
    edit.place([id], content.columns[at % content.columns.length]!);
  });
  const item = (body: Item['body'], id: string = randomUUID()): Item => ({
    id,
    schema: itemSchema,
    meetingId: sessionId,
    meeting: 'session',
    madeAt: deviceTime,
    body,
  });
  return [
    item({ kind: 'document', update: Buffer.from(encodeStateAsUpdate(doc)).toString('base64') }),
    ...stickers.map((sticker) => item({ kind: 'sticker', sticker }, sticker.id)),
    item({ kind: 'finish', finishedAt: deviceTime }),
  ];
}

/** Today in Bishkek, which is six hours ahead of UTC all year. */
function localDay(): string {
  return new Date(Date.now() + 6 * 3_600_000).toISOString().slice(0, 10);
}
