import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planMoney } from './money.ts';
import { openPlan } from './open-plan.ts';
import { aCommitment, anItem, plans, planWith, som } from './plan-tree.fixture.ts';
import { itemsOf } from './plan.ts';
import { publicPlan, publicSums } from './public-plan.ts';

const nobody = () => undefined;

it('papers and files for residents come to the sums of the public page', () => {
  const secretly = plans.map((plan) => {
    // Every third source is somebody's who did not agree to be named.
    const mask = (items: ReturnType<typeof itemsOf>) =>
      items.map((item) => ({
        ...item,
        commitments: item.commitments.map((one, at) =>
          at % 3 === 0 ? { ...one, giver: 'person' as const } : one,
        ),
      }));
    return planWith(mask(itemsOf(plan)));
  });
  fc.assert(
    fc.property(secretly, (plan) => {
      const { need, gap } = planMoney(openPlan(plan, nobody));
      expect({ need, gap }).toEqual({
        need: publicSums(publicPlan(plan, nobody)).need,
        gap: publicSums(publicPlan(plan, nobody)).gap,
      });
    }),
  );
});

it('nothing in them tells of a person who did not agree', () => {
  const item = anItem({
    responsible: 'Асанов Темир, адис',
    responsibleText: 'адис',
    responsiblePersonId: '00000000-0000-4000-8000-00000000abcd',
    risks: 'Асановдун ден соолугу',
    beneficiaryCount: 3,
    commitments: [
      aCommitment('communityMoney', som(7), { giver: 'person', promiser: 'Сатыбалдиев Канат' }),
      aCommitment('communityMoney', som(8), { giver: 'person', promiser: 'Асанова Бермет', named: true }),
      aCommitment('donor', som(9), { giver: 'organisation', promiser: 'Фонд', withdrawnOn: '2026-05-05' }),
    ],
  });
  const [open] = itemsOf(openPlan(planWith([item]), nobody));
  expect(open).toMatchObject({
    responsible: 'адис',
    responsiblePersonId: null,
    risks: '',
    beneficiaryCount: null,
  });
  expect(open!.commitments.map((one) => one.promiser)).toEqual(['Асанова Бермет']);
});
