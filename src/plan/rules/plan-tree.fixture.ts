import fc from 'fast-check';
import sportsHall from '../../../test/examples/plan-sports-hall.json' with { type: 'json' };
import type { Commitment, Direction, Indicator, Plan, PlanItem, PlanProblem, Step, Task } from './plan.ts';
import { doers, itemKinds, sourceKinds, type SourceKind } from './words.ts';

/** Plans for tests: small ones by hand, the book's own, and generated ones. People and places are invented. */

let count = 0;
/** A new id, the same row of them in each run. */
export function nextId(): string {
  count += 1;
  return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
}

/** So many som as tyiyn. */
export const som = (amount: number): bigint => BigInt(amount) * 100n;

export const aStep = (text: string, result = 'Натыйжасы бар'): Step => ({ id: nextId(), text, result });

export function anIndicator(of: Partial<Indicator> = {}): Indicator {
  return {
    id: nextId(),
    kind: 'final',
    text: 'Секциялардын саны',
    unit: 'секция',
    baseline: '0',
    target: '4',
    bySex: false,
    way: 'documents',
    source: 'Мектеп',
    document: 'Секциялардын графиги',
    frequency: 'ай сайын',
    measuredOn: null,
    ...of,
  };
}

export function aCommitment(source: SourceKind, amount: bigint, of: Partial<Commitment> = {}): Commitment {
  return {
    id: nextId(),
    source,
    giver: 'municipality',
    year: 2026,
    amount,
    term: 'once',
    quantity: '',
    valuation: '',
    promiser: '',
    organisationId: null,
    unnamed: false,
    named: false,
    promised: false,
    withdrawnOn: null,
    ...of,
  };
}

/** An item in which nothing is to be found. */
export function anItem(of: Partial<PlanItem> = {}): PlanItem {
  return {
    id: nextId(),
    code: '1.1',
    name: 'Спорттук секцияларды ачуу',
    nameOther: '',
    kind: 'service',
    doer: 'own',
    state: 'planned',
    startsOn: '2026-03-01',
    endsOn: '2026-11-30',
    responsiblePersonId: null,
    responsible: 'Асанов Темир',
    responsibleText: 'Асанов Темир',
    coExecutors: '',
    byAgreement: false,
    beneficiaries: 'айылдын жаштары',
    beneficiaryCount: 400,
    risks: '',
    partner: '',
    cost: som(400_000),
    droppedReason: '',
    carriedFromId: null,
    outcome: null,
    outcomeReason: '',
    revision: 0,
    steps: [aStep('Жаштардын муктаждыктарын аныктоо'), aStep('Топторду топтоо')],
    indicators: [anIndicator()],
    commitments: [aCommitment('localBudget', som(400_000))],
    ...of,
  };
}

export function aTask(items: readonly PlanItem[], of: Partial<Task> = {}): Task {
  return {
    id: nextId(),
    number: 1,
    text: 'Спорт менен алектенүү үчүн туруктуу шарт түзүү',
    textOther: '',
    items,
    ...of,
  };
}

export function aProblem(tasks: readonly Task[], of: Partial<PlanProblem> = {}): PlanProblem {
  return {
    id: nextId(),
    problemId: nextId(),
    villageId: null,
    name: 'Жаштар үчүн спорт жайлары жетишсиз',
    nameRu: 'Нехватка спортивных мест для молодёжи',
    rank: 3,
    votes: 45,
    goal: 'Жаштардын сергек жашоо образына умтулуусун камсыздоо',
    goalOther: '',
    withoutItems: '',
    tasks,
    ...of,
  };
}

export function aDirection(problems: readonly PlanProblem[], of: Partial<Direction> = {}): Direction {
  return {
    id: nextId(),
    title: 'Спорт жана жаштар',
    titleOther: '',
    localMatter: null,
    ownMeans: '',
    petitionTo: '',
    problems,
    ...of,
  };
}

export function aPlan(directions: readonly Direction[], of: Partial<Plan> = {}): Plan {
  return {
    id: nextId(),
    cycleId: nextId(),
    fromYear: 2026,
    toYear: 2027,
    lang: 'ky',
    state: 'draft',
    directions,
    ...of,
  };
}

/** A plan of one direction, problem and task with these items. */
export const planWith = (items: readonly PlanItem[], of: Partial<Plan> = {}): Plan =>
  aPlan([aDirection([aProblem([aTask(items)])])], of);

const [hall, sections] = sportsHall.items as [(typeof sportsHall.items)[0], (typeof sportsHall.items)[1]];

/**
 * The action plan of the book (seed-003 F-AP) with the sums, days, indicators, numbers of steps and results of its
 * file; it names nobody responsible and no baseline. Of 1.2 the file does not list the steps: each has a result here.
 */
