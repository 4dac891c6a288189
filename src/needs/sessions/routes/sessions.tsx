import { posts, shows } from '../../../platform/http/pages.ts';
import { Hono } from 'hono';
import type { VNode } from 'preact';
import {
  perform,
  formOf,
  forbidden,
  gateOf,
  missing,
  read,
  show,
  type C,
  type Problem,
  type Web,
} from '../../../platform/http/web.ts';
import { todayInBishkek } from '../../../platform/i18n/calendar.ts';
import { planAllSessions } from '../commands/plan-all-sessions.ts';
import { planSession } from '../commands/plan-session.ts';
import { sessionSteps } from '../commands/session-steps.ts';
import { listCycles } from '../../../cycle/data.ts';
import { people } from '../../../people/data.ts';
import { planPosts } from '../../../meetings/routes/plan.ts';
import { ownMeetings } from '../../../meetings/data/hold.ts';
import { listInvitations } from '../../../meetings/data/people.ts';
import { findCycle, listSessions, listVillages, listWorkingGroup, readSettings } from '../data/sessions.ts';
import { mayPlanMeetings } from '../../../meetings/policy.ts';
import { readDays } from '../rules/schedule.ts';
import { NewSessionPage, PlanAllPage, SessionSchedulePage } from '../views/plan-sessions.tsx';
import { NoCyclePage, SchedulePage } from '../views/schedule.tsx';
import { needsPath } from '../views/session-frame.tsx';
import { addImportRoutes } from './session-import.tsx';
import { addPaperRoutes } from './session-papers.tsx';
import { addRecordRoutes } from './session-record.tsx';
import { pick, sessionPage } from './session-form.ts';
import { textOf } from '../../../platform/forms/rows.ts';

/** Sessions of `/m/:municipalityId/needs`: schedule, record, papers, import and export. */
export function sessionRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  const municipality = (c: C) => c.req.param('municipalityId') ?? '';

  app.get('/', async (c) => {
    const gate = gateOf(c);
    const found = await read(c, async (scope) => {
      const cycles = await listCycles(scope);
      const asked = c.req.query('cycle');
      const cycle = asked === undefined ? cycles[0] : cycles.find((one) => one.id === asked);
      if (!cycle) return { cycle: undefined, none: cycles.length === 0 };
      return {
        cycle,
        cycles,
        sessions: await listSessions(scope, cycle.id),
        villages: await listVillages(scope),
        settings: await readSettings(scope),
        mine: await ownMeetings(scope),
      };
    });
    if (found.cycle === undefined) {
      return found.none ? show(c, <NoCyclePage municipalityId={municipality(c)} />) : missing(c);
    }
    return show(
      c,
      <SchedulePage municipalityId={municipality(c)} mayPlan={mayPlanMeetings(gate)} {...found} />,
    );
  });

  const planPage = async (
    c: C,
    kind: 'all' | 'one',
    cycleId?: string,
    problem?: Problem,
  ): Promise<VNode | Response> => {
    if (!mayPlanMeetings(gateOf(c))) return forbidden(c);
    const found = await read(c, async (scope) => {
      const cycle = await findCycle(scope, cycleId === '' ? undefined : cycleId);
      if (!cycle) return undefined;
      return {
        cycle,
        villages: await listVillages(scope),
        settings: await readSettings(scope),
        people: await listWorkingGroup(scope, cycle.workingGroupId, todayInBishkek(scope.now)),
      };
    });
    if (!found) return missing(c);
    const common = {
      municipalityId: municipality(c),
      ...found,
      ...(problem ? { values: problem.values, errors: problem.errors } : {}),
    };
    return kind === 'all' ? <PlanAllPage {...common} /> : <NewSessionPage {...common} />;
  };

  app.get('/plan', async (c) => respond(c, await planPage(c, 'all', c.req.query('cycle'))));
  app.post('/plan', async (c) => {
    const values = await formOf(c);
    const venues = Object.fromEntries(
      Object.keys(values).flatMap((name) =>
        name.startsWith('venue.') ? [[name.slice('venue.'.length), textOf(values, name)]] : [],
      ),
    );
    const input = {
      ...pick(values, ['cycleId', 'villageIds', 'largeVillageIds', 'facilitatorIds']),
      venues,
      days: readDays(textOf(values, 'days')),
    };
    return await perform(c, planAllSessions, input, {
      done: () =>
        `${needsPath(municipality(c))}?cycle=${textOf(values, 'cycleId')}&done=needs.done.sessions-planned`,
      refused: async (problem) => {
        // «days.3»: one field holds them all.
        const errors = Object.fromEntries(
          Object.entries(problem.errors).map(([field, message]) => [
            field.replace(/^days\.\d+$/, 'days'),
            message,
          ]),
        );
        return await planPage(c, 'all', textOf(values, 'cycleId'), { ...problem, errors });
      },
    });
  });

  const newPage = async (c: C) =>
    await planPage(c, 'one', textOf(await formOf(c), 'cycleId') || c.req.query('cycle'));
  app.get('/new', shows(newPage));
  const at = '/sessions/:sessionId';
  const room = '/m/:municipalityId/needs';
  const planned = `${room}/sessions/:id/schedule?done=needs.done.session-planned`;
  app.post('/sessions', posts(planSession, newPage, planned));
  const idOf = (c: C) => c.req.param('sessionId') ?? '';
  planPosts(app, { room, at, list: '', idOf }, sessionSteps, schedulePage);

  addRecordRoutes(app);
  addPaperRoutes(app);
  addImportRoutes(app);
  return app;
}

/** Day, place, people who lead, people who are asked to come. */
async function schedulePage(c: C) {
  const page = await sessionPage(c, async (scope, session) => {
    const cycle = await findCycle(scope, session.cycleId);
    return {
      group: await listWorkingGroup(scope, cycle?.workingGroupId ?? null, todayInBishkek(scope.now)),
      people: await people(scope, c.get('lang')),
      invitations: await listInvitations(scope, session.id),
    };
  });
  return page && <SessionSchedulePage {...page} />;
}

function respond(c: C, view: VNode | Response): Response {
  return view instanceof Response ? view : show(c, view);
}
