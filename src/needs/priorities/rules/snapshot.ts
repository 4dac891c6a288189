import { isSmallGroup } from '../../../methods/suppression.ts';
import type { IsoDate } from '../../../platform/i18n/calendar.ts';
import { compareNames } from '../../../methods/kyrgyz-order.ts';
import { russianNamesOf, type Competence, type RussianNames } from '../../rules/catalogue.ts';
import { waitsForGrouping, type VillageDisclosure } from './disclosure.ts';
import type { KnownProblem } from '../../rules/problem.ts';
import type { Merge, SessionVotes, SexMode } from './priorities.ts';
import type { PublishedList } from './publishing.ts';

/** A place with its names as they were on the day of publication. */
export type SnapshotPlace = { readonly id: string; readonly ky: string; readonly ru: string };

/** What the bars of a published list are made of. */
export type SnapshotPart =
  | ({ readonly kind: 'village' } & SnapshotPlace)
  | { readonly kind: 'group'; readonly id: string; readonly ageGroup: string; readonly sexMode: SexMode };

export type SnapshotPriority = {
  readonly rank: number;
  readonly tied: boolean;
  readonly name: string;
  readonly category: string | null;
  readonly competence: Competence | null;
  readonly localMatter: number | null;
  readonly votes: number;
  readonly share: number;
  /** Votes by part in the order of `parts`; null: said by few in that village, the number is not told. */
  readonly byPart: readonly (number | null)[];
};

/**
 * A list as residents read it: counts and names of problems, nobody's name, no statement's text. It is stored as it
 * was on the day of publication and never computed again. What is hidden, and why, is said in `hidden` (decision 005).
 */
export type PrioritiesSnapshot = {
  readonly format: 2;
  readonly kind: 'village' | 'municipality';
  readonly year: number;
  /**
   * First and last day of the sessions it is counted from: a cycle's sessions are often held in the year before its own.
   * Missing when no day is known, and in what was published before it was said.
   */
  readonly days?: { readonly from: IsoDate; readonly to: IsoDate };
  readonly stage: string;
  readonly municipality: SnapshotPlace;
  readonly unit: SnapshotPlace;
  readonly facts: {
    readonly sessions: number;
    /** 0: not known of every session. */
    readonly people: number;
    /** Null when one of the two is small, or not known of every session. */
    readonly women: number | null;
    readonly men: number | null;
    /** Votes that are shown; without those of `hidden.few`. */
    readonly votes: number;
    /** Null where the rest of the stickers would give small totals back. */
    readonly possible: number | null;
    readonly unused: number | null;
    readonly notGrouped: number | null;
  };
  /** Empty when the votes are shown as a whole. */
  readonly parts: readonly SnapshotPart[];
  readonly priorities: readonly SnapshotPriority[];
  readonly own: readonly {
    readonly kind: 'ageGroup' | 'sex';
    readonly group: string;
    readonly top: readonly { readonly rank: number; readonly name: string }[];
    readonly firstButMissing: readonly string[];
  }[];
  /** Participants by age group; `cells` women and men of each, null when one of them is small somewhere. */
  readonly participants: {
    readonly ageGroups: readonly string[];
    readonly people: readonly number[];
    readonly cells: readonly (readonly [women: number, men: number])[] | null;
  } | null;
  readonly merges: readonly { readonly from: string; readonly into: string; readonly reason: string }[];
  /** Merges that were not made and would have changed the first place. */
  readonly questions: readonly {
    readonly first: string;
    readonly second: string;
    readonly firstVotes: number;
    readonly secondVotes: number;
    readonly mergedVotes: number;
  }[];
  /** Groups that were to be heard and are not in the list yet; missing in what was published before it was said. */
  readonly unheard?: readonly { readonly place: SnapshotPlace; readonly groups: readonly UnheardGroup[] }[];
  /** Russian names of its problems that the catalogue does not know; missing in what was published before. */
  readonly russian?: RussianNames;
  /** What is not shown because it would speak of fewer than five people. */
  readonly hidden: {
    /** Numbers of groups, and of the whole, of these villages: in each, one of the groups was so small. */
    readonly groupsOf: readonly SnapshotPlace[];
    /** Villages that are not in the list at all: too few people came. */
    readonly leftOut: readonly SnapshotPlace[];
    /** Problems said by few, in the order of the alphabet; their numbers are in no sum. */
    readonly few: readonly string[];
    /** Numbers by sex. */
    readonly sexes: boolean;
    /** A change of the records waits: it concerns so few people. */
    readonly held: boolean;
  };
};

export type UnheardGroup = {
  readonly ageGroup: string;
  readonly sexMode: SexMode;
  /** Its session was held, and its stickers wait to be grouped. */
  readonly waits?: true;
};

export type SnapshotInput = {
  readonly published: PublishedList;
  readonly merges: readonly (Merge & { readonly reason: string })[];
  readonly problems: ReadonlyMap<string, KnownProblem>;
  readonly year: number;
  readonly stage: string;
  readonly municipality: SnapshotPlace;
  readonly unit: SnapshotPlace;
  readonly villages: readonly SnapshotPlace[];
  /** All sessions the list could be counted from, those that are still ahead too. */
  readonly sessions: readonly SessionVotes[];
  /** Groups by age that each village has a session for. */
  readonly ageGroups: readonly string[];
};

