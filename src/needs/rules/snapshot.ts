import { suppressList, suppressTable, smallestShown } from '../../methods/suppression.ts';
import type { Competence } from './catalogue.ts';
import type { ListInput, Merge, PriorityList, SessionVotes, SexMode } from './priorities.ts';

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
  /** Votes by part in the order of `parts`; null is hidden, because it is small or would give a small one away. */
  readonly byPart: readonly (number | null)[];
};

/**
 * A list as residents read it: counts and names of problems, nobody's name, no statement's text. It is stored as it
 * was on the day of publication and never computed again.
 */
export type PrioritiesSnapshot = {
  readonly format: 1;
  readonly kind: 'village' | 'municipality';
  readonly year: number;
  readonly stage: string;
  readonly municipality: SnapshotPlace;
  readonly unit: SnapshotPlace;
  readonly facts: {
    readonly sessions: number;
    readonly people: number;
    /** Null when one of the two is small. */
    readonly women: number | null;
    readonly men: number | null;
    readonly possible: number;
    readonly votes: number;
    readonly unused: number;
    readonly notGrouped: number;
  };
  readonly parts: readonly SnapshotPart[];
  readonly priorities: readonly SnapshotPriority[];
  readonly own: readonly {
    readonly kind: 'ageGroup' | 'sex';
    readonly group: string;
    readonly top: readonly { readonly rank: number; readonly name: string }[];
    readonly firstButMissing: readonly string[];
  }[];
  /** Participants by age group (rows) and sex (women, men); null is hidden. */
  readonly participants: {
    readonly ageGroups: readonly string[];
    readonly cells: readonly (readonly (number | null)[])[];
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
};

export type SnapshotInput = {
  readonly input: Omit<ListInput, 'merges'> & {
    readonly merges: readonly (Merge & { readonly reason: string })[];
  };
  readonly list: PriorityList;
  readonly year: number;
  readonly stage: string;
  readonly municipality: SnapshotPlace;
  readonly unit: SnapshotPlace;
  readonly villages: readonly SnapshotPlace[];
};

/** Makes the public snapshot of a list. Small cells by sex and age are hidden with their complements (methods 5.7). */
export function snapshotOf({
  input,
  list,
  year,
  stage,
  municipality,
  unit,
  villages,
}: SnapshotInput): PrioritiesSnapshot {
  const { facts } = list;
  const kind = list.list === null ? 'municipality' : 'village';
  const sessions = input.sessions.filter((session) => session.state !== 'cancelled');
  const nameOf = (id: string) => input.problems.get(id)?.name ?? '';
  const parts: SnapshotPart[] = list.groupIds.map((id) => {
    if (kind === 'village') {
      const [ageGroup = '', sexMode = 'mixed'] = id.split('|');
      return { kind: 'group', id, ageGroup, sexMode: sexMode as SexMode };
    }
    const village = villages.find((place) => place.id === id);
    return { kind: 'village', id, ky: village?.ky ?? '', ru: village?.ru ?? '' };
  });
  const counts = list.priorities.map((entry) => list.groupIds.map((id) => entry.parts.get(id) ?? 0));
  // Villages are no sex-age cells; groups inside one village are.
  const shown = kind === 'village' ? suppressTable(counts).cells : counts;
  const sexes = suppressList([facts.women, facts.men]);
  const tooSmall = smallGroups(sessions);
  const merges = input.merges.filter((merge) => kind === 'municipality' || merge.villageId === list.list);
  return {
    format: 1,
    kind,
    year,
    stage,
    municipality,
    unit,
    facts: {
      sessions: facts.sessions,
      people: facts.people,
      women: sexes[0] ?? null,
      men: sexes[1] ?? null,
      possible: facts.possible,
      votes: facts.grouped,
      unused: facts.unused,
      notGrouped: facts.notGrouped,
    },
    parts,
    priorities: list.priorities
      .map((entry, index) => ({
        rank: entry.rank,
        tied: entry.tied,
        name: entry.problem.name,
        category: entry.problem.category,
        competence: entry.problem.competence as Competence | null,
        localMatter: entry.problem.localMatter,
        votes: entry.votes,
        share: entry.share,
        byPart: shown[index] ?? [],
      }))
      .filter((entry) => entry.votes > 0),
    own: list.own
      .filter((own) => !tooSmall.has(own.group))
      .map((own) => ({
        kind: own.kind,
        group: own.group,
        top: own.top.map((entry) => ({ rank: entry.rank, name: entry.problem.name })),
        firstButMissing: own.firstButMissing.map((problem) => problem.name),
      })),
    participants: participantsOf(sessions),
    merges: merges.map((merge) => ({
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
  };
}

/** Age groups and sexes of so few people that their own list would speak of persons. */
function smallGroups(sessions: readonly SessionVotes[]): ReadonlySet<string> {
  const people = new Map<string, number>();
  const add = (key: string, count: number) => people.set(key, (people.get(key) ?? 0) + count);
  for (const session of sessions) {
    if (session.people === null) continue;
    add(session.ageGroup, session.people);
    add('female', session.women ?? 0);
    add('male', session.men ?? 0);
  }
  return new Set([...people].filter(([, count]) => count < smallestShown).map(([key]) => key));
}

function participantsOf(sessions: readonly SessionVotes[]): PrioritiesSnapshot['participants'] {
  const table = new Map<string, [number, number]>();
  for (const session of sessions) {
    if (session.women === null && session.men === null) continue;
    const row = table.get(session.ageGroup) ?? [0, 0];
    table.set(session.ageGroup, [row[0] + (session.women ?? 0), row[1] + (session.men ?? 0)]);
  }
  if (table.size === 0) return null;
  const ageGroups = [...table.keys()].sort();
  return { ageGroups, cells: suppressTable(ageGroups.map((group) => table.get(group) ?? [0, 0])).cells };
}

/** Rows of the published list for CSV: one problem a row, hidden counts empty. `header` names the columns. */
export function snapshotRows(
  snapshot: PrioritiesSnapshot,
  header: {
    readonly fixed: readonly string[];
    readonly part: (part: SnapshotPart) => string;
    readonly yes: string;
    readonly no: string;
    readonly competence: (competence: Competence | null) => string;
    readonly name: (name: string) => string;
  },
): (string | number | null)[][] {
  return [
    [...header.fixed, ...snapshot.parts.map(header.part)],
    ...snapshot.priorities.map((entry) => [
      entry.rank,
      header.name(entry.name),
      entry.votes,
      Math.round(entry.share * 10_000) / 10_000,
      entry.tied ? header.yes : header.no,
      header.competence(entry.competence),
      entry.localMatter,
      ...entry.byPart,
    ]),
  ];
}
