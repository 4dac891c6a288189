/** Projects that a rule held equal at one moment, and which of them the tie order put first. */
export interface TieMoment {
  /** In the order of the tie rule. */
  readonly between: readonly number[];
  readonly first: number;
}

/** A tie as it is told: who was equal, and what became of them. */
export interface Tie {
  /** In the order of the tie rule. */
  readonly between: readonly number[];
  /** Whether some of them were chosen and others not; otherwise the tie rule only set the order. */
  readonly decided: boolean;
}

/**
 * Ties of a run that buys one project at a time. The same tie seen again without the project just bought is the same
 * tie: A, B and C equal, then B and C.
 */
export function tiesOf(moments: readonly TieMoment[], winners: readonly number[]): Tie[] {
  const chosen = new Set(winners);
  const ties: Tie[] = [];
  let waiting: readonly number[] = [];
  for (const { between, first } of moments) {
    const same = between.every((project) => waiting.includes(project));
    waiting = between.filter((project) => project !== first);
    if (same) continue;
    const lucky = between.filter((project) => chosen.has(project)).length;
    // A tie whose first could not be bought ended the rule: with another first it would have gone on.
    const ended = !chosen.has(first);
    ties.push({ between, decided: ended || (lucky > 0 && lucky < between.length) });
  }
  return ties;
}
