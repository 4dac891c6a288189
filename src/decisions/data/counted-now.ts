import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { Refused } from '../../platform/refusals.ts';
import { refuse } from '../refusals.ts';
import { differences, type VoteCount } from '../rules/decide.ts';
import { figuresOf, sumOf, votesOf, type Figures } from '../rules/question.ts';
import { standingTallies } from '../rules/tallies.ts';
import { choicesCast, liveTokens, questionOf, type QuestionRow } from './questions.ts';

type Counted = { readonly ok: true; readonly count: VoteCount; readonly cast: number };

/** What an open question, held by the caller, was counted as; or what is still missing. */
export async function countedNow(scope: MunicipalityScope, row: QuestionRow): Promise<Counted | Refused> {
  const live = await liveTokens(scope, row.meetingId);
  const tokens = live > 0 ? live : null;
  const made = (figures: Figures, more: Pick<VoteCount, 'present' | 'tokens' | 'chair'>): Counted => ({
    ok: true,
    cast: sumOf(figures),
    count: { ...votesOf(row, figures), members: row.members, ...more },
  });
  if (row.way === 'tokens') {
    const figures = await choicesCast(scope, row.id);
    return made(figures, { present: row.present ?? live, tokens, chair: null });
  }
  const question = (await questionOf(scope, row.meetingId, row.id))!;
  if (row.way === 'named') {
    const { called } = question;
    if (called.some(({ vote }) => vote === '')) return refuse('votes-lacking');
    const chair = called.find(({ presided }) => presided)?.vote ?? null;
    const present = called.filter(({ vote }) => vote !== 'absent').length;
    return made(figuresOf(row, called), { present, tokens: null, chair });
  }
  const [one, other] = standingTallies(question.tallies).slice(-2);
  if (!one || !other) return refuse('tallies-lacking');
  if (differences(one.figures, other.figures).length > 0) return refuse('tallies-differ');
  return made(one.figures, { present: row.present ?? 0, tokens, chair: null });
}
