import { inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { addAsked, type AskedValues } from '../../decisions/data/asked-question.ts';
import { plannableMeeting } from '../../meetings/data/hold.ts';
import { mayPlanMeetings } from '../../meetings/policy.ts';
import { person } from '../../people/schema.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { id } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import type { Refused } from '../../platform/refusals.ts';
import { publicKind } from '../data/public-kind.ts';
import { refuse } from '../refusals.ts';
import { electionFields } from '../rules/election-fields.ts';
import { formRules } from '../rules/forms.ts';
import { delegateCandidate } from '../schema.ts';

/**
 * Writes down the election of those who speak for a gathering where its matters are decided (seed-002 P17): one
 * question with the candidates as its options and several seats, or a question for each candidate. Nobody stands for
 * election who has not agreed to it, and to being named: the words of it are kept. Who is elected follows from the vote.
 */
export const putElection = defineCommand({
  name: 'public-meetings.put-election',
  input: z.strictObject({ id: id(), ...electionFields }),
  policy: mayPlanMeetings,
  run: async ({ scope, input: { id: meetingId, rows, how, seats, ...asked }, now }) => {
    const found = await plannableMeeting(scope, publicKind, { id: meetingId });
    if (!found.ok) return found;
    if (!formRules[found.row.form].delegates) return refuse('election-not-here');
    const candidates = await candidatesOf(scope, rows);
    if (!candidates.ok) return candidates;
    const { names } = candidates;
    if (names.length < (how === 'list' ? 2 : 1)) return refuse('candidates-lacking');
    // As many seats as candidates is no choice: each is voted on alone then.
    if (how === 'list' && (seats === null || seats >= names.length))
      return refuse('seats-wrong', { field: 'seats', params: { most: names.length - 1 } });
    const { text, textLang, textOther, way } = asked;
    const usual = { textLang, way, secret: false, rule: null } as const;
    const other = (name: string) => (textOther === '' ? '' : `${textOther}: ${name}`);
    const questions: readonly AskedValues[] =
      how === 'list'
        ? [
            {
              ...{ ...usual, text, textOther, kind: 'choice', ruleName: 'choice', seats },
              // A name needs no translation.
              options: names.map((name, at) => ({ id: `o${at + 1}`, text: name, other: name })),
            },
          ]
        : names.map((name) => ({
            ...{ ...usual, kind: 'motion', ruleName: 'hearing', seats: 1, options: [] },
            ...{ text: `${text}: ${name}`, textOther: other(name) },
          }));
    const ids: string[] = [];
    for (const values of questions) ids.push((await addAsked(scope, meetingId, values)).id);
    const { municipalityId } = scope;
    const consent = i18nFor(textLang).t('public-meetings.election.consent');
    await scope.tx.insert(delegateCandidate).values(
      rows.map(({ personId }, at) => ({
        ...{ municipalityId, personId, consent, agreedOn: todayInBishkek(now) },
        ...(how === 'list'
          ? { questionId: ids[0]!, choice: `o${at + 1}` }
          : { questionId: ids[at]!, choice: 'for' }),
      })),
    );
    return ok(
      { id: meetingId, questionIds: ids },
      { subjectKind: 'public-meeting', details: { how, candidates: names.length, seats } },
    );
  },
});

type Rows = readonly { readonly personId: string; readonly agreed: boolean }[];

/** The names of the candidates in the order of their rows; nobody twice, nobody unknown, nobody who did not agree. */
async function candidatesOf(
  scope: MunicipalityScope,
  rows: Rows,
): Promise<Refused | { ok: true; names: string[] }> {
  const known = await scope.tx
    .select({ id: person.id, fullName: person.fullName })
    .from(person)
    .where(
      own(
        scope,
        person,
        inArray(
          person.id,
          rows.map((row) => row.personId),
        ),
        isNull(person.removedAt),
      ),
    );
  const names: string[] = [];
  const seen = new Set<string>();
  for (const [index, { personId, agreed }] of rows.entries()) {
    const field = `rows.${index}.personId`;
    const one = known.find((found) => found.id === personId);
    if (!one) return refuse('person-unknown', { field });
    if (seen.has(personId)) return refuse('candidate-twice', { field });
    if (!agreed) return refuse('candidate-not-agreed', { field: `rows.${index}.agreed` });
    seen.add(personId);
    names.push(one.fullName);
  }
  return { ok: true, names };
}
