import { Hono } from 'hono';
import {
  perform,
  forbidden,
  formOf,
  gateOf,
  missing,
  read,
  show,
  type C,
  type Problem,
  type Web,
} from '../../../platform/http/web.ts';
import { saveKnownExpenses } from '../commands/save-known-expenses.ts';
import { knownBudget } from '../data/known-expenses.ts';
import { listCycles } from '../../../cycle/data.ts';
import { findCycle } from '../data/sessions.ts';
import { mayKeepKnownBudget } from '../../policy.ts';
import { KnownBudgetPage } from '../views/known-budget.tsx';
import { needsPath } from '../views/session-frame.tsx';
import { errorsOfRows, rowsOf, textOf } from '../../../platform/forms/rows.ts';

/** What the budget really is: `/m/:municipalityId/needs/known-budget`. Read by everybody of the municipality. */
export function knownBudgetRoutes(): Hono<Web> {
  const app = new Hono<Web>();

  const page = async (c: C, cycleId?: string, problem?: Problem) => {
    const found = await read(c, async (scope) => {
      const cycle = await findCycle(scope, cycleId);
      if (!cycle) return undefined;
      return { cycle, cycles: await listCycles(scope), budget: await knownBudget(scope, cycle.id) };
    });
    if (!found) return missing(c);
    return (
      <KnownBudgetPage
        municipalityId={gateOf(c).municipalityId ?? ''}
        {...found}
        mayKeep={mayKeepKnownBudget(gateOf(c))}
        {...(problem ? { values: problem.values, errors: problem.errors } : {})}
      />
    );
  };

  app.get('/known-budget', async (c) => {
    const view = await page(c, c.req.query('cycle'));
    return view instanceof Response ? view : show(c, view);
  });

  app.post('/known-budget', async (c) => {
    if (!mayKeepKnownBudget(gateOf(c))) return forbidden(c);
    const values = await formOf(c);
    const all = rowsOf(values, ['key', 'name', 'amount'], ['name', 'amount']);
    // A usual line without an amount is not in the budget; of a line of one's own, what is missing is asked for.
    const kept = all.rows.map((row) => (row.amount ?? '').trim() !== '' || (row.key ?? '') === '');
    const rows = all.rows.filter((_, at) => kept[at]);
    const indexes = all.indexes.filter((_, at) => kept[at]);
    const cycleId = textOf(values, 'cycleId');
    return await perform(
      c,
      saveKnownExpenses,
      { cycleId, version: textOf(values, 'version'), year: textOf(values, 'year'), rows },
      {
        done: ({ id }) =>
          `${needsPath(gateOf(c).municipalityId ?? '', '/known-budget')}?cycle=${id}&done=needs.done.known-budget-saved`,
        refused: async (problem) => {
          const errors = errorsOfRows(problem.errors, indexes);
          // Another one saved meanwhile: what stands now is shown, and the message says so.
          const values = problem.code === 'edited-meanwhile' ? {} : problem.values;
          return await page(c, cycleId, { ...problem, values, errors });
        },
      },
    );
  });
  return app;
}
