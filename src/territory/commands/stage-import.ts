import { z } from 'zod';
import { defineSystemCommand, ok, refuse } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { mayChangeUnits } from '../policy.ts';
import { unitImport } from '../schema.ts';
import { day, isFarDay } from './write-change.ts';

/** Keeps the rows of a file that was read, so that they can be looked at before anything is changed. */
export const stageImport = defineSystemCommand({
  name: 'territory.stage-import',
  input: z.object({
    fileName: z.string().trim().max(255),
    rows: z
      .array(z.array(z.string().max(32_767)).max(100))
      .min(1)
      .max(50_000),
    /** Where a person finds each row, and how the file was read; rows are found by their number when left out. */
    places: z.array(z.string().max(200)).max(50_001).optional(),
    notes: z
      .array(
        z.object({
          code: z.string().max(40),
          params: z.record(z.string(), z.union([z.string(), z.number()])),
        }),
      )
      .max(1000)
      .optional(),
    on: day,
  }),
  policy: mayChangeUnits,
  async run({ tx, scope, gate, input }) {
    if (isFarDay(input.on, scope.now)) return refuse('unit-date-far', { field: 'on' });
    const id = newId();
    await tx.insert(unitImport).values({
      id,
      fileName: input.fileName || '?',
      rows: input.rows.length - 1,
      state: 'staged',
      validFrom: input.on,
      contents: input.rows,
      reading: { places: input.places ?? [], notes: input.notes ?? [] },
      byAccountId: gate.accountId,
    });
    return ok({ id }, { subjectKind: 'unitImport', details: { rows: input.rows.length - 1 } });
  },
});
