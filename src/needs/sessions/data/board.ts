import { listSums, peopleKnown } from '../../../meetings/data/people.ts';
import { nameKey } from '../../../methods/names.ts';
import { sql } from 'drizzle-orm';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import type { GlossaryPair } from '../../../methods/matcher/vocabulary.ts';
import { Wall, wordsWith, type Words } from '../../rules/wall.ts';
import { wordingDoubt, type WordingDoubt } from '../../rules/wording.ts';
import { problemsOfCycle } from './problems.ts';

/** A statement with the number of its last move, by which a move made meanwhile is noticed. */
export type BoardStatement = {
  readonly id: string;
  readonly seq: number;
  readonly text: string;
  readonly problemId: string | null;
};

/** Stickers with the same words: shown as one card, moved by one action. */
export type Sticker = {
  readonly text: string;
  readonly statements: readonly BoardStatement[];
  /** The problem that one press may choose; undefined when none is understood well enough. */
  readonly offered: string | undefined;
  /** Other problems that read alike, the nearest first. Orders a list and does nothing else. */
  readonly alike: readonly string[];
  readonly doubt: WordingDoubt | undefined;
};

export type BoardProblem = {
  readonly id: string;
  readonly name: string;
  readonly category: string | null;
  readonly competence: string | null;
  readonly localMatter: number | null;
  /** Grouped here, in this session. */
  readonly statements: readonly BoardStatement[];
  /** Grouped in the cycle's other sessions. */
  readonly elsewhere: number;
};

export type BoardSession = {
  readonly id: string;
  readonly cycleId: string;
  readonly villageId: string;
  readonly villageKy: string;
  readonly villageRu: string;
  readonly ageGroup: string;
  readonly sexMode: 'mixed' | 'women' | 'men';
  readonly part: number;
  readonly state: 'planned' | 'open' | 'closed' | 'cancelled';
  readonly year: number;
  readonly stickersPerPerson: number;
  readonly people: number | null;
};

export type BoardAction = {
  readonly actionId: string;
  readonly at: Date;
  readonly byName: string;
  readonly mine: boolean;
  readonly reason: string | null;
  readonly statements: number;
  /** Words of the first statement moved. */
  readonly example: string;
  readonly fromName: string | null;
  readonly toName: string | null;
  /** Some of the statements were moved again since: it can no longer be taken back as a whole. */
  readonly overtaken: boolean;
  /** This action took back another one. */
  readonly undo: boolean;
};

export type Board = {
  readonly session: BoardSession;
  readonly stickers: readonly Sticker[];
  readonly problems: readonly BoardProblem[];
  /** Statements that count. */
  readonly used: number;
  readonly possible: number | null;
  readonly lastOwn: BoardAction | undefined;
};

type Heads = Parameters<typeof peopleKnown>[0];

/** The session of a board; undefined when there is none in this municipality. */
export async function boardSession(
  scope: MunicipalityScope,
  sessionId: string,
): Promise<BoardSession | undefined> {
  const found = await scope.tx.execute<Omit<BoardSession, 'people'> & Heads>(sql`
    select m.id, m.cycle_id as "cycleId", m.village_id as "villageId", v.name_ky as "villageKy",
           v.name_ru as "villageRu", s.age_group as "ageGroup", s.sex_mode as "sexMode", s.part, m.state, c.year,
           s.stickers_per_person as "stickersPerPerson", m.attendance, m.women, m.men
      from meeting m
      join session s on s.municipality_id = m.municipality_id and s.id = m.id
      join cycle c on c.municipality_id = m.municipality_id and c.id = m.cycle_id
      left join lateral (select name_ky, name_ru from unit_version
                          where unit_id = m.village_id order by valid_from desc limit 1) v on true
     where m.municipality_id = ${scope.municipalityId} and m.id = ${sessionId}`);
  const row = found.rows[0];
  if (!row) return undefined;
  const list = (await listSums(scope, 'session', [sessionId])).get(sessionId);
  return { ...row, people: peopleKnown(row, list) };
}

