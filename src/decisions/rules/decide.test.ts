import { describe, expect, it } from 'vitest';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { decisionInWords, ruleInWords } from '../views/in-words.ts';
import { decide, differences, votesFor, type Decided, type DecisionRule, type VoteCount } from './decide.ts';
import { knownRules } from './known-rules.ts';

const nobody: Pick<VoteCount, 'abstained' | 'members' | 'tokens' | 'chair'> = {
  abstained: 0,
  members: null,
  tokens: null,
  chair: null,
};
const motion = (yes: number, no: number, facts: Partial<VoteCount> = {}): VoteCount => ({
  ...nobody,
  votes: { kind: 'motion', for: yes, against: no },
  present: yes + no + (facts.abstained ?? 0),
  ...facts,
});
function decided(rule: DecisionRule, count: VoteCount): Decided {
  const outcome = decide(rule, count);
  if ('fault' in outcome) throw new Error(outcome.fault);
  return outcome;
}

describe('a gathering that chose one of three (155 people, 136 votes)', () => {
  const bosteri: VoteCount = {
    ...nobody,
    present: 155,
    votes: {
      kind: 'choice',
      options: [
        { id: 'a', votes: 65 },
        { id: 'b', votes: 38 },
        { id: 'c', votes: 33 },
      ],
    },
  };
  const names: Record<string, string> = { a: 'Жол', b: 'Суу', c: 'Мектеп' };

  it('has a winner by most votes, without a majority', () => {
    expect(decided(knownRules.choice, bosteri)).toMatchObject({
      state: 'adopted',
      winner: 'a',
      withoutMajority: true,
      took: 136,
      voters: 155,
    });
    // Were more than half asked for, nothing would be chosen.
    const half = { ...knownRules.choice, majority: 'half' } as const;
    expect(decided(half, bosteri)).toMatchObject({ state: 'not-adopted', needed: 69, reached: 65 });
  });

  it('says so in words in three languages', () => {
    const said = (lang: 'ky' | 'ru' | 'en') =>
      decisionInWords(
        i18nFor(lang),
        knownRules.choice,
        bosteri,
        decided(knownRules.choice, bosteri),
        (id) => names[id] ?? id,
      )
        .join(' ')
        .replaceAll('\u00a0', ' ');
    expect(said('ky')).toBe(
      'Добуш берүүгө укуктуулар: 155. Добуш берүүгө катышкандар: 136 (87,7 %). ' +
        'Добуштар: «Жол» – 65; «Суу» – 38; «Мектеп» – 33. Калыс калгандар: 0. ' +
        'Эң көп добуш алган тандалат. ' +
        '«Жол» тандалды, алган добушу: 65. Бул эң көп добуш, бирок берилген добуштардын жарымынан көбү эмес.',
    );
    expect(said('ru')).toContain('87,7 %');
    expect(said('ru')).toContain('не больше половины поданных голосов');
    expect(said('en')).toContain('87.7%');
    expect(said('en')).toContain('not more than half of the votes cast');
  });
});

describe('a council of eight whose chair breaks ties', () => {
  const rule = knownRules.coordinationCouncil;
  it('adopts 4 : 4 with the chair for, and not with the chair against or silent', () => {
    expect(decided(rule, motion(4, 4, { chair: 'for' }))).toMatchObject({ state: 'adopted', tieBy: 'chair' });
    expect(decided(rule, motion(4, 4, { chair: 'against' }))).toMatchObject({
      state: 'not-adopted',
      tieBy: 'chair',
    });
    expect(decided(rule, motion(4, 4))).toMatchObject({ state: 'not-adopted', tieBy: null });
  });
  it('does not adopt 4 : 3 with one abstention: four is not more than half of eight, and nothing is equal', () => {
    const outcome = decided(rule, motion(4, 3, { abstained: 1, chair: 'for' }));
    expect(outcome).toMatchObject({ state: 'not-adopted', tied: [], needed: 5, of: 8 });
  });
  it('does not let the chair decide where abstentions keep both sides below the half', () => {
    expect(decided(rule, motion(4, 4, { abstained: 1, chair: 'for' }))).toMatchObject({
      state: 'not-adopted',
      tieBy: null,
    });
  });
  it('adopts five of nine', () => {
    expect(decided(rule, motion(5, 4))).toMatchObject({ state: 'adopted', needed: 5 });
  });
});

