import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { LANGS } from '../../platform/i18n/lang.ts';
import {
  aCommitment,
  aDirection,
  anIndicator,
  anItem,
  aPlan,
  aProblem,
  aStep,
  aTask,
  nextId,
  planOfSize,
  plans,
  planWith,
  som,
} from './plan-tree.fixture.ts';
import { differenceWords } from '../views/difference-words.ts';
import { comparePlans, type Difference } from './compare.ts';
import { itemsOf, placesOfItems, type Plan, type PlanItem } from './plan.ts';
import { keep, revive } from './versions.ts';
import { movedMoney, wayOfChange } from './way-of-change.ts';
import {
  doers,
  givers,
  indicatorKinds,
  itemKinds,
  itemStates,
  measuringWays,
  planStates,
  sourceKinds,
  sourceTerms,
} from './words.ts';

/** Lists that a field chooses from; everything else is changed by its type. */
const lists: Readonly<Record<string, readonly string[]>> = {
  kind: itemKinds,
  doer: doers,
  state: itemStates,
  way: measuringWays,
  source: sourceKinds,
  giver: givers,
  term: sourceTerms,
  lang: ['ky', 'ru'],
};

/** Counted, technical, or said of an item when its plan's time is over: no change of the plan. */
const counted = new Set([
  ...['id', 'cycleId', 'code', 'number', 'revision'],
  ...['carriedFromId', 'outcome', 'outcomeReason'],
  // What the register of organisations says, whatever the version.
  'unnamed',
]);
const days = new Set(['startsOn', 'endsOn', 'measuredOn', 'withdrawnOn']);
const counts = new Set(['localMatter', 'rank', 'votes', 'beneficiaryCount']);

function another(key: string, value: unknown, chosen: readonly string[] | undefined): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'bigint') return value + 1n;
  if (typeof value === 'number') return value + 1;
  if (chosen) return chosen.find((one) => one !== value);
  if (days.has(key)) return value === '2026-07-07' ? '2026-07-08' : '2026-07-07';
  if (counts.has(key)) return 7;
  if (key === 'cost') return 7n;
  if (key.endsWith('Id')) return nextId();
  return `${String(value)}.`;
}

/** The plan with one field of one thing otherwise, for each field of each kind of thing there is. */
function* mutants(
  plan: Plan,
): Generator<{ readonly path: string; readonly id: string; readonly plan: Plan }> {
  yield* otherwise(plan, 'plan', (one) => one as Plan);
}

function* otherwise(
  node: object,
  path: string,
  whole: (node: object) => Plan,
): Generator<{ path: string; id: string; plan: Plan }> {
  for (const [key, value] of Object.entries(node) as [string, unknown][]) {
    if (Array.isArray(value)) {
      for (const [at, child] of (value as object[]).entries())
        yield* otherwise(child, `${path}.${key}`, (next) => whole({ ...node, [key]: value.with(at, next) }));
    } else if (!counted.has(key)) {
      const list = path === 'plan' && key === 'state' ? planStates : lists[key];
      const chosen = path.endsWith('.indicators') && key === 'kind' ? indicatorKinds : list;
      const free = path.endsWith('.indicators') && key === 'source' ? undefined : chosen;
      yield {
        path: `${path}.${key}`,
        id: (node as { id: string }).id,
        plan: whole({ ...node, [key]: another(key, value, free) }),
      };
    }
  }
}

const changes = (before: Plan, after: Plan) =>
  comparePlans(before, after).map((one) => `${one.change} ${one.thing}`);

