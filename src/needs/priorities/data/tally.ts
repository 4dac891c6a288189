import { sql } from 'drizzle-orm';
import { cycleOfYear, type CycleRow } from '../../../cycle/data.ts';
import { listSums, type ListSums } from '../../../meetings/data/people.ts';
import { runningCycle } from '../../../meetings/data/running-cycle.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { todayInBishkek } from '../../../platform/i18n/calendar.ts';
import type { KnownProblem } from '../../rules/problem.ts';
import { problemsOfCycle } from '../../sessions/data/problems.ts';
import type { Merge, PopulationOf, SessionVotes, Sex, SexMode } from '../rules/priorities.ts';

/** A cycle as the pages of priorities need it. */
export type CycleFacts = Pick<CycleRow, 'id' | 'year' | 'stage'>;

/**
 * The cycle of a year; without one the newest whose sessions have begun, since lists are looked at long after the next
 * cycle is being prepared, else the running one. Undefined when the municipality has none.
 */
export async function cycleFacts(scope: MunicipalityScope, year?: number): Promise<CycleFacts | undefined> {
  if (year !== undefined) return await cycleOfYear(scope, year);
  const begun = await scope.tx.execute<CycleFacts>(sql`
    select id, year, stage from cycle c where municipality_id = ${scope.municipalityId}
       and exists (select from meeting s where s.municipality_id = c.municipality_id and s.kind = 'session'
                      and s.cycle_id = c.id and s.state in ('open', 'closed'))
     order by year desc limit 1`);
  return begun.rows[0] ?? (await runningCycle(scope));
}

/** Years that have a cycle, newest first. */
export async function cycleYears(scope: MunicipalityScope): Promise<number[]> {
  const found = await scope.tx.execute<{ year: number }>(sql`
    select year from cycle where municipality_id = ${scope.municipalityId} order by year desc`);
  return found.rows.map((row) => row.year);
}

/** A place with its names at the day of the work. */
export type Place = { readonly id: string; readonly nameKy: string; readonly nameRu: string };

/** The municipality's name and its villages, as they are called today, in order of the alphabet. */
export async function placesOf(
  scope: MunicipalityScope,
): Promise<{ readonly municipality: Place; readonly villages: readonly Place[] }> {
  const today = todayInBishkek(scope.now);
  const found = await scope.tx.execute<Place & { level: string }>(sql`
    select u.id, u.level, v.name_ky as "nameKy", v.name_ru as "nameRu"
      from unit_version v join unit u on u.id = v.unit_id
     where (v.unit_id = ${scope.municipalityId} or (v.parent_id = ${scope.municipalityId} and u.level = 'village'))
       and v.valid_from <= ${today} and (v.valid_to is null or v.valid_to > ${today})
     order by v.name_ky collate "ky-x-icu"`);
  const municipality = found.rows.find((row) => row.id === scope.municipalityId);
  return {
    municipality: municipality ?? { id: scope.municipalityId, nameKy: '', nameRu: '' },
    villages: found.rows.filter((row) => row.id !== scope.municipalityId),
  };
}

/** Everything that lists of priorities are counted from; pure functions of rules/priorities.ts do the rest. */
export type Tally = {
  readonly cycle: CycleFacts;
  readonly sessions: readonly SessionVotes[];
  readonly problems: ReadonlyMap<string, KnownProblem>;
  readonly merges: readonly (Merge & {
    readonly reason: string;
    readonly byName: string;
    readonly at: Date;
  })[];
  readonly ageGroups: readonly string[];
  readonly populationOf: PopulationOf;
};

type SessionRow = {
  id: string;
  villageId: string;
  ageGroup: string;
  sexMode: SexMode;
  part: number;
  state: SessionVotes['state'];
  heldOn: string | null;
  attendance: 'list' | 'counts';
  women: number | null;
  men: number | null;
  stickersPerPerson: number;
};

/**
 * Counts the sessions of one village, or of all. Sums come from the index of `placement` alone; a village's page at
 * national size costs some milliseconds because nothing but its own sessions is read.
 */
export async function loadTally(
  scope: MunicipalityScope,
  cycle: CycleFacts,
  villageId: string | null,
): Promise<Tally> {
  const { tx, municipalityId } = scope;
  const found = await tx.execute<SessionRow>(sql`
    select m.id, m.village_id as "villageId", s.age_group as "ageGroup", s.sex_mode as "sexMode", s.part, m.state,
           m.held_on::text as "heldOn", m.attendance, m.women, m.men, s.stickers_per_person as "stickersPerPerson"
      from meeting m join session s on s.municipality_id = m.municipality_id and s.id = m.id
     where m.municipality_id = ${municipalityId} and m.cycle_id = ${cycle.id} and m.kind = 'session'
           and m.state <> 'cancelled' ${villageId === null ? sql`` : sql`and m.village_id = ${villageId}`}
     order by m.village_id, s.age_group, s.sex_mode, s.part`);
  const rows = found.rows;
  const ids = `{${rows.map((row) => row.id).join(',')}}`;
  const [votes, statements, bySex, listOf] =
    rows.length === 0
      ? ([[], [], [], new Map<string, ListSums>()] as const)
      : await countsOf(scope, ids, rows);
  const problems = await problemsOfCycle(scope, cycle.id);
  const merges = await standingMerges(scope, cycle.id);
  const settings = await tx.execute<{ ageGroups: string[] }>(sql`
    select age_groups as "ageGroups" from municipality_settings where municipality_id = ${municipalityId}`);

  const votesOf = new Map<string, Map<string, number>>();
  for (const row of votes) mapAt(votesOf, row.sessionId).set(row.problemId, row.count);
  const sexOf = new Map<string, Record<Sex, Map<string, number>>>();
  for (const row of bySex) {
    let both = sexOf.get(row.sessionId);
    if (!both) sexOf.set(row.sessionId, (both = { female: new Map(), male: new Map() }));
    both[row.sex].set(row.problemId, row.count);
  }
  const statementsOf = new Map(statements.map((row) => [row.sessionId, row.count]));
  return {
    cycle,
    sessions: rows.map(({ attendance, ...row }) => {
      const list = attendance === 'list' ? listOf.get(row.id) : undefined;
      const women = attendance === 'list' ? (list?.women ?? 0) : row.women;
      const men = attendance === 'list' ? (list?.men ?? 0) : row.men;
      const known = women !== null || men !== null;
      return {
        ...row,
        women,
        men,
        people: attendance === 'list' ? (list?.people ?? 0) : known ? (women ?? 0) + (men ?? 0) : null,
        statements: statementsOf.get(row.id) ?? 0,
        votes: votesOf.get(row.id) ?? new Map<string, number>(),
        bySex: sexOf.get(row.id),
      };
    }),
    problems,
    merges: merges.filter((merge) => villageId === null || merge.villageId === villageId),
    ageGroups: settings.rows[0]?.ageGroups ?? [],
    populationOf: await populations(scope),
  };
}

