import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import sportsHall from '../../../test/examples/plan-sports-hall.json' with { type: 'json' };
import { LANGS } from '../../platform/i18n/lang.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import {
  aCommitment,
  anIndicator,
  anItem,
  aPlan,
  aProblem,
  aDirection,
  aStep,
  aTask,
  nextId,
  planOfSize,
  plans,
  planWith,
  som,
  sportsHallPlan,
} from './plan-tree.fixture.ts';
import { findingWords } from '../views/finding-words.ts';
import { checkPlan, type CheckedBeside, type Priority } from './check.ts';
import { findingWeights, type Finding, type FindingCode } from './findings.ts';
import { itemsOf, type Plan, type PlanItem } from './plan.ts';

const alone: CheckedBeside = { priorities: [] };
const codes = (plan: Plan, beside: CheckedBeside = alone) => checkPlan(plan, beside).map((one) => one.code);
/** What is found in an item that is right but for this. */
const codesOf = (item: Partial<PlanItem>) => codes(planWith([anItem(item)]));

describe('the action plan of the book', () => {
  const plan = sportsHallPlan();
  const findings = checkPlan(plan, alone);
  const [hall, sections] = itemsOf(plan);
  const of = (item: PlanItem) => findings.filter((one) => one.itemId === item.id).map((one) => one.code);

  it('gives the findings of its file, and that nobody is responsible and no baseline is known', () => {
    expect(sportsHall.items.map((one) => one.expected)).toEqual([
      ['sums agree', 'indicator has no number', 'one step has no result'],
      ['blank target is refused', 'monthly fee over two months does not agree with the total'],
    ]);
    expect(of(hall!).toSorted()).toEqual(
      ['indicator-no-number', 'no-baseline', 'nobody-responsible', 'step-no-result'].toSorted(),
    );
    expect(of(sections!).toSorted()).toEqual(
      ['indicator-blank', 'no-baseline', 'fee-months', 'nobody-responsible'].toSorted(),
    );
    expect(findings).toHaveLength(8);
  });

  it('names the place in words and leads to it', () => {
    const { t, fmt } = i18nFor('ru');
    const said = findings.map((one) => [one.path, findingWords({ t, fmt }, one).text]);
    expect(said).toContainEqual([
      'steps.6',
      '1.1 Спорт залынын капиталдык ремонту: у шага нет результата (№ 7).',
    ]);
    expect(said).toContainEqual([
      'commitments.1',
      `1.2 Спорттук секциялардын ачылышы: ежемесячная плата (${fmt.money(som(20_000))}) за 2 мес. даёт ${fmt.money(som(40_000))}; сумма источников ${fmt.money(som(90_000))}, стоимость ${fmt.money(som(70_000))}.`,
    ]);
  });
});

