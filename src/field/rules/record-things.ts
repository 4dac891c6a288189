import * as Y from 'yjs';
import { photoPurposes } from '../../meetings/rules/record.ts';
import { participantKinds } from '../../meetings/rules/who-counts.ts';
import {
  diagrams,
  institutionKinds,
  mapShapes,
  recordLimits,
  type BudgetQuestion,
  type Circle,
  type GalleryColumn,
  type Institution,
  type MapObject,
  type PieSlice,
  type SessionPerson,
  type SessionPhoto,
} from '../../needs/sessions/rules/session-record.ts';
import { circleSizes, mapConditions, mapKinds, mapUsers } from '../../drawings/words.ts';
import { things, type SessionDocument, type ThingName } from './document.ts';

// The things of a document. Another device may be of another version or damaged: whatever does not fit is read as its default.

export const text = (value: unknown, most: number): string =>
  typeof value === 'string' ? value.replace(/\p{Cs}|\0/gu, '').slice(0, most) : '';
export const whole = (value: unknown, min: number, max: number): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : null;
export const oneOf = <T extends string>(list: readonly T[], value: unknown): T | null =>
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

/** Things as they were read, by their fields; those whose fields were changed must not be in it. */
export type KnownThings = WeakMap<Y.Map<unknown>, { readonly id: string }>;

/** A document, and what was read of it before. */
export type Source = { readonly doc: SessionDocument; readonly known: KnownThings };

function list<T extends { readonly id: string }>(
  { doc, known }: Source,
  name: ThingName,
  most: number,
  read: (raw: Raw, id: string) => T | null,
  rank: (one: T) => number,
): T[] {
  const found: T[] = [];
  for (const [id, fields] of things(doc, name)) {
    if (!isItemId(id) || !(fields instanceof Y.Map)) continue;
    const before = known.get(fields) as T | undefined;
    const one = before ?? read(plainFields(fields), id);
    if (!one) continue;
    if (!before) known.set(fields, one);
    found.push(one);
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

export const peopleOf = (of: Source): SessionPerson[] =>
  numbered(
    list<SessionPerson>(
      of,
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
  );

export const mapObjectsOf = (of: Source): MapObject[] =>
  list<MapObject>(
    of,
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
  );

export const institutionsOf = (of: Source): Institution[] =>
  list<Institution>(
    of,
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

/** Circles of institutions that stand. */
export function circlesOf(of: Source, institutions: readonly Institution[]): Circle[] {
  const standing = new Set(institutions.map((one) => one.id));
  return list<Circle>(
    of,
    'circles',
    recordLimits.institutions * 3,
    (raw, id) => {
      const institutionId = idOrNull(raw.institutionId);
      if (institutionId === null) return null;
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
  ).filter((one) => standing.has(one.institutionId));
}

export const slicesOf = (of: Source): PieSlice[] =>
  list<PieSlice>(
    of,
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
  ).filter((one) => one.name.trim() !== '');

export const questionsOf = (of: Source): BudgetQuestion[] =>
  list<BudgetQuestion>(
    of,
    'questions',
    recordLimits.questions,
    (raw, id) => ({
      id,
      order: order(raw.order),
      kind: raw.kind === 'hearing' ? 'hearing' : 'question',
      text: text(raw.text, 500),
    }),
    (one) => one.order,
  ).filter((one) => one.text.trim() !== '');

export const photosOf = (of: Source): SessionPhoto[] =>
  list<SessionPhoto>(
    of,
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
  );

export const columnsOf = (of: Source): GalleryColumn[] =>
  list<GalleryColumn>(
    of,
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
