import { eq, isNull } from 'drizzle-orm';
import { questionsOf } from '../../decisions/data/questions.ts';
import { isOutOfForce } from '../../decisions/rules/question.ts';
import { voteQuestion } from '../../decisions/schema.ts';
import { invitation } from '../../meetings/schema.ts';
import { person } from '../../people/schema.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { delegateCandidate } from '../schema.ts';
import type { OfficeHolder } from './public-meetings.ts';

/** Elected by a vote to speak for a gathering, with what they agreed to. */
export type Elected = Omit<OfficeHolder, 'office'> & {
  readonly office: 'delegate';
  /** The number of the question that elected them. */
  readonly question: number;
  readonly consent: string;
  readonly agreedOn: string;
};

/**
 * Whom the votes of a meeting elected, in the order of the questions and of the votes. It follows from the votes as they
 * stand: one annulled, by the chair or by a court, elects nobody. Whoever was removed at their wish is in no list.
 */
export async function electedOf(scope: MunicipalityScope, meetingId: string): Promise<Elected[]> {
  const candidates = await scope.tx
    .select({
      questionId: delegateCandidate.questionId,
      choice: delegateCandidate.choice,
      consent: delegateCandidate.consent,
      agreedOn: delegateCandidate.agreedOn,
      personId: person.id,
      fullName: person.fullName,
      occupation: person.occupation,
    })
    .from(delegateCandidate)
    .innerJoin(voteQuestion, sameRow(voteQuestion, 'id', delegateCandidate, 'questionId'))
    .innerJoin(person, sameRow(person, 'id', delegateCandidate, 'personId'))
    .where(own(scope, delegateCandidate, eq(voteQuestion.meetingId, meetingId), isNull(person.removedAt)));
  if (candidates.length === 0) return [];
  const questions = await questionsOf(scope, meetingId);
  const seen = new Set<string>();
  return questions.flatMap(({ id: questionId, state, number, decided, events }) =>
    (state === 'closed' && !isOutOfForce({ events }) ? (decided?.winners ?? []) : []).flatMap(
      (choice): Elected[] => {
        const one = candidates.find((row) => row.questionId === questionId && row.choice === choice);
        // Elected by two votes of one meeting, somebody speaks for it once.
        if (!one || seen.has(one.personId)) return [];
        seen.add(one.personId);
        const { personId, fullName, occupation, consent, agreedOn } = one;
        return [
          {
            ...{ id: `${questionId} ${choice}`, personId, fullName, occupation, consent, agreedOn },
            ...{ office: 'delegate', atMeeting: true, nameAgreed: true, question: number },
          },
        ];
      },
    ),
  );
}

/** Puts people on the list of those to be asked, where they are not. */
export async function inviteThem(
  scope: MunicipalityScope,
  meetingId: string,
  personIds: readonly string[],
): Promise<void> {
  if (personIds.length === 0) return;
  const { municipalityId } = scope;
  await scope.tx
    .insert(invitation)
    .values([...new Set(personIds)].map((personId) => ({ municipalityId, meetingId, personId })))
    .onConflictDoNothing();
}
