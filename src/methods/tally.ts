import { compareNames } from './kyrgyz-order.ts';
import { Fraction } from './rational.ts';
import { type RankedProblem, rollUp, type RollUp, type RollUpRule, type VoteGroup } from './rollup.ts';
import { cleanName } from './names.ts';
import { groupLabel, type TallyGroup, type TallyTable } from './tally-file.ts';
import type { PopulationRow } from './tally-population.ts';
import { spellingFinder } from './spellings.ts';
import {
  byVillage,
  type CountedGroup,
  type MergeRequest,
  type PeopleCount,
  type TallyList,
  type TallyOptions,
  type TallyRefusal,
  type TallyResult,
  type TallyWarning,
} from './tally-types.ts';
import {
  alikeWarnings,
  joinedWarnings,
  listWarnings,
  mergeWarnings,
  participationWarnings,
  silenceWarnings,
  warn,
} from './tally-warnings.ts';
import { mergeProblems } from './what-if.ts';

/**
 * The result of a whole municipality's table of votes: each village's list, the municipality's list, and the warnings
 * that belong to them. Shared by the command and the web rooms; holds no words, only codes and their parameters.
 */

/**
 * Counts a table. Villages keep the order of the file, problems are listed from the first to the last, tied ones in
 * Kyrgyz alphabetical order.
 */
export function tally(table: TallyTable, asked: TallyOptions = {}): TallyResult | TallyRefusal {
  const options = inSpellingsOf(table, asked);
  const { stickers = 5, top = 5, rule = 'raw' } = options;
  const before = withCounts(table.groups, options.people ?? [], options.populations ?? []);
  const warnings: TallyWarning[] = [
    ...table.ignoredColumns.map((name) => warn('ignored-column', { name })),
    ...joinedWarnings(table.joined),
  ];

  const merged = applyMerges(before, options.merges ?? []);
  if (!merged.ok) return merged;
  const { groups } = merged;

  const villageGroups = byVillage(groups);
  const villagePopulations = new Map(
    (options.populations ?? []).filter((row) => row.group === '').map((row) => [row.village, row.population]),
  );
  // Populations of whole villages can weigh villages against each other, but not the groups inside one village.
  const weighsVillages =
    rule === 'population' &&
    villagePopulations.size > 0 &&
    groups.every((group) => group.population === null || group.population === undefined);
  if (weighsVillages) warnings.push(warn('population-by-village', {}));

  const count = (list: readonly CountedGroup[]): RollUp<string> | TallyRefusal => {
    const outcome = rollUp({ groups: list, rule: weighsVillages ? 'raw' : rule, compare: compareNames });
    return outcome.ok ? outcome : refusal(outcome, list);
  };
  const countAll = (list: readonly CountedGroup[]): RollUp<string> | TallyRefusal => {
    if (!weighsVillages) return count(list);
    const units = [...byVillage(list)].map(([village, own]) => joinVillage(village, own, villagePopulations));
    const outcome = rollUp({ groups: units, rule, compare: compareNames });
    return outcome.ok ? outcome : refusal(outcome, units);
  };

  const peopleOf = peopleCounter(groups, options.people ?? []);
  const villages: (TallyList & { village: string })[] = [];
  for (const [village, own] of villageGroups) {
    const list = count(own);
    if (!list.ok) return list;
    villages.push({ village, ...summarise(list, peopleOf(village), stickers) });
  }
  const all = countAll(groups);
  if (!all.ok) return all;
  const municipality = summarise(all, peopleOf(''), stickers);

  const merges: TallyWarning[] = [];
  if ((options.merges ?? []).length > 0) {
    const places = [...villages, { ...municipality, village: '' }];
    const villagesBefore = byVillage(before);
    for (const place of places) {
      const original =
        place.village === '' ? countAll(before) : count(villagesBefore.get(place.village) ?? []);
      if (original.ok) merges.push(...mergeWarnings(place, original.ranking, merged.renamed, top));
    }
  }
  return {
    ok: true,
    rule,
    villages,
    municipality,
    warnings: warnings.concat(
      participationWarnings(groups, villages, municipality, stickers),
      silenceWarnings(groups, options),
      listWarnings(villages, municipality, top),
      alikeWarnings(before),
      merges,
    ),
  };
}

/** Names given beside the table, in the table's own spelling: «--people Aрал=60» is about Арал. */
function inSpellingsOf(table: TallyTable, options: TallyOptions): TallyOptions {
  const villageOf = spellingFinder(table.groups.map((group) => group.village));
  const groupOf = spellingFinder(table.groups.map(groupLabel));
  const problemOf = spellingFinder(table.groups.flatMap((group) => [...group.votes.keys()]));
  const placed = <R extends { readonly village: string; readonly group: string }>(row: R): R => ({
    ...row,
    village: villageOf(row.village),
    group: groupOf(row.group),
  });
  return {
    ...options,
    people: (options.people ?? []).map(placed),
    populations: (options.populations ?? []).map(placed),
    merges: (options.merges ?? []).map((merge) => ({
      name: problemOf(cleanName(merge.name)),
      parts: merge.parts.map((part) => problemOf(cleanName(part))),
    })),
  };
}

function refusal(
  outcome: Exclude<ReturnType<typeof rollUp<string>>, { ok: true }>,
  groups: readonly VoteGroup<string>[],
): TallyRefusal {
  if (outcome.code === 'too-many-problems') {
    return { ok: false, code: 'too-many-problems', params: { limit: outcome.limit } };
  }
  const ids = new Set(outcome.groups);
  const missing = groups.filter((group) => ids.has(group.id));
  const names = missing.map((group) => {
    const label = 'label' in group && typeof group.label === 'string' ? group.label : '';
    return label === '' ? (group.village ?? group.id) : `${group.village ?? ''}/${label}`;
  });
  return { ok: false, code: 'population-missing', params: { groups: names.join(', ') } };
}

