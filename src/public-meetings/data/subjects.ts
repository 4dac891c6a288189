import { and, desc, eq, gte, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import { act, publication } from '../../acts/schema.ts';
import { cycle, workPlanItem } from '../../cycle/schema.ts';
import { meeting } from '../../meetings/schema.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { placeOnDay, villagesOf } from '../../territory/data.ts';
import type { AboutKind } from '../rules/subjects.ts';
import { publicMeeting } from '../schema.ts';

/** Something that an agenda may be about. */
export type Subject = {
  readonly id: string;
  /** Of a publication its own kind; else what it is while nobody has published it. */
  readonly kind: string;
  readonly about: AboutKind | null;
  readonly year: number;
  readonly nameKy: string;
  readonly nameRu: string;
  /** Where staff read it, within the municipality; empty where it has no page of its own. */
  readonly path: string;
};

/** What is published and could be a subject of the agenda: priorities, acts and meetings of the last two years. */
async function published(scope: MunicipalityScope, year: number): Promise<Subject[]> {
  const { snapshot } = publication;
  const rows = await scope.tx
    .select({
      id: publication.id,
      kind: publication.kind,
      year: publication.year,
      nameKy: sql<string>`coalesce(${snapshot} ->> 'titleKy', ${snapshot} -> 'unit' ->> 'ky', ${snapshot} ->> 'title', '')`,
      nameRu: sql<string>`coalesce(${snapshot} ->> 'titleRu', ${snapshot} -> 'unit' ->> 'ru', ${snapshot} ->> 'title', '')`,
    })
    .from(publication)
    .where(own(scope, publication, isNull(publication.withdrawnAt), gte(publication.year, year - 1)))
    .orderBy(desc(publication.publishedAt))
    .limit(200);
  return rows.map((row) => ({ ...row, about: null, path: publishedPath(row.kind) }));
}

function publishedPath(kind: string): string {
  const [what, id] = kind.split(':');
  if (what === 'act') return `/acts/${id}`;
  return what === 'meeting' ? `/public-meetings/${id}` : '/needs/priorities';
}

/** What stands in the rooms and is published by nobody yet: lists of priorities, tables of focus groups, acts, rows of
 * the work plan, meetings. */
async function unpublished(scope: MunicipalityScope, cycleId: string, year: number): Promise<Subject[]> {
  const today = todayInBishkek(scope.now);
  const { municipality } = await placeOnDay(scope, today);
  const villages = await villagesOf(scope, scope.municipalityId, today);
  const village = new Map(villages.map((one) => [one.unitId, one]));
  const subject = (
    about: AboutKind,
    one: { readonly id: string; readonly nameKy: string; readonly nameRu: string; readonly path: string },
  ): Subject => ({ ...one, kind: about, about, year });
  const lists = [
    subject('priorities', { id: scope.municipalityId, ...namesOf(municipality), path: '/needs/priorities' }),
    ...villages.map((one) =>
      subject('priorities', {
        ...{ id: one.unitId, ...namesOf(one), path: `/needs/villages/${one.unitId}/priorities` },
      }),
    ),
  ];
  const meetings = await scope.tx
    .select({
      id: meeting.id,
      kind: meeting.kind,
      villageId: meeting.villageId,
      title: publicMeeting.title,
      titleOther: publicMeeting.titleOther,
      lang: publicMeeting.titleLang,
    })
    .from(meeting)
    .leftJoin(publicMeeting, sameRow(publicMeeting, 'id', meeting, 'id'))
    .where(
      own(
        scope,
        meeting,
        eq(meeting.cycleId, cycleId),
        inArray(meeting.kind, ['focusGroup', 'public']),
        ne(meeting.state, 'cancelled'),
      ),
    )
    .orderBy(desc(meeting.plannedOn))
    .limit(200);
  const told = meetings.map((one) => {
    if (one.kind === 'focusGroup')
      return subject('focusGroup', {
        ...{ id: one.id, path: `/needs/focus/${one.id}` },
        ...namesOf((one.villageId === null ? undefined : village.get(one.villageId)) ?? municipality),
      });
    const [own, other] = [one.title ?? '', one.titleOther ?? ''];
    const ky = one.lang === 'ky' ? own : other || own;
    const ru = one.lang === 'ru' ? own : other || own;
    return subject('meeting', { id: one.id, nameKy: ky, nameRu: ru, path: `/public-meetings/${one.id}` });
  });
  const acts = await scope.tx
    .select({ id: act.id, number: act.number, nameKy: act.titleKy, nameRu: act.titleRu })
    .from(act)
    .where(own(scope, act, ne(act.state, 'annulled'), or(isNull(act.year), gte(act.year, year - 1))))
    .orderBy(desc(act.createdAt))
    .limit(200);
  const plan = await scope.tx
    .select({ id: workPlanItem.id, nameKy: workPlanItem.textKy, nameRu: workPlanItem.textRu })
    .from(workPlanItem)
    .where(own(scope, workPlanItem, eq(workPlanItem.cycleId, cycleId)))
    .orderBy(workPlanItem.seq)
    .limit(200);
  return [
    ...lists,
    ...told,
    ...acts.map(({ number, ...one }) => {
      const named = (name: string) => (number === null ? name : `№ ${number}. ${name}`);
      const path = `/acts/${one.id}`;
      return subject('act', { id: one.id, nameKy: named(one.nameKy), nameRu: named(one.nameRu), path });
    }),
    ...plan.map((one) => subject('workPlan', { ...one, path: `/cycle/plan/${one.id}` })),
  ];
}

const namesOf = ({ nameKy, nameRu }: { readonly nameKy: string; readonly nameRu: string }) => ({
  nameKy,
  nameRu,
});

/**
 * What the agenda of a meeting may be about: what residents read already, and what stands in the rooms without being
 * published. Something that is published stands there once, as published.
 */
export async function possibleSubjects(scope: MunicipalityScope, cycleId: string): Promise<Subject[]> {
  const [row] = await scope.tx
    .select({ year: cycle.year })
    .from(cycle)
    .where(own(scope, cycle, eq(cycle.id, cycleId)));
  const year = row?.year ?? Number(todayInBishkek(scope.now).slice(0, 4));
  const open = await published(scope, year);
  const shown = new Set(
    open.flatMap(({ kind }) => (kind.includes(':') ? [kind.slice(kind.indexOf(':') + 1)] : [])),
  );
  const lists = await publishedLists(scope, year);
  const rest = await unpublished(scope, cycleId, year);
  return [...open, ...rest.filter(({ id, about }) => !(about === 'priorities' ? lists : shown).has(id))];
}

/** Villages, and the municipality, whose list of that year residents read. */
async function publishedLists(scope: MunicipalityScope, year: number): Promise<ReadonlySet<string>> {
  const rows = await scope.tx
    .select({ unitId: publication.unitId })
    .from(publication)
    .where(
      own(
        scope,
        publication,
        and(
          inArray(publication.kind, ['village-priorities', 'municipality-priorities']),
          eq(publication.year, year),
          isNull(publication.withdrawnAt),
        ),
      ),
    );
  return new Set(rows.map(({ unitId }) => unitId));
}