/** Makes the public snapshot of a list out of what may be told. */
export function snapshotOf(input: SnapshotInput): PrioritiesSnapshot {
  const told = toldOf(input);
  const names = new Set(namesIn(told));
  return {
    ...told,
    russian: russianNamesOf([...input.problems.values()].filter(({ name }) => names.has(name))),
  };
}

/** Every problem that a list names; names of others are not published with it. */
function namesIn(list: Omit<PrioritiesSnapshot, 'russian'>): string[] {
  return [
    ...list.priorities.map(({ name }) => name),
    ...list.own.flatMap((own) => [...own.top.map(({ name }) => name), ...own.firstButMissing]),
    ...list.merges.flatMap(({ from, into }) => [from, into]),
    ...list.questions.flatMap(({ first, second }) => [first, second]),
    ...list.hidden.few,
  ];
}

function toldOf(input: SnapshotInput): Omit<PrioritiesSnapshot, 'russian'> {
  const { list, villages, leftOut, few, fewOf } = input.published;
  const kind = list.list === null ? 'municipality' : 'village';
  const whole = villages.filter(({ shows }) => shows === 'totals').map(({ villageId }) => villageId);
  const nameOf = (id: string) => input.problems.get(id)?.name ?? '';
  const placesOf = (ids: readonly string[]) => input.villages.filter(({ id }) => ids.includes(id));
  const parts: SnapshotPart[] = list.groupIds.map((id) => {
    if (kind === 'village') {
      const [ageGroup = '', sexMode = 'mixed'] = id.split('|');
      return { kind: 'group', id, ageGroup, sexMode: sexMode as SexMode };
    }
    const village = input.villages.find((place) => place.id === id);
    return { kind: 'village', id, ky: village?.ky ?? '', ru: village?.ru ?? '' };
  });
  const shown = kind === 'village' && whole.length > 0 ? [] : parts;
  // Merges made after a village's totals were told, or of a village that is left out, change nothing that is told.
  const counted = (merge: Merge) =>
    villages.some(
      (village) =>
        village.villageId === merge.villageId &&
        village.merges.some(
          (one) => one.fromProblemId === merge.fromProblemId && one.intoProblemId === merge.intoProblemId,
        ),
    );
  const standing = input.merges.filter((merge) =>
    merge.villageId === null ? kind === 'municipality' : counted(merge),
  );
  return {
    format: 2,
    kind,
    year: input.year,
    ...daysOf(input),
    stage: input.stage,
    municipality: input.municipality,
    unit: input.unit,
    facts: factsOf(villages, list.facts.grouped),
    parts: shown,
    priorities: list.priorities
      .filter((entry) => entry.votes > 0)
      .map((entry) => ({
        rank: entry.rank,
        tied: entry.tied,
        name: entry.problem.name,
        category: entry.problem.category,
        competence: entry.problem.competence as Competence | null,
        localMatter: entry.problem.localMatter,
        votes: entry.votes,
        share: entry.share,
        byPart:
          shown.length === 0
            ? []
            : list.groupIds.map((id) => {
                const hidden = fewOf.get(id)?.has(entry.problem.id) ?? false;
                return entry.parts.get(id) ?? (hidden ? null : 0);
              }),
      })),
    own: list.own.map((own) => ({
      kind: own.kind,
      group: own.group,
      top: own.top.map((entry) => ({ rank: entry.rank, name: entry.problem.name })),
      firstButMissing: own.firstButMissing.map((problem) => problem.name),
    })),
    participants: participantsOf(villages),
    merges: standing.map((merge) => ({
      from: nameOf(merge.fromProblemId),
      into: nameOf(merge.intoProblemId),
      reason: merge.reason,
    })),
    questions: list.questions
      .filter((question) => question.related && question.changesFirst)
      .slice(0, 3)
      .map((question) => ({
        first: question.first.name,
        second: question.second.name,
        firstVotes: question.firstVotes,
        secondVotes: question.secondVotes,
        mergedVotes: question.mergedVotes,
      })),
    unheard: unheardGroups(input),
    hidden: {
      groupsOf: placesOf(whole),
      leftOut: placesOf(leftOut),
      few: few.map((problem) => problem.name).sort(compareNames),
      sexes: villages.some(
        (village) => village.shows === 'groups' && !village.sexes && sexesAreSmall(village),
      ),
      held: villages.some((village) => village.held),
    },
  };
}

/** Of what is counted alone: when a group met that the list leaves out, it does not say. */
function daysOf({ published, sessions }: SnapshotInput): Pick<PrioritiesSnapshot, 'days'> {
  const counted = new Set(
    published.villages.flatMap(({ villageId, groups }) => groups.map(({ id }) => `${villageId} ${id}`)),
  );
  const days = sessions
    .filter((one) => one.statements > 0 && !waitsForGrouping(one))
    .flatMap(({ villageId, ageGroup, sexMode, heldOn }) =>
      heldOn !== null && counted.has(`${villageId} ${ageGroup}|${sexMode}`) ? [heldOn] : [],
    )
    .sort();
  const [from, to] = [days[0], days.at(-1)];
  return from === undefined || to === undefined ? {} : { days: { from, to } };
}

