import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { Lang } from '../../../platform/i18n/lang.ts';
import { fromBase64 } from '../../rules/base64.ts';
import type { DeviceAnswer, FieldMeeting } from '../../rules/items.ts';
import { Connection, removeDatabase } from './connection.ts';
import { clearTries, countTry, forgetPerson, keepPerson, type Person, type WrappedKey } from './people.ts';

/** Something encrypted under the person's data key, for one place in the store. */
export type Sealed = { readonly iv: Uint8Array<ArrayBuffer>; readonly data: ArrayBuffer };

export type MeetingRow = {
  readonly id: string;
  /** MeetingPackage */
  readonly info: Sealed;
  /** What the office has acknowledged of the shared document (a state vector). */
  readonly acked: Sealed | null;
  /** 1: the document has changes that are in no item yet. */
  readonly dirty: 0 | 1;
  /** Ids of stickers of others that the office has said to hold; rows of before do not have it. */
  readonly known?: Sealed | null;
};
export type UpdateRow = { readonly meeting: string; readonly sealed: Sealed };
export type PhotoRow = { readonly id: string; readonly meeting: string; readonly sealed: Sealed };
export type OutboxRow = {
  readonly seq?: number;
  readonly id: string;
  readonly meeting: string;
  readonly meetingKind: FieldMeeting;
  readonly kind: 'document' | 'sticker' | 'photo' | 'finish';
  readonly schema: number;
  readonly madeAt: string;
  readonly state: 'waiting' | 'refused' | 'done';
  readonly tries: number;
  readonly size: number;
  /** ItemBody; null when it has been sent, and for photos, which lie in their own store. */
  readonly body: Sealed | null;
  /** Of a document: how far it goes (a state vector). */
  readonly vector: Sealed | null;
  /** Why it was refused. */
  readonly note: Sealed | null;
  readonly doneAt: string | null;
};

export interface PersonDB extends DBSchema {
  facts: { key: string; value: Sealed };
  meetings: { key: string; value: MeetingRow };
  updates: { key: number; value: UpdateRow; indexes: { meeting: string } };
  drafts: { key: string; value: Sealed };
  photos: { key: string; value: PhotoRow; indexes: { meeting: string } };
  outbox: { key: number; value: OutboxRow; indexes: { id: string; meeting: string } };
}
export type Tx<N extends StoreNames<PersonDB>> = IDBPTransaction<PersonDB, N[], 'readwrite'>;

/** What only the person's own PIN opens. */
export type Identity = Pick<DeviceAnswer, 'deviceId' | 'token' | 'account' | 'municipality' | 'officeKey'>;

const utf8 = new TextEncoder();
const fewestRounds = 600_000;
const mostRounds = 5_000_000;

const databaseOf = (personId: string) => `ashar-person-${personId}`;

function makeStores(db: IDBPDatabase<PersonDB>): void {
  db.createObjectStore('facts');
  db.createObjectStore('meetings', { keyPath: 'id' });
  db.createObjectStore('updates', { autoIncrement: true }).createIndex('meeting', 'meeting');
  db.createObjectStore('drafts');
  db.createObjectStore('photos', { keyPath: 'id' }).createIndex('meeting', 'meeting');
  const outbox = db.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true });
  outbox.createIndex('id', 'id', { unique: true });
  outbox.createIndex('meeting', 'meeting');
}

async function underPin(pin: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey('raw', utf8.encode(pin), 'PBKDF2', false, ['deriveKey']);
  return await crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    typed,
    { name: 'AES-GCM', length: 256 },
    false,
    ['wrapKey', 'unwrapKey'],
  );
}

/** Rounds that cost this device about half a second, never fewer than 600 000. */
async function calibrate(): Promise<number> {
  const started = performance.now();
  await underPin('000000', new Uint8Array(16), 100_000);
  const took = Math.max(1, performance.now() - started);
  return Math.min(mostRounds, Math.max(fewestRounds, Math.ceil((500 / took) * 100_000)));
}

