import { nameKey } from '../../methods/names.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { worth } from './money.ts';
import type { Commitment, Indicator, Plan, PlanItem, PlanProblem, Step } from './plan.ts';
import type { ApprovalStep, Giver, SourceKind } from './words.ts';

/** So few givers are told of in no sum. */
export const fewestGivers = 5;
/** So few beneficiaries are not counted in public. */
const fewestPeople = 5;

export type PublicPlace = { readonly id: string; readonly ky: string; readonly ru: string };

/** What comes from one kind of giver by one source; money in digits of tyiyn. */
export type PublicSource = {
  readonly source: SourceKind;
  readonly giver: Giver;
  readonly amount: string;
  /** Organisations, residents together, and persons who agreed. */
  readonly names: readonly string[];
  /** All of it is signed for. */
  readonly promised: boolean;
};

export type PublicItem = Pick<
  PlanItem,
  | 'id'
  | 'code'
  | 'name'
  | 'nameOther'
  | 'kind'
  | 'doer'
  | 'state'
  | 'startsOn'
  | 'endsOn'
  | 'coExecutors'
  | 'byAgreement'
  | 'beneficiaries'
  | 'beneficiaryCount'
  | 'partner'
  | 'droppedReason'
> & {
  /** Post or organisation, never a person. */
  readonly responsible: string;
  readonly cost: string | null;
  readonly sources: readonly PublicSource[];
  /** Cost minus what is shown; null without a cost. */
  readonly gap: string | null;
  readonly steps: readonly Pick<Step, 'text' | 'result'>[];
  readonly indicators: readonly Omit<Indicator, 'id'>[];
};

export type PublicProblem = Pick<
  PlanProblem,
  'id' | 'villageId' | 'name' | 'nameRu' | 'goal' | 'goalOther' | 'withoutItems'
> & {
  /** As the published list of its place says; null: not told there. */
  readonly rank: number | null;
  readonly votes: number | null;
  readonly tasks: readonly {
    readonly number: number;
    readonly text: string;
    readonly textOther: string;
    readonly items: readonly PublicItem[];
  }[];
};

/** A plan as residents read it: no person but those who agreed, and no gift from which one could be known. */
export type PublicPlan = {
  readonly format: 1;
  readonly planId: string;
  readonly state: 'discussion' | 'approved';
  readonly year: number;
  readonly fromYear: number;
  readonly toYear: number;
  readonly lang: 'ky' | 'ru';
  readonly discussionUntil: IsoDate | null;
  readonly standsIn: string;
  readonly approvals: readonly {
    readonly step: ApprovalStep;
    readonly on: IsoDate;
    readonly paper: string;
  }[];
  readonly municipality: PublicPlace;
  readonly villages: readonly PublicPlace[];
  readonly directions: readonly {
    readonly title: string;
    readonly titleOther: string;
    readonly localMatter: number | null;
    readonly ownMeans: string;
    readonly petitionTo: string;
    readonly problems: readonly PublicProblem[];
  }[];
  /** Gifts of single persons who are not named, by village (null: the whole municipality), from five givers up. */
  readonly gifts: readonly {
    readonly villageId: string | null;
    readonly givers: number;
    readonly amount: string;
  }[];
  /** Some gifts of single persons stand in no sum. */
  readonly giftsHidden: boolean;
};

/** Place and votes of a problem in the list that is published of its place. */
export type PublishedRank = (
  villageId: string | null,
  name: string,
) => { readonly rank: number; readonly votes: number } | undefined;

/** A single person who did not agree to be named. */
export const isSecret = (one: Commitment) => one.giver === 'person' && !one.named;

/**
 * Unnamed gifts by village: sums from five different givers up. Who gave no name counts as nobody known, so a village
 * of such gifts alone is never told.
 */
export function giftsOf(plan: Plan): Pick<PublicPlan, 'gifts' | 'giftsHidden'> {
  const byVillage = new Map<string | null, { givers: Set<string>; amount: bigint }>();
  for (const direction of plan.directions)
    for (const problem of direction.problems)
      for (const item of problem.tasks.flatMap((task) => task.items)) {
        if (item.state === 'dropped') continue;
        for (const one of item.commitments) {
          if (!isSecret(one) || one.withdrawnOn !== null) continue;
          const of = byVillage.get(problem.villageId) ?? { givers: new Set<string>(), amount: 0n };
          if (one.promiser !== '') of.givers.add(nameKey(one.promiser));
          of.amount += worth(item, one);
          byVillage.set(problem.villageId, of);
        }
      }
  const all = [...byVillage];
  return {
    gifts: all
      .filter(([, { givers }]) => givers.size >= fewestGivers)
      .map(([villageId, { givers, amount }]) => ({
        villageId,
        givers: givers.size,
        amount: amount.toString(),
      })),
    giftsHidden: all.some(([, { givers }]) => givers.size < fewestGivers),
  };
}

