import type { Hono } from 'hono';
import { formPage } from '../../platform/http/pages.ts';
import { gateOf, type C, type Web } from '../../platform/http/web.ts';
import { carryOver } from '../commands/carry-over.ts';
import { unfinished } from '../data/former-plan.ts';
import { mayLeadPlan } from '../policy.ts';
import { CarryOverPage } from '../views/carry-over.tsx';
import { at, ofPlan, to, withPlan } from './plan-of.ts';

/** What of the plan before goes on in this one. */
export function carryPages(app: Hono<Web>): void {
  formPage(app, `${at}/carry`, carryOver, carryPage, to('plan.done.carried'), ofPlan);
}

async function carryPage(c: C) {
  if (!mayLeadPlan(gateOf(c))) return undefined;
  return await withPlan(c, async (scope, found) => (
    <CarryOverPage
      {...found}
      offered={found.plan.state === 'draft' ? await unfinished(scope, found.plan) : []}
    />
  ));
}
