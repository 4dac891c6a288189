import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/db/scope.ts';
import { parts } from '../../platform/turn.ts';
import type { Figures } from '../rules/unit-figures.ts';
import { villagePopulation, villageProfile } from '../schema.ts';

/** Rows written at once, few enough to let other requests have their turn between them; cells have fewer columns. */
const profilesAtOnce = 100;
const cellsAtOnce = 200;

/** Households and residents of a village, whole, as of a day; `stands` when there may be some of that day already. */
export type FiguresToWrite = Figures & {
  readonly municipalityId: string;
  readonly villageId: string;
  readonly asOf: string;
  readonly stands: boolean;
};

/** Writes profiles of villages; one that there is of the same day becomes what is written, cell by cell. */
export async function writeFigures(tx: Tx, rows: readonly FiguresToWrite[]): Promise<void> {
  for (const part of parts(rows, profilesAtOnce)) {
    const written = await tx
      .insert(villageProfile)
      .values(
        part.map(({ municipalityId, villageId, asOf, households }) => ({
          ...{ municipalityId, villageId, asOf, households },
        })),
      )
      .onConflictDoUpdate({
        target: [villageProfile.municipalityId, villageProfile.villageId, villageProfile.asOf],
        set: { households: sql`excluded.households`, updatedAt: sql`now()` },
      })
      .returning({ id: villageProfile.id, villageId: villageProfile.villageId });
    const profileIds = new Map(written.map((row) => [row.villageId, row.id]));
    const before = new Map<string, string[]>();
    for (const { municipalityId, villageId } of part.filter(({ stands }) => stands))
      before.set(municipalityId, [...(before.get(municipalityId) ?? []), profileIds.get(villageId)!]);
    for (const [municipalityId, ids] of before) {
      const { municipalityId: owner, profileId } = villagePopulation;
      await tx.delete(villagePopulation).where(and(eq(owner, municipalityId), inArray(profileId, ids)));
    }
    const cells = part.flatMap(({ municipalityId, villageId, population }) =>
      population.map((cell) => ({ municipalityId, profileId: profileIds.get(villageId)!, ...cell })),
    );
    for (const some of parts(cells, cellsAtOnce)) await tx.insert(villagePopulation).values(some);
  }
}
