import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { ok, refuse, type Refused } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import type { SystemScope, Tx } from '../../platform/db/scope.ts';
import { parseDay } from '../../platform/i18n/calendar.ts';
import type { ChangeResult } from '../rules/changes.ts';
import { municipalitySettings, unit, unitChange, unitVersion } from '../schema.ts';

// What every change of units shares: the fields of its form, and how a plan of the rules becomes rows.

export const day = z
  .string()
  .trim()
  .refine((text) => parseDay(text) !== null && text >= '1900-01-01' && text <= '2199-12-31', 'not-a-date');
export const unitNameField = z.string().trim().min(1).max(200);
export const basisField = z
  .string()
  .trim()
  .max(500)
  .transform((text) => text || null)
  .nullish()
  .transform((text) => text ?? null);
export const kindField = z
  .enum(['aiylAimak', 'town', ''])
  .nullish()
  .transform((kind) => kind || null);
export const codeField = z
  .string()
  .trim()
  .max(40)
  .nullish()
  .transform((code) => code || null);
export const idField = z.uuid();
export const optionalId = z
  .union([z.uuid(), z.literal('')])
  .nullish()
  .transform((id) => id || null);

/** Changes of units wait for one another: the rules look at all units, so two at once could break them together. */
export async function waitForOtherChanges(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('ashar.territory'))`);
}

/** Carries out a plan and writes the dated event of the history. */
export async function writeChange(
  context: { readonly tx: Tx; readonly scope: SystemScope },
  planned: ChangeResult,
  event: {
    readonly kind: (typeof unitChange.$inferInsert)['kind'];
    readonly on: string;
    readonly from: readonly string[];
    readonly to: readonly string[];
    readonly basis: string | null;
  },
): Promise<Refused | ReturnType<typeof ok<{ id: string }>>> {
  if (!planned.ok) {
    const { date, ...params } = planned.params ?? {};
    // Numbers only, so that the date reads the same in every language of the message.
    const said = date === undefined ? params : { ...params, date: date.split('-').reverse().join('.') };
    return refuse(planned.code, { field: planned.field, params: said });
  }
  const { tx, scope } = context;
  const { plan } = planned;
  for (const begun of plan.begin) {
    await tx.insert(unit).values({ id: begun.unitId, level: begun.level, code: begun.code });
  }
  for (const unitId of plan.end) {
    await tx
      .update(unitVersion)
      .set({ validTo: event.on })
      .where(and(eq(unitVersion.unitId, unitId), isNull(unitVersion.validTo)));
  }
  for (const version of plan.open) {
    const { unitId, ...facts } = version;
    // Begun on this very day: the day is corrected instead of leaving a version that held on no day.
    const corrected = await tx
      .update(unitVersion)
      .set(facts)
      .where(
        and(eq(unitVersion.unitId, unitId), isNull(unitVersion.validTo), eq(unitVersion.validFrom, event.on)),
      )
      .returning({ id: unitVersion.id });
    if (corrected.length > 0) continue;
    await tx
      .update(unitVersion)
      .set({ validTo: event.on })
      .where(and(eq(unitVersion.unitId, unitId), isNull(unitVersion.validTo)));
    await tx.insert(unitVersion).values({ ...version, validFrom: event.on });
  }
  for (const begun of plan.begin) {
    if (begun.level === 'municipality') {
      await tx.insert(municipalitySettings).values({ municipalityId: begun.unitId });
    }
  }
  const changeId = newId();
  await tx.insert(unitChange).values({
    id: changeId,
    kind: event.kind,
    takesEffectOn: event.on,
    fromUnitIds: [...event.from],
    toUnitIds: [...event.to],
    basis: event.basis,
    byAccountId: scope.actor.accountId,
  });
  const id = event.to[0] ?? event.from[0]!;
  return ok(
    { id },
    {
      subjectKind: 'unit',
      subjectId: id,
      details: { change: changeId, on: event.on, from: event.from, to: event.to, versions: plan.open.length },
    },
  );
}

/** Constraints that two administrators at once, or a code typed twice, may meet. */
export const unitConstraints = {
  unit_code_key: 'unit-code-taken',
  unit_version_from_key: 'unit-changed-meanwhile',
};