describe('a kenesh of 21', () => {
  const sitting = (yes: number, no: number, abstained = 0) =>
    decided(
      knownRules.kenesh,
      motion(yes, no, { abstained, members: 21, present: yes + no + abstained, chair: 'for' }),
    );
  it('adopts by more than half of all deputies, whoever is there', () => {
    expect(sitting(11, 0)).toMatchObject({ state: 'adopted', needed: 11, of: 21 });
    expect(sitting(10, 3)).toMatchObject({ state: 'not-adopted' });
    expect(sitting(10, 0)).toMatchObject({ state: 'no-quorum', quorumNeeded: 11 });
  });
  it('shows that the rule is our reading', () => {
    expect(ruleInWords(i18nFor('ru'), knownRules.kenesh).join(' ')).toContain('Сверьте правило');
    expect(ruleInWords(i18nFor('en'), knownRules.hearing).join(' ')).toContain('not law');
  });
});

it.each([
  // quorum of 24 members: reached by, not by
  ['networkMeeting', 13, 12],
  ['networkCouncil', 16, 15],
  ['networkRemoval', 18, 17],
] as const)('%s of 24 sits with %i present, not with %i', (name, enough, few) => {
  const vote = (present: number) => decided(knownRules[name], motion(present, 0, { members: 24, present }));
  expect(vote(enough).state).toBe('adopted');
  expect(vote(few).state).toBe('no-quorum');
});

it('dissolves a network by two thirds of all, elects its coordinator by more than half of all, and proposes when all agree', () => {
  const of24 = (
    yes: number,
    no: number,
    name: 'networkDissolution' | 'networkCoordinator' | 'networkProject',
  ) => decided(knownRules[name], motion(yes, no, { members: 24, present: yes + no })).state;
  expect([of24(16, 0, 'networkDissolution'), of24(15, 9, 'networkDissolution')]).toEqual([
    'adopted',
    'not-adopted',
  ]);
  expect([of24(13, 11, 'networkCoordinator'), of24(12, 0, 'networkCoordinator')]).toEqual([
    'adopted',
    'not-adopted',
  ]);
  expect([of24(14, 0, 'networkProject'), of24(13, 1, 'networkProject')]).toEqual(['adopted', 'not-adopted']);
});

describe('numbers that cannot be are named', () => {
  const fault = (rule: DecisionRule, count: VoteCount) => {
    const outcome = decide(rule, count);
    return 'fault' in outcome ? outcome.fault : undefined;
  };
  it.each([
    ['more votes than tokens', knownRules.hearing, motion(10, 1, { tokens: 10 }), 'more-votes-than-voters'],
    ['more votes than people', knownRules.hearing, motion(6, 5, { present: 10 }), 'more-votes-than-voters'],
    ['half a vote', knownRules.hearing, motion(1.5, 0), 'not-whole'],
    ['less than none', knownRules.hearing, motion(-1, 0), 'not-whole'],
    ['members unknown', knownRules.kenesh, motion(3, 0), 'base-unknown'],
    [
      'more present than there are',
      knownRules.kenesh,
      motion(3, 0, { members: 21, present: 22 }),
      'more-present-than-members',
    ],
    ['a motion by most votes', knownRules.choice, motion(3, 0), 'most-of-a-motion'],
    [
      'nothing to choose from',
      knownRules.choice,
      motion(0, 0, { votes: { kind: 'choice', options: [] } }),
      'no-options',
    ],
  ] as const)('%s', (_, rule, count, code) => {
    expect(fault(rule, count)).toBe(code);
  });
});

it('a part is passed or reached exactly', () => {
  expect([9, 8, 0].map((whole) => votesFor('half', whole))).toEqual([5, 5, 1]);
  expect([9, 10, 24].map((whole) => votesFor('twoThirds', whole))).toEqual([6, 7, 16]);
  expect([8, 9].map((whole) => votesFor('threeQuarters', whole))).toEqual([6, 7]);
});

it('two counters must have the same figures', () => {
  expect(differences({ for: 40, against: 3 }, { for: 40, against: 3 })).toEqual([]);
  expect(differences({ for: 40, against: 3 }, { for: 41, abstained: 1 })).toEqual([
    { id: 'for', one: 40, other: 41 },
    { id: 'against', one: 3, other: null },
    { id: 'abstained', one: null, other: 1 },
  ]);
});
