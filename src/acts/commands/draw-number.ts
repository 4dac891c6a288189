import { sql } from 'drizzle-orm';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { numberAfter, runningOf } from '../rules.ts';
import { lastNumber, type Register } from '../data.ts';
import { actCounter } from '../schema.ts';

export type DrawnNumber = { readonly number: string; readonly running: number };

/**
 * The number of an act: the one the office wrote, else the next of its register in the way the last one was written.
 * The counter's row stays locked until the transaction ends: a second one waits, and a number drawn by a transaction
 * that fails is given again, so that none is missing.
 * @param wanted as the office writes it; the register goes on after it
 */
export async function drawNumber(
  scope: MunicipalityScope,
  { issuingBody, type, year }: Register,
  wanted: string | null,
): Promise<DrawnNumber> {
  const given = wanted === null ? null : runningOf(wanted);
  const rows = await scope.tx
    .insert(actCounter)
    .values({ municipalityId: scope.municipalityId, issuingBody, type, year, lastNumber: given ?? 1 })
    .onConflictDoUpdate({
      target: [actCounter.municipalityId, actCounter.issuingBody, actCounter.type, actCounter.year],
      set: {
        lastNumber:
          given === null
            ? sql`${actCounter.lastNumber} + 1`
            : sql`greatest(${actCounter.lastNumber}, ${given})`,
      },
    })
    .returning({ last: actCounter.lastNumber });
  if (wanted !== null) return { number: wanted, running: given! };
  const running = rows[0]!.last;
  return { number: numberAfter(await lastNumber(scope, { issuingBody, type, year }), running), running };
}
