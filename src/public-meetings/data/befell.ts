import { eq } from 'drizzle-orm';
import { decisionEvent, voteQuestion } from '../../decisions/schema.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { agendaEvent, agendaItem } from '../schema.ts';

/** What befell a decision of this meeting, voted or not, by its id. */
export async function befellEvent(scope: MunicipalityScope, meetingId: string, eventId: string) {
  const [voted] = await scope.tx
    .select({ kind: decisionEvent.kind, fileId: decisionEvent.fileId })
    .from(decisionEvent)
    .innerJoin(voteQuestion, sameRow(voteQuestion, 'id', decisionEvent, 'questionId'))
    .where(own(scope, decisionEvent, eq(decisionEvent.id, eventId), eq(voteQuestion.meetingId, meetingId)));
  if (voted) return voted;
  const [unvoted] = await scope.tx
    .select({ kind: agendaEvent.kind, fileId: agendaEvent.fileId })
    .from(agendaEvent)
    .innerJoin(agendaItem, sameRow(agendaItem, 'id', agendaEvent, 'itemId'))
    .where(own(scope, agendaEvent, eq(agendaEvent.id, eventId), eq(agendaItem.meetingId, meetingId)));
  return unvoted;
}
