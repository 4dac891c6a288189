import { and, asc, desc, eq, isNotNull, isNull, like, lte, or, sql } from 'drizzle-orm';
import { isId } from '../platform/db/id.ts';
import { own, publishedBy, sameRow } from '../platform/db/own.ts';
import type { MunicipalityScope, PublicScope } from '../platform/db/scope.ts';
import { unitVersion } from '../territory/schema.ts';
import { numberAfter } from './rules.ts';
import { act, actCounter, actEvent, publication, type Paper } from './schema.ts';

export type ActRow = typeof act.$inferSelect;
/** A row of the register: everything but the frozen paper, which may be large. */
export type ActListRow = Omit<ActRow, 'documents' | 'municipalityId'> & { readonly published: boolean };

/** The kind of an act's publication. */
export function publicationKind(actId: string): string {
  return `act:${actId}`;
}

/** The whole register, newest first. Registers of a municipality are short: pages search and sort in memory. */
export async function listActs(scope: MunicipalityScope): Promise<ActListRow[]> {
  return await scope.tx
    .select({
      id: act.id,
      cycleId: act.cycleId,
      type: act.type,
      issuingBody: act.issuingBody,
      template: act.template,
      subjectId: act.subjectId,
      titleKy: act.titleKy,
      titleRu: act.titleRu,
      state: act.state,
      year: act.year,
      number: act.number,
      running: act.running,
      replacesId: act.replacesId,
      issuedOn: act.issuedOn,
      signedBy: act.signedBy,
      signedAs: act.signedAs,
      note: act.note,
      signedAt: act.signedAt,
      annulledReason: act.annulledReason,
      createdAt: act.createdAt,
      updatedAt: act.updatedAt,
      published: sql<boolean>`${publication.id} is not null`,
    })
    .from(act)
    .leftJoin(publication, and(sameRow(publication, 'actId', act, 'id'), isNull(publication.withdrawnAt)))
    .where(own(scope, act))
    .orderBy(desc(sql`coalesce(${act.issuedOn}, '9999-12-31')`), desc(act.running), desc(act.id));
}

/** One act of this municipality; undefined for any other id, however it looks. */
export async function actById(scope: MunicipalityScope, actId: string): Promise<ActRow | undefined> {
  if (!isId(actId)) return undefined;
  const rows = await scope.tx
    .select()
    .from(act)
    .where(own(scope, act, eq(act.id, actId)));
  return rows[0];
}

/** A register: numbers run within it. */
export type Register = {
  readonly issuingBody: ActRow['issuingBody'];
  readonly type: ActRow['type'];
  readonly year: number;
};

/** The newest number of a register as it was written, of an earlier year when this one has none; null when there is none. */
export async function lastNumber(scope: MunicipalityScope, register: Register): Promise<string | null> {
  const rows = await scope.tx
    .select({ number: act.number })
    .from(act)
    .where(
      own(
        scope,
        act,
        eq(act.issuingBody, register.issuingBody),
        eq(act.type, register.type),
        lte(act.year, register.year),
        isNotNull(act.number),
      ),
    )
    .orderBy(desc(act.year), desc(act.running))
    .limit(1);
  return rows[0]?.number ?? null;
}

/** The number that the register would give next. */
export async function nextNumber(scope: MunicipalityScope, register: Register): Promise<string> {
  const rows = await scope.tx
    .select({ last: actCounter.lastNumber })
    .from(actCounter)
    .where(
      own(
        scope,
        actCounter,
        eq(actCounter.issuingBody, register.issuingBody),
        eq(actCounter.type, register.type),
        eq(actCounter.year, register.year),
      ),
    );
  return numberAfter(await lastNumber(scope, register), (rows[0]?.last ?? 0) + 1);
}

/** Who took whose place: the signed act that this one replaces, and the signed one that replaced it. */
export async function neighboursOf(
  scope: MunicipalityScope,
  found: ActRow,
): Promise<{ readonly replaces: ActHead | undefined; readonly replacedBy: ActHead | undefined }> {
  const head = { id: act.id, number: act.number, issuedOn: act.issuedOn, state: act.state };
  const rows = await scope.tx
    .select(head)
    .from(act)
    .where(
      own(
        scope,
        act,
        or(
          found.replacesId === null ? undefined : eq(act.id, found.replacesId),
          eq(act.replacesId, found.id),
        ),
        isNotNull(act.number),
      ),
    );
  return {
    replaces: rows.find((row) => row.id === found.replacesId),
    replacedBy: rows.find((row) => row.id !== found.replacesId && row.state !== 'draft'),
  };
}

export type ActHead = Pick<ActRow, 'id' | 'number' | 'issuedOn' | 'state'>;

/** The act of a paper that is in force: the newest signed one. */
export async function actInForce(
  scope: MunicipalityScope,
  template: string,
  cycleId: string,
): Promise<ActHead | undefined> {
  const rows = await scope.tx
    .select({ id: act.id, number: act.number, issuedOn: act.issuedOn, state: act.state })
    .from(act)
    .where(own(scope, act, eq(act.template, template), eq(act.cycleId, cycleId), eq(act.state, 'signed')))
    .orderBy(desc(act.id))
    .limit(1);
  return rows[0];
}

