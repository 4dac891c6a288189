import * as Y from 'yjs';
import {
  counters,
  publicLimits,
  speechKinds,
  type CountRecord,
  type DoorRecord,
  type HeardRecord,
  type PublicRecord,
  type SpeechRecord,
} from '../../public-meetings/rules/public-record.ts';
import { noteText, type SessionDocument } from './document.ts';
import { isItemId, plainFields } from './record-of.ts';
import { originOf } from './undo.ts';

/**
 * The part of the shared document that a public meeting adds: who spoke, what was heard and decided, cards at the door.
 * People, the day and the place stand where a session has them (document.ts).
 */

/** What was heard and decided on a point are texts of their own, in which two recorders write letter by letter. */
const ofPoint = /^note:(?:heard|decision):(.+)$/;

/** Whether a root of the document belongs to this part. */
export const isOfPublic = (root: string): boolean =>
  root === 'speeches' || root === 'door' || root === 'counts' || ofPoint.test(root);

/** The changes a screen of a public meeting may make. */
export class PublicEdits {
  readonly doc: SessionDocument;
  readonly #origin: string;
  /** @param step the step that makes them */
  constructor(doc: SessionDocument, step = '') {
    this.doc = doc;
    this.#origin = originOf(step);
  }

  putSpeech(id: string, fields: Partial<Omit<SpeechRecord, 'id'>>): void {
    const all = this.doc.getMap<Y.Map<unknown>>('speeches');
    this.doc.transact(() => {
      let one = all.get(id);
      if (!one) {
        one = new Y.Map<unknown>();
        all.set(id, one);
      }
      for (const [key, value] of Object.entries(fields)) if (one.get(key) !== value) one.set(key, value);
    }, this.#origin);
  }

  removeSpeech(id: string): void {
    this.doc.transact(() => this.doc.getMap('speeches').delete(id), this.#origin);
  }

  /** What a counter has counted is written once and whole: a recount is another one. */
  addCount(id: string, count: Omit<CountRecord, 'id'>): void {
    const all = this.doc.getMap('counts');
    this.doc.transact(() => {
      if (!all.has(id)) all.set(id, count);
    }, this.#origin);
  }

  /** Each fact is a value of its own (`<person>|<fact>`): two devices may say them of one person at once. */
  setDoor(personId: string, facts: Partial<Omit<DoorRecord, 'id'>>): void {
    const all = this.doc.getMap('door');
    this.doc.transact(() => {
      for (const [fact, value] of Object.entries(facts))
        if (all.get(`${personId}|${fact}`) !== value) all.set(`${personId}|${fact}`, value);
    }, this.#origin);
  }
}

const text = (value: unknown, most: number): string =>
  typeof value === 'string' ? value.replace(/\p{Cs}|\0/gu, '').slice(0, most) : '';
const oneOf = <T extends string>(list: readonly T[], value: unknown): T | null =>
  list.includes(value as T) ? (value as T) : null;
const numberOf = (value: unknown, most: number): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most ? value : null;
const idOf = (value: unknown): string | null => (typeof value === 'string' && isItemId(value) ? value : null);

function speechesOf(doc: SessionDocument): SpeechRecord[] {
  const found: SpeechRecord[] = [];
  for (const [id, fields] of doc.getMap('speeches')) {
    if (!isItemId(id) || !(fields instanceof Y.Map)) continue;
    const raw = plainFields(fields);
    const said = text(raw.text, publicLimits.said).trim();
    if (said === '') continue;
    const official = text(raw.official, publicLimits.name).trim();
    found.push({
      id,
      order: typeof raw.order === 'number' && Number.isFinite(raw.order) ? raw.order : 0,
      agendaItemId: idOf(raw.agendaItemId),
      kind: oneOf(speechKinds, raw.kind) ?? 'speech',
      official,
      sex: oneOf(['female', 'male'] as const, raw.sex),
      villageId: official === '' ? idOf(raw.villageId) : null,
      slip: numberOf(raw.slip, publicLimits.slip),
      minutes: numberOf(raw.minutes, publicLimits.minutes),
      text: said,
      textLang: oneOf(['ky', 'ru'] as const, raw.textLang) ?? 'ky',
    });
  }
  found.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  return found.slice(0, publicLimits.speeches);
}

function heardOf(doc: SessionDocument): HeardRecord[] {
  const points = new Set<string>();
  for (const root of doc.share.keys()) {
    const id = ofPoint.exec(root)?.[1];
    if (isItemId(id)) points.add(id);
  }
  return [...points].sort().map((id) => ({
    id,
    heard: text(noteText(doc, `heard:${id}`).toJSON(), publicLimits.heard).trim(),
    decision: text(noteText(doc, `decision:${id}`).toJSON(), publicLimits.decision).trim(),
  }));
}

function doorOf(doc: SessionDocument): DoorRecord[] {
  const all = doc.getMap('door');
  const people = new Set([...all.keys()].map((key) => key.split('|')[0] ?? ''));
  return [...people]
    .filter(isItemId)
    .sort()
    .map((id) => ({
      id,
      villageId: idOf(all.get(`${id}|villageId`)),
      card: numberOf(all.get(`${id}|card`), publicLimits.card),
    }));
}

function figuresOf(value: unknown): Record<string, number> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const figures = Object.entries(value).slice(0, 14);
  return figures.length > 0 && figures.every(([, votes]) => isCount(votes))
    ? Object.fromEntries(figures)
    : undefined;
}
const isCount = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= publicLimits.votes;

function countsOf(doc: SessionDocument): CountRecord[] {
  const found: CountRecord[] = [];
  for (const [id, value] of doc.getMap('counts')) {
    if (!isItemId(id) || typeof value !== 'object' || value === null) continue;
    const raw = value as Partial<Record<keyof CountRecord, unknown>>;
    const questionId = idOf(raw.questionId);
    const counter = counters.find((one) => one === raw.counter);
    const present = numberOf(raw.present, publicLimits.votes);
    const figures = figuresOf(raw.figures);
    if (questionId === null || counter === undefined || present === null || !figures) continue;
    const order = typeof raw.order === 'number' && Number.isFinite(raw.order) ? raw.order : 0;
    found.push({ id, order, questionId, counter, present, figures });
  }
  found.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  return found.slice(0, publicLimits.counts);
}

/** The public meeting's part as plain values. Never throws for what another device wrote. */
export const publicRecordOf = (doc: SessionDocument): PublicRecord => ({
  speeches: speechesOf(doc),
  heard: heardOf(doc),
  door: doorOf(doc),
  counts: countsOf(doc),
});