describe('a comparison of two versions', () => {
  it('of a plan with itself is empty, however it was kept', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect(comparePlans(plan, plan)).toEqual([]);
        expect(comparePlans(plan, revive(keep(plan)))).toEqual([]);
      }),
    );
  });

  it('finds every single field that was changed, and nothing else', () => {
    const plan = aPlan([
      aDirection([
        aProblem([
          aTask([anItem({ commitments: [aCommitment('labour', som(10))] }), anItem({ cost: null })]),
        ]),
      ]),
    ]);
    const paths = new Set<string>();
    for (const mutant of mutants(plan)) {
      const found = comparePlans(plan, mutant.plan);
      expect(
        found.map((one) => [one.change, one.id]),
        mutant.path,
      ).toEqual([['changed', mutant.id]]);
      paths.add(mutant.path);
    }
    expect(paths.size).toBeGreaterThan(60);
  });

  it('tells what came and what went, and a new item without its parts', () => {
    const [first, second] = [anItem({ code: '1.1' }), anItem({ code: '1.2' })];
    const task = aTask([first]);
    const plan = (items: readonly PlanItem[]) => ({ ...base, directions: [withItems(items)] });
    const problem = aProblem([task]);
    const direction = aDirection([problem]);
    const base = aPlan([direction]);
    const withItems = (items: readonly PlanItem[]) => ({
      ...direction,
      problems: [{ ...problem, tasks: [{ ...task, items }] }],
    });
    expect(changes(plan([first]), plan([first, second]))).toEqual(['added item']);
    expect(changes(plan([first, second]), plan([second]))).toEqual(['removed item']);
    const longer = { ...first, steps: [...first.steps, aStep('Отчет берүү')] };
    expect(changes(plan([first]), plan([longer]))).toEqual(['added step']);
    const poorer = { ...first, commitments: [] };
    expect(changes(plan([first]), plan([poorer]))).toEqual(['removed commitment']);
  });

  it('tells what was moved: to another task, or past its neighbours, and then as little as possible', () => {
    const items = Array.from({ length: 5 }, (_, index) => anItem({ code: `1.${index + 1}` }));
    const [one, two] = [aTask(items), aTask([], { number: 2 })];
    const problem = aProblem([one, two]);
    const direction = aDirection([problem]);
    const plan = aPlan([direction]);
    const withTasks = (first: readonly PlanItem[], second: readonly PlanItem[]): Plan => ({
      ...plan,
      directions: [
        {
          ...direction,
          problems: [
            {
              ...problem,
              tasks: [
                { ...one, items: first },
                { ...two, items: second },
              ],
            },
          ],
        },
      ],
    });
    const found = comparePlans(plan, withTasks(items.slice(1), items.slice(0, 1)));
    expect(found.map(({ change, id }) => [change, id])).toEqual([['moved', items[0]!.id]]);
    const last = comparePlans(plan, withTasks([...items.slice(1), items[0]!], []));
    expect(last.map(({ change, id }) => [change, id])).toEqual([['moved', items[0]!.id]]);
  });

  it('goes both ways: what one way adds, the other takes out', () => {
    fc.assert(
      fc.property(plans, plans, (left, right) => {
        const turned = (all: Difference[], change: string) =>
          all.filter((one) => one.change === change).map((one) => one.id);
        const [there, back] = [comparePlans(left, right), comparePlans(right, left)];
        expect(turned(there, 'added').toSorted()).toEqual(turned(back, 'removed').toSorted());
      }),
    );
  });

  it('is read in each language, with nothing left unfilled', () => {
    const plan = aPlan([
      aDirection([aProblem([aTask([anItem({ commitments: [aCommitment('labour', som(10))] })])])]),
    ]);
    const all = [...mutants(plan)].flatMap((mutant) => comparePlans(plan, mutant.plan));
    all.push(
      ...comparePlans(plan, aPlan([], { id: plan.id })),
      ...comparePlans(aPlan([], { id: plan.id }), plan),
    );
    for (const lang of LANGS)
      for (const one of all) expect(differenceWords(i18nFor(lang), one, () => 'Арал')).toMatch(/^[^{}]{8,}$/);
  });

  it('says what people want to know', () => {
    const item = anItem({ code: '1.2', name: 'Секцияларды ачуу', cost: som(70_000) });
    const plan = planWith([]);
    const later = { ...item, cost: som(90_000), responsible: '', responsibleText: '' };
    const { t, fmt } = i18nFor('ky');
    const said = comparePlans(withOnly(plan, item), withOnly(plan, later)).map((one) =>
      differenceWords({ t, fmt }, one, () => ''),
    );
    expect(said).toEqual([
      '1.2 Секцияларды ачуу. Жооптуу адам: Асанов Темир → бош',
      `1.2 Секцияларды ачуу. Наркы: ${fmt.money(som(70_000))} → ${fmt.money(som(90_000))}`,
    ]);
  });

  it('finds one change among three thousand items', () => {
    const plan = planOfSize(3000);
    const chosen = itemsOf(plan)[1234]!;
    const after = revive(keep(plan));
    const place = placesOfItems(after).find(({ item }) => item.id === chosen.id)!;
    (place.item as { cost: bigint }).cost = 1n;
    expect(comparePlans(plan, after).map(({ id }) => id)).toEqual([chosen.id]);
  });
});

