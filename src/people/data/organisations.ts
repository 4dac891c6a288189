import { eq } from 'drizzle-orm';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { fmt } from '../../platform/i18n/format.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import { maySeeContacts } from '../policy.ts';
import { bodyName } from '../rules/body-name.ts';
import { inForce, type OrganisationKind } from '../rules/organisations.ts';
import { organisation, person } from '../schema.ts';

export type Organisation = {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly nameKy: string;
  readonly nameRu: string;
  readonly speakerId: string | null;
  /** Name of who speaks for it. */
  readonly speaker: string | null;
  /** Null for readers who do not see contacts, as e-mail and address. */
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  /** When it agreed to be named in public; null: it did not. */
  readonly namedOn: IsoDate | null;
  readonly validFrom: IsoDate | null;
  readonly validTo: IsoDate | null;
  readonly revision: number;
};

const columns = {
  id: organisation.id,
  kind: organisation.kind,
  nameKy: organisation.nameKy,
  nameRu: organisation.nameRu,
  speakerId: organisation.speakerId,
  speaker: person.fullName,
  phone: organisation.phone,
  email: organisation.email,
  address: organisation.address,
  namedOn: organisation.namedOn,
  validFrom: organisation.validFrom,
  validTo: organisation.validTo,
  revision: organisation.revision,
};

const rowsOf = (scope: MunicipalityScope) =>
  scope.tx
    .select(columns)
    .from(organisation)
    .leftJoin(person, sameRow(person, 'id', organisation, 'speakerId'));

/** Every organisation of the register, also those that are no more, in the order of the alphabet. */
export async function organisations(scope: MunicipalityScope, lang: Lang = 'ky'): Promise<Organisation[]> {
  const rows = await rowsOf(scope).where(own(scope, organisation));
  const formats = fmt(lang);
  return rows
    .map((row) => asSeen(scope, row))
    .sort((a, b) => formats.compare(bodyName(a, lang), bodyName(b, lang)));
}

/** Those that exist on a day: whom a plan, a source or a contract may name then. */
export async function organisationsInForce(
  scope: MunicipalityScope,
  day: IsoDate,
  lang: Lang = 'ky',
): Promise<Organisation[]> {
  return (await organisations(scope, lang)).filter((one) => inForce(one, day));
}

/** For choosing: those that exist on a day, and `kept`, which a row names already. */
export async function organisationOptions(
  scope: MunicipalityScope,
  day: IsoDate,
  { lang, kept }: { readonly lang: Lang; readonly kept: ReadonlySet<string> },
): Promise<{ readonly value: string; readonly label: string }[]> {
  return (await organisations(scope, lang))
    .filter((one) => inForce(one, day) || kept.has(one.id))
    .map((one) => ({ value: one.id, label: bodyName(one, lang) }));
}

/** One organisation; undefined when there is none here. */
export async function organisationOf(
  scope: MunicipalityScope,
  organisationId: string,
): Promise<Organisation | undefined> {
  const [found] = await rowsOf(scope).where(own(scope, organisation, eq(organisation.id, organisationId)));
  return found && asSeen(scope, found);
}

function asSeen(scope: MunicipalityScope, row: Organisation): Organisation {
  return maySeeContacts(scope.actor) ? row : { ...row, phone: null, email: null, address: null };
}
