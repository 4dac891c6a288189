import { listInvitations } from '../../platform/auth/invitations.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import { contactsOf, people, type Contact, type Person } from '../data.ts';

/** Somebody who may join a group, with what is known of them. */
export type Candidate = Pick<Person, 'id' | 'fullName' | 'sex' | 'occupation'> & {
  readonly contact: Contact | undefined;
};

/** Rows of people that a form holds without getting lost in it. */
export const mostOffered = 12;

/**
 * Who is offered by name for a group: everybody of a short list who is not in it yet, else those who sign in here or
 * are invited, colleagues before all.
 */
export async function candidatesFor(
  scope: MunicipalityScope,
  inside: ReadonlySet<string>,
  lang: Lang,
): Promise<Candidate[]> {
  const free = (await people(scope, lang)).filter(({ id }) => !inside.has(id));
  const invited = new Set((await listInvitations(scope)).map(({ personId }) => personId));
  const colleagues = free.filter(({ id, accountId }) => accountId !== null || invited.has(id));
  const offered = (free.length <= mostOffered ? free : colleagues).slice(0, mostOffered);
  const contacts = await contactsOf(
    scope,
    offered.map(({ id }) => id),
  );
  return offered.map(({ id, fullName, sex, occupation }) => ({
    id,
    fullName,
    sex,
    occupation,
    contact: contacts.get(id),
  }));
}
