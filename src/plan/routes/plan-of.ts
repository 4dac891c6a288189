import { isId } from '../../platform/db/id.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { read, todayOf, type C } from '../../platform/http/web.ts';
import { villagesOf } from '../../territory/data.ts';
import { planHead, planOf, type PlanHead } from '../data/plan.ts';
import { placesOfItems, type Plan } from '../rules/plan.ts';
import type { Places } from '../views/words.ts';

// Where a plan stands in its room, and what its pages read.

export const room = '/m/:municipalityId/plan';
export const at = '/:planId';
export const atItem = `${at}/items/:itemId`;

/** Where a form of a plan leads when it was done. */
export const to = (message: string, rest = '') => `${room}${at}${rest}?done=${message}`;
export const toItem = (message: string) => `${room}${atItem}?done=${message}`;

/** The plan of the address, for commands that name it `id`. */
export const ofPlan = (c: C) => ({ id: c.req.param('planId') ?? '' });

export type PlanFound = { readonly head: PlanHead; readonly plan: Plan; readonly villages: Places };

/** The villages of today by id. */
export const placesOf = async (scope: MunicipalityScope, c: C): Promise<Places> =>
  new Map((await villagesOf(scope, scope.municipalityId, todayOf(c))).map((one) => [one.unitId, one]));

/** The plan of the address with what a page reads besides, or with the parts of one item alone; undefined where there is none. */
export async function withPlan<T>(
  c: C,
  more: (scope: MunicipalityScope, found: PlanFound) => Promise<T>,
  only?: string,
): Promise<T | undefined> {
  const planId = c.req.param('planId') ?? '';
  return await read(c, async (scope) => {
    const head = await planHead(scope, planId);
    const plan = head && (await planOf(scope, planId, only));
    return head && plan && (await more(scope, { head, plan, villages: await placesOf(scope, c) }));
  });
}

/**
 * The item of the address with where it stands; undefined when it is not of the address's plan. Of the plan's other items
 * steps, indicators and commitments are not there.
 */
export async function withItem<T>(
  c: C,
  more: (scope: MunicipalityScope, found: PlanFound & ReturnType<typeof placesOfItems>[number]) => Promise<T>,
): Promise<T | undefined> {
  const itemId = c.req.param('itemId') ?? '';
  if (!isId(itemId)) return undefined;
  return await withPlan(
    c,
    async (scope, found) => {
      const place = placesOfItems(found.plan).find(({ item }) => item.id === itemId);
      return place && (await more(scope, { ...found, ...place }));
    },
    itemId,
  );
}
