import * as Y from 'yjs';
import { newDocument } from '../rules/document.ts';
import { eraseInDocument, type Erased } from '../rules/erase.ts';
import { touchedBy } from '../rules/touched.ts';
import { howFar } from '../rules/how-far.ts';
import { contentOf, type MeetingContent } from '../rules/meeting-content.ts';
import type { Item } from '../rules/items.ts';
import { mergeUpdates, type Merged, type Update } from '../rules/merge.ts';

export type MergeOrder = {
  readonly meetingId: string;
  readonly kind: Item['meeting'];
  readonly state: Uint8Array | null;
  readonly updates: readonly Update[];
  /** People who are to be erased wherever they stand in it. */
  readonly erased: readonly Erased[];
  /** Milliseconds of a processor that reading the result anew may take: every device and every later request does it. */
  readonly readable: number;
};

export type MergeAnswer =
  | ({
      readonly dear: false;
      readonly content: MeetingContent;
      readonly erased: boolean;
      readonly touched: ReadonlyMap<string, ReadonlySet<string>>;
    } & Omit<Merged, 'doc'>)
  | { readonly dear: true };

/** Merges changes into a meeting's document and reads it, in a process that can be given up. */
export default function merge(order: MergeOrder): MergeAnswer {
  const { doc, ...merged } = mergeUpdates(order.meetingId, order.state, order.updates);
  const touched = order.kind === 'public' ? touchedBy(doc, order.updates) : new Map<string, never>();
  const erased = eraseInDocument(doc, order.erased);
  const state = erased ? Y.encodeStateAsUpdate(doc) : merged.state;
  const content = contentOf(doc, order.kind);
  const began = process.threadCpuUsage();
  Y.applyUpdate(newDocument(order.meetingId), state);
  const { user, system } = process.threadCpuUsage(began);
  if ((user + system) / 1000 > order.readable) return { dear: true };
  return { dear: false, content, erased, touched, ...merged, state, vector: howFar(doc) };
}
