import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { defineSystemCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import type { Tx } from '../../platform/db/scope.ts';
import { parts, turn } from '../../platform/turn.ts';
import { importOf, unitsKnownOn } from '../data.ts';
import { mayChangeUnits } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { planUnits } from '../rules/in-worker.ts';
import { unpackPart } from '../rules/kept-units.ts';
import { unitLevels } from '../rules/unit-levels.ts';
import { differenceChoices, type PlannedUnit } from '../rules/unit-import.ts';
import {
  municipalitySettings,
  unit,
  unitChange,
  unitImport,
  unitVersion,
  villagePopulation,
  villageProfile,
} from '../schema.ts';
import { takeDifferences } from './take-differences.ts';
import { idField, unitConstraints, waitForOtherChanges } from './write-change.ts';

/**
 * Carries out a staged import, all rows or none. The rows are checked once more: units may have changed since the
 * preview. What rows of standing units say otherwise is taken only where `take` names it. Refused with `import-has-problems` {count},
 * `import-not-staged`, `import-not-checked` (the thread that checks is busy or gave up; the file stays staged).
 */
export const importUnits = defineSystemCommand({
  name: 'territory.import-units',
  input: z.object({
    importId: idField,
    /** Which kinds of differences are taken from rows of units that stand; the others are left. */
    take: z.preprocess(
      (value): unknown => (value === undefined ? [] : typeof value === 'string' ? [value] : value),
      z.array(z.enum(differenceChoices)),
    ),
  }),
  policy: mayChangeUnits,
  constraints: unitConstraints,
  async run({ scope, input, now }) {
    // The thread that checks is started before others have to wait for us.
    if (!(await planUnits(new TextEncoder().encode('[]'), []))) return refuse('import-not-checked');
    await waitForOtherChanges(scope.tx);
    const staged = await importOf(scope.tx, input.importId, true);
    if (!staged) return refuse('not-found');
    if (staged.state !== 'staged' || staged.contents === null) return refuse('import-not-staged');
    const on = staged.validFrom;
    const known = await unitsKnownOn(scope.tx, on);
    const plan = await planUnits(staged.contents, known);
    if (!plan) return refuse('import-not-checked');
    if (plan.problems > 0) return refuse('import-has-problems', { params: { count: plan.problems } });
    const units: PlannedUnit[] = [];
    for (const part of plan.parts) {
      units.push(...unpackPart(part));
      await turn();
    }

    const ids = new Map(units.map((planned) => [planned.row, planned.existing ?? newId()]));
    const idOfParent = (planned: PlannedUnit): string | null =>
      planned.parent === null
        ? null
        : 'unitId' in planned.parent
          ? planned.parent.unitId
          : ids.get(planned.parent.row)!;
    const begun = units.filter((planned) => planned.existing === null);
    // From the top, so that a parent's row stands before its children refer to it.
    for (const level of unitLevels) {
      const rows = begun.filter((planned) => planned.level === level);
      for (const part of parts(rows, unitsAtOnce)) {
        await scope.tx.insert(unit).values(part.map(({ row, code }) => ({ id: ids.get(row)!, level, code })));
        await scope.tx.insert(unitVersion).values(
          part.map((planned) => ({
            unitId: ids.get(planned.row)!,
            parentId: idOfParent(planned),
            nameKy: planned.nameKy,
            nameRu: planned.nameRu,
            kind: planned.kind,
            validFrom: on,
          })),
        );
        await scope.tx.insert(unitChange).values(
          part.map(({ row }) => ({
            kind: 'create' as const,
            takesEffectOn: on,
            toUnitIds: [ids.get(row)!],
            basis: staged.fileName,
            byAccountId: scope.actor.accountId,
          })),
        );
        if (level === 'municipality') {
          await scope.tx
            .insert(municipalitySettings)
            .values(part.map(({ row }) => ({ municipalityId: ids.get(row)! })));
        }
      }
    }
    const differing = units.filter(({ differences }) => differences.length > 0).length;
    const changed = await takeDifferences(scope.tx, units, new Set(input.take), {
      on,
      basis: staged.fileName,
      byAccountId: scope.actor.accountId,
    });
    const profiles = units.filter((planned) => planned.households !== null || planned.population.length > 0);
    await writeProfiles(
      scope.tx,
      profiles.map((planned) => ({
        municipalityId: idOfParent(planned)!,
        villageId: ids.get(planned.row)!,
        asOf: on,
        planned,
      })),
    );
    await scope.tx
      .update(unitImport)
      .set({ state: 'confirmed', contents: null, reading: null, rows: units.length, confirmedAt: now })
      .where(eq(unitImport.id, staged.id));
    const counts = {
      created: begun.length,
      existing: units.length - begun.length,
      changed,
      left: differing - changed,
      profiles: profiles.length,
    };
    return ok(
      { id: staged.id, ...counts },
      { subjectKind: 'unitImport', subjectId: staged.id, details: counts },
    );
  },
});

/** Rows written at once, few enough to let other requests have their turn between them; cells have fewer columns. */
const unitsAtOnce = 100;
const cellsAtOnce = 200;

async function writeProfiles(
  tx: Tx,
  rows: readonly { municipalityId: string; villageId: string; asOf: string; planned: PlannedUnit }[],
): Promise<void> {
  for (const part of parts(rows, unitsAtOnce)) {
    const written = await tx
      .insert(villageProfile)
      .values(
        part.map(({ municipalityId, villageId, asOf, planned }) => ({
          municipalityId,
          villageId,
          asOf,
          households: planned.households,
        })),
      )
      .onConflictDoUpdate({
        target: [villageProfile.municipalityId, villageProfile.villageId, villageProfile.asOf],
        set: {
          households: sql`coalesce(excluded.households, ${villageProfile.households})`,
          updatedAt: sql`now()`,
        },
      })
      .returning({ id: villageProfile.id, villageId: villageProfile.villageId });
    const profileIds = new Map(written.map((row) => [row.villageId, row.id]));
    const cells = part.flatMap(({ municipalityId, villageId, planned }) =>
      planned.population.map((cell) => ({ municipalityId, profileId: profileIds.get(villageId)!, ...cell })),
    );
    for (const some of parts(cells, cellsAtOnce)) {
      await tx
        .insert(villagePopulation)
        .values(some)
        .onConflictDoUpdate({
          target: [
            villagePopulation.municipalityId,
            villagePopulation.profileId,
            villagePopulation.sex,
            villagePopulation.ageBand,
          ],
          set: { people: sql`excluded.people` },
        });
    }
  }
}

/** Puts a staged import aside; nothing of it stays but its name. */
export const dropImport = defineSystemCommand({
  name: 'territory.drop-import',
  input: z.object({ importId: idField }),
  policy: mayChangeUnits,
  async run({ scope, input }) {
    const dropped = await scope.tx
      .update(unitImport)
      .set({ state: 'dropped', contents: null, reading: null })
      .where(and(eq(unitImport.id, input.importId), eq(unitImport.state, 'staged')))
      .returning({ id: unitImport.id });
    return dropped[0] ? ok(dropped[0]) : refuse('import-not-staged');
  },
});
