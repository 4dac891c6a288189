import { asc, eq, inArray, sql } from 'drizzle-orm';
import { own, sameRow } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { budgetGuess, institution, placement, problem, statement } from '../../schema.ts';
import { participant } from '../../../meetings/schema.ts';
import { listQuestions, type QuestionItem } from './received-reading.ts';
import type { GuessItem, InstitutionItem } from './sessions.ts';
import type { ParticipantItem, SessionItem } from './sessions.ts';

export type SessionTables = {
  readonly sessions: readonly SessionItem[];
  readonly participants: readonly ParticipantItem[];
  readonly institutions: readonly InstitutionItem[];
  readonly guesses: readonly GuessItem[];
  readonly questions: readonly QuestionItem[];
  readonly statements: readonly {
    sessionId: string;
    participantNumber: number | null;
    sex: 'female' | 'male' | null;
    text: string;
    problemName: string | null;
    entry: 'sticker' | 'count';
    createdAt: Date;
    way: 'typed' | 'phone' | 'photo';
  }[];
  readonly problems: readonly {
    name: string;
    competence: 'local' | 'delegated' | 'outside' | null;
    localMatter: number | null;
    category: string | null;
    votes: number;
  }[];
  readonly tallies: readonly { sessionId: string; problemName: string; votes: number }[];
};

const standing = sql`not s.withdrawn and not exists (select from statement c
   where c.municipality_id = s.municipality_id and c.corrects_id = s.id)`;

/** All rows of these sessions, for export. Contacts and names of participants are left out by whoever writes them. */
export async function readSessionTables(
  scope: MunicipalityScope,
  sessions: readonly SessionItem[],
): Promise<SessionTables> {
  const { tx } = scope;
  const ids = sessions.map((one) => one.id);
  if (ids.length === 0) {
    return {
      sessions,
      participants: [],
      institutions: [],
      guesses: [],
      questions: [],
      statements: [],
      problems: [],
      tallies: [],
    };
  }
  const order = new Map(ids.map((id, index) => [id, index]));
  const inOrder = <T extends { sessionId: string }>(rows: T[]) =>
    rows.sort((a, b) => (order.get(a.sessionId) ?? 0) - (order.get(b.sessionId) ?? 0));
  const idList = `{${ids.join(',')}}`;
  const participants = await tx
    .select({
      row: participant,
      stickers: sql<number>`(select count(*)::int from statement s
        where s.municipality_id = participant.municipality_id
          and s.participant_id = participant.id and ${standing})`,
    })
    .from(participant)
    .where(own(scope, participant, inArray(participant.meetingId, ids)))
    .orderBy(asc(participant.number));
  const institutions = await tx
    .select()
    .from(institution)
    .where(own(scope, institution, inArray(institution.sessionId, ids)))
    .orderBy(sql`${institution.rank} nulls last`, asc(institution.id));
  const guesses = await tx
    .select()
    .from(budgetGuess)
    .where(own(scope, budgetGuess, inArray(budgetGuess.sessionId, ids)))
    .orderBy(asc(budgetGuess.seq));
  const statements = await tx
    .select({
      sessionId: statement.sessionId,
      participantNumber: participant.number,
      sex: sql<'female' | 'male' | null>`coalesce(${participant.sex}, ${statement.sex})`,
      text: statement.text,
      problemId: placement.problemId,
      problemName: problem.name,
      entry: statement.entry,
      createdAt: statement.createdAt,
      way: statement.way,
    })
    .from(statement)
    .leftJoin(participant, sameRow(participant, 'id', statement, 'participantId'))
    .leftJoin(placement, sameRow(placement, 'statementId', statement, 'id'))
    .leftJoin(problem, sameRow(problem, 'id', placement, 'problemId'))
    .where(
      own(
        scope,
        statement,
        sql`${statement.sessionId} = any(${idList}::uuid[])`,
        eq(statement.withdrawn, false),
        sql`not exists (select from statement later
             where later.municipality_id = statement.municipality_id and later.corrects_id = statement.id)`,
      ),
    )
    .orderBy(asc(statement.id));
  const problems = await tx
    .select({
      id: problem.id,
      name: problem.name,
      competence: problem.competence,
      localMatter: problem.localMatter,
      category: problem.category,
    })
    .from(problem)
    .where(own(scope, problem, inArray(problem.cycleId, [...new Set(sessions.map((one) => one.cycleId))])));

  const votes = new Map<string, number>();
  const tallies = new Map<string, { sessionId: string; problemName: string; votes: number }>();
  for (const row of statements) {
    if (row.problemId === null || row.problemName === null) continue;
    votes.set(row.problemId, (votes.get(row.problemId) ?? 0) + 1);
    const key = `${row.sessionId}|${row.problemId}`;
    const tally = tallies.get(key);
    if (tally) tally.votes += 1;
    else tallies.set(key, { sessionId: row.sessionId, problemName: row.problemName, votes: 1 });
  }
  return {
    sessions,
    participants: participants
      .map(({ row, stickers }) => ({ ...row, stickers }))
      .sort((a, b) => (order.get(a.meetingId) ?? 0) - (order.get(b.meetingId) ?? 0)),
    institutions: inOrder(institutions),
    guesses: inOrder(guesses),
    questions: inOrder(await listQuestions(scope, ids)),
    statements: inOrder(statements),
    // With one session asked for, the problems of the others say nothing.
    problems: problems
      .map((one) => ({ ...one, votes: votes.get(one.id) ?? 0 }))
      .filter((one) => one.votes > 0 || sessions.length > 1)
      .sort((a, b) => b.votes - a.votes),
    tallies: inOrder([...tallies.values()].sort((a, b) => b.votes - a.votes)),
  };
}
