import type { Hono } from 'hono';
import { addWorkPlanItem } from '../../cycle/commands/add-work-plan-item.ts';
import { editWorkPlanItem } from '../../cycle/commands/edit-work-plan-item.ts';
import { makeWorkPlan } from '../../cycle/commands/make-work-plan.ts';
import { removeWorkPlanItem } from '../../cycle/commands/remove-work-plan-item.ts';
import { workPlanItemById } from '../../cycle/data.ts';
import { mayOrganise } from '../../cycle/policy.ts';
import { termAfter } from '../../deadlines/data/term.ts';
import { personOptions } from '../../people/data.ts';
import { formPage, posts, refused, shows } from '../../platform/http/pages.ts';
import { parseDay } from '../../platform/i18n/calendar.ts';
import { formOf, gateOf, read, todayOf, type C, type Web } from '../../platform/http/web.ts';
import { exportTable } from '../../platform/tables/export-table.ts';
import { readCycle } from '../data.ts';
import { moveWorkPlan } from '../commands/move-work-plan.ts';
import { activityDone } from '../rules/next-step.ts';
import { movable } from '../rules/plan-move.ts';
import { MovePlanPage } from '../views/move-plan.tsx';
import { workPlanColumns, WorkPlanItemPage, WorkPlanPage } from '../views/work-plan.tsx';
import { cycleOf, cyclePath, ofCycle, stateOf } from './cycle-of.ts';

const plan = `${cyclePath}/plan?done=cycle.done`;

/** The working group's plan. */
export function workPlanPages(app: Hono<Web>): void {
  formPage(app, '/plan', makeWorkPlan, workPlanPage, `${plan}.plan`, ofCycle);
  exportTable(app, '/plan', async (c) => {
    const found = await workPlanOf(c);
    return found && { name: c.get('page').t('cycle.plan.title'), list: found.list };
  });
  app.get('/plan/move', shows(movePlanPage));
  app.post('/plan/move', moveOrShow);
  formPage(app, '/plan/new', addWorkPlanItem, workPlanItemPage, `${plan}.plan-saved`, ofCycle);
  formPage(app, '/plan/:itemId', editWorkPlanItem, workPlanItemPage, `${plan}.plan-saved`);
  app.post('/plan/:itemId/remove', posts(removeWorkPlanItem, workPlanItemPage, `${plan}.plan-removed`));
}

async function workPlanOf(c: C) {
  const state = await stateOf(c);
  const mayEdit = mayOrganise(gateOf(c));
  const columns = state && workPlanColumns(c.get('page'), state, todayOf(c), mayEdit);
  return state && columns && { state, mayEdit, list: { rows: state.plan, columns, words: 'cycle.field' } };
}

async function workPlanPage(c: C) {
  const found = await workPlanOf(c);
  const { rule } = await read(c, async (scope) => await termAfter(scope, 'assessment', null));
  return found && <WorkPlanPage {...found} rule={rule} today={todayOf(c)} />;
}

async function workPlanItemPage(c: C) {
  if (!mayOrganise(gateOf(c))) return undefined;
  return await read(c, async (scope) => {
    const itemId = c.req.param('itemId');
    const item = itemId && (await workPlanItemById(scope, itemId));
    const cycle = itemId !== undefined && !item ? undefined : await cycleOf(c, scope);
    const people = await personOptions(scope, c.get('page').lang);
    if (!cycle) return undefined;
    const { steps } = await readCycle(scope, cycle);
    // As the plan shows it: what the data say is done needs no tick.
    const shown = item ? { ...item, done: item.done || activityDone(item.activity, steps) } : undefined;
    return <WorkPlanItemPage item={shown} year={cycle.year} people={people} />;
  });
}

async function movePlanPage(c: C) {
  if (!mayOrganise(gateOf(c))) return undefined;
  const state = await stateOf(c);
  if (!state) return undefined;
  const { startsOn } = await formOf(c);
  const asked = typeof startsOn === 'string' && parseDay(startsOn) ? startsOn : undefined;
  const lines = movable(state.plan, state.steps);
  return (
    <MovePlanPage
      year={state.cycle.year}
      lines={lines}
      staying={state.plan.length - lines.length}
      asked={asked}
    />
  );
}

/** «Look» shows what would come of it and moves nothing. */
async function moveOrShow(c: C): Promise<Response> {
  const { preview } = await formOf(c);
  if (preview === 'yes') return await refused(c, movePlanPage, {}, 200);
  return await posts(moveWorkPlan, movePlanPage, `${plan}.plan-moved`, ofCycle)(c);
}
