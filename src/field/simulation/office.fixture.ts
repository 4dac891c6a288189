import type { SessionRecord } from '../../needs/sessions/rules/session-record.ts';
import { StickerWall, type StickerRow } from '../../needs/sessions/rules/sticker-wall.ts';
import { contentHash } from '../commands/content-hash.ts';
import { lookAt } from '../commands/receive-shape.ts';
import { fromBase64, toBase64 } from '../rules/base64.ts';
import { recordOf } from '../rules/record-of.ts';
import type { Held, Item, ItemResult, ItemsAnswer, ItemsRequest, MeetingPackage } from '../rules/items.ts';
import { mergeUpdates } from '../rules/merge.ts';
import {
  idTaken,
  outcomesOf,
  refusalOf,
  takenBefore,
  type ItemRefusal,
  type Outcome,
} from '../rules/receiving.ts';
import { emptyVector } from '../rules/state-vector.ts';
import { versions, type Versions } from '../rules/versions.ts';

// The office in memory, by its own rules: shape, receipts, merging, stickers. What tables would hold lies in maps, so
// that a backup is a copy of them.

type Receipt = { readonly hash: string; readonly device: string; readonly kind: Item['body']['kind'] };
type Statement = StickerRow & { readonly sessionId: string };

/** What the office has, as everybody there can see it. */
export type Standing = {
  /** Ids of items that were taken. */
  readonly receipts: ReadonlySet<string>;
  readonly statements: ReadonlyMap<string, Pick<Statement, 'text' | 'withdrawn'>>;
  readonly photos: ReadonlySet<string>;
  readonly finished: boolean;
  readonly record: SessionRecord;
};

type Awaitable<T> = T | Promise<T>;

/** The office of a story: in memory by its own rules, or the real commands on a real database. */
export interface StoryOffice {
  readonly meetingId: string;
  receive(request: ItemsRequest, device: string, now: number): Awaitable<ItemsAnswer>;
  held(device: string): Awaitable<Held>;
  package(device: string, now: number): Awaitable<MeetingPackage>;
  standing(): Awaitable<Standing>;
  backup(): Awaitable<void>;
  /** Goes back to one of its backups. `store`: the name a restore of ours gives it; undefined: by other means. */
  restore(chance: number, store: string | undefined): Awaitable<void>;
  /** Closed: whatever comes is refused. */
  setClosed(closed: boolean): Awaitable<void>;
  isClosed(): Awaitable<boolean>;
  versions: Versions;
}

type OfficeState = {
  readonly receipts: ReadonlyMap<string, Receipt>;
  readonly statements: ReadonlyMap<string, Statement>;
  readonly photos: ReadonlySet<string>;
  readonly document: Uint8Array | null;
  readonly vector: Uint8Array<ArrayBuffer>;
  readonly finished: boolean;
  readonly closed: boolean;
};

const empty: OfficeState = {
  receipts: new Map(),
  statements: new Map(),
  photos: new Set(),
  document: null,
  vector: emptyVector,
  finished: false,
  closed: false,
};

/** The office as it was before a fault was mended, to see whether the stories find it. */
export type OfficeFaults = {
  /** Changes whose predecessors are lacking are called taken. */
  readonly takesGaps?: boolean;
  /** A restored store does not say that it is another one, nor how far it goes. */
  readonly saysNothing?: boolean;
};

export const meetingId = '00000000-0000-7000-8000-000000000001';

export class Office implements StoryOffice {
  readonly meetingId = meetingId;
  state: OfficeState = empty;
  store = '';
  versions: Versions = versions;
  #backups: OfficeState[] = [empty];
  readonly #faults: OfficeFaults;

  constructor(faults: OfficeFaults = {}) {
    this.#faults = faults;
  }

