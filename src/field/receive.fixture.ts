import { randomUUID } from 'node:crypto';
import * as Y from 'yjs';
import type { TestDatabase, TestMunicipality } from '../../test/database.ts';
import type { Gate } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import type { FileStore } from '../platform/files/store.ts';
import { receiveItems } from './commands/receive-items.ts';
import type { ReceiveOptions } from './commands/receive-work.ts';
import { newDocument, SessionEdits, type SessionDocument } from './rules/document.ts';
import { itemSchema, type Item, type ItemBody, type ItemsAnswer, type Sticker } from './rules/items.ts';
import { insertLeader, insertSession } from '../../test/meetings.ts';

// What tests of receiving share: a session that is led by somebody, and a device in that person's hand.

export const now = new Date('2026-03-20T06:00:00Z');

let years = 2100;

export type HeldSession = { readonly id: string; readonly cycleId: string };

/** An open session of a fresh cycle, led by this account. */
export async function makeHeldSession(
  base: TestDatabase,
  home: TestMunicipality,
  leader?: Gate,
  facts: {
    readonly state?: string;
    readonly opened?: boolean;
    readonly cycleId?: string;
    readonly part?: number;
  } = {},
): Promise<HeldSession> {
  const cycleId = facts.cycleId ?? newId();
  const id = newId();
  const { owner } = base.db;
  if (facts.cycleId === undefined) {
    years += 1;
    await owner.query(
      `insert into cycle (id, municipality_id, year, sessions_opened_at) values ($1, $2, $3, $4)`,
      [cycleId, home.id, years, facts.opened === false ? null : now],
    );
  }
  const village = { municipalityId: home.id, cycleId, villageId: home.villages[0]!.id };
  await insertSession(owner, { id, ...village, part: facts.part ?? 1, state: facts.state ?? 'planned' });
  if (leader) await assign(base, home, id, leader);
  return { id, cycleId };
}

/** Makes the account the session's facilitator. */
export async function assign(
  base: TestDatabase,
  home: TestMunicipality,
  sessionId: string,
  leader: Gate,
): Promise<void> {
  const personId = newId();
  await base.db.owner.query(
    `insert into person (id, municipality_id, full_name, account_id, birth_year) values ($1, $2, $3, $4, 1980)`,
    [personId, home.id, leader.name, leader.accountId],
  );
  await insertLeader(base.db.owner, { municipalityId: home.id, meetingId: sessionId, personId });
}

/** A phone as the hall uses it: its own copy of the document, and items it sends. */
export class Phone {
  readonly doc: SessionDocument;
  readonly edit: SessionEdits;
  readonly #base: TestDatabase;
  readonly #files: FileStore;
  readonly gate: Gate;
  readonly deviceId: string;
  readonly sessionId: string;
  /** What its clock shows. */
  clock = now;
  clockOff: number | null = 0;
  #sent: Uint8Array;

  private constructor(base: TestDatabase, files: FileStore, gate: Gate, deviceId: string, sessionId: string) {
    this.#base = base;
    this.#files = files;
    this.gate = gate;
    this.deviceId = deviceId;
    this.sessionId = sessionId;
    this.doc = newDocument(sessionId);
    this.edit = new SessionEdits(this.doc);
    this.#sent = Y.encodeStateVector(this.doc);
  }

  static async prepare(
    base: TestDatabase,
    files: FileStore,
    gate: Gate,
    sessionId: string,
    facts: { readonly tokenHash?: string } = {},
  ): Promise<Phone> {
    const id = newId();
    await base.db.owner.query(
      `insert into field_device (id, municipality_id, account_id, label, token_hash, recovery_sealed)
       values ($1, $2, $3, 'Телефон', $4, '')`,
      [id, gate.municipalityId, gate.accountId, facts.tokenHash ?? '00'.repeat(32)],
    );
    return new Phone(base, files, gate, id, sessionId);
  }

  item(body: ItemBody, more: Partial<Item> = {}): Item {
    return {
      id: newId(),
      schema: itemSchema,
      meetingId: this.sessionId,
      meeting: 'session',
      madeAt: this.clock.toISOString(),
      body,
      ...more,
    };
  }

  /** Everything changed in the document since the last call. */
  changes(): Item {
    const update = Y.encodeStateAsUpdate(this.doc, this.#sent);
    this.#sent = Y.encodeStateVector(this.doc);
    return this.item({ kind: 'document', update: Buffer.from(update).toString('base64') });
  }

  sticker(text: string, more: Partial<Sticker> = {}): Item {
    const sticker: Sticker = {
      id: newId(),
      personId: null,
      slot: null,
      text,
      sex: null,
      way: 'typed',
      corrects: null,
      withdrawn: false,
      deviceTime: this.clock.toISOString(),
      ...more,
    };
    return this.item({ kind: 'sticker', sticker });
  }

  async send(items: readonly unknown[], options: Partial<ReceiveOptions> = {}): Promise<ItemsAnswer> {
    return await receiveItems(
      this.#base.db,
      this.#files,
      this.gate,
      { id: this.deviceId, clockOff: this.clockOff },
      { sentAt: this.clock.toISOString(), app: '1.0.0', items: items as Item[] },
      {
        via: 'network',
        now,
        lang: 'en',
        onFault: (error) => {
          throw error;
        },
        ...options,
      },
    );
  }
}

/** States and codes of an answer, in order: `done`, `refused item-damaged`. */
export const saidOf = (answer: ItemsAnswer): string[] =>
  answer.results.map(({ state, code }) => (code === undefined ? state : `${state} ${code}`));

export const stickerOf = (item: Item): Sticker => {
  if (item.body.kind !== 'sticker') throw new Error('not a sticker');
  return item.body.sticker;
};

export const anyId = (): string => randomUUID();
