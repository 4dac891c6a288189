import type { KnownProblem } from '../../rules/problem.ts';
import { toldTotals, type DisclosedGroup, type VillageDisclosure } from './disclosure.ts';
import {
  priorityList,
  rootsOf,
  type Merge,
  type PopulationOf,
  type PriorityList,
  type SessionVotes,
  type ShownRule,
} from './priorities.ts';

/**
 * The list that residents read, counted from what may be told of each village and from nothing else. A municipality's
 * list adds up the numbers its villages show, so nobody gains by subtracting one list from another.
 */
export type PublishedList = {
  readonly list: PriorityList;
  /** Villages the list is counted from. */
  readonly villages: readonly VillageDisclosure[];
  /** Villages that are left out: too few people came. */
  readonly leftOut: readonly string[];
  /** Problems said by few, named without number and order. */
  readonly few: readonly KnownProblem[];
  /** The same by village: there is a number behind it, but it is not told. */
  readonly fewOf: ReadonlyMap<string, ReadonlySet<string>>;
};

export type PublishRefusal = 'too-few-people' | 'rule-needs-groups';

export type PublishInput = {
  /** The village, or null for the municipality. */
  readonly list: string | null;
  readonly villages: readonly VillageDisclosure[];
  readonly problems: ReadonlyMap<string, KnownProblem>;
  readonly merges: readonly Merge[];
  readonly rule: ShownRule;
  readonly populationOf?: PopulationOf | undefined;
};

/** Counts a list for publication; a code when nothing may be published. */
export function publishedList(input: PublishInput): PublishedList | PublishRefusal {
  const sessions: SessionVotes[] = [];
  const voices = { ageGroup: [] as SessionVotes[], sex: [] as SessionVotes[] };
  const villages: VillageDisclosure[] = [];
  const leftOut: string[] = [];
  const fewOf = new Map<string, ReadonlySet<string>>();
  const common = rootsOf(input.merges.filter((merge) => input.list === null && merge.villageId === null));
  for (const village of input.villages) {
    if (village.groups.length === 0) continue;
    if (village.shows === 'groups') {
      const groups = village.groups.map((group) => sessionOf(village.villageId, group));
      sessions.push(...groups);
      voices.ageGroup.push(...groups);
      if (village.sexes) voices.sex.push(...groups);
    } else {
      const totals = toldTotals(village);
      if (!totals) {
        leftOut.push(village.villageId);
        continue;
      }
      sessions.push(wholeVillage(village.villageId, totals.told));
      fewOf.set(village.villageId, new Set(totals.few.map(common)));
    }
    villages.push(village);
  }
  if (villages.length === 0 && leftOut.length > 0) return 'too-few-people';
  const whole = new Set(villages.filter(({ shows }) => shows === 'totals').map(({ villageId }) => villageId));
  // Other rules weigh the groups against each other, and so their order would tell what a hidden one said.
  if (input.list !== null && whole.size > 0 && input.rule !== 'raw') return 'rule-needs-groups';
  // Totals already stand under their village's merges, as these were when the totals were first told.
  const merges = input.merges.filter((merge) => merge.villageId === null || !whole.has(merge.villageId));
  const list = priorityList({ ...input, sessions, merges, voices });
  const numbered = new Set(list.priorities.filter(({ votes }) => votes > 0).map(({ problem }) => problem.id));
  const few = [...new Set([...fewOf.values()].flatMap((ids) => [...ids]))].flatMap((id) => {
    const problem = input.problems.get(id);
    return problem && !numbered.has(id) ? [problem] : [];
  });
  return { list, villages, leftOut, few, fewOf };
}

function sessionOf(villageId: string, group: DisclosedGroup): SessionVotes {
  const { id, ageGroup, sexMode, people, women, men, statements, bySex } = group;
  return {
    ...{ id: `${villageId}|${id}`, villageId, ageGroup, sexMode, part: 1, state: 'closed', heldOn: null },
    ...{ people, women, men, statements, stickersPerPerson: 0 },
    votes: new Map(Object.entries(group.votes)),
    bySex: bySex
      ? { female: new Map(Object.entries(bySex.female)), male: new Map(Object.entries(bySex.male)) }
      : undefined,
  };
}

/** A village as one group that has no age and no sex. */
function wholeVillage(villageId: string, told: ReadonlyMap<string, number>): SessionVotes {
  const statements = [...told.values()].reduce((sum, votes) => sum + votes, 0);
  return {
    ...{ id: villageId, villageId, ageGroup: '', sexMode: 'mixed', part: 1, state: 'closed', heldOn: null },
    ...{ people: null, women: null, men: null, statements, stickersPerPerson: 0 },
    votes: told,
  };
}
