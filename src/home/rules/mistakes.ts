/** What the data can say of the eight typical mistakes of planning (seed-000, 6.14). */
export type MistakeFacts = {
  /** 4: nobody has said that stationery is there. */
  readonly stationery: boolean | null;
  /** 3: the group's chair is of the executive; null without a chair. */
  readonly chairOfExecutive: boolean | null;
  /** 5: sessions planned for fewer than twenty people, and sessions without an invitation a week before. */
  readonly smallSessions: number;
  /** 6: sessions within seven days to which nobody is invited yet. */
  readonly uninvitedSoon: number;
  /** 7: years since the cycle before; null when this is the first one. */
  readonly yearsSince: number | null;
};

export type Mistake = {
  /** 1 … 8; the texts are `cycle.mistake.<number>` and `.<number>.advice`. */
  readonly number: number;
  /** The data speak of it: `cycle.mistake.<number>.found`. */
  readonly found: boolean;
  readonly params: Readonly<Record<string, number>>;
};

/** The eight typical mistakes, each with what the data say of it now. */
export function typicalMistakes(facts: MistakeFacts): Mistake[] {
  const found = new Map<number, Record<string, number>>();
  if (facts.chairOfExecutive === false) found.set(3, {});
  if (facts.stationery === false) found.set(4, {});
  if (facts.smallSessions > 0) found.set(5, { count: facts.smallSessions });
  if (facts.uninvitedSoon > 0) found.set(6, { count: facts.uninvitedSoon });
  if (facts.yearsSince !== null && facts.yearsSince > 1) found.set(7, { count: facts.yearsSince });
  return Array.from({ length: 8 }, (_, index) => {
    const number = index + 1;
    return { number, found: found.has(number), params: found.get(number) ?? {} };
  });
}