function withCounts(
  source: readonly TallyGroup[],
  people: readonly PeopleCount[],
  populations: readonly PopulationRow[],
): CountedGroup[] {
  const villages = byVillage(source);
  return source.map((group, index): CountedGroup => {
    const label = groupLabel(group);
    const same = (row: { village: string; group: string }) =>
      row.village === group.village && row.group === label;
    const alone = villages.get(group.village)?.length === 1;
    // The only group of a village is the village: a count given for the village is a count of the group.
    const own = <R extends { village: string; group: string }>(rows: readonly R[]) =>
      rows.find((row) => row.group !== '' && same(row)) ??
      (alone ? rows.find((row) => row.group === '' && row.village === group.village) : undefined);
    return {
      id: String(index),
      village: group.village,
      label,
      source: group,
      people: own(people)?.people ?? group.people,
      population: populations.find((row) => row.group !== '' && same(row))?.population ?? group.population,
      votes: group.votes,
    };
  });
}

function joinVillage(
  village: string,
  groups: readonly CountedGroup[],
  populations: ReadonlyMap<string, number>,
): VoteGroup<string> {
  const votes = new Map<string, number>();
  for (const group of groups) {
    for (const [problem, count] of group.votes) votes.set(problem, (votes.get(problem) ?? 0) + count);
  }
  return { id: village, village, votes, population: populations.get(village) ?? null };
}

/** People of a village, or of the municipality for an empty name; null when some group's number is unknown. */
function peopleCounter(
  groups: readonly CountedGroup[],
  people: readonly PeopleCount[],
): (village: string) => number | null {
  const stated = (village: string) =>
    people.find((row) => row.village === village && row.group === '')?.people;
  const present = byVillage(groups);
  const villages = [...new Set([...present.keys(), ...people.map((row) => row.village)])].filter(
    (village) => village !== '',
  );
  const ofVillage = (village: string): number | null => {
    const whole = stated(village);
    if (whole !== undefined) return whole;
    const own = present.get(village) ?? [];
    const silent = people.filter(
      (row) => row.village === village && row.group !== '' && !own.some((group) => group.label === row.group),
    );
    let total = silent.reduce((sum, row) => sum + row.people, 0);
    for (const group of own) {
      if (group.people === null || group.people === undefined) {
        return villages.length === 1 ? (stated('') ?? null) : null;
      }
      total += group.people;
    }
    return total;
  };
  return (village) => {
    if (village !== '') return ofVillage(village);
    const whole = stated('');
    if (whole !== undefined) return whole;
    let total = 0;
    for (const name of villages) {
      const count = ofVillage(name);
      if (count === null) return null;
      total += count;
    }
    return villages.length === 0 ? null : total;
  };
}

function summarise(list: RollUp<string>, people: number | null, stickers: number): TallyList {
  return {
    votes: list.votes,
    people,
    unused: people === null ? null : people * stickers - list.votes,
    priorities: list.ranking,
  };
}

type Merged = { ok: true; groups: CountedGroup[]; renamed: (problem: string) => string };

function applyMerges(
  groups: readonly CountedGroup[],
  merges: readonly MergeRequest[],
): Merged | TallyRefusal {
  const known = new Set(groups.flatMap((group) => [...group.votes.keys()]));
  const renames: ((problem: string) => string)[] = [];
  let current = [...groups];
  for (const merge of merges) {
    const { name, parts } = merge;
    const unknown = parts.find((part) => !known.has(part));
    if (unknown !== undefined) return { ok: false, code: 'merge-unknown-problem', params: { name: unknown } };
    if (new Set(parts).size !== parts.length) {
      return {
        ok: false,
        code: 'merge-repeated',
        params: { name: parts.find((p, i) => parts.indexOf(p) !== i) ?? '' },
      };
    }
    if (known.has(name) && !parts.includes(name))
      return { ok: false, code: 'merge-name-taken', params: { name } };
    const rename = (problem: string) => (parts.includes(problem) ? name : problem);
    const first = parts[0] ?? name;
    const joined = mergeProblems(current, parts);
    current = current.map((group, index) => {
      const votes = joined[index]?.votes ?? group.votes;
      return { ...group, votes: new Map([...votes].map(([p, count]) => [p === first ? name : p, count])) };
    });
    for (const part of parts) known.delete(part);
    known.add(name);
    renames.push(rename);
  }
  return {
    ok: true,
    groups: current,
    renamed: (problem) => renames.reduce((text, rename) => rename(text), problem),
  };
}

/** One line of the JSON output; `score` is given where the rule does not rank by votes. */
export interface PlainPriority {
  readonly rank: number;
  readonly problem: string;
  readonly votes: number;
  readonly share: number;
  readonly tied: boolean;
  readonly score?: number;
}

/** A ranking as plain numbers for JSON. */
export function plainPriorities(
  ranking: readonly RankedProblem<string>[],
  rule: RollUpRule,
): PlainPriority[] {
  return ranking.map(({ rank, problem, votes, share, tied, score }) => ({
    rank,
    problem,
    votes,
    share: share.toNumber(),
    tied,
    ...(rule === 'raw' ? {} : { score: score.toNumber() }),
  }));
}

/** Whole percents and one decimal of a share, half up: `16.3`. */
export function percent(share: Fraction, digits = 1): string {
  return share.times(Fraction.of(100)).toDecimal(digits);
}