/** The plan with one item in the place of all. */
function withOnly(plan: Plan, item: PlanItem): Plan {
  const [direction] = plan.directions;
  const [problem] = direction!.problems;
  const [task] = problem!.tasks;
  return {
    ...plan,
    directions: [{ ...direction!, problems: [{ ...problem!, tasks: [{ ...task!, items: [item] }] }] }],
  };
}

describe('the way of a change of an approved plan', () => {
  const years = { fromYear: 2026, toYear: 2027, movedShare: 1000 };
  const problem = aProblem([]);
  const item = anItem({
    cost: som(100_000),
    commitments: [aCommitment('localBudget', som(60_000)), aCommitment('donor', som(40_000))],
  });
  const way = (of: Partial<PlanItem>, inProblem: Partial<typeof problem> = {}) =>
    wayOfChange(
      { item, problem },
      { item: { ...item, ...of }, problem: { ...problem, ...inProblem } },
      years,
    );
  const given = (budget: number, donor: number) => ({
    commitments: [
      { ...item.commitments[0]!, amount: som(budget) },
      { ...item.commitments[1]!, amount: som(donor) },
    ],
  });

  it('is none where nothing changed', () => {
    expect(way({})).toBeUndefined();
    expect(way({ revision: 8, code: '4.4' })).toBeUndefined();
    expect(wayOfChange(undefined, undefined, years)).toBeUndefined();
  });

  // prettier-ignore
  const table: [what: string, item: Partial<PlanItem>, way: 'chain' | 'order'][] = [
    ['another person', { responsible: 'Осмонова Айгүл', responsibleText: 'Осмонова Айгүл' }, 'order'],
    ['wording', { name: 'Спорттук секцияларды уюштуруу' }, 'order'],
    ['steps', { steps: [aStep('Башкача')] }, 'order'],
    ['words of an indicator', { indicators: [{ ...item.indicators[0]!, text: 'Канча секция' }] }, 'order'],
    ['a lower target', { indicators: [{ ...item.indicators[0]!, target: '2' }] }, 'chain'],
    ['an indicator less', { indicators: [] }, 'chain'],
    ['a new indicator of what stands before', { indicators: [...item.indicators, anIndicator({ kind: 'base' })] }, 'order'],
    ['a later day within the years', { endsOn: '2027-12-31' }, 'order'],
    ['a day after the years', { endsOn: '2028-01-01' }, 'chain'],
    ['a day before the years', { startsOn: '2025-12-31' }, 'chain'],
    ['another who does it', { doer: 'contractor' }, 'chain'],
    ['dropping', { state: 'dropped', droppedReason: 'Каражат жок' }, 'chain'],
    ['exactly the share of the cost', { cost: som(110_000) }, 'order'],
    ['a tyiyn more than the share', { cost: som(110_000) + 1n }, 'chain'],
    ['exactly the share from one source to another', given(50_000, 50_000), 'order'],
    ['more than the share from one source to another', given(49_999, 50_001), 'chain'],
    ['a source taken back', { commitments: [item.commitments[0]!, { ...item.commitments[1]!, withdrawnOn: '2026-05-05' }] }, 'chain'],
    ['money of another year', { commitments: [{ ...item.commitments[0]!, year: 2027 }, item.commitments[1]!] }, 'chain'],
  ];
  it.each(table)('for %s', (_, of, expected) => {
    expect(way(of)).toBe(expected);
  });

  it('is the whole chain for another goal, another place, a new item and one that is gone', () => {
    expect(way({}, { goal: 'Башка максат' })).toBe('chain');
    expect(way({}, { villageId: nextId() })).toBe('chain');
    expect(way({}, { problemId: nextId() })).toBe('chain');
    expect(wayOfChange(undefined, { item, problem }, years)).toBe('chain');
    expect(wayOfChange({ item, problem }, undefined, years)).toBe('chain');
  });

  it('is the whole chain for any money where nobody had said the cost', () => {
    const unknown = { ...item, cost: null, commitments: [] };
    const set = (cost: bigint) =>
      wayOfChange({ item: unknown, problem }, { item: { ...unknown, cost }, problem }, years);
    expect([set(1n), set(0n)]).toEqual(['chain', 'order']);
  });

  it('counts money that goes from source to source once', () => {
    fc.assert(
      fc.property(fc.nat(60_000), (amount) => {
        const after = { ...item, ...given(60_000 - amount, 40_000 + amount) };
        expect(movedMoney(item, after)).toBe(som(amount));
        expect(movedMoney(after, item)).toBe(som(amount));
      }),
    );
  });
});
