import { eq } from 'drizzle-orm';
import { voteQuestion } from '../../decisions/schema.ts';
import { own } from '../../platform/db/own.ts';
import type { PaperLang } from '../../cycle/documents/office.ts';
import { questionsOf, type Question } from '../../decisions/data/questions.ts';
import { isOutOfForce } from '../../decisions/rules/question.ts';
import { standingTallies } from '../../decisions/rules/tallies.ts';
import { befellWords, decisionInWords } from '../../decisions/views/in-words.ts';
import { choiceName, questionText } from '../../decisions/views/labels.ts';
import { paperText } from '../../meetings/rules/from-paper.ts';
import { membersOf } from '../../people/data.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import { typedText } from '../../platform/i18n/typed-text.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import type { Held } from '../rules/snapshot.ts';
import type { VoteText } from '../documents/minutes.ts';
import { agendaOf, type AgendaItem, type PublicItem } from './public-meetings.ts';

/** What was voted on at a meeting and what it decided, told for a paper of each language. */
export async function voteTexts(
  scope: MunicipalityScope,
  meeting: Pick<PublicItem, 'id' | 'heldOn' | 'plannedOn'>,
): Promise<(lang: PaperLang) => readonly VoteText[]> {
  const questions = await questionsOf(scope, meeting.id);
  return (lang) => {
    const i18n = i18nFor(lang);
    return questions.flatMap((one): VoteText[] => {
      const { number, counted, decided, rule, called } = one;
      if (one.state !== 'closed' || !counted || !decided || !rule) return [];
      const nameOf = choiceName(i18n, one);
      const names = decided.winners.filter((winner) => winner !== 'for').map(nameOf);
      const winner = names.length === 0 ? '' : `: ${names.join(', ')}`;
      return [
        {
          number,
          text: `${questionText(i18n, one)}${winner}`,
          words: [
            ...decisionInWords(i18n, rule, counted, decided, nameOf, one.seats ?? 1),
            ...paperWords(i18n, one, meeting),
            ...befellWords(i18n, one.events),
          ],
          adopted: decided.state === 'adopted' && !isOutOfForce(one),
          // Deputies vote openly by name; residents never.
          named: called.map(({ fullName, vote, dissent }) => ({
            fullName,
            vote: vote === '' ? '' : nameOf(vote),
            dissent,
          })),
        },
      ];
    });
  };
}

/** What was counted on paper and typed afterwards says so, with both days. */
function paperWords(
  i18n: I18n,
  { tallies }: Question,
  days: Pick<PublicItem, 'heldOn' | 'plannedOn'>,
): string[] {
  const typed = standingTallies(tallies).flatMap(({ paperTypedOn }) => paperTypedOn ?? []);
  const last = typed.sort().at(-1);
  return last === undefined ? [] : [`${i18n.t('decisions.tally.title')}: ${paperText(i18n, last, days)}.`];
}

/** What befell the decisions of a meeting, as residents may read it: which decision, what, when. */
export async function befellOf(
  scope: MunicipalityScope,
  { id: meetingId, titleLang }: Pick<PublicItem, 'id' | 'titleLang'>,
): Promise<NonNullable<Held['befell']>> {
  const questions = await questionsOf(scope, meetingId);
  const told = (lang: PaperLang, one: Question) => questionText(i18nFor(lang), one);
  const voted = questions.flatMap((one) =>
    one.events.map(({ kind, on }) => ({
      ...{ number: one.number, kind, on },
      ...{ ky: told('ky', one), ru: told('ru', one) },
    })),
  );
  const unvoted = (await agendaOf(scope, meetingId)).flatMap((item, index) =>
    item.events.map(({ kind, on }) => ({
      ...{ number: index + 1, kind, on },
      ...{ ky: pointInWords('ky', item, index, titleLang), ru: pointInWords('ru', item, index, titleLang) },
    })),
  );
  return [...voted, ...unvoted];
}

/** «2-маселе боюнча чечим: …», which names the point and not what was decided on it. */
function pointInWords(
  paper: PaperLang,
  { text, other }: Pick<AgendaItem, 'text' | 'other'>,
  index: number,
  lang: PaperLang,
): string {
  const i18n = i18nFor(paper);
  return i18n.t('public-meetings.decision-on-point', {
    number: index + 1,
    text: typedText(i18n, { text, lang, other }),
  });
}

/** Of which meeting a question is, and its number there. */
export async function questionMeeting(
  scope: MunicipalityScope,
  questionId: string,
): Promise<{ readonly meetingId: string; readonly number: number } | undefined> {
  const [found] = await scope.tx
    .select({ meetingId: voteQuestion.meetingId, number: voteQuestion.number })
    .from(voteQuestion)
    .where(own(scope, voteQuestion, eq(voteQuestion.id, questionId)));
  return found;
}

/** Who is a member of the body whose sitting it is, on the day of the meeting. */
export async function sittingMembers(
  scope: MunicipalityScope,
  { bodyId, heldOn, plannedOn }: Pick<PublicItem, 'bodyId' | 'heldOn' | 'plannedOn'>,
): Promise<{ readonly personId: string; readonly fullName: string }[]> {
  if (bodyId === null) return [];
  const day = heldOn ?? plannedOn ?? todayInBishkek(scope.now);
  const members = await membersOf(scope, bodyId);
  return members
    .filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || validTo >= day))
    .map(({ personId, fullName }) => ({ personId, fullName }));
}
