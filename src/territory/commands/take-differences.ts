import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../../platform/db/scope.ts';
import type { DifferenceChoice, PlannedUnit, UnitDifference } from '../rules/unit-import.ts';
import type { UnitKind } from '../rules/versions.ts';
import { unit, unitChange, unitVersion } from '../schema.ts';

/** What of a unit its versions hold; the code is of the unit itself, figures have a profile of their own. */
const versioned: readonly UnitDifference['field'][] = ['nameKy', 'nameRu', 'kind'];

/**
 * Takes over from rows of units that stand what somebody ticked: names and kinds become a version from the import's
 * day (the one begun on that very day is corrected), codes are written as they are.
 * Households and residents that were ticked the plan carries itself; here their units are counted with the others.
 * @returns how many units were changed.
 */
export async function takeDifferences(
  tx: Tx,
  units: readonly PlannedUnit[],
  chosen: ReadonlySet<DifferenceChoice>,
  event: { readonly on: string; readonly basis: string; readonly byAccountId: string },
): Promise<number> {
  const changed = units.flatMap((planned) => {
    const differences = planned.differences.filter(({ take }) => chosen.has(take));
    return planned.existing === null || differences.length === 0
      ? []
      : [{ unitId: planned.existing, now: new Map(differences.map(({ field, now }) => [field, now])) }];
  });
  const renamed = changed.filter(({ now }) => versioned.some((field) => now.has(field)));
  const standing = new Map(
    renamed.length === 0
      ? []
      : (
          await tx
            .select()
            .from(unitVersion)
            .where(
              and(
                isNull(unitVersion.validTo),
                inArray(
                  unitVersion.unitId,
                  renamed.map(({ unitId }) => unitId),
                ),
              ),
            )
        ).map((row) => [row.unitId, row]),
  );
  for (const { unitId, now } of changed) {
    const code = now.get('code');
    if (code !== undefined) await tx.update(unit).set({ code }).where(eq(unit.id, unitId));
    const open = standing.get(unitId);
    if (open === undefined) continue;
    const facts = {
      nameKy: now.get('nameKy') ?? open.nameKy,
      nameRu: now.get('nameRu') ?? open.nameRu,
      kind: (now.get('kind') as UnitKind | undefined) ?? open.kind,
    };
    if (open.validFrom === event.on) {
      await tx.update(unitVersion).set(facts).where(eq(unitVersion.id, open.id));
    } else {
      await tx.update(unitVersion).set({ validTo: event.on }).where(eq(unitVersion.id, open.id));
      await tx.insert(unitVersion).values({ unitId, parentId: open.parentId, ...facts, validFrom: event.on });
    }
  }
  if (renamed.length > 0) {
    await tx.insert(unitChange).values(
      renamed.map(({ unitId }) => ({
        kind: 'rename' as const,
        takesEffectOn: event.on,
        fromUnitIds: [unitId],
        toUnitIds: [unitId],
        basis: event.basis,
        byAccountId: event.byAccountId,
      })),
    );
  }
  return changed.length;
}