describe('an item', () => {
  it('in which everything stands gives nothing', () => {
    expect(codesOf({})).toEqual([]);
  });

  const day = (startsOn: string | null, endsOn: string | null) => ({ startsOn, endsOn });
  const indicators = (...of: Parameters<typeof anIndicator>[0][]) => ({ indicators: of.map(anIndicator) });
  const labour = (valuation: string) => [
    aCommitment('labour', som(400_000), { quantity: '400 адам-күн', valuation }),
  ];
  // prettier-ignore
  const cases: [what: string, item: Partial<PlanItem>, codes: FindingCode[]][] = [
    ['a blank in the words', indicators({ text: 'Жаштардын кеминде ___%ы', target: '5' }), ['indicator-blank']],
    ['dots for a number', indicators({ target: '......' }), ['indicator-blank']],
    ['a unit without a target', indicators({ target: null }), ['indicator-blank']],
    ['spaces for a target', indicators({ target: '  ' }), ['indicator-blank']],
    ['words for a target', indicators({ target: 'көп', unit: '' }), ['indicator-no-number']],
    ['a number of nothing', indicators({ unit: '' }), ['indicator-no-unit']],
    ['a target with a thousand apart and per cent', indicators({ target: '1 200', unit: 'метр' }, { target: '60 %', unit: '%' }), []],
    ['no indicator', { indicators: [] }, ['no-indicator']],
    ['only what stands before', indicators({ kind: 'base', target: null }), ['no-indicator']],
    ['what stands before, and a result', indicators({ kind: 'base', target: null }, {}), []],
    ['no baseline, told once of two', indicators({ baseline: null }, { baseline: '' }), ['no-baseline']],
    ['a target that is the baseline', indicators({ baseline: '12,50', target: '12,5' }), ['target-is-baseline']],
    ['zero to zero', indicators({ baseline: '0', target: '0' }), ['target-is-baseline']],
    ['a target below the baseline', indicators({ baseline: '40', target: '10' }), []],
    ['measured before it begins', indicators({ measuredOn: '2026-02-28' }), ['measured-before-start']],
    ['measured on the day it begins', indicators({ measuredOn: '2026-03-01' }), []],
    ['no steps', { steps: [] }, ['no-steps']],
    ['two steps without results, told once', { steps: [aStep('а', ''), aStep('б'), aStep('в', '')] }, ['step-no-result']],
    ['no deadline', day('2026-03-01', null), ['no-deadline']],
    ['an end before its beginning', day('2026-06-01', '2026-05-31'), ['ends-before-start']],
    ['one day', day('2026-06-01', '2026-06-01'), []],
    ['a day before the plan', day('2025-12-31', '2026-05-31'), ['outside-years']],
    ['a day after the plan', day('2026-06-01', '2028-01-01'), ['outside-years']],
    ['the whole of the plan', day('2026-01-01', '2027-12-31'), []],
    ['money of a year without work', { commitments: [aCommitment('donor', som(400_000), { year: 2027 })] }, ['money-outside-time']],
    ['nobody responsible', { responsible: '', responsibleText: '' }, ['nobody-responsible']],
    ['nobody who benefits', { beneficiaries: '', beneficiaryCount: null }, ['no-beneficiaries']],
    ['a count of who benefits', { beneficiaries: '', beneficiaryCount: 12 }, []],
    ['no cost', { cost: null }, ['no-cost']],
    ['nothing to pay', { cost: 0n, commitments: [] }, []],
    ['one tyiyn too little', { cost: som(400_000) + 1n }, ['no-money-yet']],
    ['one tyiyn too much', { cost: som(400_000) - 1n }, ['too-much-money']],
    ['a source that was taken back', { commitments: [aCommitment('localBudget', som(400_000), { withdrawnOn: '2026-05-01' })] }, ['no-money-yet', 'not-viable']],
    ['a fee of nine months that agrees', { cost: som(90_000), commitments: [aCommitment('fee', som(10_000), { term: 'monthly' })] }, []],
    ['a fee and a gap of its own', { commitments: [aCommitment('localBudget', som(300_000)), aCommitment('fee', som(1_000), { term: 'monthly' })] }, ['no-money-yet']],
    ['labour without a rule', { commitments: labour('') }, ['labour-no-rule']],
    ['labour with its rule', { commitments: labour('бир күн – 1000 сом') }, []],
  ];
  it.each(cases)('with %s', (_, item, expected) => {
    expect(codesOf(item)).toEqual(expected);
  });

  it('that was dropped is not looked at', () => {
    expect(codesOf({ state: 'dropped', steps: [], indicators: [], cost: null })).toEqual([]);
  });
});