export function sportsHallPlan(): Plan {
  const { sources } = hall;
  const results = hall.results ?? 0;
  const repair = anItem({
    code: hall.code,
    name: 'Спорт залынын капиталдык ремонту',
    kind: 'works',
    doer: 'contractor',
    startsOn: null,
    endsOn: hall.deadline ?? null,
    responsible: '',
    responsibleText: '',
    cost: som(hall.totalSom),
    steps: Array.from({ length: hall.steps ?? 0 }, (_, index) =>
      aStep(`${index + 1}-кадам`, index < results ? `${index + 1}-натыйжа` : ''),
    ),
    indicators: [anIndicator({ text: 'Ремонттолгон спорттук зал', unit: '', baseline: null, target: null })],
    commitments: [
      aCommitment('localBudget', som(sources.localBudget), { year: 2013 }),
      aCommitment('communityMoney', som(sources.community ?? 0), { year: 2013 }),
      aCommitment('sponsor', som(sources.sponsor ?? 0), { year: 2013 }),
    ],
  });
  const opening = anItem({
    code: sections.code,
    name: 'Спорттук секциялардын ачылышы',
    startsOn: sections.from ?? null,
    endsOn: sections.to ?? null,
    responsible: '',
    responsibleText: '',
    cost: som(sections.totalSom),
    steps: [aStep('Жаштардын муктаждыктарын аныктоо'), aStep('Адистер арасында конкурс өткөрүү')],
    indicators: [
      anIndicator({ text: '2014-жылдын 1-февралына секциялардын саны', baseline: null, target: '4' }),
      anIndicator({
        text: 'Секцияларга барган жаштар, кеминде ___%',
        unit: '%',
        baseline: null,
        target: null,
      }),
    ],
    commitments: [
      aCommitment('localBudget', som(sections.sources.localBudget), { year: 2013 }),
      aCommitment('fee', som(sections.sources.feePerMonth ?? 0), { year: 2013, term: 'monthly' }),
    ],
  });
  return planWith([repair, opening], { fromYear: 2013, toYear: 2014 });
}

/** A plan of so many items, five a task, three tasks a problem, four problems a direction, as long as plans are. */
export function planOfSize(items: number, of: Partial<Plan> = {}): Plan {
  let left = items;
  let tasks = 0;
  const nextTask = (): Task => {
    tasks += 1;
    const number = tasks;
    const own = Math.min(5, left);
    left -= own;
    return aTask(
      Array.from({ length: own }, (_, index) =>
        anItem({
          code: `${number}.${index + 1}`,
          name: `${['Көчөлөрдү жарыктандыруу', 'Суу түтүктөрүн алмаштыруу', 'Бала бакчанын чатырын оңдоо', 'Таштанды чыгаруу боюнча иш', 'Маалымат тактайларын орнотуу'][index]} (${number}.${index + 1})`,
          kind: itemKinds[(number + index) % itemKinds.length]!,
          doer: doers[(number + index) % doers.length]!,
          steps: Array.from({ length: 6 }, (__, step) =>
            aStep(
              [
                'Көлөмүн аныктоо',
                'Сметаны түзүү',
                'Конкурс өткөрүү',
                'Ишти аткаруу',
                'Кабыл алуу',
                'Маалымат берүү',
              ][step]!,
              [
                'көлөмү аныкталды',
                'смета бекитилди',
                'келишим түзүлдү',
                'иш аткарылды',
                'акт түзүлдү',
                'тургундар билет',
              ][step],
            ),
          ),
          indicators: [
            anIndicator({
              text: 'Таза суу жеткен үй кожолуктар',
              unit: 'үй кожолук',
              baseline: '12',
              target: '180',
            }),
            anIndicator({
              kind: 'impact',
              text: 'Кызматка ыраазы тургундар',
              unit: '%',
              baseline: '20',
              target: '60',
            }),
          ],
          cost: som(500_000),
          commitments: [
            aCommitment('localBudget', som(300_000), { promiser: 'айыл өкмөтү' }),
            aCommitment('labour', som(60_000), {
              quantity: '60 адам-күн',
              valuation: 'бир күн – 1000 сом',
              promiser: 'көчөнүн тургундары',
              giver: 'community',
            }),
            aCommitment('sponsor', som(100_000), {
              year: 2027,
              promiser: '«Береке» ЖЧКсы',
              giver: 'organisation',
            }),
          ],
        }),
      ),
      { number },
    );
  };
  const directions: Direction[] = [];
  while (left > 0) {
    const problems: PlanProblem[] = [];
    while (left > 0 && problems.length < 4) {
      const own: Task[] = [];
      while (left > 0 && own.length < 3) own.push(nextTask());
      problems.push(aProblem(own, { rank: problems.length + 1 }));
    }
    directions.push(
      aDirection(problems, { title: `${directions.length + 1}-багыт`, localMatter: directions.length + 1 }),
    );
  }
  return aPlan(directions, of);
}

const amounts = fc.bigInt({ min: 0n, max: 10n ** 15n });
const days = fc
  .record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) })
  .map(({ month, day }) => `2026-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);

const commitments: fc.Arbitrary<Commitment> = fc
  .record({
    source: fc.constantFrom(...sourceKinds),
    amount: amounts,
    year: fc.integer({ min: 2026, max: 2028 }),
    term: fc.constantFrom('once' as const, 'monthly' as const),
    promised: fc.boolean(),
    withdrawnOn: fc.option(fc.constant('2026-09-01')),
  })
  .map(({ source, amount, ...of }) => aCommitment(source, amount, of));

export const items: fc.Arbitrary<PlanItem> = fc
  .record({
    cost: fc.option(amounts),
    commitments: fc.array(commitments, { maxLength: 12 }),
    startsOn: fc.option(days),
    endsOn: fc.option(days),
    state: fc.constantFrom('planned' as const, 'planned' as const, 'dropped' as const),
  })
  .map(anItem);

export const plans: fc.Arbitrary<Plan> = fc
  .array(fc.array(items, { maxLength: 8 }), { minLength: 1, maxLength: 8 })
  .map((groups) =>
    aPlan([
      aDirection(
        groups.map((own, index) =>
          aProblem([
            aTask(
              own.map((item, place) => ({ ...item, code: `${index + 1}.${place + 1}` })),
              { number: index + 1 },
            ),
          ]),
        ),
      ),
    ]),
  );