/** Statements of a session that count, in the order they were entered, with where each stands. */
export async function sessionStatements(
  scope: MunicipalityScope,
  sessionId: string,
): Promise<BoardStatement[]> {
  const found = await scope.tx.execute<BoardStatement>(sql`
    with s as materialized (
      select id, corrects_id, withdrawn, text from statement
       where municipality_id = ${scope.municipalityId} and session_id = ${sessionId})
    select s.id, s.text, p.problem_id as "problemId",
           coalesce((select max(g.seq) from grouping g
                      where g.municipality_id = ${scope.municipalityId} and g.statement_id = s.id), 0)::int as seq
      from s left join placement p on p.municipality_id = ${scope.municipalityId} and p.statement_id = s.id
     where not s.withdrawn and not exists (select from s later where later.corrects_id = s.id)
     order by s.id`);
  return found.rows;
}

/** The municipality's own pairs of words beside the default ones. */
export async function glossaryOf(scope: MunicipalityScope): Promise<{
  readonly own: readonly (GlossaryPair & { id: string; byName: string })[];
  readonly words: Words;
}> {
  const found = await scope.tx.execute<{ id: string; ky: string; ru: string; byName: string }>(sql`
    select id, ky, ru, by_name as "byName" from matcher_term
     where municipality_id = ${scope.municipalityId} order by ky collate "ky-x-icu", ru`);
  const own = found.rows;
  return { own, words: taughtWords(own) };
}

const wordsByTerms = new Map<string, Words>();

/** Words are learned as they are met: kept by the pairs that the office taught. */
function taughtWords(own: readonly GlossaryPair[]): Words {
  const key = own.map((pair) => `${pair.ky}=${pair.ru}`).join(' ');
  let words = wordsByTerms.get(key);
  if (!words) {
    if (wordsByTerms.size >= 50) wordsByTerms.clear();
    wordsByTerms.set(key, (words = wordsWith(own)));
  }
  return words;
}

/** Most statements of one problem that are compared with a new sticker: more of them add time, not sense. */
const textsCompared = 30;

/** The whole board of a session; undefined when there is no such session here. */
export async function loadBoard(scope: MunicipalityScope, sessionId: string): Promise<Board | undefined> {
  const session = await boardSession(scope, sessionId);
  if (!session) return undefined;
  const statements = await sessionStatements(scope, sessionId);
  const known = await problemsOfCycle(scope, session.cycleId);
  const elsewhere = await scope.tx.execute<{ problemId: string; count: number }>(sql`
    select p.problem_id as "problemId", count(*)::int as count
      from meeting m join placement p on p.municipality_id = m.municipality_id and p.session_id = m.id
     where m.municipality_id = ${scope.municipalityId} and m.cycle_id = ${session.cycleId} and m.id <> ${sessionId}
     group by p.problem_id`);
  const countElsewhere = new Map(elsewhere.rows.map((row) => [row.problemId, row.count]));
  const { words } = await glossaryOf(scope);

  const here = new Map<string, BoardStatement[]>();
  for (const statement of statements) {
    if (statement.problemId === null) continue;
    const list = here.get(statement.problemId);
    if (list) list.push(statement);
    else here.set(statement.problemId, [statement]);
  }
  const problems = [...known.values()]
    .map((problem) => ({
      ...problem,
      statements: here.get(problem.id) ?? [],
      elsewhere: countElsewhere.get(problem.id) ?? 0,
    }))
    // Votes of this session first; what other sessions named follows, so that one name serves the whole village.
    .sort(
      (a, b) =>
        b.statements.length - a.statements.length || b.elsewhere - a.elsewhere || (a.id < b.id ? -1 : 1),
    );
  const ungrouped = statements.filter((statement) => statement.problemId === null);
  return {
    session,
    stickers: ungrouped.length === 0 ? [] : stickersOf(ungrouped, problems, words),
    problems,
    used: statements.length,
    possible: session.people === null ? null : session.people * session.stickersPerPerson,
    lastOwn: (await actionsOf(scope, sessionId, 30)).find(
      (action) => action.mine && !action.undo && !action.overtaken,
    ),
  };
}

