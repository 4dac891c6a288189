import { minorityRule, type MinorityCheck } from '../../methods/representation.ts';

/** Bands of the sessions (R-PAR-05); `unknown` where the year of birth is not. */
export const ageBands = ['18-35', '36-55', '56+', 'unknown'] as const;
export type AgeBand = (typeof ageBands)[number];

export type Counted = {
  readonly sex: 'female' | 'male' | null;
  readonly birthYear: number | null;
  readonly villageId: string | null;
};

export type Balance = {
  readonly people: number;
  readonly women: number;
  readonly men: number;
  /** Members whose sex is not written down: the rule is asked of the others. */
  readonly sexUnknown: number;
  /** The 30 % rule in whole numbers (R-WG-07); null while nobody's sex is known. */
  readonly minority: MinorityCheck | null;
  readonly ages: Readonly<Record<AgeBand, number>>;
  /** By village; null: not written down. */
  readonly villages: ReadonlyMap<string | null, number>;
};

/** The band of somebody born in a year, in the year `now`; who turns 36 this year is counted as 36. */
export function bandOf(birthYear: number | null, now: number): AgeBand {
  if (birthYear === null) return 'unknown';
  const age = now - birthYear;
  return age <= 35 ? '18-35' : age <= 55 ? '36-55' : '56+';
}

/** Who is in a group, counted. */
export function balanceOf(members: readonly Counted[], now: number): Balance {
  const ages = Object.fromEntries(ageBands.map((band) => [band, 0])) as Record<AgeBand, number>;
  const villages = new Map<string | null, number>();
  let [women, men] = [0, 0];
  for (const { sex, birthYear, villageId } of members) {
    if (sex === 'female') women += 1;
    if (sex === 'male') men += 1;
    ages[bandOf(birthYear, now)] += 1;
    villages.set(villageId, (villages.get(villageId) ?? 0) + 1);
  }
  const people = members.length;
  return {
    ...{ people, women, men, sexUnknown: people - women - men, ages, villages },
    minority: women + men === 0 ? null : minorityRule(women, men),
  };
}
