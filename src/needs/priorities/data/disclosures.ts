import { eq } from 'drizzle-orm';
import { own } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import type { VillageDisclosure } from '../rules/disclosure.ts';
import { villageDisclosure } from '../../schema.ts';

/** What stands as told about one village or all in a year, by village; those never published are missing. */
export async function disclosuresOf(
  scope: MunicipalityScope,
  year: number,
  villageId: string | null,
): Promise<ReadonlyMap<string, VillageDisclosure>> {
  const rows = await scope.tx
    .select({ villageId: villageDisclosure.villageId, state: villageDisclosure.state })
    .from(villageDisclosure)
    .where(
      own(
        scope,
        villageDisclosure,
        eq(villageDisclosure.year, year),
        villageId === null ? undefined : eq(villageDisclosure.villageId, villageId),
      ),
    );
  return new Map(rows.map(({ villageId, state }) => [villageId, state]));
}

/** Keeps what a publication tells; the caller publishes in the same transaction. */
export async function keepDisclosures(
  scope: MunicipalityScope,
  year: number,
  states: readonly VillageDisclosure[],
): Promise<void> {
  for (const state of states) {
    await scope.tx
      .insert(villageDisclosure)
      .values({ municipalityId: scope.municipalityId, villageId: state.villageId, year, state })
      .onConflictDoUpdate({
        target: [villageDisclosure.municipalityId, villageDisclosure.villageId, villageDisclosure.year],
        set: { state, updatedAt: scope.now },
      });
  }
}