async function recoveryKey(base64: string): Promise<CryptoKey> {
  return await crypto.subtle.importKey('raw', fromBase64(base64), 'AES-GCM', false, ['wrapKey', 'unwrapKey']);
}

async function wrap(key: CryptoKey, under: CryptoKey): Promise<WrappedKey> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, key: await crypto.subtle.wrapKey('raw', key, under, { name: 'AES-GCM', iv }) };
}

/** The data key, or undefined when it was not wrapped under this key: the PIN is wrong. */
async function unwrap(
  wrapped: WrappedKey,
  under: CryptoKey,
  extractable: boolean,
): Promise<CryptoKey | undefined> {
  try {
    return await crypto.subtle.unwrapKey(
      'raw',
      wrapped.key,
      under,
      { name: 'AES-GCM', iv: wrapped.iv },
      'AES-GCM',
      extractable,
      ['encrypt', 'decrypt'],
    );
  } catch {
    return undefined;
  }
}

export type Opened =
  | { readonly ok: true; readonly vault: Vault }
  | { readonly ok: false; readonly code: 'wrong-pin' | 'wait' | 'gone'; readonly person?: Person };

/** One person's encrypted store, open. Nothing of it can be read without the key that the PIN gives. */
export class Vault {
  readonly person: Person;
  readonly #key: CryptoKey;
  readonly #store: Connection<PersonDB>;

  private constructor(person: Person, key: CryptoKey) {
    this.person = person;
    this.#key = key;
    this.#store = new Connection(databaseOf(person.id), makeStores);
  }

