import { compareNames } from './kyrgyz-order.ts';
import { type RankedProblem, tieAtCut, topWithTies } from './rollup.ts';
import {
  byVillage,
  type CountedGroup,
  fewestParticipants,
  type TallyList,
  type TallyOptions,
  type TallyWarning,
} from './tally-types.ts';

/** What a chair must see beside the lists: too few people, stickers left over, voices not heard, places not decided. */

export function warn(
  code: TallyWarning['code'],
  params: Readonly<Record<string, string | number>>,
  form: string = code,
): TallyWarning {
  return { code, form, params };
}

export function participationWarnings(
  groups: readonly CountedGroup[],
  villages: readonly (TallyList & { village: string })[],
  municipality: TallyList,
  stickers: number,
): TallyWarning[] {
  const result: TallyWarning[] = [];
  const sizes = new Map([...byVillage(groups)].map(([village, own]) => [village, own.length]));
  const known = new Set(villages.filter((list) => list.people !== null).map((list) => list.village));
  const counted = new Set(groups.filter((group) => group.people !== null).map((group) => group.village));
  for (const group of groups) {
    const { village, label } = group;
    const votes = [...group.votes.values()].reduce((a, b) => a + b, 0);
    const people = group.people ?? null;
    const place = { village, group: label, votes, minimum: fewestParticipants, stickers };
    if (people !== null) {
      if (people < fewestParticipants) result.push(warn('few-participants', { ...place, people }));
      // A village of one group gets this warning as a village, below.
      if (sizes.get(village) !== 1 && votes > people * stickers) {
        result.push(warn('too-many-stickers', { ...place, people, limit: people * stickers }));
      }
      continue;
    }
    // Nobody wrote down how many came: the stickers say how many at least.
    const isKnown = municipality.people !== null || known.has(village);
    const implied = Math.ceil(votes / stickers);
    if (!isKnown && votes > 0 && implied < fewestParticipants) {
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
    const isCounted = list.village === '' ? counted.size > 0 : counted.has(list.village);
    if (!isCounted && list.people < fewestParticipants) {
      result.push(warn('few-participants', { ...place, minimum: fewestParticipants }));
    }
    if (list.unused < 0) result.push(warn('too-many-stickers', place));
    if (list.unused > 0) result.push(warn('unused-stickers', { ...place, unused: list.unused }));
  }
  return result;
}

/** Villages, groups, sexes and ages that are known of but put up no sticker. */
export function silenceWarnings(groups: readonly CountedGroup[], options: TallyOptions): TallyWarning[] {
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
  const heard = (group: CountedGroup) => [...group.votes.values()].some((count) => count > 0);
  for (const group of groups) if (!heard(group)) report(group.village, group.label);
  const byName = byVillage(groups);
  for (const row of [...(options.people ?? []), ...(options.populations ?? [])]) {
    if (row.village === '') continue;
    const own = byName.get(row.village) ?? [];
    const present = own.some((group) => row.group === '' || group.label === row.group);
    if (!present) report(row.village, row.group);
  }
  // A sex or an age that speaks in one village and is absent in another where sexes or ages are written down.
  const labels = [
    (group: CountedGroup) => group.source.sexes,
    (group: CountedGroup) => group.source.ageGroups,
  ];
  for (const labelsOf of labels) {
    const everywhere = new Set(groups.filter(heard).flatMap((group) => [...labelsOf(group)]));
    for (const [village, own] of byName) {
      const present = new Set(own.filter(heard).flatMap((group) => [...labelsOf(group)]));
      if (present.size === 0) continue;
      for (const label of everywhere) if (!present.has(label)) report(village, label);
    }
  }
  return result;
}

export function listWarnings(
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
export function alikeWarnings(groups: readonly CountedGroup[]): TallyWarning[] {
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

export function mergeWarnings(
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
