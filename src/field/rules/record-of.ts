import * as Y from 'yjs';
import { photoPurposes } from '../../meetings/rules/record.ts';
import { participantKinds } from '../../meetings/rules/who-counts.ts';
import {
  diagrams,
  institutionKinds,
  mapBases,
  mapShapes,
  noteParts,
  recordLimits,
  type BudgetQuestion,
  type Circle,
  type CircleLink,
  type GalleryColumn,
  type Institution,
  type MapObject,
  type NotePart,
  type PieSlice,
  type SessionPerson,
  type SessionPhoto,
  type SessionRecord,
} from '../../needs/sessions/rules/session-record.ts';
import { circleSizes, mapConditions, mapKinds, mapUsers } from '../../drawings/words.ts';
import {
  noteText,
  things,
  type Fields,
  type SessionDocument,
  type StepClock,
  type ThingName,
} from './document.ts';
import type { Sticker } from './items.ts';

// What a document says. Another device may be of another version or damaged: whatever does not fit is read as its default.

const text = (value: unknown, most: number): string =>
  typeof value === 'string' ? value.replace(/\p{Cs}|\0/gu, '').slice(0, most) : '';
const whole = (value: unknown, min: number, max: number): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : null;
const oneOf = <T extends string>(list: readonly T[], value: unknown): T | null =>
  list.includes(value as T) ? (value as T) : null;
const yes = (value: unknown): boolean => value === true;
const order = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 1e9 ? value : 0;
const idOrNull = (value: unknown): string | null => (isItemId(value) ? value : null);

/** Ids made by devices: any UUID, in small letters. */
export function isItemId(value: unknown): value is string {
  return (
    typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value)
  );
}

type Raw = Readonly<Record<string, unknown>>;

/**
 * The plain values among the fields. No field of ours is a shared type of its own, and `toJSON` would follow such
 * types inside one another until the stack ends.
 */
export function plainFields(fields: Y.Map<unknown>): Raw {
  return Object.fromEntries([...fields].filter(([, value]) => !(value instanceof Y.AbstractType)));
}

function list<T extends { readonly id: string }>(
  doc: SessionDocument,
  name: ThingName,
  most: number,
  read: (raw: Raw, id: string) => T | null,
  rank: (one: T) => number,
): T[] {
  const found: T[] = [];
  for (const [id, fields] of things(doc, name)) {
    if (!isItemId(id) || !(fields instanceof Y.Map)) continue;
    const one = read(plainFields(fields), id);
    if (one) found.push(one);
  }
  return found.sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)).slice(0, most);
}

function pointsOf(value: unknown, crs: MapObject['crs']): [number, number][] {
  if (!Array.isArray(value)) return [];
  const most = crs === 'wgs84' ? [180, 90] : [100_000, 100_000];
  return value.slice(0, recordLimits.points).flatMap((point: unknown): [number, number][] => {
    if (!Array.isArray(point)) return [];
    const [x, y] = point as unknown[];
    if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y))
      return [];
    return Math.abs(x) <= most[0]! && Math.abs(y) <= most[1]! ? [[x, y]] : [];
  });
}

/** Numbers on the registration sheet are each one's own: of two that met, the later id gets the next free number. */
function numbered(people: readonly SessionPerson[]): SessionPerson[] {
  const taken = new Set<number>();
  const later: SessionPerson[] = [];
  const kept: SessionPerson[] = [];
  for (const one of people) {
    if (one.number < 1 || taken.has(one.number)) later.push(one);
    else {
      taken.add(one.number);
      kept.push(one);
    }
  }
  let next = 1;
  for (const one of later) {
    while (taken.has(next)) next += 1;
    taken.add(next);
    kept.push({ ...one, number: next });
  }
  return kept.sort((a, b) => a.number - b.number);
}