function stickersOf(
  ungrouped: readonly BoardStatement[],
  problems: readonly BoardProblem[],
  words: Words,
): Sticker[] {
  const standing = problems.map(({ id, name, statements }) => ({
    id,
    name,
    texts: statements.slice(0, textsCompared).map((statement) => statement.text),
  }));
  const wall = new Wall(words, standing, []);
  const cards = new Map<string, BoardStatement[]>();
  for (const statement of ungrouped) {
    const key = nameKey(statement.text);
    const card = cards.get(key);
    if (card) card.push(statement);
    else cards.set(key, [statement]);
  }
  return [...cards.values()].map((card) => {
    const text = card[0]?.text ?? '';
    const { offer, near } = wall.answer(text);
    // The office gives new names by hand: a usual name that stands nowhere is not offered.
    const offered = offer?.fresh === false ? offer.id : undefined;
    return { text, statements: card, offered, alike: near, doubt: wordingDoubt(text) };
  });
}

/** The latest actions on a session's board, newest first. */
export async function actionsOf(
  scope: MunicipalityScope,
  sessionId: string,
  limit: number,
): Promise<BoardAction[]> {
  const found = await scope.tx.execute<{
    actionId: string;
    at: string;
    byName: string;
    byAccountId: string;
    reason: string | null;
    statements: number;
    example: string;
    fromName: string | null;
    toName: string | null;
    overtaken: boolean;
    undo: boolean;
  }>(sql`
    with moves as (
      select g.*, s.text,
             lag(g.problem_id) over (partition by g.statement_id order by g.seq) as was,
             g.seq < max(g.seq) over (partition by g.statement_id) as passed
        from statement s
        join grouping g on g.municipality_id = s.municipality_id and g.statement_id = s.id
       where s.municipality_id = ${scope.municipalityId} and s.session_id = ${sessionId})
    select m.action_id as "actionId", max(m.at)::text as at, min(m.by_name) as "byName",
           min(m.by_account_id) as "byAccountId", min(m.reason) as reason, count(*)::int as statements,
           min(m.text) as example,
           (array_agg(f.name))[1] as "fromName", (array_agg(t.name))[1] as "toName",
           bool_or(m.passed) as overtaken, bool_or(m.undoes_id is not null) as undo
      from moves m
      left join problem f on f.municipality_id = m.municipality_id and f.id = m.was
      left join problem t on t.municipality_id = m.municipality_id and t.id = m.problem_id
     group by m.action_id
     order by max(m.id::text) desc
     limit ${limit}`);
  return found.rows.map(({ byAccountId, at, ...row }) => ({
    ...row,
    at: new Date(at),
    mine: byAccountId === scope.actor.accountId,
  }));
}

/** A statement under a problem, with the session it was said in; who wrote it is not read. */
export type TraceRow = {
  readonly id: string;
  readonly seq: number;
  readonly text: string;
  readonly sessionId: string;
  readonly villageId: string;
  readonly ageGroup: string;
  readonly sexMode: 'mixed' | 'women' | 'men';
  readonly heldOn: string | null;
  readonly state: string;
};

/** The way back from a problem to the words of people. At most `limit` statements. */
export async function traceOf(
  scope: MunicipalityScope,
  problemIds: readonly string[],
  limit = 1000,
): Promise<TraceRow[]> {
  if (problemIds.length === 0) return [];
  const found = await scope.tx.execute<TraceRow>(sql`
    select s.id, p.seq, s.text, s.session_id as "sessionId", m.village_id as "villageId", e.age_group as "ageGroup",
           e.sex_mode as "sexMode", m.held_on::text as "heldOn", m.state
      from placement p
      join statement s on s.municipality_id = p.municipality_id and s.id = p.statement_id
      join session e on e.municipality_id = s.municipality_id and e.id = s.session_id
      join meeting m on m.municipality_id = s.municipality_id and m.id = s.session_id
     where p.municipality_id = ${scope.municipalityId} and p.problem_id = any(${`{${problemIds.join(',')}}`}::uuid[])
     order by m.village_id, e.age_group, s.session_id, s.text, s.id
     limit ${limit}`);
  return found.rows;
}
