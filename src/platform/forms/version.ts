import { refuse, type Refused } from '../refusals.ts';

/**
 * Refuses `edited-meanwhile` what was decided looking at another version than the one that stands; nothing is
 * overwritten, and the form shows both (`Form` of this folder). Undefined when it is the same one, and for a sender
 * who has seen none.
 */
export function editedMeanwhile<V extends string | number>(
  seen: V | undefined,
  stands: V,
): Refused | undefined {
  return seen === undefined || seen === stands ? undefined : refuse('edited-meanwhile');
}