/** The document as plain values; equal documents give equal records. Never throws for what another device wrote. */
export function recordOf(doc: SessionDocument): SessionRecord {
  const meta = plainFields(doc.getMap('meta'));
  const institutions = list<Institution>(
    doc,
    'institutions',
    recordLimits.institutions,
    (raw, id) => ({
      id,
      order: order(raw.order),
      name: text(raw.name, recordLimits.name),
      kind: oneOf(institutionKinds, raw.kind),
      executive: yes(raw.executive),
      quality: whole(raw.quality, 1, 5),
      satisfaction: whole(raw.satisfaction, 1, 5),
      judgement: text(raw.judgement, recordLimits.judgement),
    }),
    (one) => one.order,
  ).filter((one) => one.name.trim() !== '');
  const known = new Set(institutions.map((one) => one.id));
  const circles = list<Circle>(
    doc,
    'circles',
    recordLimits.institutions * 3,
    (raw, id) => {
      const institutionId = idOrNull(raw.institutionId);
      if (institutionId === null || !known.has(institutionId)) return null;
      return {
        id,
        institutionId,
        diagram: oneOf(diagrams, raw.diagram) ?? 'common',
        size: oneOf(circleSizes, raw.size) ?? 'middle',
        x: Math.round(Math.min(1000, Math.max(0, order(raw.x)))),
        y: Math.round(Math.min(1000, Math.max(0, order(raw.y)))),
      };
    },
    () => 0,
  );
  const columns = list<GalleryColumn>(
    doc,
    'columns',
    recordLimits.columns,
    (raw, id) => {
      const competence = oneOf(['local', 'delegated', 'outside'] as const, raw.competence);
      return {
        id,
        order: order(raw.order),
        name: text(raw.name, recordLimits.name),
        competence,
        localMatter: competence === 'local' ? whole(raw.localMatter, 1, 23) : null,
      };
    },
    (one) => one.order,
  );
  const columnIds = new Set(columns.map((one) => one.id));
  return {
    heldOn: typeof meta.heldOn === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(meta.heldOn) ? meta.heldOn : null,
    heldVenue: text(meta.heldVenue, 200),
    attendance: meta.attendance === 'counts' ? 'counts' : 'list',
    women: whole(meta.women, 0, 999),
    men: whole(meta.men, 0, 999),
    deputies: whole(meta.deputies, 0, 999),
    executives: whole(meta.executives, 0, 999),
    guests: whole(meta.guests, 0, 999),
    people: numbered(
      list<SessionPerson>(
        doc,
        'people',
        recordLimits.people,
        (raw, id) => ({
          id,
          number: whole(raw.number, 1, 999) ?? 0,
          fullName: text(raw.fullName, recordLimits.name),
          sex: oneOf(['female', 'male'] as const, raw.sex),
          age: whole(raw.age, 18, 120),
          ageBand: text(raw.ageBand, 20) || null,
          occupation: text(raw.occupation, recordLimits.name),
          contact: text(raw.contact, recordLimits.name),
          street: text(raw.street, recordLimits.name),
          kind: oneOf(participantKinds, raw.kind) ?? 'community',
          forFocusGroup: yes(raw.forFocusGroup),
          forInitiativeGroup: yes(raw.forInitiativeGroup),
          forMonitoring: yes(raw.forMonitoring),
        }),
        (one) => one.number,
      ),
    ),
    notes: Object.fromEntries(
      noteParts.map((part) => [part, text(noteText(doc, part).toJSON(), recordLimits.note)]),
    ) as Record<NotePart, string>,
    mapBase: oneOf(mapBases, meta.mapBase) ?? 'sheet',
    mapPhotoId: idOrNull(meta.mapPhotoId),
    mapObjects: list<MapObject>(
      doc,
      'mapObjects',
      recordLimits.mapObjects,
      (raw, id) => {
        const crs = raw.crs === 'wgs84' ? 'wgs84' : 'sheet';
        const points = pointsOf(raw.points, crs);
        const shape = oneOf(mapShapes, raw.shape) ?? 'none';
        const fewest = { none: 0, point: 1, line: 2, area: 3 }[shape];
        return {
          id,
          order: order(raw.order),
          kind: oneOf(mapKinds, raw.kind) ?? 'infrastructure',
          name: text(raw.name, recordLimits.name),
          condition: oneOf(mapConditions, raw.condition),
          users: Array.isArray(raw.users)
            ? mapUsers.filter((user) => (raw.users as unknown[]).includes(user))
            : [],
          wished: yes(raw.wished),
          note: text(raw.note, recordLimits.judgement),
          shape: points.length < fewest ? 'none' : shape,
          crs,
          points: points.length < fewest ? [] : points,
        };
      },
      (one) => one.order,
    ),
    institutions,
    circles,
    links: linksOf(doc, circles),
    slices: list<PieSlice>(
      doc,
      'slices',
      recordLimits.slices,
      (raw, id) => ({
        id,
        order: order(raw.order),
        name: text(raw.name, recordLimits.name),
        key: text(raw.key, 40) || null,
        share: whole(raw.share, 0, 10_000) ?? 0,
      }),
      (one) => one.order,
    ).filter((one) => one.name.trim() !== ''),
    budgetTotal:
      typeof meta.budgetTotal === 'string' && /^\d{1,15}$/.test(meta.budgetTotal) ? meta.budgetTotal : null,
    budgetQuestions: list<BudgetQuestion>(
      doc,
      'questions',
      recordLimits.questions,
      (raw, id) => ({
        id,
        order: order(raw.order),
        kind: raw.kind === 'hearing' ? 'hearing' : 'question',
        text: text(raw.text, 500),
      }),
      (one) => one.order,
    ).filter((one) => one.text.trim() !== ''),
    photos: list<SessionPhoto>(
      doc,
      'photos',
      recordLimits.photos,
      (raw, id) => ({
        id,
        purpose: oneOf(photoPurposes, raw.purpose) ?? 'other',
        caption: text(raw.caption, recordLimits.name),
        width: whole(raw.width, 1, 20_000) ?? 1,
        height: whole(raw.height, 1, 20_000) ?? 1,
      }),
      () => 0,
    ),
    columns,
    placements: Object.fromEntries(
      [...doc.getMap('placements')].filter(
        (entry): entry is [string, string] =>
          isItemId(entry[0]) && typeof entry[1] === 'string' && columnIds.has(entry[1]),
      ),
    ),
  };
}

