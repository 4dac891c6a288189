import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Commitment, Plan, PlanItem } from './plan.ts';
import { giftsOf, publicItem, publicPlan, publicSums } from './public-plan.ts';
import { givers } from './words.ts';

// What residents read of who gives what: nobody who did not agree, and no sum from which one of them follows.

let number = 0;
const gift = (facts: Partial<Commitment>): Commitment => ({
  ...{
    id: `c${(number += 1)}`,
    source: 'communityMoney',
    giver: 'person',
    year: 2026,
    amount: 100n,
    term: 'once',
  },
  ...{
    quantity: '',
    valuation: '',
    promiser: '',
    organisationId: null,
    unnamed: false,
    named: false,
    promised: true,
  },
  ...{ withdrawnOn: null, ...facts },
});

const itemOf = (commitments: readonly Commitment[], cost: bigint | null = 100_000n): PlanItem => ({
  ...{ id: `i${(number += 1)}`, code: '1.1', name: 'Түтүк', nameOther: '', kind: 'works', doer: 'own' },
  ...{
    state: 'planned',
    startsOn: null,
    endsOn: null,
    responsiblePersonId: null,
    responsible: 'Асанов Турат',
  },
  ...{ responsibleText: '', coExecutors: '', byAgreement: false, beneficiaries: '', beneficiaryCount: null },
  ...{
    risks: '',
    partner: '',
    cost,
    droppedReason: '',
    carriedFromId: null,
    outcome: null,
    outcomeReason: '',
    revision: 0,
    steps: [],
    indicators: [],
    commitments,
  },
});

const planOf = (villages: Readonly<Record<string, readonly PlanItem[]>>): Plan => ({
  ...{ id: 'p', cycleId: 'c', fromYear: 2026, toYear: 2026, lang: 'ky', state: 'discussion' },
  directions: [
    {
      ...{ id: 'd', title: 'Суу', titleOther: '', localMatter: 4, ownMeans: '', petitionTo: '' },
      problems: Object.entries(villages).map(([villageId, items]) => ({
        ...{ id: `q${villageId}`, problemId: 'q', villageId, name: 'Суу жок', nameRu: '', rank: 1, votes: 9 },
        ...{ goal: '', goalOther: '', withoutItems: '' },
        tasks: [{ id: 't', number: 1, text: 'Төшөө', textOther: '', items }],
      })),
    },
  ],
});

test('a person is named only by their own consent, the responsible one never', () => {
  const told = JSON.stringify(
    publicItem(itemOf([gift({ promiser: 'Токтоматов Ж.' }), gift({ promiser: 'Асанова Б.', named: true })])),
  );
  expect(told).toContain('Асанова Б.');
  expect(told).not.toContain('Токтоматов');
  expect(told).not.toContain('Асанов Турат');
});

test('gifts of four people stand in no sum, of five in the village’s alone', () => {
  const of = (names: readonly string[]) => itemOf(names.map((promiser) => gift({ promiser })));
  const four = planOf({ aral: [of(['А', 'Б', 'В', 'Г'])] });
  expect(giftsOf(four)).toEqual({ gifts: [], giftsHidden: true });
  // The same name twice is one giver, and who gave no name is nobody known.
  expect(giftsOf(planOf({ aral: [of(['А', 'Б', 'В', 'Г', ' а ', '', ''])] })).gifts).toEqual([]);
  const five = planOf({ aral: [of(['А', 'Б']), of(['В', 'Г', 'Д'])] });
  expect(giftsOf(five)).toEqual({
    gifts: [{ villageId: 'aral', givers: 5, amount: '500' }],
    giftsHidden: false,
  });
  const told = publicPlan(five, () => undefined);
  expect(told.directions[0]!.problems[0]!.tasks[0]!.items.every((item) => item.sources.length === 0)).toBe(
    true,
  );
});

test('whatever a secret gift is worth, nothing but its village’s sum tells of it', () => {
  const commitment = fc.record({
    giver: fc.constantFrom(...givers),
    amount: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    promiser: fc.constantFrom('', 'А', 'Б', 'В', 'Г', 'Д', 'Е'),
    named: fc.boolean(),
    withdrawn: fc.boolean(),
  });
  const villages = fc.dictionary(
    fc.constantFrom('aral', 'birdik', 'kara'),
    fc.array(fc.array(commitment, { maxLength: 8 }), { maxLength: 6 }),
  );
  fc.assert(
    fc.property(villages, fc.bigInt({ min: 1n, max: 10n ** 9n }), (drawn, factor) => {
      const build = (times: bigint) =>
        planOf(
          Object.fromEntries(
            Object.entries(drawn).map(([village, items]) => [
              village,
              items.map((list, at) => ({
                ...itemOf(
                  list.map(({ withdrawn, ...one }) =>
                    gift({
                      ...one,
                      amount: one.giver === 'person' && !one.named ? one.amount * times : one.amount,
                      withdrawnOn: withdrawn ? '2026-05-01' : null,
                    }),
                  ),
                ),
                id: `${village}${at}`,
              })),
            ]),
          ),
        );
      const [as, other] = [build(1n), build(factor)];
      const told = (plan: Plan) => publicPlan(plan, () => undefined);
      // The same in all that is told, but for the sums of villages with five givers and more.
      expect({ ...told(other), gifts: [] }).toEqual({ ...told(as), gifts: [] });
      expect(publicSums(told(other))).toEqual(publicSums(told(as)));
      for (const { givers: people } of told(as).gifts) expect(people).toBeGreaterThanOrEqual(5);
    }),
    { numRuns: 200 },
  );
});

test('beneficiaries fewer than five are not counted in public', () => {
  expect(publicItem({ ...itemOf([]), beneficiaryCount: 4 }).beneficiaryCount).toBeNull();
  expect(publicItem({ ...itemOf([]), beneficiaryCount: 5 }).beneficiaryCount).toBe(5);
});
