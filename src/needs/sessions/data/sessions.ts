import { asc, desc, eq, sql, type SQL } from 'drizzle-orm';
import { membersOf } from '../../../people/data.ts';
import { compareNames } from '../../../methods/kyrgyz-order.ts';
import { isId } from '../../../platform/db/id.ts';
import { own, sameRow } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { todayInBishkek } from '../../../platform/i18n/calendar.ts';
import type { Lang } from '../../../platform/i18n/lang.ts';
import { versionsNamed } from '../../../territory/data.ts';
import { parseAgeBand } from '../../../territory/rules/age-bands.ts';
import type { UnitVersion } from '../../../territory/rules/versions.ts';
import type { SessionFacts } from '../rules/session.ts';
import { readMeetings } from '../../../meetings/data/hold.ts';
import { leadersOf, type Leader } from '../../../meetings/data/leaders.ts';
import { countedKinds } from '../../../meetings/rules/who-counts.ts';
import { meeting, participant } from '../../../meetings/schema.ts';
import { budgetGuess, institution, placement, problem, statement } from '../../schema.ts';
import { sessionKind, type SessionRow } from './session-kind.ts';

type Village = { readonly id: string; readonly nameKy: string; readonly nameRu: string };

/** The name of a unit in a language; English pages use the Kyrgyz one. */
export function unitName(names: { nameKy: string; nameRu: string }, lang: Lang): string {
  return lang === 'ru' ? names.nameRu : names.nameKy;
}

/** The unit where a meeting is, by the names that stand today; a dash for one that is unknown. */
export function unitIn(versions: ReadonlyMap<string, UnitVersion>, id: string): Village {
  const found = versions.get(id);
  return { id, nameKy: found?.nameKy ?? '–', nameRu: found?.nameRu ?? '–' };
}

export type SessionItem = SessionRow & {
  readonly villageId: string;
  readonly village: Village;
  readonly facts: SessionFacts;
  readonly facilitators: readonly Leader[];
  /** People invited, and people on the list. */
  readonly invited: number;
  readonly listed: number;
  /** Institutions named in the Venn diagram. */
  readonly institutions: number;
  /** Objects of the resource map. */
  readonly mapObjects: number;
};

const counting = sql`not s.withdrawn and not exists (select from statement c
   where c.municipality_id = s.municipality_id and c.corrects_id = s.id)`;

/** Sessions of a cycle with their sums, by day and hour; those without a day last. */
export async function listSessions(scope: MunicipalityScope, cycleId: string): Promise<SessionItem[]> {
  return await readSessions(scope, eq(meeting.cycleId, cycleId));
}

/** One session with its sums; undefined when there is none here. */
export async function findSession(scope: MunicipalityScope, id: string): Promise<SessionItem | undefined> {
  if (!isId(id)) return undefined;
  return (await readSessions(scope, eq(meeting.id, id)))[0];
}

async function readSessions(scope: MunicipalityScope, where: SQL): Promise<SessionItem[]> {
  const { tx, municipalityId } = scope;
  const rows = await readMeetings(scope, sessionKind, where);
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const idList = sql.param(`{${ids.join(',')}}`);
  // Another audience has no ages, and so no bounds.
  const bands = rows.map((row) => (row.audience === null ? parseAgeBand(row.ageGroup) : null));
  const youngest = sql.param(`{${bands.map((band) => band?.from ?? 'null').join(',')}}`);
  const oldest = sql.param(`{${bands.map((band) => band?.to ?? 'null').join(',')}}`);
  const counted = sql.param(`{${countedKinds('session').join(',')}}`);
  const leaders = await leadersOf(scope, ids);
  const [names, sums] = [
    await versionsNamed(
      scope,
      rows.flatMap((row) => row.villageId ?? []),
      todayInBishkek(scope.now),
    ),
    (
      await tx.execute<{
        id: string;
        statements: number;
        grouped: number;
        guesses: number;
        guess_total: number;
        invited: number;
        listed: number;
        ages_outside: number;
        sizeless: number;
        institutions: number;
        objects: number;
      }>(sql`
        with counted as (
          select s.session_id, count(*)::int as statements, count(p.statement_id)::int as grouped
            from statement s
            left join placement p on p.municipality_id = s.municipality_id and p.statement_id = s.id
           where s.municipality_id = ${municipalityId} and s.session_id = any(${idList}::uuid[]) and ${counting}
           group by s.session_id)
        select x.id::text as id, coalesce(counted.statements, 0) as statements,
               coalesce(counted.grouped, 0) as grouped,
               (select count(*)::int from budget_guess b
                 where b.municipality_id = ${municipalityId} and b.session_id = x.id) as guesses,
               (select coalesce(sum(b.share), 0)::int from budget_guess b
                 where b.municipality_id = ${municipalityId} and b.session_id = x.id) as guess_total,
               (select count(*)::int from invitation i
                 where i.municipality_id = ${municipalityId} and i.meeting_id = x.id) as invited,
               (select count(*)::int from participant m
                 where m.municipality_id = ${municipalityId} and m.meeting_id = x.id) as listed,
               (select count(*)::int from participant m
                 where m.municipality_id = ${municipalityId} and m.meeting_id = x.id and m.kind = any(${counted}::text[])
                   and (m.age < x.youngest or m.age > x.oldest)) as ages_outside,
               (select count(*)::int from institution n
                 where n.municipality_id = ${municipalityId} and n.session_id = x.id and n.drawn
                   and n.size is null) as sizeless,
               (select count(*)::int from institution n
                 where n.municipality_id = ${municipalityId} and n.session_id = x.id) as institutions,
               (select count(*)::int from resource_object o
                 where o.municipality_id = ${municipalityId} and o.session_id = x.id) as objects
          from unnest(${idList}::uuid[], ${youngest}::int[], ${oldest}::int[]) as x(id, youngest, oldest)
          left join counted on counted.session_id = x.id`)
    ).rows,
  ];
  const sumOf = new Map(sums.map((sum) => [sum.id, sum]));
  return rows.map((row) => {
    const led = leaders.get(row.id) ?? [];
    // A session is always a village's.
    const villageId = row.villageId ?? '';
    const sum = sumOf.get(row.id);
    const statements = sum?.statements ?? 0;
    return {
      ...row,
      villageId,
      village: unitIn(names, villageId),
      facilitators: led,
      invited: sum?.invited ?? 0,
      listed: sum?.listed ?? 0,
      institutions: sum?.institutions ?? 0,
      mapObjects: sum?.objects ?? 0,
      facts: {
        state: row.state,
        sexMode: row.sexMode,
        plannedOn: row.plannedOn,
        heldOn: row.heldOn,
        women: row.women,
        men: row.men,
        agesOutside: sum?.ages_outside ?? 0,
        stickersPerPerson: row.stickersPerPerson,
        statements,
        ungrouped: statements - (sum?.grouped ?? 0),
        facilitators: led.length,
        sizeless: sum?.sizeless ?? 0,
        guesses: sum?.guesses ?? 0,
        guessTotal: sum?.guess_total ?? 0,
      },
    };
  });
}

