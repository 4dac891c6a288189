import { itemSchema, oldSchemas } from './items.ts';

/** Makes of an item of one version the item of the next. Gets and gives plain JSON. */
export type Upgrade = (item: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** What a server knows of the versions of items. */
export type Versions = {
  /** The version it writes and understands. */
  readonly current: number;
  /** Version → how an item of it becomes one of the next. */
  readonly upgrades: ReadonlyMap<number, Upgrade>;
};

/** The versions of this program. */
export const versions: Versions = {
  current: itemSchema,
  upgrades: new Map([[1, ({ sessionId, ...item }) => ({ ...item, meetingId: sessionId })]]),
};

/** The meeting that an item of any version names, as it was sent. */
export function meetingNamed(item: Readonly<Record<string, unknown>>): unknown {
  return item.meetingId ?? item.sessionId;
}

export type Upgraded =
  | { readonly ok: true; readonly item: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly code: 'schema-too-new' | 'schema-too-old' | 'item-damaged' };

/**
 * An item as the current version has it: this one and the two before it are understood. `schema-too-new`: the app is
 * newer than the server, which must be brought up to date; `schema-too-old`: the app was left behind for too long.
 */
export function upgraded(item: Readonly<Record<string, unknown>>, known: Versions = versions): Upgraded {
  const { schema } = item;
  if (typeof schema !== 'number' || !Number.isInteger(schema) || schema < 1) {
    return { ok: false, code: 'item-damaged' };
  }
  if (schema > known.current) return { ok: false, code: 'schema-too-new' };
  if (schema < known.current - oldSchemas) return { ok: false, code: 'schema-too-old' };
  let upgraded = item;
  for (let version = schema; version < known.current; version += 1) {
    const upgrade = known.upgrades.get(version);
    if (!upgrade) return { ok: false, code: 'schema-too-old' };
    try {
      upgraded = { ...upgrade(upgraded), schema: version + 1 };
    } catch {
      // The item is not what an item of its version is.
      return { ok: false, code: 'item-damaged' };
    }
  }
  return { ok: true, item: upgraded };
}