function mapAt<V>(map: Map<string, Map<string, V>>, key: string): Map<string, V> {
  let inner = map.get(key);
  if (!inner) map.set(key, (inner = new Map<string, V>()));
  return inner;
}

type VoteRow = { sessionId: string; problemId: string; count: number };
type CountRow = { sessionId: string; count: number };

async function countsOf(
  scope: MunicipalityScope,
  ids: string,
  rows: readonly SessionRow[],
): Promise<[VoteRow[], CountRow[], (VoteRow & { sex: Sex })[], ReadonlyMap<string, ListSums>]> {
  const { tx, municipalityId } = scope;
  const votes = await tx.execute<VoteRow>(sql`
    select session_id as "sessionId", problem_id as "problemId", count(*)::int as count
      from placement where municipality_id = ${municipalityId} and session_id = any(${ids}::uuid[])
     group by session_id, problem_id`);
  // A row counts when nothing corrects it and it is no withdrawal; a correction stands in the same session.
  const statements = await tx.execute<CountRow>(sql`
    with s as materialized (
      select id, session_id, corrects_id, withdrawn from statement
       where municipality_id = ${municipalityId} and session_id = any(${ids}::uuid[]))
    select session_id as "sessionId", count(*)::int as count from s
     where not withdrawn and not exists (select from s later where later.corrects_id = s.id)
     group by session_id`);
  const mixed = rows.filter((row) => row.sexMode === 'mixed').map((row) => row.id);
  const bySex =
    mixed.length === 0
      ? []
      : (
          await tx.execute<VoteRow & { sex: Sex }>(sql`
            select p.session_id as "sessionId", p.problem_id as "problemId", coalesce(s.sex, w.sex) as sex,
                   count(*)::int as count
              from statement s
              join placement p on p.municipality_id = s.municipality_id and p.statement_id = s.id
              left join participant w on w.municipality_id = s.municipality_id and w.id = s.participant_id
             where s.municipality_id = ${municipalityId} and s.session_id = any(${`{${mixed.join(',')}}`}::uuid[])
               and coalesce(s.sex, w.sex) is not null
             group by 1, 2, 3`)
        ).rows;
  const listed = rows.filter((row) => row.attendance === 'list').map((row) => row.id);
  const lists = await listSums(scope, 'session', listed);
  return [votes.rows, statements.rows, bySex, lists];
}

/** Merges that hold now, oldest first. */
export async function standingMerges(
  scope: MunicipalityScope,
  cycleId: string,
): Promise<Tally['merges'][number][]> {
  const found = await scope.tx.execute<{
    id: string;
    villageId: string | null;
    fromProblemId: string;
    intoProblemId: string;
    reason: string;
    byName: string;
    at: string;
  }>(sql`
    select id, village_id as "villageId", from_problem_id as "fromProblemId", into_problem_id as "intoProblemId",
           reason, by_name as "byName", at::text as at
      from problem_merge
     where municipality_id = ${scope.municipalityId} and cycle_id = ${cycleId} and undone_at is null
     order by at, id`);
  return found.rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

/** Residents by the newest profile of each village; bands are the municipality's own words. */
async function populations(scope: MunicipalityScope): Promise<PopulationOf> {
  const found = await scope.tx.execute<{ villageId: string; sex: Sex; ageBand: string; people: number }>(sql`
    select p.village_id as "villageId", c.sex, c.age_band as "ageBand", c.people
      from village_population c
      join village_profile p on p.municipality_id = c.municipality_id and p.id = c.profile_id
     where c.municipality_id = ${scope.municipalityId}
       and p.as_of = (select max(n.as_of) from village_profile n
                       where n.municipality_id = p.municipality_id and n.village_id = p.village_id)`);
  const cells = found.rows;
  return ({ villageId, ageGroup, sexMode }) => {
    const mine = cells.filter(
      (cell) =>
        (villageId === null || cell.villageId === villageId) &&
        // A whole village is weighed by its adults: children write no stickers.
        (ageGroup === null ? cell.ageBand !== '0-17' : cell.ageBand === ageGroup) &&
        (sexMode === 'mixed' || cell.sex === (sexMode === 'women' ? 'female' : 'male')),
    );
    return mine.length === 0 ? null : mine.reduce((sum, cell) => sum + cell.people, 0);
  };
}