  /** What POST /field/api/items does. */
  receive(request: ItemsRequest, device: string, now: number): ItemsAnswer {
    const results: ItemResult[] = [];
    const fresh: Item[] = [];
    for (const raw of request.items) {
      const seen = lookAt(raw, this.versions);
      if (!seen.outcome.ok) {
        results.push({ id: seen.id, state: 'refused', code: seen.outcome.code });
        continue;
      }
      const { item } = seen.outcome;
      const before = takenBefore(this.state.receipts.get(item.id)?.hash, contentHash(item));
      if (before === 'no') fresh.push(item);
      else results.push(resultOf(item.id, before === 'yes' ? { state: 'done' } : idTaken));
    }
    for (const [id, outcome] of this.#take(fresh, device)) results.push(resultOf(id, outcome));
    // Who may write nothing now is not told how far the document goes either.
    const heard = results.some(({ state }) => state !== 'refused');
    const vectors: Record<string, string> = heard ? { [meetingId]: toBase64(this.state.vector) } : {};
    return {
      receivedAt: new Date(now).toISOString(),
      results,
      ...(this.#faults.saysNothing ? {} : { store: this.store, vectors }),
    };
  }

  #take(items: readonly Item[], device: string): ReadonlyMap<string, Outcome> {
    if (items.length === 0) return new Map();
    const state = this.state;
    if (state.closed)
      return new Map(items.map(({ id }) => [id, { state: 'refused', code: 'session-closed' }]));
    const refused = new Map<string, ItemRefusal>();
    const of = (kind: Item['body']['kind']) => items.filter(({ body }) => body.kind === kind);
    const merged = mergeUpdates(
      meetingId,
      state.document,
      of('document').map(({ id, body }) => ({ id, bytes: fromBase64((body as { update: string }).update) })),
    );
    for (const [id, code] of merged.refused) refused.set(id, { code });
    const record = recordOf(merged.doc);
    const wall = new StickerWall(
      { id: meetingId, stickersPerPerson: 20 },
      [...state.statements.values()],
      record.people,
      { people: null, standing: state.statements.size },
    );
    const stickers = of('sticker').map(
      ({ body }) => (body as Extract<Item['body'], { kind: 'sticker' }>).sticker,
    );
    for (const [id, refusal] of wall.takeAll(stickers.map((one) => ({ ...one, deviceTime: null }))))
      refused.set(id, { code: refusalOf(refusal).code });
    const later = this.#faults.takesGaps ? new Map<string, never>() : merged.later;
    const outcomes = outcomesOf(items, refused, later);
    const done = items.filter(({ id }) => outcomes.get(id)?.state === 'done');
    this.state = {
      receipts: new Map([
        ...state.receipts,
        ...done.map((item) => [item.id, { hash: contentHash(item), device, kind: item.body.kind }] as const),
      ]),
      statements: new Map([
        ...state.statements,
        ...wall.added.map((row) => [row.id, { ...row, sessionId: meetingId }] as const),
      ]),
      photos: new Set([
        ...state.photos,
        ...done.flatMap(({ id, body }) => (body.kind === 'photo' ? [id] : [])),
      ]),
      document: merged.state,
      vector: Uint8Array.from(merged.vector),
      closed: state.closed,
      finished: state.finished || done.some(({ body }) => body.kind === 'finish'),
    };
    return outcomes;
  }

  /** What GET …/held says. */
  held(device: string): Held {
    const { receipts, statements, vector } = this.state;
    const own = [...receipts].filter(([, { kind, device: by }]) => kind !== 'document' || by === device);
    return {
      store: this.store,
      vector: toBase64(vector),
      items: [...new Set([...own.map(([id]) => id), ...statements.keys()])],
    };
  }

  /** What GET …/sessions/:id says. */
  package(device: string): MeetingPackage {
    const { document, statements } = this.state;
    return {
      ...about,
      document: document === null ? null : toBase64(document),
      stickers: [...statements.values()].map((row) => ({
        id: row.id,
        personId: row.participantId,
        slot: row.slot,
        text: row.text,
        sex: row.sex,
        way: 'typed',
        corrects: row.correctsId,
        withdrawn: row.withdrawn,
        deviceTime: '2026-03-20T04:00:00.000Z',
      })),
      ...(this.#faults.saysNothing ? {} : { held: this.held(device) }),
    };
  }

  /** The record as it would stand in the tables. */
  record(): SessionRecord {
    return recordOf(mergeUpdates(meetingId, this.state.document, []).doc);
  }

  standing(): Standing {
    const { receipts, statements, photos, finished } = this.state;
    return { receipts: new Set(receipts.keys()), statements, photos, finished, record: this.record() };
  }

  backup(): void {
    this.#backups.push(this.state);
  }

  restore(chance: number, store: string | undefined): void {
    this.state = this.#backups[Math.floor(chance * this.#backups.length)]!;
    if (store !== undefined) this.store = store;
  }

  setClosed(closed: boolean): void {
    this.state = { ...this.state, closed };
  }

  isClosed(): boolean {
    return this.state.closed;
  }
}

const resultOf = (id: string, outcome: Outcome): ItemResult =>
  outcome.state === 'done' ? { id, state: 'done' } : { id, state: outcome.state, code: outcome.code };

/** What a package says besides what was written. */
export const about: MeetingPackage = {
  id: meetingId,
  meeting: 'session',
  municipality: 'Арал',
  village: 'Арал',
  ageGroup: '18-35',
  sexMode: 'mixed',
  part: 1,
  plannedOn: null,
  startsAt: null,
  venue: '',
  state: 'open',
  municipalityId: 'municipality',
  cycleName: '2026',
  endsAt: null,
  stickersPerPerson: 20,
  ageGroups: [],
  facilitators: [],
  invited: [],
  programme: {},
  problems: [],
  terms: [],
  budget: null,
  tiles: null,
  mapBase: 'sheet',
  document: null,
  stickers: [],
  priorities: [],
  preparedAt: '2026-03-20T04:00:00.000Z',
};
