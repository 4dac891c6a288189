import type { DBSchema } from 'idb';
import type { Lang } from '../../../platform/i18n/lang.ts';
import { Connection } from './connection.ts';
import { waitAfter } from './lockout.ts';

/** A key sealed under another key. */
export type WrappedKey = { readonly iv: Uint8Array<ArrayBuffer>; readonly key: ArrayBuffer };

/**
 * Somebody who has a store on this device. This list is not encrypted: it is what the first screen shows before any
 * PIN is typed. Names of colleagues who share a phone are no secret from each other.
 */
export type Person = {
  /** `municipalityId.accountId`: one store for each person and municipality. */
  readonly id: string;
  readonly name: string;
  readonly municipality: { readonly id: string; readonly name: string };
  readonly deviceId: string;
  readonly lang: Lang;
  readonly salt: Uint8Array<ArrayBuffer>;
  /** Rounds of PBKDF2-SHA256 over the PIN. */
  readonly rounds: number;
  readonly underPin: WrappedKey;
  readonly underRecovery: WrappedKey;
  /** Wrong PINs in a row; counted before each try, so that a killed browser forgets none. */
  readonly wrong: number;
  /** Milliseconds still to be waited with the app open. The device's clock has no say in it. */
  readonly wait: number;
};

interface PeopleDB extends DBSchema {
  people: { key: string; value: Person };
}

const list = new Connection<PeopleDB>('ashar-people', (db) => {
  db.createObjectStore('people', { keyPath: 'id' });
});

/** Everybody on this device. @throws KeepError when the browser gives no store (private window, damaged profile) */
export async function peopleHere(): Promise<Person[]> {
  return await list.read((db) => db.getAll('people'));
}

export async function personHere(id: string): Promise<Person | undefined> {
  return await list.read((db) => db.get('people', id));
}

/** Characters of the row that is written to see whether a store of one person will fit. */
const probeSize = 50_000;

/** Tries whether this browser keeps anything: a row is written and taken away again. @throws KeepError */
export async function tryStore(): Promise<void> {
  await list.write(['people'], async (tx) => {
    const probe = { id: '-', name: ' '.repeat(probeSize) } as Person;
    await tx.objectStore('people').put(probe);
    await tx.objectStore('people').delete(probe.id);
  });
}

/** @throws KeepError */
export async function keepPerson(person: Person): Promise<void> {
  await list.write(['people'], (tx) => tx.objectStore('people').put(person));
}

/** @throws KeepError */
export async function forgetPerson(id: string): Promise<void> {
  await list.write(['people'], (tx) => tx.objectStore('people').delete(id));
}

async function change(id: string, next: (person: Person) => Partial<Person>): Promise<Person | undefined> {
  return await list.write(['people'], async (tx) => {
    const store = tx.objectStore('people');
    const person = await store.get(id);
    if (!person) return undefined;
    const changed = { ...person, ...next(person) };
    await store.put(changed);
    return changed;
  });
}

/**
 * Counts a try before it is made. Gives the person as they stood: when `wait` is above zero the PIN must not be
 * tried, and nothing was counted. @throws KeepError
 */
export async function countTry(id: string): Promise<Person | undefined> {
  let before: Person | undefined;
  await change(id, (person) => {
    before = person;
    if (person.wait > 0) return {};
    return { wrong: person.wrong + 1, wait: waitAfter(person.wrong + 1) };
  });
  return before;
}

/** The PIN was right. */
export async function clearTries(id: string): Promise<void> {
  await change(id, () => ({ wrong: 0, wait: 0 }));
}

/** Takes time that has passed with the app open from the wait. */
export async function passWait(id: string, milliseconds: number): Promise<number> {
  const person = await change(id, (one) => ({ wait: Math.max(0, one.wait - Math.max(0, milliseconds)) }));
  return person?.wait ?? 0;
}

export async function changeLang(id: string, lang: Lang): Promise<void> {
  await change(id, () => ({ lang }));
}
