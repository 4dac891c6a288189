import { rounded } from './figure.ts';
import { phones, until, type Hall } from './meetings-hall.ts';
import { processorOf, type Processor } from './processor.ts';

export const perSecond = 300;
/** Seconds of a first question, at 100 votes a second. */
const warming = 10;

export type VotesMeasured = {
  /** Milliseconds from the moment a vote was due to its answer. */
  readonly times: readonly number[];
  readonly sent: number;
  readonly twice: number;
  /** Votes a second that were answered. */
  readonly reached: number;
  readonly lost: number;
  readonly doubled: number;
  /** Rows of the log that the votes have. */
  readonly logged: number;
  /** Milliseconds of processor a vote with its page, of the server and of the database; empty where nobody counts. */
  readonly processor: string;
};

/**
 * One question, 300 votes a second: each of a number of its own, one in twenty sent twice at once as after a double tap,
 * each followed by the page that says it is counted. Votes fall due by the clock, whether the server keeps up or not.
 */
export async function castVotes(hall: Hall, seconds: number): Promise<VotesMeasured> {
  const { url, door, codes, db } = hall;
  const { ask, close } = phones(url);
  const choices = ['for', 'against', 'abstained'];
  const times: number[] = [];
  const told = new Map<string, string>();
  let question = '';
  let [twice, failed] = [0, 0];
  try {
    // A server that has just started compiles itself while it answers: a first question is voted before, more slowly.
    const first = await openQuestion(hall);
    const start = performance.now();
    await Promise.all(
      codes.slice(0, warming * 100).map(async (code, one) => {
        await until(start + one * 10);
        await ask(`/v/${door}/${code}/vote`, { question: first, code, choice: 'for' });
        await ask(`/v/${door}/${code}`);
      }),
    );
    await closeQuestion(hall, first);
    question = await openQuestion(hall);
    const before = processorOf(hall.pid);
    const started = performance.now();
    const votes = Math.min(codes.length, perSecond * seconds);
    const running: Promise<void>[] = [];
    for (let one = 0; one < votes; one += 1) {
      const due = started + (one * 1000) / perSecond;
      await until(due);
      running.push(vote(one, due));
    }
    await Promise.all(running);
    const took = (performance.now() - started) / 1000;
    const after = processorOf(hall.pid);
    const each = (of: keyof Processor) =>
      rounded((((after?.[of] ?? 0) - (before?.[of] ?? 0)) * 1000) / votes);
    const found = await db.owner.query<{ votes: number }>(
      'select count(*)::int as votes from vote where question_id = $1',
      [question],
    );
    const kept = found.rows[0]!.votes;
    const log = await db.owner.query<{ rows: number; votes: number }>(
      `select count(*)::int as rows, coalesce(sum((details->>'votes')::int), 0)::int as votes
         from audit_entry where action = 'decisions.cast-votes' and subject_id = $1`,
      [question],
    );
    const { rows, votes: logged } = log.rows[0]!;
    return {
      times,
      sent: votes,
      twice,
      reached: told.size / took,
      lost: votes - kept + failed,
      doubled: Math.max(0, kept - votes) + Math.abs(logged - kept),
      logged: rows,
      processor:
        before && after
          ? `processor of a vote with its page ${each('server')} ms in the server, ${each('database')} ms in the database; `
          : '',
    };
  } finally {
    close();
  }

  async function vote(one: number, due: number): Promise<void> {
    const code = codes[one]!;
    const choice = choices[one % 3]!;
    const page = `/v/${door}/${code}`;
    const send = async () => await ask(`${page}/vote`, { question, code, choice });
    const again = one % 20 === 0;
    if (again) twice += 1;
    const answers = await Promise.all(again ? [send(), send()] : [send()]);
    times.push(performance.now() - due);
    if (answers.every(({ status, location }) => status === 303 && location === page)) told.set(code, choice);
    else failed += 1;
    const { status } = await ask(page);
    if (status !== 200) failed += 1;
  }
}

async function closeQuestion({ at, registrars }: Hall, id: string): Promise<void> {
  const closed = await registrars[0]!.post(`${at}/votes/${id}/close`, `${at}/votes/${id}`, {});
  if (closed.status !== 303) throw new Error(`the question was not closed: ${closed.status}`);
}

/** Puts a motion to the vote by the office's pages. */
async function openQuestion({ at, registrars, db, meetingId }: Hall): Promise<string> {
  const chair = registrars[0]!;
  const asked = { text: 'Суу түтүгүн жаңылоо', kind: 'motion', way: 'tokens', ruleName: 'hearing' };
  await chair.post(`${at}/votes`, `${at}/votes`, asked);
  const { rows } = await db.owner.query<{ id: string }>(
    'select id from vote_question where meeting_id = $1 order by number desc limit 1',
    [meetingId],
  );
  const id = rows[0]?.id ?? '';
  const opened = await chair.post(`${at}/votes/${id}/open`, `${at}/votes/${id}`, {});
  if (opened.status !== 303) throw new Error(`the question was not opened: ${opened.status}`);
  return id;
}
