import { isDeepStrictEqual } from 'node:util';
import {
  fewestValues,
  isSmallGroup,
  mayBeCounted,
  smallestShown,
  tellTotals,
} from '../../../methods/suppression.ts';
import { fewestPossible, type ToldList } from '../../../methods/told-lists.ts';
import { rootsOf, type Merge, type SessionVotes, type Sex, type SexMode } from './priorities.ts';

/**
 * What residents may learn about a village's sessions, kept from one publication to the next (decision 005). Whoever
 * holds two publications can subtract them, so each new one is made from what the former said and from changes that
 * speak of nobody or of at least five people.
 */

/** What one sex-age group of a village said, as it is counted in publications. Counts only: no name, no text. */
export type DisclosedGroup = {
  readonly id: string;
  readonly ageGroup: string;
  readonly sexMode: SexMode;
  readonly sessions: number;
  /** People who came; where nobody wrote it down, how many there must have been for the stickers. */
  readonly people: number;
  readonly peopleKnown: boolean;
  readonly women: number | null;
  readonly men: number | null;
  /** Stickers its people could have written. */
  readonly possible: number;
  readonly statements: number;
  readonly votes: Readonly<Record<string, number>>;
  readonly bySex: Readonly<Record<Sex, Readonly<Record<string, number>>>> | null;
};

type Counts = readonly [people: number, women: number, men: number];
type Joined = Pick<Merge, 'fromProblemId' | 'intoProblemId'>;

export type VillageDisclosure = {
  readonly format: 1;
  readonly villageId: string;
  /** Numbers of each group, or of the village as a whole because a group is small. The first publication decides. */
  readonly shows: 'groups' | 'totals';
  /** Numbers and lists by sex: in no group are there one to four women or men. */
  readonly sexes: boolean;
  readonly groups: readonly DisclosedGroup[];
  /** Merges of a village that shows totals: undone or made later they would give back a small total. */
  readonly merges: readonly Joined[];
  /** Women and men of the village when both may be told. */
  readonly sexTotals: { readonly women: number; readonly men: number } | null;
  /** Every count that was used in a publication, by group; `all` holds those of the village. */
  readonly counts: Readonly<Record<string, readonly Counts[]>>;
  /** The lists of totals that were published; absent in states older than this field. */
  readonly lists?: readonly ToldList[];
  /** Something of the records was left out because it speaks of fewer than five people. */
  readonly held: boolean;
};

/** The next state of what is told about a village. `before` is what stands since the last publication, if any. */
export function disclose(
  villageId: string,
  sessions: readonly SessionVotes[],
  merges: readonly Merge[],
  before?: VillageDisclosure,
): VillageDisclosure {
  const now = groupsIn(sessions.filter((session) => session.villageId === villageId));
  const here = merges
    .filter((merge) => merge.villageId === villageId)
    .map(({ fromProblemId, intoProblemId }) => ({ fromProblemId, intoProblemId }));
  const shows = before?.shows ?? (now.some(({ people }) => isSmallGroup(people)) ? 'totals' : 'groups');
  const sexes = before?.sexes ?? (shows === 'groups' && now.every(sexesAreOpen));
  const groups = before ? carriedOver(before, now) : now;
  const joined = before?.shows === 'totals' ? before.merges : here;
  const sexTotals = sexTotalsOf(shows, groups, before?.counts.all ?? []);
  const next: VillageDisclosure = {
    format: 1,
    villageId,
    shows,
    sexes,
    groups,
    merges: joined,
    sexTotals,
    counts: countsWith(before?.counts ?? {}, groups),
    held: !same(groups, now) || (shows === 'totals' && !same(joined, here)),
  };
  if (shows === 'groups') return next;
  const lists = before ? (before.lists ?? listsOf(before)) : [];
  const all = [...lists, ...listsOf(next).filter((list) => !lists.some((one) => same(one, list)))];
  // Each list alone leaves room; with those that people have read it may not. Then the former one stands.
  if (before && all.length > 1 && fewestPossible(all) < fewestValues) return { ...before, lists, held: true };
  return { ...next, lists: all };
}

