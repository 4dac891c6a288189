import {
  bigint,
  customType,
  date,
  foreignKey,
  primaryKey,
  time,
  timestamp,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import { newId } from './id.ts';

/** The id of a row: UUIDv7 made by the program. Add the key yourself: `(municipality_id, id)` in most tables. */
export const id = () => uuid().notNull().$defaultFn(newId);

/** The tenant of a row. Row-level security is laid on every table that has it (see walls.ts). */
export const municipalityId = () => uuid().notNull();

/** A moment, stored with its zone, read as a `Date`. */
export const moment = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 });

/** When a row was made, and when it was last changed. */
export const timestamps = {
  createdAt: moment().notNull().defaultNow(),
  updatedAt: moment()
    .notNull()
    .defaultNow()
    .$onUpdateFn(() => new Date()),
};

/** When a row was made, for tables whose rows never change. */
export const createdAt = () => moment().notNull().defaultNow();

/** Money in tyiyn (1 som = 100 tyiyn). */
export const tyiyn = () => bigint({ mode: 'bigint' });

/** A day in Bishkek, `2026-05-12`. */
export const day = () => date({ mode: 'string' });

/** Hours and minutes of such a day, `09:30:00`. */
export const hour = () => time({ precision: 0 });

/** Bytes. */
export const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
  fromDriver: (value) => new Uint8Array(value),
});

type Owned = { readonly municipalityId: AnyPgColumn; readonly id: AnyPgColumn };

/** The key of most tables: the municipality first. */
export const rowKey = (t: Owned) => primaryKey({ columns: [t.municipalityId, t.id] });

/** A column names a row of another table, which must be of the same municipality. `name` is the constraint's. */
export const under = (name: string, t: Pick<Owned, 'municipalityId'>, column: AnyPgColumn, parent: Owned) =>
  foreignKey({
    name,
    columns: [t.municipalityId, column],
    foreignColumns: [parent.municipalityId, parent.id],
  });
