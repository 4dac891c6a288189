import { sql } from 'drizzle-orm';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { actCounter } from '../schema.ts';

type Register = {
  readonly issuingBody: (typeof actCounter.$inferInsert)['issuingBody'];
  readonly type: (typeof actCounter.$inferInsert)['type'];
  readonly year: number;
};

/**
 * The next number of a register. The counter's row stays locked until the transaction ends: a second one waits, and
 * a number drawn by a transaction that fails is given again, so that none is missing.
 */
export async function drawNumber(scope: MunicipalityScope, register: Register): Promise<number> {
  const rows = await scope.tx
    .insert(actCounter)
    .values({ municipalityId: scope.municipalityId, ...register, lastNumber: 1 })
    .onConflictDoUpdate({
      target: [actCounter.municipalityId, actCounter.issuingBody, actCounter.type, actCounter.year],
      set: { lastNumber: sql`${actCounter.lastNumber} + 1` },
    })
    .returning({ number: actCounter.lastNumber });
  return rows[0]!.number;
}

/** Tells a register that a number was given on paper, so that it goes on after it. */
export async function noteNumber(
  scope: MunicipalityScope,
  register: Register,
  number: number,
): Promise<void> {
  await scope.tx
    .insert(actCounter)
    .values({ municipalityId: scope.municipalityId, ...register, lastNumber: number })
    .onConflictDoUpdate({
      target: [actCounter.municipalityId, actCounter.issuingBody, actCounter.type, actCounter.year],
      set: { lastNumber: sql`greatest(${actCounter.lastNumber}, ${number})` },
    });
}
