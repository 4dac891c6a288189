import { asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { own, sameRow } from '../platform/db/own.ts';
import type { MunicipalityScope } from '../platform/db/scope.ts';
import type { IsoDate } from '../platform/i18n/calendar.ts';
import { fmt } from '../platform/i18n/format.ts';
import type { Lang } from '../platform/i18n/lang.ts';
import type { Refused } from '../platform/refusals.ts';
import { maySeeContacts } from './policy.ts';
import { refuse } from './refusals.ts';
import type { BodyKind, CompositionMember, MemberCategory, MemberRole } from './rules/composition.ts';
import { body, membership, person, personContact } from './schema.ts';

export type Person = {
  readonly id: string;
  readonly fullName: string;
  readonly sex: 'female' | 'male' | null;
  /** Null also for readers who do not see contacts, as the street. */
  readonly birthYear: number | null;
  readonly occupation: string;
  readonly villageId: string | null;
  readonly street: string | null;
  readonly accountId: string | null;
  /** Removed at the person's own wish: nothing but the sex is left. */
  readonly removed: boolean;
};

export type Contact = {
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
};

const personColumns = {
  id: person.id,
  fullName: person.fullName,
  sex: person.sex,
  birthYear: person.birthYear,
  occupation: person.occupation,
  villageId: person.villageId,
  street: person.street,
  accountId: person.accountId,
  removed: sql<boolean>`${person.removedAt} is not null`,
};

/** Everybody the municipality knows by name, in the order of the alphabet; those removed are left out. */
export async function people(scope: MunicipalityScope, lang: Lang = 'ky'): Promise<Person[]> {
  const rows = await scope.tx
    .select(personColumns)
    .from(person)
    .where(own(scope, person, isNull(person.removedAt)));
  const formats = fmt(lang);
  return rows.map((row) => asSeen(scope, row)).sort((a, b) => formats.compare(a.fullName, b.fullName));
}

/** Year of birth and street find a person as surely as a telephone does: null for whoever does not see contacts. */
function asSeen(scope: MunicipalityScope, row: Person): Person {
  return maySeeContacts(scope.actor) ? row : { ...row, birthYear: null, street: null };
}

/** One person; undefined when there is none here. */
export async function personOf(scope: MunicipalityScope, personId: string): Promise<Person | undefined> {
  const [found] = await scope.tx
    .select(personColumns)
    .from(person)
    .where(own(scope, person, eq(person.id, personId)));
  return found && asSeen(scope, found);
}

/** Refuses a field that names nobody of this municipality; one left empty names nobody wrongly. */
export async function unknownPerson<K extends string>(
  scope: MunicipalityScope,
  input: Readonly<Record<K, string | null>>,
  field: K,
): Promise<Refused | null> {
  const personId = input[field];
  return personId === null || (await personOf(scope, personId)) ? null : refuse('person-unknown', { field });
}

/** People as options of a select: `value`, `label` (name and post), in the order of the alphabet. */
export async function personOptions(
  scope: MunicipalityScope,
  lang: Lang = 'ky',
): Promise<{ readonly value: string; readonly label: string }[]> {
  const all = await people(scope, lang);
  return all.map(({ id, fullName, occupation }) => ({
    value: id,
    label: occupation === '' ? fullName : `${fullName}, ${occupation}`,
  }));
}

/** Contacts by person; empty for a reader who may not see them, whatever was asked. */
export async function contactsOf(
  scope: MunicipalityScope,
  personIds: readonly string[],
): Promise<Map<string, Contact>> {
  if (personIds.length === 0 || !maySeeContacts(scope.actor)) return new Map();
  const rows = await scope.tx
    .select()
    .from(personContact)
    .where(own(scope, personContact, inArray(personContact.personId, [...new Set(personIds)])));
  return new Map(rows.map(({ personId, phone, email, address }) => [personId, { phone, email, address }]));
}

export type Body = {
  readonly id: string;
  readonly kind: BodyKind;
  readonly nameKy: string;
  readonly nameRu: string;
  readonly cycleId: string | null;
  readonly formedOn: IsoDate | null;
  readonly dissolvedOn: IsoDate | null;
};

const bodyColumns = {
  id: body.id,
  kind: body.kind,
  nameKy: body.nameKy,
  nameRu: body.nameRu,
  cycleId: body.cycleId,
  formedOn: body.formedOn,
  dissolvedOn: body.dissolvedOn,
};

/** All bodies with their present size, those standing first, newest first. */
export async function bodies(scope: MunicipalityScope): Promise<(Body & { readonly members: number })[]> {
  return await scope.tx
    .select({
      ...bodyColumns,
      // Written out: of a select over one table Drizzle names columns alone, and `id` would be the member's.
      members: sql<number>`(select count(*)::int from membership m
        where m.municipality_id = body.municipality_id and m.body_id = body.id and m.valid_to is null)`,
    })
    .from(body)
    .where(own(scope, body))
    .orderBy(sql`${body.dissolvedOn} is not null`, sql`${body.formedOn} desc nulls last`, asc(body.nameKy));
}

/** One body; undefined when there is none here. */
export async function bodyOf(scope: MunicipalityScope, bodyId: string): Promise<Body | undefined> {
  const [found] = await scope.tx
    .select(bodyColumns)
    .from(body)
    .where(own(scope, body, eq(body.id, bodyId)));
  return found;
}

export type Member = CompositionMember & {
  readonly membershipId: string;
  readonly personId: string;
  readonly accountId: string | null;
  readonly birthYear: number | null;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
};

const roleOrder: readonly MemberRole[] = ['chair', 'secretary', 'member'];

/** Everybody who is or was in a body: chair, secretary, then by name; who left stands last. */
export async function membersOf(
  scope: MunicipalityScope,
  bodyId: string,
  lang: Lang = 'ky',
): Promise<Member[]> {
  const rows = await scope.tx
    .select({
      membershipId: membership.id,
      personId: membership.personId,
      fullName: person.fullName,
      sex: person.sex,
      birthYear: person.birthYear,
      accountId: person.accountId,
      role: membership.role,
      category: membership.category,
      post: membership.post,
      trained: membership.trained,
      validFrom: membership.validFrom,
      validTo: membership.validTo,
      hasContact: sql<boolean>`exists (select from person_contact c where c.municipality_id = ${person.municipalityId}
        and c.person_id = ${person.id} and (c.phone is not null or c.email is not null))`,
    })
    .from(membership)
    .innerJoin(person, sameRow(person, 'id', membership, 'personId'))
    .where(own(scope, membership, eq(membership.bodyId, bodyId)));
  const formats = fmt(lang);
  return rows.sort(
    (a, b) =>
      Number(a.validTo !== null) - Number(b.validTo !== null) ||
      roleOrder.indexOf(a.role) - roleOrder.indexOf(b.role) ||
      formats.compare(a.fullName, b.fullName),
  );
}

/** Where a person is and was a member, present ones first. */
export async function membershipsOf(
  scope: MunicipalityScope,
  personId: string,
): Promise<
  {
    readonly membershipId: string;
    readonly bodyId: string;
    readonly nameKy: string;
    readonly nameRu: string;
    readonly role: MemberRole;
    readonly category: MemberCategory;
    readonly validFrom: IsoDate;
    readonly validTo: IsoDate | null;
  }[]
> {
  return await scope.tx
    .select({
      membershipId: membership.id,
      bodyId: body.id,
      nameKy: body.nameKy,
      nameRu: body.nameRu,
      role: membership.role,
      category: membership.category,
      validFrom: membership.validFrom,
      validTo: membership.validTo,
    })
    .from(membership)
    .innerJoin(body, sameRow(body, 'id', membership, 'bodyId'))
    .where(own(scope, membership, eq(membership.personId, personId)))
    .orderBy(sql`${membership.validTo} is not null`, sql`${membership.validFrom} desc`);
}
