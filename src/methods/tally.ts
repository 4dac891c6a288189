import { compareNames } from './kyrgyz-order.ts';
import { Fraction } from './rational.ts';
import {
  type RankedProblem,
  rollUp,
  type RollUp,
  type RollUpRule,
  tieAtCut,
  topWithTies,
  type VoteGroup,
} from './rollup.ts';
import { cleanName, groupLabel, type PopulationRow, type TallyGroup, type TallyTable } from './tally-file.ts';
import { mergeProblems } from './what-if.ts';

/**
 * The result of a whole municipality's table of votes: each village's list, the municipality's list, and the warnings
 * that belong to them. Shared by the command and the web rooms; holds no words, only codes and their parameters.
 */

/** `village` and `group` empty: everybody. `group` empty: a whole village. */
export interface PeopleCount {
  readonly village: string;
  readonly group: string;
  readonly people: number;
}

export interface MergeRequest {
  readonly name: string;
  readonly parts: readonly string[];
}

export interface TallyOptions {
  /** Participants, for everybody, per village or per group. */
  readonly people?: readonly PeopleCount[];
  /** Populations, per village or per group. */
  readonly populations?: readonly PopulationRow[];
  /** Stickers each participant has; 5 in the method. */
  readonly stickers?: number;
  /** Length of the list that matters; 5 in the method. */
  readonly top?: number;
  readonly rule?: RollUpRule;
  readonly merges?: readonly MergeRequest[];
}

export const tallyWarningCodes = [
  'few-participants',
  'too-many-stickers',
  'unused-stickers',
  'tie-at-cut',
  'group-not-heard',
  'merge-changes-first',
  'merge-changes-top',
  'names-alike',
  'population-by-village',
  'ignored-column',
] as const;

/**
 * A warning. `code` is what the caller shows or sends; `form` picks the sentence (several sentences may share one code)
 * and `params` fill it. An empty `village` means the whole municipality.
 */