export type StatementItem = {
  readonly id: string;
  readonly text: string;
  readonly sex: 'female' | 'male' | null;
  readonly participantNumber: number | null;
  readonly entry: 'sticker' | 'count';
  readonly problemId: string | null;
  readonly problemName: string | null;
  readonly byName: string;
  readonly createdAt: Date;
  /** A row that names an earlier one. */
  readonly corrected: boolean;
};

/** Statements that count now, the newest first. */
export async function listStatements(scope: MunicipalityScope, sessionId: string): Promise<StatementItem[]> {
  return await scope.tx
    .select({
      id: statement.id,
      text: statement.text,
      sex: sql<'female' | 'male' | null>`coalesce(${participant.sex}, ${statement.sex})`,
      participantNumber: participant.number,
      entry: statement.entry,
      problemId: placement.problemId,
      problemName: problem.name,
      byName: statement.byName,
      createdAt: statement.createdAt,
      corrected: sql<boolean>`${statement.correctsId} is not null`,
    })
    .from(statement)
    .leftJoin(participant, sameRow(participant, 'id', statement, 'participantId'))
    .leftJoin(placement, sameRow(placement, 'statementId', statement, 'id'))
    .leftJoin(problem, sameRow(problem, 'id', placement, 'problemId'))
    .where(
      own(
        scope,
        statement,
        eq(statement.sessionId, sessionId),
        eq(statement.withdrawn, false),
        sql`not exists (select from statement later
             where later.municipality_id = statement.municipality_id and later.corrects_id = statement.id)`,
      ),
    )
    .orderBy(desc(statement.createdAt), desc(statement.id));
}

export type ParticipantItem = typeof participant.$inferSelect & { readonly stickers: number };

/** The list of a session in the order of its numbers, with the stickers each has standing. */
export async function listParticipants(
  scope: MunicipalityScope,
  sessionId: string,
): Promise<ParticipantItem[]> {
  const rows = await scope.tx
    .select({
      row: participant,
      stickers: sql<number>`(select count(*)::int from statement s
        where s.municipality_id = participant.municipality_id
          and s.participant_id = participant.id and ${counting})`,
    })
    .from(participant)
    .where(own(scope, participant, eq(participant.meetingId, sessionId)))
    .orderBy(asc(participant.number));
  return rows.map(({ row, stickers }) => ({ ...row, stickers }));
}

/** Institutions named in the Venn diagram: the ranked ones in their order, then the others. */
export async function listInstitutions(scope: MunicipalityScope, sessionId: string) {
  return await scope.tx
    .select()
    .from(institution)
    .where(own(scope, institution, eq(institution.sessionId, sessionId)))
    .orderBy(sql`${institution.rank} nulls last`, asc(institution.id));
}

/** Slices of the budget pie in the order they were named. */
export async function listGuesses(scope: MunicipalityScope, sessionId: string) {
  return await scope.tx
    .select()
    .from(budgetGuess)
    .where(own(scope, budgetGuess, eq(budgetGuess.sessionId, sessionId)))
    .orderBy(asc(budgetGuess.seq));
}

/** Members of the cycle's working group today, the trained ones first: they lead and record. */
export async function listWorkingGroup(
  scope: MunicipalityScope,
  workingGroupId: string | null,
  today: string,
): Promise<{ id: string; fullName: string; trained: boolean }[]> {
  if (workingGroupId === null) return [];
  const rows = (await membersOf(scope, workingGroupId))
    .filter(({ validFrom, validTo }) => validFrom <= today && (validTo === null || validTo >= today))
    .map(({ personId, fullName, trained }) => ({ id: personId, fullName, trained }));
  return rows.sort((a, b) => Number(b.trained) - Number(a.trained) || compareNames(a.fullName, b.fullName));
}

/** Names of the cycle's problems, for suggestions. */
export async function listProblemNames(scope: MunicipalityScope, cycleId: string): Promise<string[]> {
  const rows = await scope.tx
    .select({ name: problem.name })
    .from(problem)
    .where(own(scope, problem, eq(problem.cycleId, cycleId)))
    .orderBy(sql`${problem.name} collate "ky-x-icu"`)
    .limit(500);
  return rows.map((row) => row.name);
}

export type InstitutionItem = typeof institution.$inferSelect;
export type GuessItem = typeof budgetGuess.$inferSelect;
