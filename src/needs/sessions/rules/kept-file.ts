import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { TableNote } from '../../../platform/tables/pick.ts';
import { day, id } from '../../../platform/forms/fields.ts';
import { fileNoteCodes, mostNotes, type FileSession } from './session-file-outcome.ts';

const sexes = z.enum(['female', 'male']).nullable();
const people = z.number().int().min(0).max(999).nullable();
const params = z.record(z.string(), z.union([z.string(), z.number()]));

const place = {
  villageId: id(),
  villageName: z.string(),
  ageGroup: z.string().min(1).max(40),
  sexMode: z.enum(['mixed', 'women', 'men']),
  part: z.number().int().min(1).max(9),
  heldOn: day().nullable(),
  place: z.string().max(200).nullable(),
  women: people,
  men: people,
  guests: people,
  sheet: z.string(),
  row: z.number().int(),
  notes: z
    .array(z.strictObject({ sheet: z.string(), row: z.number().int(), code: z.enum(fileNoteCodes), params }))
    .max(mostNotes),
};

/** One line of a session as it waits for confirmation. */
export const keptEntry = z.strictObject({
  text: z.string().min(1).max(500),
  problem: z.string().min(1).max(200).nullable(),
  participant: z.number().int().min(1).max(999).nullable(),
  sex: sexes,
  entry: z.enum(['sticker', 'count']),
  count: z.number().int().min(1).max(999),
});
export type KeptEntry = z.output<typeof keptEntry>;

/** A session of a file without its stickers. */
export const keptHead = z.strictObject({ ...place, stickers: z.number().int().min(0) });
export type KeptHead = z.output<typeof keptHead>;

/** What a preview shows beside the sessions: how many problems, how the file was read. */
export const keptFrame = z.strictObject({
  sessions: z.array(z.unknown()).min(1).max(5000),
  problems: z.number().int().min(0),
  notes: z.array(z.strictObject({ code: z.string().max(40), params })).max(1000),
});
export type KeptSummary = Omit<z.output<typeof keptFrame>, 'sessions'> & { readonly sessions: KeptHead[] };

/**
 * A file that was read: its sessions without their stickers, and what is kept of it as JSON in UTF-8, which the
 * thread of the requests hands to the database as it is.
 */
export type KeptFile = {
  readonly sessions: readonly KeptHead[];
  /** JSON of `KeptSummary`. */
  readonly summary: Uint8Array;
  /** JSON of the sessions with all their entries; some megabytes. */
  readonly rows: Uint8Array;
  /** SHA-256 of both. */
  readonly digest: string;
};

/** Prepares what was read to be kept. Run in a worker: for the largest file it takes a third of a second. */
export function keepSessions(sessions: readonly FileSession[], notes: readonly TableNote[]): KeptFile {
  const problems = new Set(sessions.flatMap(({ entries }) => entries.map(({ problem }) => problem)));
  const kept: KeptSummary = {
    sessions: sessions.map(({ entries, notes: said, ...head }) => ({
      ...head,
      notes: [...said],
      stickers: entries.reduce((sum, { count }) => sum + count, 0),
    })),
    problems: problems.size,
    notes: notes.map(({ code, params: of }) => ({ code, params: { ...of } })),
  };
  const [summary, rows] = [kept, sessions].map((part) => new TextEncoder().encode(JSON.stringify(part)));
  const digest = createHash('sha256').update(summary!).update(rows!).digest('hex');
  return { sessions: kept.sessions, summary: summary!, rows: rows!, digest };
}
