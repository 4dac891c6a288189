import { and, eq, isNull, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { defineSystemCommand, ok } from '../../platform/db/command.ts';
import type { Refused } from '../../platform/refusals.ts';
import { newId } from '../../platform/db/id.ts';
import type { SystemScope, Tx } from '../../platform/db/scope.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { choice, day, id, text, tick } from '../../platform/forms/fields.ts';
import { name } from '../../platform/forms/name.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { territoryIn } from '../data.ts';
import { mayChangeUnits } from '../policy.ts';
import { giveAddresses } from './give-addresses.ts';
import { refuse } from '../refusals.ts';
import type { ChangeResult, Territory } from '../rules/changes.ts';
import { municipalitySettings, unit, unitChange, unitVersion } from '../schema.ts';

// What every change of units shares: the fields of its form, and how a plan of the rules becomes rows.

/** The day of an event of units; what is a slip of the keyboard `isFarDay` says with a reason. */
export const unitDay = () => day('1900-01-01', '2199-12-31');
export const namesShape = { nameKy: name(), nameRu: name() };
/** The unit is another one than that with a name alike. */
export const anotherShape = { another: tick() };
export const kindShape = { kind: optional(choice(['aiylAimak', 'town'])) };
/** `confirmed`: a day more than a year ahead is meant so. */
export const whenShape = { on: unitDay(), basis: optional(text(500)), confirmed: tick() };
/** Units above are named by their level: the page says which. */
export const parentId = () => called('', id());

/** Changes of units wait for one another: the rules look at all units, so two at once could break them together. */
export async function waitForOtherChanges(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('ashar.territory'))`);
}

/**
 * Whether a day of effect is a slip of the keyboard: before there were oblasts and districts here (1924), or more than
 * two years ahead, further than any act of the government reaches.
 */
export function isFarDay(on: string, now: Date): boolean {
  const today = todayInBishkek(now);
  return on < '1924-01-01' || on > `${Number(today.slice(0, 4)) + 2}${today.slice(4)}`;
}

/**
 * Whether a day is so far ahead that it is more often a slip than meant: what begins then stays out of all lists of
 * today until it does. Days past hide nothing and are not asked about.
 */
export function isAheadDay(on: string, now: Date): boolean {
  const today = todayInBishkek(now);
  return on > `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
}

/** Asks about a day more than a year ahead; null when it is nearer, or was said to be meant. */
export function askAhead(on: string, now: Date, confirmed: boolean): Refused | null {
  if (confirmed || !isAheadDay(on, now)) return null;
  // Numbers only, so that the date reads the same in every language of the message.
  return refuse('unit-date-ahead', { field: 'confirmed', params: { date: dayInNumbers(on) } });
}

const dayInNumbers = (day: string): string => day.split('-').reverse().join('.');

type Kind = (typeof unitChange.$inferInsert)['kind'];

/**
 * A command that changes units from a day on: `plan` asks the rules, with all units as they stand, and says which units
 * the event goes from and to.
 */
export function defineUnitChange<
  Schema extends z.ZodType<{ on: string; basis: string | null; confirmed: boolean }>,
>(
  kind: Kind,
  input: Schema,
  plan: (
    territory: Territory,
    input: z.output<Schema>,
  ) => { readonly planned: ChangeResult; readonly from: readonly string[]; readonly to: readonly string[] },
) {
  return defineSystemCommand({
    name: `territory.${kind}-unit${kind === 'merge' ? 's' : ''}`,
    input,
    policy: mayChangeUnits,
    constraints: unitConstraints,
    async run({ scope, input }) {
      await waitForOtherChanges(scope.tx);
      const { planned, from, to } = plan(await territoryIn(scope.tx), input);
      const { on, basis, confirmed } = input;
      return await writeChange(scope, planned, { kind, on, from, to, basis, confirmed });
    },
  });
}

/** Carries out a plan and writes the dated event of the history. */
async function writeChange(
  scope: SystemScope,
  planned: ChangeResult,
  event: {
    readonly kind: Kind;
    readonly on: string;
    readonly from: readonly string[];
    readonly to: readonly string[];
    readonly basis: string | null;
    readonly confirmed: boolean;
  },
): Promise<Refused | ReturnType<typeof ok<{ id: string }>>> {
  if (!planned.ok) {
    const { date, ...params } = planned.params ?? {};
    const said = date === undefined ? params : { ...params, date: dayInNumbers(date) };
    if (planned.code === 'required') {
      return refuse('invalid-input', { fields: { [planned.field]: { code: 'required' } } });
    }
    return refuse(planned.code, { field: planned.field, params: said });
  }
  const { tx } = scope;
  if (isFarDay(event.on, scope.now)) return refuse('unit-date-far', { field: 'on' });
  const asked = askAhead(event.on, scope.now, event.confirmed);
  if (asked) return asked;
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
  const named = new Set(plan.open.map(({ unitId }) => unitId));
  await giveAddresses(tx, todayInBishkek(scope.now), named);
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
  unit_code_key: refuse('unit-code-taken'),
  unit_version_from_key: refuse('unit-changed-meanwhile'),
};
