import { eq, isNull } from 'drizzle-orm';
import { publishSnapshot } from '../../acts/commands/publish-snapshot.ts';
import { publication } from '../../acts/schema.ts';
import { cycleById } from '../../cycle/data.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { placeOnDay } from '../../territory/data.ts';
import { toldSexes, type PublicGroups } from '../rules/public-groups.ts';
import { membership } from '../../people/schema.ts';
import { groupMember, initiativeGroup } from '../schema.ts';
import { groupsOf } from './groups.ts';

/** The kind of the groups' publication; there is one a year. */
export const groupsPublication = 'groups';

/** Shows residents the groups of a cycle as they stand; the caller holds one of them or the cycle. */
export async function publishGroups(scope: MunicipalityScope, cycleId: string): Promise<string | undefined> {
  const cycle = await cycleById(scope, cycleId);
  const groups = await groupsOf(scope, cycleId);
  if (!cycle || groups.length === 0) return undefined;
  const { municipality } = await placeOnDay(scope, todayInBishkek(scope.now));
  const snapshot: PublicGroups = {
    format: 1,
    year: cycle.year,
    municipality: { ky: municipality.nameKy, ru: municipality.nameRu },
    groups: groups
      .filter((one) => one.dissolvedOn === null)
      .map(({ id, nameKy, nameRu, topics, members, balance, balanceWords }) => ({
        ...{ id, nameKy, nameRu, balanceWords, people: balance.people },
        ...(balance.sexUnknown > 0 ? { women: null, men: null } : toldSexes(balance.women, balance.men)),
        topics: topics.map((one) => ({ name: one.name, nameRu: one.nameRu })),
        names: members
          .filter((one) => one.named && one.validTo === null)
          .map((one) => ({ name: one.fullName, role: one.role })),
      })),
  };
  const { id } = await publishSnapshot(scope, {
    ...{ kind: groupsPublication, unitId: scope.municipalityId, year: cycle.year, cycleId, snapshot },
  });
  return id;
}

/** Whether residents read of the groups of a cycle. */
export async function areGroupsShown(scope: MunicipalityScope, cycleId: string): Promise<boolean> {
  const standing = await scope.tx
    .select({ id: publication.id })
    .from(publication)
    .where(
      own(
        scope,
        publication,
        eq(publication.kind, groupsPublication),
        eq(publication.cycleId, cycleId),
        isNull(publication.withdrawnAt),
      ),
    );
  return standing.length > 0;
}

/** Shows them anew where they are shown: a name that was taken back is gone at once. */
export async function republishGroups(scope: MunicipalityScope, cycleId: string): Promise<void> {
  if (await areGroupsShown(scope, cycleId)) await publishGroups(scope, cycleId);
}

/** Somebody was erased at their wish: they are named by no group any more, and the page that named them is made anew. */
export async function forgetInGroups(scope: MunicipalityScope, personId: string): Promise<void> {
  const theirs = await scope.tx
    .select({ membershipId: groupMember.membershipId, cycleId: initiativeGroup.cycleId })
    .from(groupMember)
    .innerJoin(membership, sameRow(membership, 'id', groupMember, 'membershipId'))
    .innerJoin(initiativeGroup, sameRow(initiativeGroup, 'id', groupMember, 'groupId'))
    .where(own(scope, groupMember, eq(membership.personId, personId)));
  for (const { membershipId, cycleId } of theirs) {
    await scope.tx
      .update(groupMember)
      .set({ named: false, leftReason: '' })
      .where(own(scope, groupMember, eq(groupMember.membershipId, membershipId)));
    await republishGroups(scope, cycleId);
  }
}
