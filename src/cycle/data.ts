import { asc, desc, eq, isNull } from 'drizzle-orm';
import { body, membership, person, personContact } from '../people/schema.ts';
import { isId } from '../platform/db/id.ts';
import { own, sameRow } from '../platform/db/own.ts';
import type { MunicipalityScope } from '../platform/db/scope.ts';
import { fmt } from '../platform/i18n/format.ts';
import { cycle, readinessAnswer, workPlanItem } from './schema.ts';
import { placeOnDay, municipalityHead, emblemOf } from '../territory/data.ts';
import type { Office } from './documents/office.ts';

export type CycleRow = typeof cycle.$inferSelect;
export type WorkPlanItem = typeof workPlanItem.$inferSelect & { readonly responsibleName: string | null };

/** The two orders of the organisational stage, as the register of acts names their papers. */
export const groupOrderTemplate = 'cycle.order-working-group';
export const planOrderTemplate = 'cycle.order-plan';

/** All cycles of the municipality, newest first. */
export async function listCycles(scope: MunicipalityScope): Promise<CycleRow[]> {
  return await scope.tx.select().from(cycle).where(own(scope, cycle)).orderBy(desc(cycle.year));
}

/** The cycle of a year. */
export async function cycleOfYear(scope: MunicipalityScope, year: number): Promise<CycleRow | undefined> {
  return (await listCycles(scope)).find((row) => row.year === year);
}

/** One cycle of this municipality; undefined for any other id. */
export async function cycleById(scope: MunicipalityScope, id: string): Promise<CycleRow | undefined> {
  if (!isId(id)) return undefined;
  const rows = await scope.tx
    .select()
    .from(cycle)
    .where(own(scope, cycle, eq(cycle.id, id)));
  return rows[0];
}

/** The lines of the working group's plan, in order. */
export async function workPlan(scope: MunicipalityScope, cycleId: string): Promise<WorkPlanItem[]> {
  const rows = await scope.tx
    .select({ item: workPlanItem, responsibleName: person.fullName })
    .from(workPlanItem)
    .leftJoin(person, sameRow(person, 'id', workPlanItem, 'responsiblePersonId'))
    .where(own(scope, workPlanItem, eq(workPlanItem.cycleId, cycleId)))
    .orderBy(asc(workPlanItem.seq), asc(workPlanItem.id));
  return rows.map(({ item, responsibleName }) => ({ ...item, responsibleName }));
}

/** One line of the plan, in whichever cycle of this municipality it stands. */
export async function workPlanItemById(
  scope: MunicipalityScope,
  itemId: string,
): Promise<WorkPlanItem | undefined> {
  if (!isId(itemId)) return undefined;
  const rows = await scope.tx
    .select({ cycleId: workPlanItem.cycleId })
    .from(workPlanItem)
    .where(own(scope, workPlanItem, eq(workPlanItem.id, itemId)));
  if (!rows[0]) return undefined;
  return (await workPlan(scope, rows[0].cycleId)).find((item) => item.id === itemId);
}

export type GroupMember = {
  readonly personId: string;
  readonly fullName: string;
  readonly sex: 'female' | 'male' | null;
  readonly role: 'chair' | 'secretary' | 'member';
  readonly category: (typeof membership.$inferSelect)['category'];
  /** As printed: the post in the group's list, else the person's occupation. */
  readonly post: string;
  readonly trained: boolean;
  readonly contact: string;
};

export type WorkingGroup = {
  readonly id: string;
  readonly nameKy: string;
  readonly nameRu: string;
  readonly members: readonly GroupMember[];
};

/** The working group with its present members: chair, secretary, then by name. */
export async function workingGroupOf(
  scope: MunicipalityScope,
  bodyId: string | null,
): Promise<WorkingGroup | undefined> {
  if (bodyId === null) return undefined;
  const bodies = await scope.tx
    .select({ id: body.id, nameKy: body.nameKy, nameRu: body.nameRu })
    .from(body)
    .where(own(scope, body, eq(body.id, bodyId)));
  const found = bodies[0];
  if (!found) return undefined;
  const rows = await scope.tx
    .select({
      personId: person.id,
      fullName: person.fullName,
      sex: person.sex,
      role: membership.role,
      category: membership.category,
      post: membership.post,
      occupation: person.occupation,
      trained: membership.trained,
      phone: personContact.phone,
      email: personContact.email,
    })
    .from(membership)
    .innerJoin(person, sameRow(person, 'id', membership, 'personId'))
    .leftJoin(personContact, sameRow(personContact, 'personId', membership, 'personId'))
    .where(own(scope, membership, eq(membership.bodyId, bodyId), isNull(membership.validTo)));
  const rank = { chair: 0, secretary: 1, member: 2 } as const;
  const members = rows
    .map(({ occupation, phone, email, ...row }) => ({
      ...row,
      post: row.post || occupation,
      contact: [phone, email].filter(Boolean).join(', '),
    }))
    .sort((a, b) => rank[a.role] - rank[b.role] || fmt('ky').compare(a.fullName, b.fullName));
  return { ...found, members };
}

/** The answers that people gave to the readiness questions. */
export async function givenAnswers(
  scope: MunicipalityScope,
  cycleId: string,
): Promise<(typeof readinessAnswer.$inferSelect)[]> {
  return await scope.tx
    .select()
    .from(readinessAnswer)
    .where(own(scope, readinessAnswer, eq(readinessAnswer.cycleId, cycleId)));
}

/** The office as it stood on a day: names of units change, papers keep the names of their day. */
export async function officeOf(scope: MunicipalityScope, day: string): Promise<Office> {
  return {
    ...(await placeOnDay(scope, day)),
    settings: await municipalityHead(scope),
    emblem: await emblemOf(scope),
  };
}
