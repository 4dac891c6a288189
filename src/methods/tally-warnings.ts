import { compareNames } from './kyrgyz-order.ts';
import { possibleKey } from './names.ts';
import { type RankedProblem, tieAtCut, topWithTies } from './rollup.ts';
import type { JoinedName } from './spellings.ts';
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

/** Spellings that are the same name and were counted together. */
export function joinedWarnings(joined: readonly JoinedName[]): TallyWarning[] {
  return joined.map(({ name, others, letters }) => {
    const params = { name, others: others.join('; '), letters: letters.join(' ') };
    return warn('names-joined', params, letters.length === 0 ? 'names-joined' : 'names-joined-letters');
  });
}

/** Names of villages, of one village's groups, and of problems that may be one, but are counted apart. */
export function alikeWarnings(groups: readonly CountedGroup[]): TallyWarning[] {
  const villages = byVillage(groups);
  return [
    ...alike([...villages.keys()]),
    ...[...villages].flatMap(([village, own]) =>
      alike(own.map((group) => group.label)).map((names) => names.map((name) => `${village}/${name}`)),
    ),
    ...alike(groups.flatMap((group) => [...group.votes.keys()])),
  ].map((names) => warn('names-alike', { problems: names.join('; ') }));
}

function alike(names: readonly string[]): string[][] {
  const byKey = new Map<string, string[]>();
  for (const name of new Set(names)) {
    const key = possibleKey(name);
    const list = byKey.get(key);
    if (key === '') continue;
    if (list) list.push(name);
    else byKey.set(key, [name]);
  }
  return [...byKey.values()].filter((list) => list.length > 1).map((list) => list.sort(compareNames));
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
