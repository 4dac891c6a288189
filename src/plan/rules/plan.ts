import type { IsoDate } from '../../platform/i18n/calendar.ts';
import type {
  doers,
  Giver,
  indicatorKinds,
  ItemKind,
  itemOutcomes,
  itemStates,
  measuringWays,
  PlanState,
  SourceKind,
  sourceTerms,
} from './words.ts';

/**
 * A joint action plan as one tree: directions → problems of villages → tasks → items. Its nine elements are those of
 * R-JAP-03 (seed-000 5.8); codes `task.measure` those of seed-003 F-AP. Versions keep it as it was.
 */
export type Plan = {
  readonly id: string;
  readonly cycleId: string;
  readonly fromYear: number;
  readonly toYear: number;
  /** The language it is written in. */
  readonly lang: 'ky' | 'ru';
  readonly state: PlanState;
  readonly directions: readonly Direction[];
};

export type Direction = {
  readonly id: string;
  readonly title: string;
  readonly titleOther: string;
  /** 1 … 23 of the list of local matters, or none. */
  readonly localMatter: number | null;
  /** What the municipality can do by itself. */
  readonly ownMeans: string;
  /** To whom it petitions for what it cannot do. */
  readonly petitionTo: string;
  readonly problems: readonly PlanProblem[];
};

export type PlanProblem = {
  readonly id: string;
  readonly problemId: string;
  /** Null: of the whole municipality. */
  readonly villageId: string | null;
  readonly name: string;
  readonly nameRu: string;
  /** Place and votes in the list of its village (or the municipality) when it was taken in; null: not in a list. */
  readonly rank: number | null;
  readonly votes: number | null;
  /** A measurable change for people (R-JAP-03, 2). */
  readonly goal: string;
  readonly goalOther: string;
  /** Why nothing is planned for it, where nothing is. */
  readonly withoutItems: string;
  readonly tasks: readonly Task[];
};

export type Task = {
  readonly id: string;
  /** Counted through the whole plan from 1. */
  readonly number: number;
  readonly text: string;
  readonly textOther: string;
  readonly items: readonly PlanItem[];
};

export type PlanItem = {
  readonly id: string;
  /** `3.2`: the second measure of task 3. */
  readonly code: string;
  readonly name: string;
  readonly nameOther: string;
  readonly kind: ItemKind;
  readonly doer: (typeof doers)[number];
  readonly state: (typeof itemStates)[number];
  readonly startsOn: IsoDate | null;
  readonly endsOn: IsoDate | null;
  readonly responsiblePersonId: string | null;
  /** The person's name, else what was typed; empty: nobody. */
  readonly responsible: string;
  readonly responsibleText: string;
  readonly coExecutors: string;
  /** They are named «by agreement»: they have not promised. */
  readonly byAgreement: boolean;
  readonly beneficiaries: string;
  readonly beneficiaryCount: number | null;
  readonly risks: string;
  readonly partner: string;
  /** Tyiyn; null: not yet estimated. */
  readonly cost: bigint | null;
  readonly droppedReason: string;
  /** The item of an earlier plan that goes on here. */
  readonly carriedFromId: string | null;
  /** What became of it; null: nobody has said it. */
  readonly outcome: (typeof itemOutcomes)[number] | null;
  readonly outcomeReason: string;
  readonly revision: number;
  readonly steps: readonly Step[];
  readonly indicators: readonly Indicator[];
  readonly commitments: readonly Commitment[];
};

export type Step = { readonly id: string; readonly text: string; readonly result: string };

export type Indicator = {
  readonly id: string;
  readonly kind: (typeof indicatorKinds)[number];
  readonly text: string;
  readonly unit: string;
  /** As people write numbers, «12,5»; null: blank. */
  readonly baseline: string | null;
  readonly target: string | null;
  readonly bySex: boolean;
  readonly way: (typeof measuringWays)[number] | null;
  readonly source: string;
  readonly document: string;
  /** How often it is measured, as people write it. */
  readonly frequency: string;
  readonly measuredOn: IsoDate | null;
};

export type Commitment = {
  readonly id: string;
  readonly source: SourceKind;
  readonly giver: Giver;
  readonly year: number;
  /** Tyiyn for the whole, or for each month. */
  readonly amount: bigint;
  readonly term: (typeof sourceTerms)[number];
  /** What is given, beside or in the place of money: «40 person-days», «12 m³ of gravel». */
  readonly quantity: string;
  /** By which rule goods and labour are valued in money. */
  readonly valuation: string;
  readonly promiser: string;
  /** The organisation of the register that gives. */
  readonly organisationId: string | null;
  /** It did not agree to be named in public; versions kept before the register was tied have none. */
  readonly unnamed: boolean;
  /** A private giver agreed to be named in public. */
  readonly named: boolean;
  /** There is a signed sheet. */
  readonly promised: boolean;
  readonly withdrawnOn: IsoDate | null;
};

/** All items in the order of their codes. */
export function itemsOf(plan: Plan): PlanItem[] {
  return plan.directions.flatMap((direction) =>
    direction.problems.flatMap((problem) => problem.tasks.flatMap((task) => task.items)),
  );
}

/** Items with where they stand. */
export function placesOfItems(plan: Plan): {
  readonly direction: Direction;
  readonly problem: PlanProblem;
  readonly task: Task;
  readonly item: PlanItem;
}[] {
  return plan.directions.flatMap((direction) =>
    direction.problems.flatMap((problem) =>
      problem.tasks.flatMap((task) => task.items.map((item) => ({ direction, problem, task, item }))),
    ),
  );
}