export interface TallyWarning {
  readonly code: (typeof tallyWarningCodes)[number];
  readonly form: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface TallyList {
  readonly votes: number;
  /** Stickers nobody used; null when the number of people is unknown, negative when more were used than given. */
  readonly unused: number | null;
  readonly people: number | null;
  readonly priorities: readonly RankedProblem<string>[];
}

export interface TallyResult {
  readonly ok: true;
  readonly rule: RollUpRule;
  readonly villages: readonly (TallyList & { readonly village: string })[];
  readonly municipality: TallyList;
  readonly warnings: readonly TallyWarning[];
}

export type TallyRefusal =
  | { readonly ok: false; readonly code: 'population-missing'; readonly params: { readonly groups: string } }
  | { readonly ok: false; readonly code: 'too-many-problems'; readonly params: { readonly limit: number } }
  | {
      readonly ok: false;
      readonly code: 'merge-unknown-problem' | 'merge-name-taken' | 'merge-repeated';
      readonly params: { readonly name: string };
    };

/** Fewer people than this at one session is too few to speak for a group (the book asks for 20 to 25). */
export const fewestParticipants = 20;

type Group = VoteGroup<string> & {
  readonly village: string;
  readonly label: string;
  readonly source: TallyGroup;
};

/**
 * Counts a table. Villages keep the order of the file, problems are listed from the first to the last, tied ones in
 * Kyrgyz alphabetical order.
 */
export function tally(table: TallyTable, options: TallyOptions = {}): TallyResult | TallyRefusal {
  const { stickers = 5, top = 5, rule = 'raw' } = options;
  const before = withCounts(table.groups, options.people ?? [], options.populations ?? []);
  const warnings: TallyWarning[] = table.ignoredColumns.map((name) => warn('ignored-column', { name }));

  const merged = applyMerges(before, options.merges ?? []);
  if (!merged.ok) return merged;
  const { groups } = merged;

  const villageNames = [...new Set(groups.map((group) => group.village))];
  const villagePopulations = new Map(
    (options.populations ?? []).filter((row) => row.group === '').map((row) => [row.village, row.population]),
  );
  // Populations of whole villages can weigh villages against each other, but not the groups inside one village.
  const byVillage =
    rule === 'population' &&
    villagePopulations.size > 0 &&
    groups.every((group) => group.population === null || group.population === undefined);
  if (byVillage) warnings.push(warn('population-by-village', {}));

  const count = (list: readonly Group[]): RollUp<string> | TallyRefusal => {
    const outcome = rollUp({ groups: list, rule: byVillage ? 'raw' : rule, compare: compareNames });
    return outcome.ok ? outcome : refusal(outcome, list);
  };
  const countAll = (list: readonly Group[]): RollUp<string> | TallyRefusal => {
    if (!byVillage) return count(list);
    const units = villageNames.map((village) => joinVillage(village, list, villagePopulations));
    const outcome = rollUp({ groups: units, rule, compare: compareNames });
    return outcome.ok ? outcome : refusal(outcome, units);
  };

  const peopleOf = peopleCounter(groups, options.people ?? []);
  const villages: (TallyList & { village: string })[] = [];
  for (const village of villageNames) {
    const list = count(groups.filter((group) => group.village === village));
    if (!list.ok) return list;
    villages.push({ village, ...summarise(list, peopleOf(village), stickers) });
  }
  const all = countAll(groups);
  if (!all.ok) return all;
  const municipality = summarise(all, peopleOf(''), stickers);

  warnings.push(
    ...participationWarnings(groups, villages, municipality, stickers),
    ...silenceWarnings(groups, options),
    ...listWarnings(villages, municipality, top),
    ...alikeWarnings(before),
  );
  if ((options.merges ?? []).length > 0) {
    const places = [...villages.map((list) => ({ ...list })), { ...municipality, village: '' }];
    for (const place of places) {
      const original =
        place.village === '' ? countAll(before) : count(before.filter((g) => g.village === place.village));
      if (original.ok) warnings.push(...mergeWarnings(place, original.ranking, merged.renamed, top));
    }
  }
  return { ok: true, rule, villages, municipality, warnings };
}

function warn(
  code: TallyWarning['code'],
  params: Readonly<Record<string, string | number>>,
  form: string = code,
): TallyWarning {
  return { code, form, params };
}

function refusal(
  outcome: Exclude<ReturnType<typeof rollUp<string>>, { ok: true }>,
  groups: readonly VoteGroup<string>[],
): TallyRefusal {
  if (outcome.code === 'too-many-problems') {
    return { ok: false, code: 'too-many-problems', params: { limit: outcome.limit } };
  }
  const missing = groups.filter((group) => outcome.groups.includes(group.id));
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
): Group[] {
  return source.map((group, index): Group => {
    const label = groupLabel(group);
    const same = (row: { village: string; group: string }) =>
      row.village === group.village && row.group === label;
    const alone = source.filter((other) => other.village === group.village).length === 1;
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
  groups: readonly Group[],
  populations: ReadonlyMap<string, number>,
): VoteGroup<string> {
  const votes = new Map<string, number>();
  for (const group of groups) {
    if (group.village !== village) continue;
    for (const [problem, count] of group.votes) votes.set(problem, (votes.get(problem) ?? 0) + count);
  }
  return { id: village, village, votes, population: populations.get(village) ?? null };
}

/** People of a village, or of the municipality for an empty name; null when some group's number is unknown. */
function peopleCounter(
  groups: readonly Group[],
  people: readonly PeopleCount[],
): (village: string) => number | null {
  const stated = (village: string) =>
    people.find((row) => row.village === village && row.group === '')?.people;
  const villages = [
    ...new Set([...groups.map((group) => group.village), ...people.map((row) => row.village)]),
  ].filter((village) => village !== '');
  const ofVillage = (village: string): number | null => {
    const whole = stated(village);
    if (whole !== undefined) return whole;
    const own = groups.filter((group) => group.village === village);
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

type Merged = { ok: true; groups: Group[]; renamed: (problem: string) => string };

function applyMerges(groups: readonly Group[], merges: readonly MergeRequest[]): Merged | TallyRefusal {
  const known = new Set(groups.flatMap((group) => [...group.votes.keys()]));
  const renames: ((problem: string) => string)[] = [];
  let current = [...groups];
  for (const merge of merges) {
    const name = cleanName(merge.name);
    const parts = merge.parts.map(cleanName);
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

function participationWarnings(
  groups: readonly Group[],
  villages: readonly (TallyList & { village: string })[],
  municipality: TallyList,
  stickers: number,
): TallyWarning[] {
  const result: TallyWarning[] = [];
  for (const group of groups) {
    const { village, label } = group;
    const votes = [...group.votes.values()].reduce((a, b) => a + b, 0);
    const people = group.people ?? null;
    const place = { village, group: label, votes, minimum: fewestParticipants, stickers };
    if (people !== null) {
      if (people < fewestParticipants) result.push(warn('few-participants', { ...place, people }));
      // A village of one group gets this warning as a village, below.
      const alone = groups.filter((other) => other.village === village).length === 1;
      if (!alone && votes > people * stickers) {
        result.push(warn('too-many-stickers', { ...place, people, limit: people * stickers }));
      }
      continue;
    }
    // Nobody wrote down how many came: the stickers say how many at least.
    const known =
      municipality.people !== null ||
      villages.some((list) => list.village === village && list.people !== null);
    const implied = Math.ceil(votes / stickers);
    if (!known && votes > 0 && implied < fewestParticipants) {
      result.push(warn('few-participants', { ...place, people: implied }, 'few-participants-implied'));
    }
  }
  const lists = villages.length === 1 ? [...villages] : [...villages, { ...municipality, village: '' }];
  for (const list of lists) {
    if (list.people === null || list.unused === null) continue;
    const limit = list.people * stickers;
    const place = {
      village: list.village,
      group: '',
      votes: list.votes,
      people: list.people,
      stickers,
      limit,
    };
    const counted = groups.some(
      (group) => group.people !== null && (list.village === '' || group.village === list.village),
    );
    if (!counted && list.people < fewestParticipants) {
      result.push(warn('few-participants', { ...place, minimum: fewestParticipants }));
    }
    if (list.unused < 0) result.push(warn('too-many-stickers', place));
    if (list.unused > 0) result.push(warn('unused-stickers', { ...place, unused: list.unused }));
  }
  return result;
}

/** Villages, groups, sexes and ages that are known of but put up no sticker. */
function silenceWarnings(groups: readonly Group[], options: TallyOptions): TallyWarning[] {
  const result: TallyWarning[] = [];
  const reported = new Set<string>();
  const report = (village: string, label: string) => {
    const key = `${village}\u0000${label}`;
    if (reported.has(key)) return;
    reported.add(key);
    result.push(
      warn(
        'group-not-heard',
        { village, group: label },
        label === '' ? 'village-not-heard' : 'group-not-heard',
      ),
    );
  };
  const heard = (group: Group) => [...group.votes.values()].some((count) => count > 0);
  for (const group of groups) if (!heard(group)) report(group.village, group.label);
  for (const row of [...(options.people ?? []), ...(options.populations ?? [])]) {
    if (row.village === '') continue;
    const present = groups.some(
      (group) => group.village === row.village && (row.group === '' || group.label === row.group),
    );
    if (!present) report(row.village, row.group);
  }
  // A sex or an age that speaks in one village and is absent in another where sexes or ages are written down.
  const labels = [(group: Group) => group.source.sexes, (group: Group) => group.source.ageGroups];
  const villages = [...new Set(groups.map((group) => group.village))];
  for (const labelsOf of labels) {
    const everywhere = new Set(groups.filter(heard).flatMap((group) => [...labelsOf(group)]));
    for (const village of villages) {
      const own = groups.filter((group) => group.village === village);
      const present = new Set(own.filter(heard).flatMap((group) => [...labelsOf(group)]));
      if (present.size === 0) continue;
      for (const label of everywhere) if (!present.has(label)) report(village, label);
    }
  }
  return result;
}

function listWarnings(
  villages: readonly (TallyList & { village: string })[],
  municipality: TallyList,
  top: number,
): TallyWarning[] {
  const result: TallyWarning[] = [];
  for (const list of [...villages, { ...municipality, village: '' }]) {
    const inside = topWithTies(list.priorities, top);
    const last = inside.at(-1);
    // Problems without a sticker tie at the bottom of a short list: that is no tie anybody must settle.
    if (!last || last.votes === 0 || !tieAtCut(list.priorities, top)) continue;
    const names = inside.filter((entry) => entry.rank === last.rank).map((entry) => entry.problem);
    result.push(
      warn('tie-at-cut', {
        village: list.village,
        top,
        rank: last.rank,
        problems: names.join('; '),
        listed: inside.length,
      }),
    );
  }
  return result;
}

/** Names that differ only by letter case, punctuation or letters typed on a Russian keyboard. */
function alikeWarnings(groups: readonly Group[]): TallyWarning[] {
  const byFold = new Map<string, string[]>();
  const seen = new Set<string>();
  for (const group of groups) for (const problem of group.votes.keys()) seen.add(problem);
  for (const problem of seen) {
    const key = foldName(problem);
    const names = byFold.get(key);
    if (names) names.push(problem);
    else byFold.set(key, [problem]);
  }
  return [...byFold.values()]
    .filter((names) => names.length > 1)
    .map((names) => warn('names-alike', { problems: names.sort(compareNames).join('; ') }));
}

function foldName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ө', 'о')
    .replaceAll('ү', 'у')
    .replaceAll('ң', 'н')
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function mergeWarnings(
  after: { village: string; priorities: readonly RankedProblem<string>[] },
  before: readonly RankedProblem<string>[],
  renamed: (problem: string) => string,
  top: number,
): TallyWarning[] {
  const names = (ranking: readonly RankedProblem<string>[], k: number) =>
    topWithTies(ranking, k)
      .filter((entry) => entry.votes > 0)
      .map((entry) => entry.problem);
  const firstBefore = names(before, 1);
  const firstAfter = names(after.priorities, 1);
  const result: TallyWarning[] = [];
  const place = { village: after.village };
  if (!sameNames(firstBefore.map(renamed), firstAfter)) {
    result.push(
      warn('merge-changes-first', {
        ...place,
        before: firstBefore.join('; '),
        beforeVotes: before[0]?.votes ?? 0,
        after: firstAfter.join('; '),
        afterVotes: after.priorities[0]?.votes ?? 0,
      }),
    );
  }
  const topBefore = new Set(names(before, top).map(renamed));
  const entered = names(after.priorities, top).filter((name) => !topBefore.has(name));
  const topAfter = new Set(names(after.priorities, top));
  const left = [...topBefore].filter((name) => !topAfter.has(name));
  if (entered.length + left.length > 0) {
    result.push(
      warn(
        'merge-changes-top',
        { ...place, top, entered: entered.join('; '), left: left.join('; ') },
        left.length === 0
          ? 'merge-changes-top-entered'
          : entered.length === 0
            ? 'merge-changes-top-left'
            : 'merge-changes-top',
      ),
    );
  }
  return result;
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  const left = new Set(a);
  const right = new Set(b);
  return left.size === right.size && [...left].every((name) => right.has(name));
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

/**
 * Reads `A=B+C`. Names may hold `=` and `+` themselves: the reading whose parts are all known problems is taken, the
 * plain one otherwise. `undefined` when there is no name or no part.
 */
export function parseMerge(text: string, isProblem: (name: string) => boolean): MergeRequest | undefined {
  let plain: MergeRequest | undefined;
  for (let index = text.indexOf('='); index >= 0; index = text.indexOf('=', index + 1)) {
    const name = cleanName(text.slice(0, index));
    const pieces = text.slice(index + 1).split('+');
    if (name === '' || pieces.every((piece) => piece.trim() === '')) continue;
    const parts = joinPieces(pieces, (part) => isProblem(cleanName(part)));
    if (parts) return { name, parts: parts.map(cleanName) };
    plain ??= { name, parts: pieces.map(cleanName) };
  }
  return plain;
}

function joinPieces(pieces: readonly string[], isPart: (text: string) => boolean): string[] | undefined {
  if (pieces.length === 0) return [];
  for (let length = 1; length <= pieces.length; length++) {
    const head = pieces.slice(0, length).join('+');
    if (!isPart(head)) continue;
    const rest = joinPieces(pieces.slice(length), isPart);
    if (rest) return [head, ...rest];
  }
  return undefined;
}

/**
 * Reads one value of `--people`: `122`, `Арал=60` or `Арал/1-топ=22`. Names may hold `/`: the reading that fits the
 * table is taken. `undefined` when it is no count.
 */
export function parsePeople(text: string, table: TallyTable): PeopleCount | undefined {
  const match = /^(?:(.*)=)?\s*(\d{1,9})\s*$/s.exec(text);
  if (!match) return undefined;
  const people = Number(match[2]);
  if (match[1] === undefined) return { village: '', group: '', people };
  const key = cleanName(match[1]);
  if (key === '') return undefined;
  if (table.groups.some((group) => group.village === key)) return { village: key, group: '', people };
  const exact = table.groups.find((group) => `${group.village}/${groupLabel(group)}` === key);
  if (exact) return { village: exact.village, group: groupLabel(exact), people };
  const slash = key.indexOf('/');
  if (slash < 0) return { village: key, group: '', people };
  return { village: key.slice(0, slash).trim(), group: key.slice(slash + 1).trim(), people };
}
