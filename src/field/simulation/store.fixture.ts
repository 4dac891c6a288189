import type { DeviceAnswer } from '../rules/items.ts';
import { keepError } from '../app/core/keep.ts';
import type { Store } from '../app/core/store.ts';
import type { Identity, Sealed } from '../app/core/vault.ts';
import type { Life, World } from './world.fixture.ts';

// A device's disk: the part of IndexedDB that the programs use, in memory. It survives the program; a transaction is
// there whole or not at all; it may be full.

type Key = string | number;
type Rows = Map<Key, unknown>;
const names = ['facts', 'meetings', 'updates', 'drafts', 'photos', 'outbox'] as const;
type Name = (typeof names)[number];

/** What lies on a device whether its program runs or not. */
export class Disk {
  full = false;
  readonly stores = new Map<Name, Rows>(names.map((name) => [name, new Map()]));
  /** The next key of a store that counts. */
  next = 1;
  /** Transactions go one after another. */
  turn: Promise<unknown> = Promise.resolve();
}

const keyOf = (name: Name, value: Record<string, unknown>, key: Key | undefined, disk: Disk): Key => {
  if (key !== undefined) return key;
  const field = name === 'outbox' ? 'seq' : name === 'updates' ? undefined : 'id';
  const own = field === undefined ? undefined : (value[field] as Key | undefined);
  if (own !== undefined) return own;
  return (disk.next += 1);
};

let sealings = 0;

/** A person's store on a disk, while one life of the program lasts. Nothing is encrypted: that is not what is tried. */
export function openStore(world: World, disk: Disk, life: Life, identity: Identity): Store {
  // What an earlier life was waiting for when it ended was never done.
  disk.turn = Promise.resolve();
  const moment = async (most = 4) => await world.pass(world.random() * most, life);
  const table = (rows: Rows, name: Name, written?: () => void) => {
    const values = () => [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
    const put = (value: Record<string, unknown>, key?: Key) => {
      written?.();
      const at = keyOf(name, value, key, disk);
      rows.set(at, name === 'outbox' ? { ...value, seq: at } : value);
      return Promise.resolve(at);
    };
    const by = (field: string) => ({
      getKey: (wanted: Key) =>
        Promise.resolve(values().find(([, row]) => (row as Record<string, unknown>)[field] === wanted)?.[0]),
      getAllKeys: (wanted: Key) =>
        Promise.resolve(
          values()
            .filter(([, row]) => (row as Record<string, unknown>)[field] === wanted)
            .map(([key]) => key),
        ),
      getAll: (wanted: Key) =>
        Promise.resolve(
          values()
            .filter(([, row]) => (row as Record<string, unknown>)[field] === wanted)
            .map(([, row]) => row),
        ),
    });
    return {
      get: (key: Key) => Promise.resolve(rows.get(key)),
      getAll: () => Promise.resolve(values().map(([, row]) => row)),
      getAllKeys: () => Promise.resolve(values().map(([key]) => key)),
      add: put,
      put,
      delete: (key: Key) => Promise.resolve(void rows.delete(key)),
      index: by,
    };
  };
  const rowsOf = (name: Name) => disk.stores.get(name)!;
  const database = {
    get: async (name: Name, key: Key) => {
      await moment();
      return rowsOf(name).get(key);
    },
    getAll: async (name: Name) => {
      await moment();
      return await table(rowsOf(name), name).getAll();
    },
    transaction: (name: Name) => ({ store: table(rowsOf(name), name) }),
  };
  // Now and then at once: each moment costs the world a turn.
  const aWhile = async () => (world.chance(0.4) ? await moment(2) : undefined);
  const seal = async (_place: string, bytes: Uint8Array): Promise<Sealed> => {
    await aWhile();
    sealings += 1;
    const iv = new Uint8Array(12);
    new DataView(iv.buffer).setUint32(0, sealings);
    return { iv, data: Uint8Array.from(bytes).buffer };
  };
  const unseal = async (_place: string, sealed: Sealed) => {
    await aWhile();
    return new Uint8Array(sealed.data);
  };
  const keep = async (stores: readonly Name[], work: (tx: unknown) => Promise<unknown>): Promise<unknown> => {
    const run = async () => {
      await moment();
      const drafts = new Map(stores.map((name) => [name, new Map(rowsOf(name))]));
      let grew = false;
      const result = await work({
        objectStore: (name: Name) => table(drafts.get(name)!, name, () => (grew = true)),
      });
      if (grew && disk.full) throw keepError(new DOMException('full', 'QuotaExceededError'));
      for (const [name, rows] of drafts) disk.stores.set(name, rows);
      return result;
    };
    const turn = disk.turn.then(run, run);
    disk.turn = turn.catch(() => undefined);
    const result = await turn;
    await moment();
    return result;
  };
  const store = {
    read: async (work: (db: typeof database) => Promise<unknown>) => await work(database),
    keep,
    seal,
    unseal,
    sealValue: async (place: string, value: unknown) =>
      await seal(place, new TextEncoder().encode(JSON.stringify(value))),
    unsealValue: async (place: string, sealed: Sealed) =>
      JSON.parse(new TextDecoder().decode(await unseal(place, sealed))) as unknown,
    fact: async () => await Promise.resolve(undefined),
    setFact: async () => await Promise.resolve(),
    identity: async () => await Promise.resolve(identity),
    close: async () => await Promise.resolve(),
  };
  return store as unknown as Store;
}

/** Who works on a device. */
export function identityOf(number: number): Identity {
  const account: DeviceAnswer['account'] = { id: `account-${number}`, name: `Адам ${number}`, lang: 'ky' };
  return {
    deviceId: `device-${number}`,
    token: `token-${number}`,
    account,
    municipality: { id: 'municipality', name: 'Арал' },
    officeKey: '',
  };
}
