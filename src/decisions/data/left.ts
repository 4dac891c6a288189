import { count, eq, sql } from 'drizzle-orm';
import type { Left } from '../../meetings/data/kind.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { refuse } from '../refusals.ts';
import { voteQuestion, voteToken } from '../schema.ts';

/**
 * What a meeting's votes and door leave in it, for its kind's `left`: with a question still open it is not closed, with
 * anything voted or a token given it is not cancelled.
 */
export async function votesLeft(scope: MunicipalityScope, meetingId: string): Promise<Left> {
  const [asked] = await scope.tx
    .select({
      questions: count(),
      open: sql<number>`count(*) filter (where ${voteQuestion.state} = 'open')::int`,
      put: sql<number>`count(*) filter (where ${voteQuestion.openedAt} is not null)::int`,
    })
    .from(voteQuestion)
    .where(own(scope, voteQuestion, eq(voteQuestion.meetingId, meetingId)));
  const [given] = await scope.tx
    .select({ tokens: sql<number>`count(*) filter (where ${voteToken.givenAt} is not null)::int` })
    .from(voteToken)
    .where(own(scope, voteToken, eq(voteToken.meetingId, meetingId)));
  const tokens = given?.tokens ?? 0;
  return {
    details: { questions: asked?.questions ?? 0, tokens },
    missing: asked && asked.open > 0 ? refuse('question-open') : undefined,
    written: (asked && asked.put > 0) || tokens > 0 ? refuse('meeting-has-votes') : undefined,
  };
}
