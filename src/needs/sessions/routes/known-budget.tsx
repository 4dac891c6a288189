import { Hono } from 'hono';
import { textOf } from '../../../platform/forms/rows.ts';
import { posts, shows } from '../../../platform/http/pages.ts';
import { forbidden, formOf, gateOf, read, type C, type Web } from '../../../platform/http/web.ts';
import { saveKnownExpenses } from '../commands/save-known-expenses.ts';
import { knownBudget } from '../data/known-expenses.ts';
import { listCycles } from '../../../cycle/data.ts';
import { cycleAsked } from '../../../meetings/data/running-cycle.ts';
import { mayKeepKnownBudget } from '../../policy.ts';
import { KnownBudgetPage } from '../views/known-budget.tsx';

/** What the budget really is: `/m/:municipalityId/needs/known-budget`. Read by everybody of the municipality. */
export function knownBudgetRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  const saved = '/m/:municipalityId/needs/known-budget?cycle=:id&done=needs.done.known-budget-saved';
  const save = posts(saveKnownExpenses, knownBudgetPage, saved);
  app.get('/known-budget', shows(knownBudgetPage));
  // The page is for everybody, its form is not: whoever may not is told so before what they sent is looked at.
  app.post('/known-budget', async (c) => (mayKeepKnownBudget(gateOf(c)) ? await save(c) : forbidden(c)));
  return app;
}

async function knownBudgetPage(c: C) {
  const asked = textOf(await formOf(c), 'cycleId') || c.req.query('cycle');
  const found = await read(c, async (scope) => {
    const cycle = await cycleAsked(scope, asked);
    if (!cycle) return undefined;
    return { cycle, cycles: await listCycles(scope), budget: await knownBudget(scope, cycle.id) };
  });
  return found && <KnownBudgetPage {...found} mayKeep={mayKeepKnownBudget(gateOf(c))} />;
}
