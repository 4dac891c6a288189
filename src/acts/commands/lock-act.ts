import { eq } from 'drizzle-orm';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { ActRow } from '../data.ts';
import { act } from '../schema.ts';

/** The act, with its row kept from others until the end: two people signing at once are one after the other. */
export async function lockAct(scope: MunicipalityScope, actId: string): Promise<ActRow | undefined> {
  const rows = await scope.tx
    .select()
    .from(act)
    .where(own(scope, act, eq(act.id, actId)))
    .for('update');
  return rows[0];
}
