import type { IsoDate } from '../../platform/i18n/calendar.ts';
import type { Commitment, Direction, Indicator, Plan, PlanItem, PlanProblem, Step, Task } from './plan.ts';

/** A value as a comparison tells it. Words of a list are keys of messages. */
export type Value =
  | { readonly as: 'words'; readonly value: string | null }
  | { readonly as: 'count'; readonly value: number | null }
  | { readonly as: 'year'; readonly value: number }
  | { readonly as: 'money'; readonly value: bigint | null }
  | { readonly as: 'day'; readonly value: IsoDate | null }
  | { readonly as: 'choice'; readonly value: string | null }
  | { readonly as: 'yes'; readonly value: boolean }
  | { readonly as: 'village'; readonly value: string | null };

type Things = {
  plan: Plan;
  direction: Direction;
  problem: PlanProblem;
  task: Task;
  item: PlanItem;
  step: Step;
  indicator: Indicator;
  commitment: Commitment;
};

export type Thing = keyof Things;

/** What a field is called: a key of the labels of the room. */
export type Field = string;

/** `key` says whether two are the same; `value` is what people are shown. */
type Read = { readonly key: string; readonly value: Value };

type How<T> = (one: T) => Value | readonly [Value, ...unknown[]];

const words = (value: string | null): Value => ({ as: 'words', value });
const count = (value: number | null): Value => ({ as: 'count', value });
const year = (value: number): Value => ({ as: 'year', value });
const money = (value: bigint | null): Value => ({ as: 'money', value });
const day = (value: IsoDate | null): Value => ({ as: 'day', value });
const yes = (value: boolean): Value => ({ as: 'yes', value });
const choice = (list: string, value: string | null): Value => ({
  as: 'choice',
  value: value === null ? null : `plan.${list}.${value}`,
});

/**
 * Every field of the plan that people write. Not among them: ids, numbers that are counted (code, number), the
 * revision, and what things stand under, which `comparePlans` tells itself. A second thing in a row counts as a change
 * too, though the first is shown.
 */
const fields: { readonly [T in Thing]: Readonly<Record<Field, How<Things[T]>>> } = {
  plan: {
    fromYear: (one) => year(one.fromYear),
    toYear: (one) => year(one.toYear),
    lang: (one) => ({ as: 'choice', value: `ui.language.${one.lang}` }),
    state: (one) => choice('state', one.state),
  },
  direction: {
    direction: (one) => words(one.title),
    other: (one) => words(one.titleOther),
    localMatter: (one) => count(one.localMatter),
    ownMeans: (one) => words(one.ownMeans),
    petitionTo: (one) => words(one.petitionTo),
  },
  problem: {
    problem: (one) => [words(one.name), one.problemId],
    nameRu: (one) => words(one.nameRu),
    village: (one) => ({ as: 'village', value: one.villageId }),
    rank: (one) => count(one.rank),
    votes: (one) => count(one.votes),
    goal: (one) => words(one.goal),
    other: (one) => words(one.goalOther),
    withoutItems: (one) => words(one.withoutItems),
  },
  task: { task: (one) => words(one.text), other: (one) => words(one.textOther) },
  item: {
    item: (one) => words(one.name),
    other: (one) => words(one.nameOther),
    kind: (one) => choice('kind', one.kind),
    doer: (one) => choice('doer', one.doer),
    'item-state': (one) => choice('item-state', one.state),
    startsOn: (one) => day(one.startsOn),
    'ends-on': (one) => day(one.endsOn),
    responsible: (one) => [words(one.responsible), one.responsiblePersonId, one.responsibleText],
    coExecutors: (one) => words(one.coExecutors),
    byAgreement: (one) => yes(one.byAgreement),
    beneficiaries: (one) => words(one.beneficiaries),
    beneficiaryCount: (one) => count(one.beneficiaryCount),
    risks: (one) => words(one.risks),
    partner: (one) => words(one.partner),
    cost: (one) => money(one.cost),
    droppedReason: (one) => words(one.droppedReason),
  },
  step: { step: (one) => words(one.text), 'step-result': (one) => words(one.result) },
  indicator: {
    'indicator-kind': (one) => choice('indicator', one.kind),
    indicator: (one) => words(one.text),
    unit: (one) => words(one.unit),
    baseline: (one) => words(one.baseline),
    target: (one) => words(one.target),
    bySex: (one) => yes(one.bySex),
    way: (one) => choice('way', one.way),
    'data-source': (one) => words(one.source),
    document: (one) => words(one.document),
    // Versions kept before it was asked for have none.
    frequency: (one) => words((one as Partial<Indicator>).frequency ?? ''),
    measuredOn: (one) => day(one.measuredOn),
  },
  commitment: {
    source: (one) => choice('source', one.source),
    giver: (one) => choice('giver', one.giver),
    'budget-year': (one) => year(one.year),
    amount: (one) => money(one.amount),
    term: (one) => choice('term', one.term),
    quantity: (one) => words(one.quantity),
    valuation: (one) => words(one.valuation),
    promiser: (one) => [words(one.promiser), one.organisationId],
    named: (one) => yes(one.named),
    promised: (one) => yes(one.promised),
    withdrawnOn: (one) => day(one.withdrawnOn),
  },
};

function readers<T>(of: Readonly<Record<Field, How<T>>>): (readonly [Field, (one: unknown) => Read])[] {
  return Object.entries(of).map(([field, how]) => [
    field,
    (one) => {
      const read = how(one as T);
      const [value, ...beside] = Array.isArray(read) ? (read as [Value, ...unknown[]]) : [read as Value];
      return {
        key: [value.value, ...beside].map((part) => `${typeof part}:${String(part)}`).join('\n'),
        value,
      };
    },
  ]);
}

/** Fields of each thing with how they are read, in the order of the form. */
export const comparedFields: Readonly<Record<Thing, ReturnType<typeof readers>>> = {
  plan: readers(fields.plan),
  direction: readers(fields.direction),
  problem: readers(fields.problem),
  task: readers(fields.task),
  item: readers(fields.item),
  step: readers(fields.step),
  indicator: readers(fields.indicator),
  commitment: readers(fields.commitment),
};
