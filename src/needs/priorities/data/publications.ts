import { sql } from 'drizzle-orm';
import type { MunicipalityScope, PublicScope } from '../../../platform/db/scope.ts';
import type { AnyScope } from '../../../territory/data.ts';
import { todayInBishkek } from '../../../platform/i18n/calendar.ts';
import { isId } from '../../../platform/db/id.ts';
import { readableSnapshot, type FirstSnapshot, type PrioritiesSnapshot } from '../rules/snapshot.ts';

export const publicationKinds = ['village-priorities', 'municipality-priorities'] as const;
export type PublicationKind = (typeof publicationKinds)[number];

/** A standing publication without its contents. */
export type PublicationHead = {
  readonly id: string;
  readonly kind: PublicationKind;
  readonly unitId: string;
  readonly year: number;
  readonly version: number;
  readonly publishedAt: Date;
};

type HeadRow = Omit<PublicationHead, 'publishedAt'> & { publishedAt: string };

const headColumns = sql.raw(
  `id, kind, unit_id as "unitId", year, version, published_at::text as "publishedAt"`,
);

const toHead = (row: HeadRow): PublicationHead => ({ ...row, publishedAt: new Date(row.publishedAt) });

/** The standing publication of a page; undefined when nothing is published there. */
export async function publishedHead(
  scope: AnyScope,
  where: {
    readonly municipalityId: string;
    readonly kind: PublicationKind;
    readonly unitId: string;
    readonly year: number;
  },
): Promise<PublicationHead | undefined> {
  if (!isId(where.municipalityId) || !isId(where.unitId)) return undefined;
  const found = await scope.tx.execute<HeadRow>(sql`
    select ${headColumns} from publication
     where municipality_id = ${where.municipalityId} and kind = ${where.kind} and unit_id = ${where.unitId}
       and year = ${where.year} and withdrawn_at is null`);
  return found.rows[0] && toHead(found.rows[0]);
}

/** What a publication holds. */
export async function publishedSnapshot(
  scope: AnyScope,
  municipalityId: string,
  id: string,
): Promise<PrioritiesSnapshot | undefined> {
  const found = await scope.tx.execute<{ snapshot: PrioritiesSnapshot | FirstSnapshot }>(sql`
    select snapshot from publication
     where municipality_id = ${municipalityId} and id = ${id} and withdrawn_at is null`);
  return found.rows[0] && readableSnapshot(found.rows[0].snapshot);
}

/** All standing lists of a municipality, newest year first. */
export async function publishedLists(scope: PublicScope, municipalityId: string): Promise<PublicationHead[]> {
  if (!isId(municipalityId)) return [];
  const found = await scope.tx.execute<HeadRow>(sql`
    select ${headColumns} from publication
     where municipality_id = ${municipalityId} and kind in ('village-priorities', 'municipality-priorities')
       and withdrawn_at is null
     order by year desc, kind, published_at desc`);
  return found.rows.map(toHead);
}

export type PublicPlace = { readonly id: string; readonly ky: string; readonly ru: string };
/** A place with the path of its page, without language prefix. */
export type PlaceWithPage = PublicPlace & { readonly path: string };

/** The municipality with the names of those above it and its villages; undefined when there is no such municipality. */
export async function publicPlace(
  scope: PublicScope,
  municipalityId: string,
): Promise<
  | {
      readonly municipality: PublicPlace;
      readonly above: readonly PublicPlace[];
      readonly villages: readonly PublicPlace[];
    }
  | undefined
> {
  if (!isId(municipalityId)) return undefined;
  const today = todayInBishkek(scope.now);
  const holds = sql`v.valid_from <= ${today} and (v.valid_to is null or v.valid_to > ${today})`;
  const found = await scope.tx.execute<PublicPlace & { level: string; step: number }>(sql`
    with recursive up as (
      select u.id, u.level, v.name_ky, v.name_ru, v.parent_id, 0 as step
        from unit u join unit_version v on v.unit_id = u.id
       where u.id = ${municipalityId} and u.level = 'municipality' and ${holds}
      union all
      select u.id, u.level, v.name_ky, v.name_ru, v.parent_id, up.step + 1
        from up join unit u on u.id = up.parent_id join unit_version v on v.unit_id = u.id
       where ${holds} and up.step < 5)
    select id, level, name_ky as ky, name_ru as ru, step from up
    union all
    select u.id, u.level, v.name_ky, v.name_ru, -1
      from unit_version v join unit u on u.id = v.unit_id
     where v.parent_id = ${municipalityId} and u.level = 'village' and ${holds}`);
  const municipality = found.rows.find((row) => row.step === 0);
  if (!municipality) return undefined;
  return {
    municipality,
    above: found.rows.filter((row) => row.step > 0).sort((a, b) => b.step - a.step),
    villages: found.rows.filter((row) => row.step < 0),
  };
}

/** Every publication of a list, for the staff: standing first, then what was withdrawn and why. */
export async function publicationHistory(
  scope: MunicipalityScope,
  kind: PublicationKind,
  unitId: string,
  year: number,
): Promise<
  (PublicationHead & {
    readonly publishedBy: string;
    readonly withdrawnAt: Date | null;
    readonly withdrawnReason: string | null;
    /** Why it was published before all sessions were closed. */
    readonly reason: string | null;
  })[]
> {
  const found = await scope.tx.execute<
    HeadRow & {
      publishedBy: string;
      withdrawnAt: string | null;
      withdrawnReason: string | null;
      reason: string | null;
    }
  >(sql`
    select ${headColumns}, published_by as "publishedBy", withdrawn_at::text as "withdrawnAt",
           withdrawn_reason as "withdrawnReason", reason
      from publication
     where municipality_id = ${scope.municipalityId} and kind = ${kind} and unit_id = ${unitId} and year = ${year}
     order by version desc`);
  return found.rows.map((row) => ({
    ...row,
    publishedAt: new Date(row.publishedAt),
    withdrawnAt: row.withdrawnAt === null ? null : new Date(row.withdrawnAt),
  }));
}
