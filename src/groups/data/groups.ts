import { asc, eq, inArray } from 'drizzle-orm';
import { membersOf, type Member } from '../../people/data.ts';
import { body, person } from '../../people/schema.ts';
import { isId } from '../../platform/db/id.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import { problem } from '../../needs/schema.ts';
import { balanceOf, type Balance, type Counted } from '../rules/balance.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { groupMember, groupNote, groupTopic, initiativeGroup } from '../schema.ts';

export type GroupMember = Member & typeof groupMember.$inferSelect;
export type GroupNote = typeof groupNote.$inferSelect;
export type Topic = { readonly problemId: string; readonly name: string; readonly nameRu: string };

export type Group = typeof initiativeGroup.$inferSelect & {
  readonly nameKy: string;
  readonly nameRu: string;
  readonly dissolvedOn: string | null;
  readonly topics: readonly Topic[];
  /** Present ones first, then who left. */
  readonly members: readonly GroupMember[];
  readonly notes: readonly GroupNote[];
  readonly balance: Balance;
};

/** The initiative groups of a cycle in the order in which they were formed. */
export async function groupsOf(
  scope: MunicipalityScope,
  cycleId: string,
  lang: Lang = 'ky',
): Promise<Group[]> {
  const rows = await scope.tx
    .select({
      group: initiativeGroup,
      nameKy: body.nameKy,
      nameRu: body.nameRu,
      dissolvedOn: body.dissolvedOn,
    })
    .from(initiativeGroup)
    .innerJoin(body, sameRow(body, 'id', initiativeGroup, 'id'))
    .where(own(scope, initiativeGroup, eq(initiativeGroup.cycleId, cycleId)))
    .orderBy(asc(initiativeGroup.id));
  const groups: Group[] = [];
  for (const { group, ...names } of rows) groups.push(await whole(scope, { ...group, ...names }, lang));
  return groups;
}

/** One group; undefined when there is none of this id here. */
export async function groupOf(
  scope: MunicipalityScope,
  id: string,
  lang: Lang = 'ky',
): Promise<Group | undefined> {
  if (!isId(id)) return undefined;
  const [found] = await scope.tx
    .select({ cycleId: initiativeGroup.cycleId })
    .from(initiativeGroup)
    .where(own(scope, initiativeGroup, eq(initiativeGroup.id, id)));
  return found && (await groupsOf(scope, found.cycleId, lang)).find((one) => one.id === id);
}

type Head = Omit<Group, 'topics' | 'members' | 'notes' | 'balance'>;

async function whole(scope: MunicipalityScope, head: Head, lang: Lang): Promise<Group> {
  const topics = await scope.tx
    .select({ problemId: groupTopic.problemId, name: problem.name, nameRu: problem.nameRu })
    .from(groupTopic)
    .innerJoin(problem, sameRow(problem, 'id', groupTopic, 'problemId'))
    .where(own(scope, groupTopic, eq(groupTopic.groupId, head.id)))
    .orderBy(asc(problem.name));
  const facts = await scope.tx
    .select()
    .from(groupMember)
    .where(own(scope, groupMember, eq(groupMember.groupId, head.id)));
  const byMembership = new Map(facts.map((one) => [one.membershipId, one]));
  const members = (await membersOf(scope, head.id, lang)).flatMap((one) => {
    const more = byMembership.get(one.membershipId);
    return more ? [{ ...one, ...more }] : [];
  });
  const notes = await scope.tx
    .select()
    .from(groupNote)
    .where(own(scope, groupNote, eq(groupNote.groupId, head.id)))
    .orderBy(asc(groupNote.on), asc(groupNote.id));
  const present = members.filter((one) => one.validTo === null);
  const year = Number(todayInBishkek(scope.now).slice(0, 4));
  return { ...head, topics, members, notes, balance: balanceOf(await counted(scope, present), year) };
}

/** What is counted of members; a list of names shows less to whoever may not see years and streets. */
async function counted(scope: MunicipalityScope, members: readonly GroupMember[]): Promise<Counted[]> {
  if (members.length === 0) return [];
  return await scope.tx
    .select({ sex: person.sex, birthYear: person.birthYear, villageId: person.villageId })
    .from(person)
    .where(
      own(
        scope,
        person,
        inArray(
          person.id,
          members.map((one) => one.personId),
        ),
      ),
    );
}

/** The group held for a change; undefined when there is none. */
export async function heldGroup(scope: MunicipalityScope, id: string) {
  const [row] = await scope.tx
    .select()
    .from(initiativeGroup)
    .where(own(scope, initiativeGroup, eq(initiativeGroup.id, id)))
    .for('update');
  return row;
}
