import { Fraction } from '../rational.ts';
import type { Election, ElectionBuilder } from '../selection/election.ts';

/**
 * The election of a file, its rankings scored as the file scores them. The format does not say what a place is worth.
 * Published files count length of the ballot − place + 1 (175 of the 175 with rankings and scores); where the stated
 * scores of every project follow max_length − place + 1 instead, and not that, the file says otherwise.
 *
 * @param stated score of every project as the file states it, in order; undefined where it states none.
 */
export function builtAsStated(builder: ElectionBuilder, stated: readonly (Fraction | undefined)[]): Election {
  const own = builder.build();
  if (own.ranking !== 'own-length' || !stated.some((score) => score && !score.isZero())) return own;
  if (follows(own, stated)) return own;
  const other = builder.build('max-length');
  return follows(other, stated) ? other : own;
}

function follows(election: Election, stated: readonly (Fraction | undefined)[]): boolean {
  return stated.every((score, project) => score?.equals(Fraction.of(election.scores[project] ?? 0)) ?? true);
}
