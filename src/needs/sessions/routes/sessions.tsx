import { posts, shows } from '../../../platform/http/pages.ts';
import { Hono } from 'hono';
import { formOf, forbidden, gateOf, read, type C, type Web } from '../../../platform/http/web.ts';
import { todayInBishkek } from '../../../platform/i18n/calendar.ts';
import { planAllSessions } from '../commands/plan-all-sessions.ts';
import { planSession } from '../commands/plan-session.ts';
import { sessionSteps } from '../commands/session-steps.ts';
import { cycleById, listCycles } from '../../../cycle/data.ts';
import { people } from '../../../people/data.ts';
import { planPosts } from '../../../meetings/routes/plan.ts';
import { ownMeetings } from '../../../meetings/data/hold.ts';
import { listInvitations } from '../../../meetings/data/people.ts';
import { listSessions, listWorkingGroup } from '../data/sessions.ts';
import { mayPlanMeetings } from '../../../meetings/policy.ts';
import { NewSessionPage, PlanAllPage, SessionSchedulePage } from '../views/plan-sessions.tsx';
import { NoCyclePage, SchedulePage } from '../views/schedule.tsx';
import { needsPath } from '../views/session-frame.tsx';
import { addImportRoutes } from './session-import.tsx';
import { addPaperRoutes } from './session-papers.tsx';
import { addRecordRoutes } from './session-record.tsx';
import { sessionPage } from './session-form.ts';
import { textOf } from '../../../platform/forms/rows.ts';
import { cycleAsked } from '../../../meetings/data/running-cycle.ts';
import { villagesOf, municipalityHead } from '../../../territory/data.ts';

/** Sessions of `/m/:municipalityId/needs`: schedule, record, papers, import and export. */
export function sessionRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  const at = '/sessions/:sessionId';
  const room = '/m/:municipalityId/needs';
  const idOf = (c: C) => c.req.param('sessionId') ?? '';
  const planned = `${room}/sessions/:id/schedule?done=needs.done.session-planned`;
  app.get('/', shows(listPage));
  app.get('/plan', shows(planPage));
  app.post('/plan', posts(planAllSessions, planPage, allPlanned, venuesSent));
  app.get('/new', shows(newPage));
  app.post('/sessions', posts(planSession, newPage, planned));
  planPosts(app, { room, at, list: '', idOf }, sessionSteps, schedulePage);

  addRecordRoutes(app);
  addPaperRoutes(app);
  addImportRoutes(app);
  return app;
}

const municipality = (c: C) => c.req.param('municipalityId') ?? '';

async function listPage(c: C) {
  const found = await read(c, async (scope) => {
    const cycles = await listCycles(scope);
    const asked = c.req.query('cycle');
    const cycle = await cycleAsked(scope, asked);
    if (!cycle) return { cycle: undefined, none: cycles.length === 0 };
    return {
      cycle,
      cycles,
      sessions: await listSessions(scope, cycle.id),
      villages: await villagesOf(scope, scope.municipalityId, todayInBishkek(scope.now)),
      settings: await municipalityHead(scope),
      mine: await ownMeetings(scope),
    };
  });
  if (found.cycle === undefined) {
    return found.none ? <NoCyclePage municipalityId={municipality(c)} /> : undefined;
  }
  const mayPlan = mayPlanMeetings(gateOf(c));
  return <SchedulePage municipalityId={municipality(c)} mayPlan={mayPlan} {...found} />;
}

/** The cycle that the form names, else the address, with whom and what a plan is made of. */
async function planFacts(c: C) {
  const cycleId = textOf(await formOf(c), 'cycleId') || c.req.query('cycle');
  return await read(c, async (scope) => {
    const cycle = await cycleAsked(scope, cycleId);
    if (!cycle) return undefined;
    return {
      municipalityId: scope.municipalityId,
      cycle,
      villages: await villagesOf(scope, scope.municipalityId, todayInBishkek(scope.now)),
      settings: await municipalityHead(scope),
      people: await listWorkingGroup(scope, cycle.workingGroupId, todayInBishkek(scope.now)),
    };
  });
}

async function planPage(c: C) {
  if (!mayPlanMeetings(gateOf(c))) return forbidden(c);
  const found = await planFacts(c);
  return found && <PlanAllPage {...found} />;
}

async function newPage(c: C) {
  if (!mayPlanMeetings(gateOf(c))) return forbidden(c);
  const found = await planFacts(c);
  return found && <NewSessionPage {...found} />;
}

/** The place of each village, `venue.<id>` in the form. */
async function venuesSent(c: C) {
  const sent = await formOf(c);
  const names = Object.keys(sent).filter((name) => name.startsWith('venue.'));
  return { venues: Object.fromEntries(names.map((name) => [name.slice(6), textOf(sent, name)])) };
}

function allPlanned(_: unknown, c: C): string {
  const cycleId = textOf(c.get('body')?.values ?? {}, 'cycleId');
  return `${needsPath(municipality(c))}?cycle=${cycleId}&done=needs.done.sessions-planned`;
}

/** Day, place, people who lead, people who are asked to come. */
async function schedulePage(c: C) {
  const page = await sessionPage(c, async (scope, session) => {
    const cycle = await cycleById(scope, session.cycleId);
    return {
      group: await listWorkingGroup(scope, cycle?.workingGroupId ?? null, todayInBishkek(scope.now)),
      people: await people(scope, c.get('lang')),
      invitations: await listInvitations(scope, session.id),
    };
  });
  return page && <SessionSchedulePage {...page} />;
}