function linksOf(doc: SessionDocument, circles: readonly Circle[]): CircleLink[] {
  const byId = new Map(circles.map((circle) => [circle.id, circle]));
  const found: CircleLink[] = [];
  for (const [key, value] of doc.getMap('links')) {
    const [diagram, a = '', b = ''] = key.split('|');
    const relation = oneOf(['touching', 'partial', 'full'] as const, value);
    if (!relation || a >= b) continue;
    const drawn = oneOf(diagrams, diagram);
    if (!drawn || byId.get(a)?.diagram !== drawn || byId.get(b)?.diagram !== drawn) continue;
    found.push({ diagram: drawn, a, b, relation });
  }
  return found.sort((x, y) => (x.a + x.b < y.a + y.b ? -1 : 1));
}

/** The stickers in the order they were written, as they were written: corrections are stickers that name another. */
export function stickersOf(doc: SessionDocument): Sticker[] {
  const found: Sticker[] = [];
  for (const [id, value] of doc.getMap('stickers')) {
    if (!isItemId(id) || typeof value !== 'string') continue;
    try {
      const one = JSON.parse(value) as Sticker;
      if (one.id === id && typeof one.text === 'string' && typeof one.deviceTime === 'string')
        found.push(one);
    } catch {
      // Written by a damaged device: it does not count, and it stays where it is.
    }
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The clock of each step that was begun. */
export function clocksOf(doc: SessionDocument): Readonly<Record<string, StepClock>> {
  return Object.fromEntries(
    [...doc.getMap<Fields>('programme')].flatMap(([step, fields]) => {
      if (!(fields instanceof Y.Map)) return [];
      const raw = plainFields(fields);
      const moment = (value: unknown) => (typeof value === 'string' ? value.slice(0, 40) : null);
      return [
        [
          step,
          {
            startedAt: moment(raw.startedAt),
            endedAt: moment(raw.endedAt),
            minutes: whole(raw.minutes, 1, 600),
          },
        ],
      ];
    }),
  );
}
