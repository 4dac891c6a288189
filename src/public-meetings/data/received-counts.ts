import { eq, max } from 'drizzle-orm';
import { closeHeld, openHeld, takeTally } from '../../decisions/data/count-by-hand.ts';
import { heldQuestion } from '../../decisions/data/questions.ts';
import { refuse } from '../../decisions/refusals.ts';
import { voteQuestion, voteTally } from '../../decisions/schema.ts';
import { changesOf } from '../../meetings/rules/three-way.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { Refused } from '../../platform/refusals.ts';
import { formRules } from '../rules/forms.ts';
import { agreement, lastCounts, type CountRecord } from '../rules/public-record.ts';
import type { PublicHead } from './public-meetings.ts';
import type { Written } from './received-public.ts';
import { sittingMembers } from './votes.ts';

type Row = Omit<PublicHead, 'leaders' | 'people' | 'sums'>;

/**
 * Writes what counters counted in the hall as the office's page writes it: the question is opened with those who were
 * there, each count is a row of its own, and what both counted alike is closed. Questions on which they agree come
 * first, since only one of a meeting is open at a time. A question that was closed or annulled meanwhile, that is voted
 * otherwise, or more votes than voters: that count is refused, and all else is taken.
 */
export async function writeCounts(
  scope: MunicipalityScope,
  row: Row,
  before: readonly CountRecord[],
  after: readonly CountRecord[],
): Promise<Written<CountRecord>> {
  const refused = new Map<string, Refused>();
  const { added } = changesOf(before, after);
  const asked = [...new Set(added.map((one) => one.questionId))];
  const agreed = (id: string) => agreement(after, id).state === 'agreed';
  let rows = 0;
  for (const questionId of [...asked.filter(agreed), ...asked.filter((id) => !agreed(id))]) {
    const counts = added.filter((one) => one.questionId === questionId);
    const faults = await writeQuestion(
      scope,
      row,
      questionId,
      counts,
      agreed(questionId) ? lastCounts(after, questionId).flatMap((one) => one ?? []) : undefined,
    );
    rows += counts.length - faults.size;
    for (const [id, fault] of faults) refused.set(id, fault);
  }
  return { rows, refused, written: after.filter((one) => !refused.has(one.id)) };
}

/**
 * @param agreed the last counts of both counters, where they agree
 * @returns what could not be taken, by the id of the count
 */
async function writeQuestion(
  scope: MunicipalityScope,
  row: Row,
  questionId: string,
  counts: readonly CountRecord[],
  agreed: readonly CountRecord[] | undefined,
): Promise<Map<string, Refused>> {
  const all = (refusal: Refused) => new Map(counts.map(({ id }) => [id, refusal]));
  const found = await heldQuestion(scope, { id: row.id, questionId });
  if (!found.ok) return all(found);
  let question = found.row;
  if (question.state === 'draft') {
    const [other] = await scope.tx
      .select({ id: voteQuestion.id })
      .from(voteQuestion)
      .where(own(scope, voteQuestion, eq(voteQuestion.meetingId, row.id), eq(voteQuestion.state, 'open')));
    if (other) return all(refuse('question-open'));
    const opened = await openHeld(scope, question, {
      present: counts.at(-1)!.present,
      members: await sittingMembers(scope, row),
      bodyVotes: formRules[row.form].voters === 'members',
    });
    if (!opened.ok) return all(opened);
    const again = await heldQuestion(scope, { id: row.id, questionId }, 'open');
    if (!again.ok) return all(again);
    question = again.row;
  } else if (question.state !== 'open') return all(refuse('question-not-open'));
  const faults = new Map<string, Refused>();
  // Rows of a question are read by their moment: these come after all that was counted before.
  const [last] = await scope.tx
    .select({ at: max(voteTally.at) })
    .from(voteTally)
    .where(own(scope, voteTally, eq(voteTally.questionId, questionId)));
  const from = Math.max(scope.now.getTime(), (last?.at?.getTime() ?? 0) + 1);
  for (const [place, count] of counts.entries()) {
    const taken = await takeTally(scope, question, {
      ...{ id: count.id, given: new Map(Object.entries(count.figures)), paperTypedOn: null },
      // Counters of the hall have no accounts here: who sent it answers for it.
      ...{ accountId: `counter-${count.counter}`, byName: `№ ${count.counter}, ${scope.actor.name}` },
      at: new Date(from + place),
    });
    if (!taken.ok) faults.set(count.id, taken);
  }
  // A count that was refused and then made anew holds nothing up.
  if (agreed !== undefined && !agreed.some(({ id }) => faults.has(id))) {
    const closed = await closeHeld(scope, question);
    if (!closed.ok) faults.set(counts.at(-1)!.id, closed);
  }
  return faults;
}
