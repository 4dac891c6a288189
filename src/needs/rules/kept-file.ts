import { z } from 'zod';
import type { TableNote } from '../../platform/tables/pick.ts';
import { idField } from './session-fields.ts';
import { fileNoteCodes, mostNotes, type FileSession } from './session-file-outcome.ts';

const sexes = z.enum(['female', 'male']).nullable();
const people = z.number().int().min(0).max(999).nullable();
const params = z.record(z.string(), z.union([z.string(), z.number()]));

const place = {
  villageId: idField,
  villageName: z.string(),
  ageGroup: z.string().min(1).max(40),
  sexMode: z.enum(['mixed', 'women', 'men']),
  part: z.number().int().min(1).max(9),
  heldOn: z.iso.date().nullable(),
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

/** Sessions of a file as they wait for confirmation. The shape is checked again: it came back from outside. */
export const keptSessions = z
  .array(
    z.strictObject({
      ...place,
      entries: z.array(
        z.strictObject({
          text: z.string().min(1).max(500),
          problem: z.string().min(1).max(200).nullable(),
          participant: z.number().int().min(1).max(999).nullable(),
          sex: sexes,
          entry: z.enum(['sticker', 'count']),
          count: z.number().int().min(1).max(999),
        }),
      ),
    }),
  )
  .min(1)
  .max(5000);
export type KeptSession = z.output<typeof keptSessions>[number];

/** What a preview shows: the sessions without their stickers, how many problems, how the file was read. */
export const keptSummary = z.strictObject({
  sessions: z
    .array(z.strictObject({ ...place, stickers: z.number().int().min(0) }))
    .min(1)
    .max(5000),
  problems: z.number().int().min(0),
  notes: z.array(z.strictObject({ code: z.string().max(40), params })).max(1000),
});
export type KeptSummary = z.output<typeof keptSummary>;
export type KeptHead = KeptSummary['sessions'][number];

/** A file that was read: what its preview shows, and all of it as JSON, which only the writing job takes apart. */
export type KeptFile = { readonly summary: KeptSummary; readonly rows: string };

/** Longest JSON of one file: 20,000 stickers of 500 letters, and their problems. */
export const longestRows = 40_000_000;

/** Prepares what was read to be kept. Run in a worker: for the largest file it takes a third of a second. */
export function keepSessions(sessions: readonly FileSession[], notes: readonly TableNote[]): KeptFile {
  const problems = new Set(sessions.flatMap(({ entries }) => entries.map(({ problem }) => problem)));
  return {
    summary: {
      sessions: sessions.map(({ entries, notes: said, ...head }) => ({
        ...head,
        notes: [...said],
        stickers: entries.reduce((sum, { count }) => sum + count, 0),
      })),
      problems: problems.size,
      notes: notes.map(({ code, params: of }) => ({ code, params: { ...of } })),
    },
    rows: JSON.stringify(sessions),
  };
}

/** The summary of a file that waits no longer: counts stay, words of the file that notes quote do not. */
export function withoutWords(summary: KeptSummary): KeptSummary {
  return { ...summary, notes: [], sessions: summary.sessions.map((one) => ({ ...one, notes: [] })) };
}