/** What a publication of this state tells in totals: one list, or none when nothing is told. */
function listsOf(disclosure: VillageDisclosure): ToldList[] {
  const totals = toldTotals(disclosure);
  if (!totals) return [];
  const sum = (of: (group: DisclosedGroup) => number) =>
    disclosure.groups.reduce((total, group) => total + of(group), 0);
  return [
    {
      people: sum((group) => group.people),
      groups: sum((group) => group.sessions),
      room: sum((group) => group.possible),
      told: Object.fromEntries(totals.told),
      few: totals.few,
    },
  ];
}

/** Totals of a village after its merges, largest first; for a village that shows totals only. */
export function totalsOf(disclosure: VillageDisclosure): Map<string, number> {
  const root = rootsOf(disclosure.merges);
  const totals = new Map<string, number>();
  for (const group of disclosure.groups) {
    for (const [problem, count] of Object.entries(group.votes)) {
      totals.set(root(problem), (totals.get(root(problem)) ?? 0) + count);
    }
  }
  return totals;
}

/**
 * The totals that may be told, and the problems that are named without a number. Undefined when too few people came
 * for anything to be told: such a village is in no publication.
 */
export function toldTotals(
  disclosure: VillageDisclosure,
): { readonly told: ReadonlyMap<string, number>; readonly few: readonly string[] } | undefined {
  const sum = (of: (group: DisclosedGroup) => number) =>
    disclosure.groups.reduce((total, group) => total + of(group), 0);
  const people = sum((group) => group.people);
  if (!mayBeCounted(people, disclosure.groups.length)) return undefined;
  const totals = [...totalsOf(disclosure)].filter(([, votes]) => votes > 0);
  const told = tellTotals(
    totals.map(([, votes]) => votes),
    sum((group) => group.possible),
  );
  return (
    told && {
      told: new Map(totals.filter((_, index) => told[index])),
      few: totals.filter((_, index) => !told[index]).map(([problem]) => problem),
    }
  );
}

/** Stickers were written and nobody has put a single one under a problem: no vote of the session is in any list. */
export function waitsForGrouping({ statements, votes }: SessionVotes): boolean {
  return statements > 0 && [...votes.values()].every((count) => count === 0);
}

/**
 * Sessions of one age group and kind are one group; those where nobody came and nothing was written are none. A session
 * that waits for grouping is told like one that is still ahead: its people are not said to be in the list.
 */
function groupsIn(sessions: readonly SessionVotes[]): DisclosedGroup[] {
  const groups = new Map<string, DisclosedGroup>();
  for (const session of sessions) {
    const fewest = Math.ceil(session.statements / session.stickersPerPerson);
    const known = session.people !== null && (session.people > 0 || session.statements === 0);
    const people = known ? (session.people ?? 0) : fewest;
    if (session.state === 'cancelled' || people === 0 || waitsForGrouping(session)) continue;
    const id = `${session.ageGroup}|${session.sexMode}`;
    const before = groups.get(id);
    const bySex = session.bySex && {
      female: added(before?.bySex?.female, session.bySex.female),
      male: added(before?.bySex?.male, session.bySex.male),
    };
    groups.set(id, {
      id,
      ageGroup: session.ageGroup,
      sexMode: session.sexMode,
      sessions: (before?.sessions ?? 0) + 1,
      people: (before?.people ?? 0) + people,
      peopleKnown: (before?.peopleKnown ?? true) && known,
      women: plus(before ? before.women : 0, known ? session.women : null),
      men: plus(before ? before.men : 0, known ? session.men : null),
      possible: (before?.possible ?? 0) + people * session.stickersPerPerson,
      statements: (before?.statements ?? 0) + session.statements,
      votes: added(before?.votes, session.votes),
      bySex: bySex ?? before?.bySex ?? null,
    });
  }
  return [...groups.values()].sort(byId);
}