/**
 * Groups with a session that is still ahead or waits for grouping, and ages that have none. Villages that tell only their totals are left
 * out: which of their groups spoke would narrow what is hidden.
 */
function unheardGroups({
  published,
  sessions,
  villages,
  ageGroups,
}: SnapshotInput): NonNullable<PrioritiesSnapshot['unheard']> {
  return villages.flatMap((place) => {
    const told = published.villages.find(({ villageId }) => villageId === place.id);
    if (told ? told.shows !== 'groups' : published.leftOut.includes(place.id)) return [];
    const here = sessions.filter((one) => one.villageId === place.id && one.state !== 'cancelled');
    const unheard = new Map<string, UnheardGroup>();
    for (const ageGroup of ageGroups) {
      if (!here.some((one) => one.ageGroup === ageGroup))
        unheard.set(ageGroup, { ageGroup, sexMode: 'mixed' });
    }
    for (const session of here) {
      const { statements, ageGroup, sexMode } = session;
      const waits = waitsForGrouping(session);
      const id = `${ageGroup}|${sexMode}`;
      if ((statements > 0 && !waits) || told?.groups.some((group) => group.id === id)) continue;
      if (waits || !unheard.has(id)) unheard.set(id, { ageGroup, sexMode, ...(waits ? { waits } : {}) });
    }
    const groups = [...unheard.values()].sort((a, b) => (a.ageGroup < b.ageGroup ? -1 : 1));
    return groups.length === 0 ? [] : [{ place, groups }];
  });
}

/** Not merely unknown: somewhere one to four women or men came. */
function sexesAreSmall({ groups }: VillageDisclosure): boolean {
  return groups.some(({ women, men }) => isSmallGroup(women ?? 0) || isSmallGroup(men ?? 0));
}

function factsOf(villages: readonly VillageDisclosure[], votes: number): PrioritiesSnapshot['facts'] {
  const groups = villages.flatMap((village) => village.groups);
  const sum = (of: (group: (typeof groups)[number]) => number) =>
    groups.reduce((total, group) => total + of(group), 0);
  const open = villages.every(({ shows }) => shows === 'groups');
  const sexes = villages.map(({ sexTotals }) => sexTotals);
  // A share over some of the villages is a share of those: the others' numbers are not in it.
  const told = sexes.filter((one) => one !== null);
  const possible = sum((group) => group.possible);
  const used = sum((group) => group.statements);
  const known = groups.every((group) => group.peopleKnown);
  return {
    sessions: sum((group) => group.sessions),
    people: known ? sum((group) => group.people) : 0,
    women: told.length === 0 ? null : told.reduce((total, one) => total + one.women, 0),
    men: told.length === 0 ? null : told.reduce((total, one) => total + one.men, 0),
    votes,
    possible: open && known ? possible : null,
    unused: open && known ? Math.max(0, possible - used) : null,
    notGrouped: open ? Math.max(0, used - votes) : null,
  };
}

/** By sex over the villages that may tell it; by age alone over those that tell of their groups when none may. */
function participantsOf(villages: readonly VillageDisclosure[]): PrioritiesSnapshot['participants'] {
  const open = villages.filter(({ shows }) => shows === 'groups');
  const bySex = open.filter(({ sexes }) => sexes);
  const table = new Map<string, { people: number; women: number; men: number }>();
  for (const { groups } of bySex.length > 0 ? bySex : open) {
    for (const group of groups) {
      if (!group.peopleKnown) return null;
      const row = table.get(group.ageGroup) ?? { people: 0, women: 0, men: 0 };
      row.people += group.people;
      row.women += group.women ?? 0;
      row.men += group.men ?? 0;
      table.set(group.ageGroup, row);
    }
  }
  if (table.size === 0) return null;
  const rows = [...table].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ageGroups: rows.map(([ageGroup]) => ageGroup),
    people: rows.map(([, row]) => row.people),
    cells: bySex.length > 0 ? rows.map(([, row]) => [row.women, row.men] as const) : null,
  };
}

/** A list of the first format, which judged cells by votes and not by people: only its totals are shown. */
export type FirstSnapshot = Omit<PrioritiesSnapshot, 'format' | 'hidden'> & { readonly format: 1 };

/** What may be shown of a stored list, whichever format it has. */
export function readableSnapshot(stored: PrioritiesSnapshot | FirstSnapshot): PrioritiesSnapshot {
  if (stored.format === 2) return stored;
  return {
    ...stored,
    format: 2,
    facts: { ...stored.facts, women: null, men: null },
    parts: [],
    priorities: stored.priorities.map((entry) => ({ ...entry, byPart: [] })),
    own: [],
    participants: null,
    hidden: { groupsOf: [stored.unit], leftOut: [], few: [], sexes: false, held: false },
  };
}