/** The standing act of a paper: the newest that is not annulled. */
export async function actFor(
  scope: MunicipalityScope,
  template: string,
  cycleId: string,
  subjectId: string | null = null,
): Promise<ActRow | undefined> {
  const rows = await scope.tx
    .select()
    .from(act)
    .where(
      own(
        scope,
        act,
        eq(act.template, template),
        eq(act.cycleId, cycleId),
        subjectId === null ? isNull(act.subjectId) : eq(act.subjectId, subjectId),
        sql`${act.state} <> 'annulled'`,
      ),
    )
    .orderBy(desc(act.id))
    .limit(1);
  return rows[0];
}

export type ActPublication = {
  readonly id: string;
  readonly version: number;
  readonly publishedAt: Date;
  readonly publishedBy: string;
};

/** The standing publication of an act. */
export async function publicationOf(
  scope: MunicipalityScope,
  actId: string,
): Promise<ActPublication | undefined> {
  const rows = await scope.tx
    .select({
      id: publication.id,
      version: publication.version,
      publishedAt: publication.publishedAt,
      publishedBy: publication.publishedBy,
    })
    .from(publication)
    .where(own(scope, publication, eq(publication.actId, actId), isNull(publication.withdrawnAt)));
  return rows[0];
}

export type ActEvent = typeof actEvent.$inferSelect;

/** The life of an act after its signature, in the order in which it was written down. */
export async function eventsOf(scope: MunicipalityScope, actId: string): Promise<ActEvent[]> {
  return await scope.tx
    .select()
    .from(actEvent)
    .where(own(scope, actEvent, eq(actEvent.actId, actId)))
    .orderBy(asc(actEvent.at), asc(actEvent.id));
}

/** What of it concerns the act's force: residents read kind and day, never a text that may name somebody. */
export type ActMark = { readonly kind: ActEvent['kind']; readonly on: string };

export async function publicMarks(scope: MunicipalityScope, actId: string): Promise<ActMark[]> {
  const events = await eventsOf(scope, actId);
  return events
    .filter(({ kind }) => kind !== 'scan' && kind !== 'objection')
    .map(({ kind, on }) => ({ kind, on }));
}

/** What the public reads of an act. */
export type ActSnapshot = {
  readonly type: string;
  /** A number in what was published before offices wrote theirs. */
  readonly number: string | number;
  readonly issuedOn: string;
  readonly titleKy: string;
  readonly titleRu: string;
  readonly signedBy: string;
  /** Added, contested, protested, annulled by a court; left out in what was published before there were such. */
  readonly marks?: readonly ActMark[];
  readonly paper: Paper;
};

export type PublicAct = { readonly id: string; readonly publishedAt: Date; readonly snapshot: ActSnapshot };
/** A published act in a list: the paper itself, which may be large, stays in the database. */
export type PublicActHead = {
  readonly id: string;
  readonly publishedAt: Date;
  readonly snapshot: Omit<ActSnapshot, 'paper'>;
};

/** The published acts of a municipality, newest first. */
export async function publicActs(scope: PublicScope, municipalityId: string): Promise<PublicActHead[]> {
  if (!isId(municipalityId)) return [];
  const rows = await scope.tx
    .select({
      id: publication.id,
      publishedAt: publication.publishedAt,
      snapshot: sql<PublicActHead['snapshot']>`${publication.snapshot} - 'paper'`,
    })
    .from(publication)
    .where(
      publishedBy(
        municipalityId,
        publication,
        like(publication.kind, 'act:%'),
        isNull(publication.withdrawnAt),
      ),
    )
    .orderBy(desc(publication.publishedAt));
  return rows;
}

/** One published act with its paper; undefined when it does not stand. */
export async function publicAct(
  scope: PublicScope,
  municipalityId: string,
  publicationId: string,
): Promise<PublicAct | undefined> {
  if (!isId(municipalityId) || !isId(publicationId)) return undefined;
  const rows = await scope.tx
    .select({
      id: publication.id,
      publishedAt: publication.publishedAt,
      snapshot: publication.snapshot,
    })
    .from(publication)
    .where(
      publishedBy(
        municipalityId,
        publication,
        eq(publication.id, publicationId),
        like(publication.kind, 'act:%'),
        isNull(publication.withdrawnAt),
      ),
    );
  return rows[0] && { ...rows[0], snapshot: rows[0].snapshot as ActSnapshot };
}

/** A municipality's name now, for public pages. */
export async function municipalityNames(
  scope: PublicScope,
  municipalityId: string,
): Promise<{ readonly ky: string; readonly ru: string } | undefined> {
  if (!isId(municipalityId)) return undefined;
  const rows = await scope.tx
    .select({ ky: unitVersion.nameKy, ru: unitVersion.nameRu })
    .from(unitVersion)
    .where(and(eq(unitVersion.unitId, municipalityId), isNull(unitVersion.validTo)));
  return rows[0];
}
