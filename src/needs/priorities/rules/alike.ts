import { overlap } from '../../../methods/matcher/meant.ts';
import { Reader } from '../../../methods/matcher/reading.ts';
import { alikePairs } from '../../../methods/matcher/similarity.ts';
import { mergeWhatIf } from '../../../methods/what-if.ts';
import { guessedCategory } from '../../rules/category.ts';
import { knownProblem } from '../../rules/problem-meanings.ts';
import type { KnownProblem } from '../../rules/problem.ts';
import { listLength, type MergeQuestion, type PriorityList } from './priorities.ts';

/** Two problems of a list that people may well have meant as one, and what joining them would do. */
export type MergePair = Pick<
  MergeQuestion,
  'first' | 'second' | 'firstVotes' | 'secondVotes' | 'mergedVotes'
> & {
  readonly changes: 'first' | 'top' | 'nothing';
};

export type MergePairs = {
  /** Read alike or are of one kind, whether or not the order changes. */
  readonly likely: readonly MergePair[];
  /** Would change the order, but nothing says that they are one. */
  readonly others: readonly MergePair[];
};

const reader = new Reader();

/** Problems of a list that are compared, from the first place on: every pair of them is looked at. */
const compared = 60;
/** Pairs that are named at once; a longer list is not read. */
const shown = 12;

/** Its sign, or the one its name wants; undefined when neither says anything. */
function kindOf({ name, category }: KnownProblem): string | undefined {
  const kind = category ?? guessedCategory(name) ?? 'other';
  return kind === 'other' ? undefined : kind;
}

/**
 * Which pairs a chair should look at before publishing. The same thing with the same trouble and words in common come
 * first, then what would turn the list over, then what is of one kind («ФАП жок», «Дарыгер жок»); unrelated pairs that would turn it over stand apart, since
 * joining them would only lose what people said. Nothing is joined by itself (methods 6.3).
 */
export function mergePairs({ priorities, questions }: PriorityList): MergePairs {
  const listed = priorities.filter((one) => one.votes > 0).slice(0, compared);
  const key = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`);
  const turning = new Map(
    questions.map((one): [string, MergeQuestion] => [key(one.first.id, one.second.id), one]),
  );
  const read = new Map(
    alikePairs(listed.map((one) => one.problem.name)).map(({ first, second, score }) => [
      key(listed[first]!.problem.id, listed[second]!.problem.id),
      score,
    ]),
  );
  // All votes as one group: what joining two would do to the plain sum, wherever on the list they stand.
  const votes = new Map(priorities.map((one): [string, number] => [one.problem.id, one.votes]));
  const cut = [...votes.values()].sort((a, b) => b - a)[listLength - 1] ?? 0;
  const changesOf = (a: string, b: string): MergePair['changes'] => {
    // Two that stay below the first places together change nothing there, which most pairs do.
    if ((votes.get(a) ?? 0) + (votes.get(b) ?? 0) < cut) return 'nothing';
    const outcome = mergeWhatIf([{ id: 'all', votes }], 'raw', [a, b], { top: listLength });
    if (!outcome.ok) return 'nothing';
    return outcome.changesFirst ? 'first' : outcome.changesTop ? 'top' : 'nothing';
  };
  const kinds = listed.map((one) => kindOf(one.problem));
  const meanings = listed.map(({ problem }) => knownProblem(reader, problem.id, problem.name).meant);
  const found = listed.flatMap((a, index) =>
    listed.slice(index + 1).flatMap((b, more) => {
      const id = key(a.problem.id, b.problem.id);
      const question = turning.get(id);
      const kind = kinds[index];
      const ofOneKind = kind !== undefined && kind === kinds[index + 1 + more];
      const [one, other] = [meanings[index], meanings[index + 1 + more]];
      const score = one && other && overlap(one, other) ? 1 : (read.get(id) ?? 0);
      if (score === 0 && !ofOneKind && question?.related !== true) return [];
      turning.delete(id);
      const sums = { firstVotes: a.votes, secondVotes: b.votes, mergedVotes: a.votes + b.votes };
      const changes = changesOf(a.problem.id, b.problem.id);
      return [{ first: a.problem, second: b.problem, ...sums, changes, score }];
    }),
  );
  const weight = { first: 2, top: 1, nothing: 0 } as const;
  found.sort(
    (a, b) => b.score - a.score || weight[b.changes] - weight[a.changes] || b.mergedVotes - a.mergedVotes,
  );
  return {
    likely: found.slice(0, shown).map(({ score: _score, ...pair }) => pair),
    others: [...turning.values()].map((one) => ({ ...one, changes: one.changesFirst ? 'first' : 'top' })),
  };
}
