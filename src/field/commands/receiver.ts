import type { Refused } from '../../platform/refusals.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { MergedDocument } from '../data/documents.ts';
import type { Item } from '../rules/items.ts';
import type { ItemRefusal } from '../rules/receiving.ts';

/** A picture that stands in the file store and waits for its row. */
export type StoredPhoto = { readonly fileId: string; readonly width: number; readonly height: number };

/** Items of one meeting, in the order they were sent; none of them was taken before. */
export type Part = {
  readonly scope: MunicipalityScope;
  readonly meetingId: string;
  readonly items: readonly Item[];
  /** The pictures of photo items, by item id. */
  readonly photos: ReadonlyMap<string, StoredPhoto>;
  /** The meeting's document with the items' changes merged in. */
  readonly merged: MergedDocument;
  /** The server's clock. */
  readonly now: Date;
  /** Minutes the device's clock goes ahead (+) or behind (-); null when not known. */
  readonly clockOff: number | null;
};

export type PartOutcome = {
  /** Items that were refused, by id; all others are done. */
  readonly refused: ReadonlyMap<string, ItemRefusal>;
  /** For the audit log: counts, nothing about people. */
  readonly details: Readonly<Record<string, number | boolean>>;
};

/** Takes in what devices send for one kind of meeting. */
export type Receiver = {
  /** Whether such a meeting keeps pictures; without it they are refused before they are stored. */
  readonly takesPhotos: boolean;
  /** Why nothing may be written into this meeting by this account now. Holds the meeting when nothing stands against it. */
  readonly guard: (scope: MunicipalityScope, meetingId: string) => Promise<Refused | undefined>;
  /** Writes what can be written. Called after `guard` in the same transaction, by one caller at a time for a meeting. */
  readonly receive: (part: Part) => Promise<PartOutcome>;
};

export const refusedAll = (items: readonly Item[], refusal: ItemRefusal): PartOutcome => ({
  refused: new Map(items.map(({ id }) => [id, refusal])),
  details: {},
});