const plus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);

function added(to: Readonly<Record<string, number>> = {}, votes: ReadonlyMap<string, number>) {
  const sum = new Map(Object.entries(to));
  for (const [problem, count] of votes) sum.set(problem, (sum.get(problem) ?? 0) + count);
  return Object.fromEntries([...sum].filter(([, count]) => count > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Women and men are known, and neither are one to four. */
function sexesAreOpen({ people, women, men }: DisclosedGroup): boolean {
  if (women === null || men === null || women + men !== people) return false;
  return !isSmallGroup(women) && !isSmallGroup(men);
}

const countsOf = ({ people, women, men }: DisclosedGroup): Counts => [people, women ?? 0, men ?? 0];
const nobody: Counts = [0, 0, 0];

/** Groups of the next publication: each as it is now, or as it was told when the change would speak of a few people. */
function carriedOver(before: VillageDisclosure, now: readonly DisclosedGroup[]): DisclosedGroup[] {
  const told = new Map(before.groups.map((group) => [group.id, group]));
  const current = new Map(now.map((group) => [group.id, group]));
  return [...new Set([...told.keys(), ...current.keys()])]
    .flatMap((id) => {
      const then = told.get(id);
      const next = current.get(id);
      const chosen = mayReplace(before, id, then, next) ? next : then;
      return chosen ? [chosen] : [];
    })
    .sort(byId);
}

function mayReplace(
  before: VillageDisclosure,
  id: string,
  then: DisclosedGroup | undefined,
  next: DisclosedGroup | undefined,
): boolean {
  // What a small group said stays as it was first counted, and no group becomes small under the readers' eyes.
  if (then && isSmallGroup(then.people)) return false;
  if (next && isSmallGroup(next.people)) return false;
  if (next && before.sexes && !sexesAreOpen(next)) return false;
  // People were not counted then; now they are, and they had said the same.
  if (then && next && !then.peopleKnown && same(then.votes, next.votes)) return true;
  const to = next ? countsOf(next) : nobody;
  return (before.counts[id] ?? []).every((from) => farApart(from, to, before.sexes));
}

/** Nobody or at least five came or went. Women and men are compared where they are told. */
function farApart(from: Counts, to: Counts, sexes: boolean): boolean {
  return from.every(
    (count, index) => (index > 0 && !sexes) || !isSmallGroup(Math.abs(count - (to[index] ?? 0))),
  );
}

function sexTotalsOf(
  shows: VillageDisclosure['shows'],
  groups: readonly DisclosedGroup[],
  earlier: readonly Counts[],
): VillageDisclosure['sexTotals'] {
  if (shows === 'totals') return null;
  let [women, men] = [0, 0];
  for (const group of groups) {
    if (group.women === null || group.men === null || group.women + group.men !== group.people) return null;
    women += group.women;
    men += group.men;
  }
  const to: Counts = [women + men, women, men];
  const open = !isSmallGroup(women) && !isSmallGroup(men) && women + men >= smallestShown;
  return open && earlier.every((from) => farApart(from, to, true)) ? { women, men } : null;
}

function countsWith(
  counts: VillageDisclosure['counts'],
  groups: readonly DisclosedGroup[],
): VillageDisclosure['counts'] {
  const next: Record<string, readonly Counts[]> = { ...counts };
  const note = (id: string, count: Counts) => {
    const known = next[id] ?? [];
    if (!known.some((one) => same(one, count))) next[id] = [...known, count];
  };
  for (const group of groups) note(group.id, countsOf(group));
  const sum = (at: 0 | 1 | 2) => groups.reduce((total, group) => total + countsOf(group)[at], 0);
  note('all', [sum(0), sum(1), sum(2)]);
  return next;
}

/** By contents: what comes back from the database has its keys in another order. */
const same = (a: unknown, b: unknown): boolean => isDeepStrictEqual(a, b);
const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