/** An item as residents read it. */
export function publicItem(item: PlanItem): PublicItem {
  const sources = new Map<
    string,
    { one: Commitment; amount: bigint; names: Set<string>; promised: boolean }
  >();
  let shown = 0n;
  for (const one of item.commitments) {
    if (isSecret(one) || one.withdrawnOn !== null) continue;
    const key = `${one.source} ${one.giver}`;
    const of = sources.get(key) ?? { one, amount: 0n, names: new Set<string>(), promised: true };
    const value = worth(item, one);
    shown += value;
    of.amount += value;
    if (one.promiser !== '' && one.giver !== 'municipality' && !one.unnamed) of.names.add(one.promiser);
    of.promised &&= one.promised;
    sources.set(key, of);
  }
  const { id, code, name, nameOther, kind, doer, state, startsOn, endsOn, coExecutors, byAgreement } = item;
  const count = item.beneficiaryCount;
  return {
    ...{ id, code, name, nameOther, kind, doer, state, startsOn, endsOn, coExecutors, byAgreement },
    beneficiaries: item.beneficiaries,
    beneficiaryCount: count !== null && count < fewestPeople ? null : count,
    partner: item.partner,
    droppedReason: item.droppedReason,
    responsible: item.responsibleText,
    cost: item.cost === null ? null : item.cost.toString(),
    sources: [...sources.values()].map(({ one, amount, names, promised }) => ({
      source: one.source,
      giver: one.giver,
      amount: amount.toString(),
      names: [...names],
      promised,
    })),
    gap: item.cost === null ? null : (item.cost - shown).toString(),
    steps: item.steps.map(({ text, result }) => ({ text, result })),
    indicators: item.indicators.map(({ id: _, ...one }) => one),
  };
}

/** The parts of a snapshot that come from the plan itself. */
export function publicPlan(
  plan: Plan,
  rankOf: PublishedRank,
): Pick<
  PublicPlan,
  'format' | 'planId' | 'fromYear' | 'toYear' | 'lang' | 'directions' | 'gifts' | 'giftsHidden'
> {
  const { id: planId, fromYear, toYear, lang } = plan;
  return {
    ...{ format: 1, planId, fromYear, toYear, lang },
    directions: plan.directions.map(({ title, titleOther, localMatter, ownMeans, petitionTo, problems }) => ({
      ...{ title, titleOther, localMatter, ownMeans, petitionTo },
      problems: problems.map(({ id, villageId, name, nameRu, goal, goalOther, withoutItems, tasks }) => {
        const published = rankOf(villageId, name);
        return {
          ...{ id, villageId, name, nameRu, goal, goalOther, withoutItems },
          rank: published?.rank ?? null,
          votes: published?.votes ?? null,
          tasks: tasks.map(({ number, text, textOther, items }) => ({
            ...{ number, text, textOther },
            items: items.map(publicItem),
          })),
        };
      }),
    })),
    ...giftsOf(plan),
  };
}

/** Sums that residents read, in tyiyn, of what is shown alone. */
export function publicSums(
  plan: Pick<PublicPlan, 'directions' | 'gifts'>,
  villageId?: string | null,
): { readonly items: number; readonly need: bigint; readonly covered: bigint; readonly gap: bigint } {
  let [items, need, gap] = [0, 0n, 0n];
  for (const direction of plan.directions)
    for (const problem of direction.problems) {
      if (villageId !== undefined && problem.villageId !== villageId) continue;
      for (const item of problem.tasks.flatMap((task) => task.items)) {
        if (item.state === 'dropped') continue;
        items += 1;
        need += BigInt(item.cost ?? 0);
        const missing = BigInt(item.gap ?? 0);
        if (missing > 0n) gap += missing;
      }
    }
  return { items, need, covered: need - gap, gap };
}
