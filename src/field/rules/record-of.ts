import * as Y from 'yjs';
import {
  diagrams,
  mapBases,
  noteParts,
  recordLimits,
  type Circle,
  type CircleLink,
  type GalleryColumn,
  type NotePart,
  type SessionRecord,
} from '../../needs/sessions/rules/session-record.ts';
import { noteText, type Fields, type Meta, type SessionDocument, type StepClock } from './document.ts';
import type { Sticker } from './items.ts';
import {
  circlesOf,
  columnsOf,
  institutionsOf,
  isItemId,
  mapObjectsOf,
  oneOf,
  peopleOf,
  photosOf,
  plainFields,
  questionsOf,
  slicesOf,
  text,
  whole,
  type KnownThings,
} from './record-things.ts';

export { isItemId, plainFields } from './record-things.ts';

/** What was read before, and what may say something else since: everything else is taken as it was. */
export type ReadBefore = {
  readonly record: SessionRecord;
  /** Names of the document's roots of which something was changed. */
  readonly changed: ReadonlySet<string>;
};

const noteRoots = noteParts.map((part) => `note:${part}`);

/**
 * The document as plain values; equal documents give equal records. Never throws for what another device wrote.
 * @param before what was read of the same document: parts and things that did not change are the same objects again
 */
export function recordOf(
  doc: SessionDocument,
  before?: ReadBefore,
  known: KnownThings = new WeakMap(),
): SessionRecord {
  const of = { doc, known };
  const was = before?.record;
  const stands = (...roots: readonly string[]) => !roots.some((root) => before?.changed.has(root) ?? true);
  const institutions = was && stands('institutions') ? was.institutions : institutionsOf(of);
  const circles = was && stands('circles', 'institutions') ? was.circles : circlesOf(of, institutions);
  const columns = was && stands('columns') ? was.columns : columnsOf(of);
  return {
    ...(was && stands('meta') ? was : metaOf(doc)),
    people: was && stands('people') ? was.people : peopleOf(of),
    notes: was && stands(...noteRoots) ? was.notes : notesOf(doc, before),
    mapObjects: was && stands('mapObjects') ? was.mapObjects : mapObjectsOf(of),
    institutions,
    circles,
    links: was && stands('links', 'circles', 'institutions') ? was.links : linksOf(doc, circles),
    slices: was && stands('slices') ? was.slices : slicesOf(of),
    budgetQuestions: was && stands('questions') ? was.budgetQuestions : questionsOf(of),
    photos: was && stands('photos') ? was.photos : photosOf(of),
    columns,
    // Anew at each change of the root: who counts reads there also what was taken out, which is not said here.
    placements: was && stands('placements', 'columns') ? was.placements : placementsOf(doc, columns),
  };
}

function metaOf(doc: SessionDocument): Meta {
  const meta = plainFields(doc.getMap('meta'));
  return {
    heldOn: typeof meta.heldOn === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(meta.heldOn) ? meta.heldOn : null,
    heldVenue: text(meta.heldVenue, 200),
    attendance: meta.attendance === 'counts' ? 'counts' : 'list',
    women: whole(meta.women, 0, 999),
    men: whole(meta.men, 0, 999),
    deputies: whole(meta.deputies, 0, 999),
    executives: whole(meta.executives, 0, 999),
    guests: whole(meta.guests, 0, 999),
    mapBase: oneOf(mapBases, meta.mapBase) ?? 'sheet',
    mapPhotoId: isItemId(meta.mapPhotoId) ? meta.mapPhotoId : null,
    budgetTotal:
      typeof meta.budgetTotal === 'string' && /^\d{1,15}$/.test(meta.budgetTotal) ? meta.budgetTotal : null,
  };
}

function notesOf(doc: SessionDocument, before: ReadBefore | undefined): Record<NotePart, string> {
  return Object.fromEntries(
    noteParts.map((part) => [
      part,
      before && !before.changed.has(`note:${part}`)
        ? before.record.notes[part]
        : text(noteText(doc, part).toJSON(), recordLimits.note),
    ]),
  ) as Record<NotePart, string>;
}

function placementsOf(doc: SessionDocument, columns: readonly GalleryColumn[]): Record<string, string> {
  const columnIds = new Set(columns.map((one) => one.id));
  return Object.fromEntries(
    [...doc.getMap('placements')].filter(
      (entry): entry is [string, string] =>
        isItemId(entry[0]) && typeof entry[1] === 'string' && columnIds.has(entry[1]),
    ),
  );
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

/**
 * The stickers in the order they were written, as they were written: corrections are stickers that name another.
 * @param read what was read before, by id; those that say the same are the same objects again
 */
export function stickersOf(
  doc: SessionDocument,
  read = new Map<string, { readonly json: unknown; readonly sticker: Sticker }>(),
): Sticker[] {
  const found: Sticker[] = [];
  for (const [id, json] of doc.getMap('stickers')) {
    if (!isItemId(id) || typeof json !== 'string') continue;
    const before = read.get(id);
    if (before?.json === json) {
      found.push(before.sticker);
      continue;
    }
    try {
      const sticker = JSON.parse(json) as Sticker;
      if (sticker.id !== id || typeof sticker.text !== 'string' || typeof sticker.deviceTime !== 'string')
        continue;
      read.set(id, { json, sticker });
      found.push(sticker);
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
