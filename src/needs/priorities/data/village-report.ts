import { desc, eq, inArray, or, sql } from 'drizzle-orm';
import { own } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { villagePopulation, villageProfile } from '../../../territory/schema.ts';
import { problem } from '../../schema.ts';
import { participant } from '../../../meetings/schema.ts';

/** Residents and households of a village as last entered; nulls where nothing was. */
export async function villagePeople(scope: MunicipalityScope, villageId: string) {
  const profiles = await scope.tx
    .select()
    .from(villageProfile)
    .where(own(scope, villageProfile, eq(villageProfile.villageId, villageId)))
    .orderBy(desc(villageProfile.asOf))
    .limit(1);
  const profile = profiles[0];
  if (!profile) return { people: null, women: null, men: null, households: null };
  const rows = await scope.tx
    .select({ sex: villagePopulation.sex, people: sql<number>`sum(${villagePopulation.people})::int` })
    .from(villagePopulation)
    .where(own(scope, villagePopulation, eq(villagePopulation.profileId, profile.id)))
    .groupBy(villagePopulation.sex);
  const of = (sex: 'female' | 'male') => rows.find((row) => row.sex === sex)?.people ?? null;
  const [women, men] = [of('female'), of('male')];
  return {
    people: women === null && men === null ? null : (women ?? 0) + (men ?? 0),
    women,
    men,
    households: profile.households,
  };
}

/** Participants who agreed to be called upon later (part 6 of the form). */
export async function activeParticipants(scope: MunicipalityScope, sessionIds: readonly string[]) {
  if (sessionIds.length === 0) return [];
  const rows = await scope.tx
    .select()
    .from(participant)
    .where(
      own(
        scope,
        participant,
        inArray(participant.meetingId, [...sessionIds]),
        or(participant.forFocusGroup, participant.forInitiativeGroup, participant.forMonitoring),
      ),
    )
    .orderBy(sql`${participant.fullName} collate "ky-x-icu"`);
  return rows.map((row) => ({ ...row, stickers: 0 }));
}

/** What was written about problems, by id. */
export async function problemDescriptions(
  scope: MunicipalityScope,
  cycleId: string,
): Promise<Map<string, string>> {
  const rows = await scope.tx
    .select({ id: problem.id, description: problem.description })
    .from(problem)
    .where(own(scope, problem, eq(problem.cycleId, cycleId)));
  return new Map(rows.map((row) => [row.id, row.description]));
}
