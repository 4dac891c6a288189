import { and, eq } from 'drizzle-orm';
import type { MunicipalityScope, Tx } from '../../platform/db/scope.ts';
import type { ActRow } from '../data.ts';
import { act } from '../schema.ts';

/** The act, with its row kept from others until the end: two people signing at once are one after the other. */
export async function lockAct(tx: Tx, scope: MunicipalityScope, actId: string): Promise<ActRow | undefined> {
  const rows = await tx
    .select()
    .from(act)
    .where(and(eq(act.municipalityId, scope.municipalityId), eq(act.id, actId)))
    .for('update');
  return rows[0];
}
