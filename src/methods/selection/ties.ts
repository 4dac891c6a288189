import type { Election } from './election.ts';
import { sha256 } from './sha256.ts';

/**
 * What decides between projects a rule holds equal. Every tie rule gives one order of all projects before the count,
 * used at every step, so a lot is drawn once and in public.
 *
 * - `cost`: lowest cost, then most votes, then id (the default);
 * - `votes`: most votes, then lowest cost, then id;
 * - `id`: by id, figures in it read as numbers (2 before 10);
 * - `lot`: the project with the smallest SHA-256 of `SEED:ID` (hexadecimal) first. Anybody can repeat the draw.
 */
export type TieRule =
  { readonly by: 'cost' | 'votes' | 'id' } | { readonly by: 'lot'; readonly seed: string };

export const defaultTieRule: TieRule = { by: 'cost' };

/** Reads `cost`, `votes`, `id` or `lot:SEED`; undefined for anything else. */
export function parseTieRule(text: string): TieRule | undefined {
  if (text === 'cost' || text === 'votes' || text === 'id') return { by: text };
  const lot = /^lot:(.+)$/s.exec(text);
  return lot ? { by: 'lot', seed: lot[1] ?? '' } : undefined;
}

/** Orders ids as people do: `2` before `10`, `A/2` before `A/10`. */
export function compareIds(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const x = left[index] ?? '';
    const y = right[index] ?? '';
    if (x === y) continue;
    if (/^\d/.test(x) && /^\d/.test(y)) {
      const difference = BigInt(x) - BigInt(y);
      if (difference !== 0n) return difference < 0n ? -1 : 1;
    }
    return x < y ? -1 : 1;
  }
  return left.length - right.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** The number that draws the lot of a project: SHA-256 of `SEED:ID` as UTF-8, hexadecimal. The smallest comes first. */
export function lotOf(seed: string, id: string): string {
  return sha256(`${seed}:${id}`);
}

/** For every project its place in the tie order; the smaller wins a tie. */
export function tiePlaces(election: Election, rule: TieRule): Int32Array {
  const { projects, votes } = election;
  const numbers = projects.map((_, index) => index);
  const byId = (a: number, b: number) => compareIds(projects[a]?.id ?? '', projects[b]?.id ?? '');
  const byCost = (a: number, b: number) => {
    const difference = (projects[a]?.cost ?? 0n) - (projects[b]?.cost ?? 0n);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  };
  const byVotes = (a: number, b: number) => (votes[b] ?? 0) - (votes[a] ?? 0);
  if (rule.by === 'id') numbers.sort(byId);
  if (rule.by === 'cost') numbers.sort((a, b) => byCost(a, b) || byVotes(a, b) || byId(a, b));
  if (rule.by === 'votes') numbers.sort((a, b) => byVotes(a, b) || byCost(a, b) || byId(a, b));
  if (rule.by === 'lot') {
    const drawn = projects.map((project) => lotOf(rule.seed, project.id));
    numbers.sort((a, b) => ((drawn[a] ?? '') < (drawn[b] ?? '') ? -1 : 1));
  }
  const places = new Int32Array(projects.length);
  for (const [place, number] of numbers.entries()) places[number] = place;
  return places;
}