  /**
   * Makes the store of a person who is new on this device. @throws KeepError; then nobody was added
   */
  static async create(answer: DeviceAnswer, pin: string, lang: Lang): Promise<Vault> {
    // What somebody left who is no longer on the list could not be read anyway.
    await removeDatabase(databaseOf(`${answer.municipality.id}.${answer.account.id}`));
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, [
      'encrypt',
      'decrypt',
    ]);
    return await Vault.#settle(answer, key, pin, lang);
  }

  /** A person who stands on this device already has got a new token: same store, same key, new wrapping. */
  static async renew(
    person: Person,
    answer: DeviceAnswer,
    pin: string,
    lang: Lang,
  ): Promise<Vault | undefined> {
    // A code for a new token is no way around the limit of tries.
    const counted = await countTry(person.id);
    if (!counted || counted.wait > 0) return undefined;
    const key = await unwrap(person.underPin, await underPin(pin, person.salt, person.rounds), true);
    return key && (await Vault.#settle(answer, key, pin, lang));
  }

  static async #settle(answer: DeviceAnswer, key: CryptoKey, pin: string, lang: Lang): Promise<Vault> {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const rounds = await calibrate();
    const person: Person = {
      id: `${answer.municipality.id}.${answer.account.id}`,
      name: answer.account.name,
      municipality: answer.municipality,
      deviceId: answer.deviceId,
      lang,
      salt,
      rounds,
      underPin: await wrap(key, await underPin(pin, salt, rounds)),
      underRecovery: await wrap(key, await recoveryKey(answer.recoveryKey)),
      wrong: 0,
      wait: 0,
    };
    const kept = await unwrap(person.underRecovery, await recoveryKey(answer.recoveryKey), false);
    const vault = new Vault(person, kept!);
    const { deviceId, token, account, municipality, officeKey } = answer;
    await vault.setFact('identity', { deviceId, token, account, municipality, officeKey } satisfies Identity);
    await keepPerson(person);
    return vault;
  }

  /** Tries a PIN. Each try is counted before it is made. @throws KeepError */
  static async open(personId: string, pin: string): Promise<Opened> {
    const person = await countTry(personId);
    if (!person) return { ok: false, code: 'gone' };
    if (person.wait > 0) return { ok: false, code: 'wait', person };
    const key = await unwrap(person.underPin, await underPin(pin, person.salt, person.rounds), false);
    if (!key) return { ok: false, code: 'wrong-pin' };
    await clearTries(personId);
    return { ok: true, vault: new Vault({ ...person, wrong: 0, wait: 0 }, key) };
  }

  /** Opens with the key the office has given, and sets a new PIN. Undefined: not the key of this store. */
  static async recover(person: Person, recovery: string, pin: string): Promise<Vault | undefined> {
    const under = await recoveryKey(recovery);
    const key = await unwrap(person.underRecovery, under, true);
    if (!key) return undefined;
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const rounds = await calibrate();
    const renewed = {
      ...person,
      salt,
      rounds,
      underPin: await wrap(key, await underPin(pin, salt, rounds)),
      wrong: 0,
      wait: 0,
    };
    await keepPerson(renewed);
    const kept = await unwrap(person.underRecovery, under, false);
    return new Vault(renewed, kept!);
  }

  /** False: the old PIN is wrong (which counts as a try). @throws KeepError */
  async changePin(old: string, next: string): Promise<'done' | 'wrong-pin' | 'wait'> {
    const person = await countTry(this.person.id);
    if (!person || person.wait > 0) return 'wait';
    const key = await unwrap(person.underPin, await underPin(old, person.salt, person.rounds), true);
    if (!key) return 'wrong-pin';
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const rounds = await calibrate();
    const wrapped = await wrap(key, await underPin(next, salt, rounds));
    await keepPerson({ ...person, salt, rounds, underPin: wrapped, wrong: 0, wait: 0 });
    return 'done';
  }

  /** `place` is part of what is sealed: a record cannot be moved elsewhere. */
  async seal(place: string, bytes: Uint8Array<ArrayBuffer>): Promise<Sealed> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const additionalData = utf8.encode(place);
    return {
      iv,
      data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, this.#key, bytes),
    };
  }

  /** @throws OperationError when the record was damaged or moved */
  async unseal(place: string, sealed: Sealed): Promise<Uint8Array<ArrayBuffer>> {
    const additionalData = utf8.encode(place);
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: sealed.iv, additionalData },
      this.#key,
      sealed.data,
    );
    return new Uint8Array(plain);
  }

  async sealValue(place: string, value: unknown): Promise<Sealed> {
    return await this.seal(place, utf8.encode(JSON.stringify(value)));
  }

  async unsealValue(place: string, sealed: Sealed): Promise<unknown> {
    return JSON.parse(new TextDecoder().decode(await this.unseal(place, sealed))) as unknown;
  }

  /** `work` only reads, and may be run twice. @throws KeepError */
  async read<T>(work: (db: IDBPDatabase<PersonDB>) => Promise<T>): Promise<T> {
    return await this.#store.read(work);
  }

  /** A write that is on the disk when it resolves; `work` may be run twice. @throws KeepError */
  async keep<N extends StoreNames<PersonDB>, T>(stores: N[], work: (tx: Tx<N>) => Promise<T>): Promise<T> {
    return await this.#store.write(stores, work);
  }

  async fact(name: string): Promise<unknown> {
    const sealed = await this.read((db) => db.get('facts', name));
    return sealed && (await this.unsealValue(`facts|${name}`, sealed));
  }

  async setFact(name: string, value: unknown): Promise<void> {
    const sealed = await this.sealValue(`facts|${name}`, value);
    await this.keep(['facts'], (tx) => tx.objectStore('facts').put(sealed, name));
  }

  async identity(): Promise<Identity> {
    return (await this.fact('identity')) as Identity;
  }

  async close(): Promise<void> {
    await this.#store.close();
  }

  /** Removes the person and everything of theirs from this device. Cannot be taken back. */
  async destroy(): Promise<void> {
    await this.close();
    await forgetPerson(this.person.id);
    await removeDatabase(databaseOf(this.person.id));
  }
}
