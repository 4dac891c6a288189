import * as Y from 'yjs';
import {
  recordLimits,
  type BudgetQuestion,
  type Circle,
  type GalleryColumn,
  type Institution,
  type MapObject,
  type NotePart,
  type PieSlice,
  type SessionPerson,
  type SessionPhoto,
  type SessionRecord,
} from '../../needs/sessions/rules/session-record.ts';
import type { FocusPart } from '../../needs/focus/rules/focus-record.ts';
import type { Sticker } from './items.ts';
import type { Relation } from '../../drawings/words.ts';

/**
 * The shared document of one meeting. Two devices may change it apart and are merged by Yjs without loss: things
 * (people, objects, circles …) are maps by id whose fields merge one by one, notes are texts that merge letter by
 * letter, stickers are only ever added. Everybody else sees plain values (`recordOf`).
 */
export type SessionDocument = Y.Doc;

export function newDocument(sessionId: string): SessionDocument {
  return new Y.Doc({ guid: sessionId });
}

/** Collections of things by id. */
export type Things = {
  people: SessionPerson;
  mapObjects: MapObject;
  institutions: Institution;
  circles: Circle;
  slices: PieSlice;
  questions: BudgetQuestion;
  photos: SessionPhoto;
  columns: GalleryColumn;
};
export type ThingName = keyof Things;
export const thingNames: readonly ThingName[] = [
  'people',
  'mapObjects',
  'institutions',
  'circles',
  'slices',
  'questions',
  'photos',
  'columns',
];

/** Facts of the meeting that stand once. */
export type Meta = Pick<
  SessionRecord,
  | 'heldOn'
  | 'heldVenue'
  | 'attendance'
  | 'women'
  | 'men'
  | 'deputies'
  | 'executives'
  | 'guests'
  | 'mapBase'
  | 'mapPhotoId'
  | 'budgetTotal'
>;

/** When a step of the programme was begun and left, on the clock of the device, and the minutes it was given. */
export type StepClock = {
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly minutes: number | null;
};

/** The fields of one thing. */
export type Fields = Y.Map<unknown>;

export function things(doc: SessionDocument, name: ThingName): Y.Map<Fields> {
  return doc.getMap<Fields>(name);
}

/** A text that is written letter by letter: a part of the minutes, or what was heard on a point of the agenda. */
export type TextPart = NotePart | FocusPart | 'criteria' | `${'heard' | 'decision'}:${string}`;

/** The text of a part of the minutes, for editors that write letter by letter. */
export function noteText(doc: SessionDocument, part: TextPart): Y.Text {
  return doc.getText(`note:${part}`);
}

/** Origin of changes made on this device; undo (undo.ts) takes back these and no others. */
export const ownChange = 'own';

/** The changes a screen may make. Each is one step of undo; `together` makes one step of several. */
export class SessionEdits {
  readonly doc: SessionDocument;
  constructor(doc: SessionDocument) {
    this.doc = doc;
  }

  together(work: () => void): void {
    this.doc.transact(work, ownChange);
  }

  setMeta(changes: Partial<Meta>): void {
    const meta = this.doc.getMap('meta');
    this.together(() => {
      for (const [key, value] of Object.entries(changes)) if (meta.get(key) !== value) meta.set(key, value);
    });
  }

  /** Adds a thing, or changes the named fields of the one that stands. Values must be plain JSON. */
  put<N extends ThingName>(name: N, id: string, fields: Partial<Omit<Things[N], 'id'>>): void {
    const all = things(this.doc, name);
    this.together(() => {
      let one = all.get(id);
      if (!one) {
        one = new Y.Map<unknown>();
        all.set(id, one);
      }
      for (const [key, value] of Object.entries(fields)) {
        if (JSON.stringify(one.get(key)) !== JSON.stringify(value)) one.set(key, value);
      }
    });
  }

  remove(name: ThingName, id: string): void {
    this.together(() => things(this.doc, name).delete(id));
  }

  /** Sets how two circles of one diagram stand; `separate` is the absence of a link. */
  link(diagram: Circle['diagram'], a: string, b: string, relation: Relation): void {
    if (a === b) return;
    const [first, second] = a < b ? [a, b] : [b, a];
    const links = this.doc.getMap<string>('links');
    const key = `${diagram}|${first}|${second}`;
    this.together(() => {
      if (relation === 'separate') links.delete(key);
      else if (links.get(key) !== relation) links.set(key, relation);
    });
  }

  /** Puts stickers under a column, or takes them out of every column (null). */
  place(stickerIds: readonly string[], columnId: string | null): void {
    const placements = this.doc.getMap<string | null>('placements');
    this.together(() => {
      for (const id of stickerIds)
        if ((placements.get(id) ?? null) !== columnId) placements.set(id, columnId);
    });
  }

  /** Replaces the whole text of a part, touching only what differs, so that another's words survive. */
  setNote(part: TextPart, text: string): void {
    const shared = noteText(this.doc, part);
    this.together(() => replaceText(shared, text.slice(0, recordLimits.note)));
  }

  setClock(step: string, clock: Partial<StepClock>): void {
    const all = this.doc.getMap<Fields>('programme');
    this.together(() => {
      let one = all.get(step);
      if (!one) {
        one = new Y.Map<unknown>();
        all.set(step, one);
      }
      for (const [key, value] of Object.entries(clock)) one.set(key, value);
    });
  }

  /** Adds stickers. One that stands is never changed: the same id twice is the same sticker. */
  addStickers(stickers: readonly Sticker[]): void {
    const all = this.doc.getMap<string>('stickers');
    this.doc.transact(() => {
      for (const sticker of stickers) if (!all.has(sticker.id)) all.set(sticker.id, JSON.stringify(sticker));
    }, 'sticker');
  }
}

/** Changes only the middle that differs: beginnings and ends that agree stay as they are. */
export function replaceText(shared: Y.Text, next: string): void {
  const before = shared.toJSON();
  if (before === next) return;
  let start = 0;
  while (start < before.length && start < next.length && before[start] === next[start]) start += 1;
  let end = 0;
  while (
    end < before.length - start &&
    end < next.length - start &&
    before[before.length - 1 - end] === next[next.length - 1 - end]
  ) {
    end += 1;
  }
  if (before.length - start - end > 0) shared.delete(start, before.length - start - end);
  if (next.length - start - end > 0) shared.insert(start, next.slice(start, next.length - end));
}
