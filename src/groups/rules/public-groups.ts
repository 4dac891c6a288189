import { isSmallGroup } from '../../methods/suppression.ts';

/** A group as residents read it: what it carries, how many are in it, who agreed to be named. */
export type PublicGroup = {
  readonly id: string;
  readonly nameKy: string;
  readonly nameRu: string;
  readonly topics: readonly { readonly name: string; readonly nameRu: string }[];
  readonly people: number;
  /** Null together where one of them is small. */
  readonly women: number | null;
  readonly men: number | null;
  readonly names: readonly { readonly name: string; readonly role: 'chair' | 'secretary' | 'member' }[];
  readonly balanceWords: string;
};

export type PublicGroups = {
  readonly format: 1;
  readonly year: number;
  readonly municipality: { readonly ky: string; readonly ru: string };
  readonly groups: readonly PublicGroup[];
};

/** Women and men of a group, told only where neither is so small that somebody could be known by it. */
export function toldSexes(women: number, men: number): { women: number | null; men: number | null } {
  return isSmallGroup(women) || isSmallGroup(men) ? { women: null, men: null } : { women, men };
}
