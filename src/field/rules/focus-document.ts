import * as Y from 'yjs';
import {
  contributionForms,
  focusColumns,
  focusLimits,
  focusParts,
  likelihoods,
  parties,
  type FocusEntry,
  type FocusPart,
  type FocusRecord,
  type FocusTopic,
} from '../../needs/focus/rules/focus-record.ts';
import { noteText, replaceText, type SessionDocument } from './document.ts';
import { isItemId, plainFields } from './record-of.ts';
import { originOf } from './undo.ts';

/**
 * The part of the shared document that a focus group adds: the table of causes, consequences, solutions and
 * contributions. People, photos, the day and the place stand where a session has them (document.ts).
 */

/**
 * What is told of a problem. Each field is a value of its own (`<problem>|<field>`): the problems are known
 * beforehand, so two devices may speak of one for the first time at once, and a map made twice would lose one.
 */
const topicFields = ['description', 'subgroup'] as const;
const mostOfTopic = { description: 2000, subgroup: 100 } as const;

/** The changes a screen of a focus group may make; each is one step of undo. */
export class FocusEdits {
  readonly doc: SessionDocument;
  readonly #origin: string;
  /** @param step the step that makes them, whose undo takes them back */
  constructor(doc: SessionDocument, step = '') {
    this.doc = doc;
    this.#origin = originOf(step);
  }

  setTopic(problemId: string, fields: Partial<Omit<FocusTopic, 'problemId'>>): void {
    const all = this.doc.getMap<string>('topics');
    this.doc.transact(() => {
      for (const field of topicFields) {
        const value = fields[field];
        const key = `${problemId}|${field}`;
        if (value !== undefined && all.get(key) !== value) all.set(key, value);
      }
    }, this.#origin);
  }

  putEntry(id: string, fields: Partial<Omit<FocusEntry, 'id'>>): void {
    const all = this.doc.getMap<Y.Map<unknown>>('entries');
    this.doc.transact(() => {
      let one = all.get(id);
      if (!one) {
        one = new Y.Map<unknown>();
        all.set(id, one);
      }
      for (const [key, value] of Object.entries(fields)) if (one.get(key) !== value) one.set(key, value);
    }, this.#origin);
  }

  removeEntry(id: string): void {
    this.doc.transact(() => this.doc.getMap('entries').delete(id), this.#origin);
  }

  /** People of organisations, when heads are counted. */
  setOrganisations(organisations: number | null): void {
    this.doc.transact(() => this.doc.getMap('meta').set('organisations', organisations), this.#origin);
  }

  setText(part: FocusPart | 'criteria', text: string): void {
    this.doc.transact(() => replaceText(noteText(this.doc, part), text), this.#origin);
  }
}

const text = (value: unknown, most: number): string =>
  typeof value === 'string' ? value.replace(/\p{Cs}|\0/gu, '').slice(0, most) : '';
const oneOf = <T extends string>(list: readonly T[], value: unknown): T | null =>
  list.includes(value as T) ? (value as T) : null;

function topicsOf(doc: SessionDocument): FocusTopic[] {
  const all = doc.getMap('topics');
  const problemIds = [...new Set([...all.keys()].map((key) => key.split('|')[0] ?? ''))];
  return problemIds
    .filter(isItemId)
    .sort()
    .map((problemId) => {
      const told = (field: (typeof topicFields)[number]) =>
        text(all.get(`${problemId}|${field}`), mostOfTopic[field]);
      return { problemId, description: told('description'), subgroup: told('subgroup') };
    });
}

const countOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 999 ? value : null;

/** The focus group's part as plain values. Never throws for what another device wrote. */
export function focusRecordOf(doc: SessionDocument): FocusRecord {
  const topics = topicsOf(doc);
  const entries: FocusEntry[] = [];
  for (const [id, fields] of doc.getMap('entries')) {
    if (!isItemId(id) || !(fields instanceof Y.Map)) continue;
    const raw = plainFields(fields);
    const column = oneOf(focusColumns, raw.column);
    const words = text(raw.text, focusLimits.text).trim();
    if (column === null || words === '' || !isItemId(raw.problemId)) continue;
    const contribution = column === 'contribution';
    entries.push({
      id,
      order: typeof raw.order === 'number' && Number.isFinite(raw.order) ? raw.order : 0,
      problemId: raw.problemId,
      column,
      text: words,
      likelihood: column === 'consequence' ? oneOf(likelihoods, raw.likelihood) : null,
      party: contribution ? oneOf(parties, raw.party) : null,
      who: contribution ? text(raw.who, 200) : '',
      form: contribution ? oneOf(contributionForms, raw.form) : null,
    });
  }
  entries.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  return {
    topics,
    entries: entries.slice(0, focusLimits.entries),
    notes: Object.fromEntries(
      focusParts.map((part) => [part, text(noteText(doc, part).toJSON(), 20_000)]),
    ) as Record<FocusPart, string>,
    criteria: text(noteText(doc, 'criteria').toJSON(), focusLimits.criteria),
    organisations: countOf(doc.getMap('meta').get('organisations')),
  };
}