describe('the whole plan', () => {
  const village = nextId();
  const problemId = nextId();
  const first = (of: Partial<Priority> = {}): Priority => ({
    villageId: village,
    village: 'Арал',
    problemId,
    problem: 'Таза суу жетишсиз',
    rank: 1,
    ...of,
  });
  const planned = (of: Parameters<typeof aProblem>[1], items = [anItem()]) =>
    aPlan([aDirection([aProblem([aTask(items)], { problemId, villageId: village, ...of })])]);

  it('leaves no priority of the first five without an item or a reason', () => {
    const left = (plan: Plan, of: Partial<Priority> = {}) => codes(plan, { priorities: [first(of)] });
    expect(left(planned({}))).toEqual([]);
    expect(left(aPlan([]))).toEqual(['priority-left-out']);
    expect(left(aPlan([]), { rank: 6 })).toEqual([]);
    expect(left(planned({}, []))).toEqual(['priority-left-out']);
    expect(left(planned({}, [anItem({ state: 'dropped' })]))).toEqual(['priority-left-out']);
    expect(left(planned({ withoutItems: 'Республикалык программа менен чечилет' }, []))).toEqual([]);
    expect(left(planned({ villageId: null }))).toEqual([]);
    expect(left(planned({ villageId: nextId() }))).toEqual(['priority-left-out']);
  });

  it('is told when it holds works only', () => {
    const works = anItem({ kind: 'works' });
    expect(codes(planWith([works, works]))).toEqual(['only-works']);
    expect(codes(planWith([works]))).toEqual([]);
    expect(codes(planWith([works, anItem({ kind: 'event' })]))).toEqual([]);
    expect(codes(planWith([works, works, anItem({ kind: 'event', state: 'dropped' })]))).toEqual([
      'only-works',
    ]);
  });

  it('is told what was written off last year, however it is spaced, but not what goes on from it', () => {
    const item = anItem({ name: 'Көчө жарыгын коюу', steps: [aStep('Столбаларды орнотуу')] });
    const again = anItem({ name: 'көчө  жарыгын коюу', steps: [aStep('Столбаларды  орнотуу')] });
    const former = planWith([item]);
    expect(codes(planWith([again]), { ...alone, former })).toEqual(['copied']);
    expect(codes(planWith([again]), { ...alone, former, carriedOver: new Set([again.id]) })).toEqual([]);
    const other = anItem({ ...again, steps: [aStep('Лампаларды алмаштыруу')] });
    expect(codes(planWith([other]), { ...alone, former })).toEqual([]);
  });
});

describe('of any plan', () => {
  it('every finding has its two sentences in each language, with nothing left unfilled', () => {
    const said = new Map<string, Finding>();
    fc.assert(
      fc.property(plans, (plan) => {
        for (const one of checkPlan(plan, { priorities: [], former: plan })) said.set(one.code, one);
      }),
    );
    expect(said.size).toBeGreaterThan(5);
    for (const lang of LANGS)
      for (const finding of said.values()) {
        const { text, todo, weight } = findingWords(i18nFor(lang), finding);
        for (const sentence of [text, todo]) expect(sentence).toMatch(/^[^{}]+[.:]$/);
        expect(weight).toBe(findingWeights[finding.code]);
      }
  });

  it('whatever can be found has its words', () => {
    for (const lang of LANGS)
      for (const code of Object.keys(findingWeights))
        for (const key of [`plan.finding.${code}`, `plan.finding.${code}.todo`])
          expect(i18nFor(lang).t.has(key), key).toBe(true);
  });

  it('what is found in one item does not depend on the others', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const all = checkPlan(plan, alone).filter((one) => one.itemId !== undefined);
        const apart = itemsOf(plan).flatMap((item) =>
          checkPlan(planWith([item]), alone).filter((one) => one.itemId !== undefined),
        );
        expect(all).toEqual(apart);
      }),
    );
  });

  it('three thousand items are looked through', () => {
    const plan = planOfSize(3000);
    const findings = checkPlan(plan, { priorities: [], former: planOfSize(3000) });
    // Each lacks 40,000 som, has money of the year after, and was written off the former plan.
    const sums = Map.groupBy(findings, (one) => one.code);
    expect([...sums].map(([code, all]) => [code, all.length]).toSorted()).toEqual([
      ['copied', 3000],
      ['money-outside-time', 3000],
      ['no-money-yet', 3000],
    ]);
  });
});
