import { alikePairs } from '../../../methods/matcher/similarity.ts';
import type { FocusColumn, FocusEntry } from '../../focus/rules/focus-record.ts';
import type { Verdict } from './verdict.ts';

/**
 * The tables of all focus groups of a cycle side by side (P13, R-FG-14): the working group joins what villages said in
 * different words, and says of each problem who can solve it. Plain values only.
 */

/** A focus group that has analysed the problem, and its place. */
export type SynthesisPlace = {
  readonly groupId: string;
  readonly villageId: string | null;
  readonly nameKy: string;
  readonly nameRu: string;
};

/** A line as people said it, and in which focus group. */
export type SaidLine = FocusEntry & { readonly groupId: string };

/** One thing said in a column: a line by itself, or several under one wording. */
export type JointLine = {
  /** Of the join, or of the line when it stands by itself. */
  readonly id: string;
  readonly joined: boolean;
  readonly text: string;
  /** Who joined them. */
  readonly byName: string;
  readonly lines: readonly SaidLine[];
};

export type ProblemSynthesis = {
  readonly problemId: string;
  readonly name: string;
  /** Place and votes in the municipality's list; null for one that is in no list. */
  readonly rank: number | null;
  readonly votes: number | null;
  readonly places: readonly SynthesisPlace[];
  /** What the focus groups wrote of it, with the group. */
  readonly descriptions: readonly { readonly groupId: string; readonly text: string }[];
  readonly columns: Readonly<Record<FocusColumn, readonly JointLine[]>>;
  readonly verdict: ProblemVerdict | null;
};

export type ProblemVerdict = {
  readonly problemId: string;
  readonly verdict: Verdict;
  readonly helper: string;
  readonly reason: string;
  readonly revision: number;
  readonly byName: string;
};

export type Join = {
  readonly id: string;
  readonly text: string;
  readonly byName: string;
  readonly entryIds: readonly string[];
};

export type SynthesisInput = {
  readonly groups: readonly (SynthesisPlace & {
    readonly topics: readonly {
      readonly problemId: string;
      readonly name: string;
      readonly description: string;
    }[];
  })[];
  readonly lines: readonly SaidLine[];
  readonly joins: readonly Join[];
  readonly verdicts: readonly ProblemVerdict[];
  /** The problem under which one of a village counts in the municipality's list. */
  readonly rootOf: (problemId: string, villageId: string | null) => string;
  readonly listed: ReadonlyMap<
    string,
    { readonly name: string; readonly rank: number | null; readonly votes: number | null }
  >;
};

/** The problems that focus groups have analysed, each once, in the order of the municipality's list. */
export function synthesise(input: SynthesisInput): ProblemSynthesis[] {
  const { groups, lines, joins, verdicts, rootOf, listed } = input;
  const joinOf = new Map(joins.flatMap((join) => join.entryIds.map((id) => [id, join] as const)));
  const placeOrder = new Map(groups.map((group, index) => [group.groupId, index]));
  const villageOf = new Map(groups.map((group) => [group.groupId, group.villageId]));
  const found = new Map<
    string,
    { name: string; places: SynthesisPlace[]; descriptions: ProblemSynthesis['descriptions'][number][] }
  >();
  for (const { topics, ...place } of groups) {
    for (const topic of topics) {
      const root = rootOf(topic.problemId, place.villageId);
      const known = found.get(root) ?? {
        name: listed.get(root)?.name ?? topic.name,
        places: [],
        descriptions: [],
      };
      found.set(root, known);
      if (!known.places.some((one) => one.groupId === place.groupId)) known.places.push(place);
      if (topic.description !== '')
        known.descriptions.push({ groupId: place.groupId, text: topic.description });
    }
  }
  const linesOf = new Map<string, SaidLine[]>();
  for (const line of lines) {
    const root = rootOf(line.problemId, villageOf.get(line.groupId) ?? null);
    const list = linesOf.get(root);
    if (list) list.push(line);
    else linesOf.set(root, [line]);
  }
  const last = Number.MAX_SAFE_INTEGER;
  return [...found]
    .map(([problemId, { name, places, descriptions }]): ProblemSynthesis => ({
      problemId,
      name,
      rank: listed.get(problemId)?.rank ?? null,
      votes: listed.get(problemId)?.votes ?? null,
      places,
      descriptions,
      columns: columnsOf(linesOf.get(problemId) ?? [], joinOf, placeOrder),
      verdict: verdicts.find((one) => one.problemId === problemId) ?? null,
    }))
    .sort((a, b) => (a.rank ?? last) - (b.rank ?? last));
}

/** What was said in each column: what most villages said first, the rest in the order of places. */
function columnsOf(
  lines: readonly SaidLine[],
  joinOf: ReadonlyMap<string, Join>,
  placeOrder: ReadonlyMap<string, number>,
): ProblemSynthesis['columns'] {
  const order = (line: SaidLine) => placeOrder.get(line.groupId) ?? 0;
  const sorted = [...lines].sort((a, b) => order(a) - order(b) || a.order - b.order);
  const column = (of: FocusColumn): JointLine[] => {
    const met = new Map<string, { join: Join | undefined; lines: SaidLine[] }>();
    for (const line of sorted) {
      if (line.column !== of) continue;
      const join = joinOf.get(line.id);
      const key = join?.id ?? line.id;
      const known = met.get(key);
      if (known) known.lines.push(line);
      else met.set(key, { join, lines: [line] });
    }
    return [...met]
      .map(([id, { join, lines: said }]) => ({
        id,
        joined: join !== undefined,
        text: join?.text ?? said[0]!.text,
        byName: join?.byName ?? '',
        lines: said,
      }))
      .sort((a, b) => villages(b) - villages(a) || Number(b.joined) - Number(a.joined));
  };
  return {
    cause: column('cause'),
    consequence: column('consequence'),
    solution: column('solution'),
    contribution: column('contribution'),
  };
}

/** In how many focus groups it was said. */
export const villages = (one: JointLine): number => new Set(one.lines.map((line) => line.groupId)).size;

/** Pairs that are looked at: a longer column is joined by eye. */
const mostCompared = 80;
const mostSuggested = 6;

/**
 * Pairs of a column that read alike and come from different focus groups. It only asks: one such pair in four is wrong
 * (methods 6.3).
 */
export function perhapsOne(column: readonly JointLine[]): (readonly [JointLine, JointLine])[] {
  const read = column.slice(0, mostCompared);
  const apart = (a: JointLine, b: JointLine) =>
    !a.lines.some((line) => b.lines.some((other) => other.groupId === line.groupId));
  return alikePairs(read.map((one) => one.text))
    .map(({ first, second }) => [read[first]!, read[second]!] as const)
    .filter(([a, b]) => apart(a, b))
    .slice(0, mostSuggested);
}
