import { disclose, type VillageDisclosure } from './disclosure.ts';
import type { KnownProblem } from '../../rules/problem.ts';
import type { Merge, SessionVotes, ShownRule } from './priorities.ts';
import { publishedList, type PublishRefusal } from './publishing.ts';
import { snapshotOf, type PrioritiesSnapshot } from './snapshot.ts';

// Publishing without a database, as the command does it: what was told is kept from one publication to the next.

export const knownProblems = (ids: readonly string[]): ReadonlyMap<string, KnownProblem> =>
  new Map(ids.map((id) => [id, { id, name: id, category: null, competence: null, localMatter: null }]));

/** One group's session: `women` of its people, the rest men. */
export function heldSession(facts: {
  villageId: string;
  ageGroup: string;
  people: number;
  women?: number;
  votes: Readonly<Record<string, number>>;
  stickers?: number;
}): SessionVotes {
  const votes = new Map(Object.entries(facts.votes).filter(([, count]) => count > 0));
  const women = facts.women ?? facts.people;
  return {
    id: `${facts.villageId}|${facts.ageGroup}`,
    villageId: facts.villageId,
    ageGroup: facts.ageGroup,
    sexMode: 'mixed',
    part: 1,
    state: 'closed',
    heldOn: null,
    people: facts.people,
    women,
    men: facts.people - women,
    stickersPerPerson: facts.stickers ?? 5,
    statements: [...votes.values()].reduce((sum, count) => sum + count, 0),
    votes,
  };
}

export type Told = Map<string, VillageDisclosure>;

/** Publishes a village's list (or, with null, the municipality's) and remembers in `told` what is then known. */
export function publish(
  list: string | null,
  sessions: readonly SessionVotes[],
  problems: ReadonlyMap<string, KnownProblem>,
  told: Told,
  merges: readonly (Merge & { readonly reason: string })[] = [],
  rule: ShownRule = 'raw',
  ageGroups: readonly string[] = [],
): PrioritiesSnapshot | PublishRefusal {
  const ids =
    list === null ? [...new Set([...sessions.map(({ villageId }) => villageId), ...told.keys()])] : [list];
  const published = publishedList({
    list,
    problems,
    merges,
    rule,
    villages: ids.map((id) => disclose(id, sessions, merges, told.get(id))),
  });
  if (typeof published === 'string') return published;
  for (const village of published.villages) told.set(village.villageId, village);
  const place = { id: list ?? 'm', ky: list ?? 'm', ru: list ?? 'm' };
  return snapshotOf({
    published,
    merges,
    problems,
    year: 2026,
    stage: 'needs',
    municipality: { id: 'm', ky: 'm', ru: 'm' },
    unit: place,
    villages: ids.map((id) => ({ id, ky: id, ru: id })),
    sessions,
    ageGroups,
  });
}
