import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { defineSystemCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { mayChangeUnits } from '../policy.ts';
import { refuse } from '../refusals.ts';
import type { KeptUnits } from '../rules/kept-units.ts';
import { unitImport } from '../schema.ts';
import { isFarDay, unitDay } from './write-change.ts';

/**
 * Keeps the rows of a file that was read, so that they can be looked at before anything is changed. They are the bytes
 * that the reading thread made, and no part of the input: looking at half a million cells here would hold up every
 * other request. The input names them by their digest.
 */
export const stageImport = (kept: KeptUnits) =>
  defineSystemCommand({
    name: 'territory.stage-import',
    input: z.object({ fileName: z.string().trim().max(255), digest: z.literal(kept.digest), on: unitDay() }),
    policy: mayChangeUnits,
    async run({ scope, input }) {
      if (isFarDay(input.on, scope.now)) return refuse('unit-date-far', { field: 'on' });
      const id = newId();
      const json = (bytes: Uint8Array) =>
        sql`convert_from(${sql.param(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))}::bytea, 'UTF8')::jsonb`;
      await scope.tx.insert(unitImport).values({
        id,
        fileName: input.fileName || '?',
        rows: kept.rows,
        state: 'staged',
        validFrom: input.on,
        contents: json(kept.contents),
        reading: json(kept.reading),
        byAccountId: scope.actor.accountId,
      });
      return ok({ id }, { subjectKind: 'unitImport', details: { rows: kept.rows, digest: kept.digest } });
    },
  });
