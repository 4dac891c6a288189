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
import {
  assignFacilitators,
  cancelSession,
  changeSchedule,
  invitePeople,
  markInvited,
  restoreSession,
} from '../commands/session-steps.ts';
import { listCycles } from '../../../cycle/data.ts';
import { people } from '../../../people/data.ts';
import { ownMeetings } from '../../../meetings/data/hold.ts';
import { listInvitations } from '../../../meetings/data/people.ts';
import { findCycle, listSessions, listVillages, listWorkingGroup, readSettings } from '../data/sessions.ts';
import { mayPlanMeetings } from '../../../meetings/policy.ts';
import { readDays } from '../rules/schedule.ts';
import { NewSessionPage, PlanAllPage, SessionSchedulePage } from '../views/plan-sessions.tsx';
import { NoCyclePage, SchedulePage } from '../views/schedule.tsx';
import { needsPath, sessionPath } from '../views/session-frame.tsx';
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

  app.get('/new', async (c) => respond(c, await planPage(c, 'one', c.req.query('cycle'))));
  app.post('/sessions', async (c) => {
    const values = await formOf(c);
    const input = pick(values, [
      'cycleId',
      'villageId',
      'ageGroup',
      'sexMode',
      'part',
      'audience',
      'audienceReason',
      'plannedOn',
      'startsAt',
      'endsAt',
      'venue',
      'plannedPeople',
      'plannedWomen',
    ]);
    return await perform(c, planSession, input, {
      done: ({ id }) =>
        `${sessionPath({ municipalityId: municipality(c), id }, '/schedule')}?done=needs.done.session-planned`,
      refused: async (problem) => await planPage(c, 'one', textOf(values, 'cycleId'), problem),
    });
  });

  type ScheduleForm = 'schedule' | 'facilitators' | 'invite' | 'cancel';
  const schedulePage = async (c: C, form?: ScheduleForm, problem?: Problem): Promise<VNode | Response> => {
    const page = await sessionPage(c, async (scope, session) => {
      const cycle = await findCycle(scope, session.cycleId);
      return {
        group: await listWorkingGroup(scope, cycle?.workingGroupId ?? null, todayInBishkek(scope.now)),
        people: await people(scope, c.get('lang')),
        invitations: await listInvitations(scope, session.id),
      };
    });
    if (!page) return missing(c);
    // Somebody moved the session meanwhile: the message says so, and the form shows what stands now.
    const meanwhile = problem?.code === 'edited-meanwhile';
    return (
      <SessionSchedulePage
        {...page}
        form={form}
        {...(problem ? { values: meanwhile ? {} : problem.values, errors: problem.errors } : {})}
      />
    );
  };
  const at = '/sessions/:sessionId';
  const doneAt = (c: C, message: string) =>
    `${sessionPath({ municipalityId: municipality(c), id: c.req.param('sessionId') ?? '' }, '/schedule')}?done=needs.done.${message}`;

  app.get(`${at}/schedule`, async (c) => respond(c, await schedulePage(c)));
  app.post(`${at}/schedule`, async (c) => {
    const input = pick(await formOf(c), [
      'revision',
      'plannedOn',
      'startsAt',
      'endsAt',
      'venue',
      'plannedPeople',
      'plannedWomen',
    ]);
    return await perform(
      c,
      changeSchedule,
      { id: c.req.param('sessionId'), ...input },
      {
        done: () => doneAt(c, 'schedule-changed'),
        refused: async (problem) => await schedulePage(c, 'schedule', problem),
      },
    );
  });
  app.post(`${at}/facilitators`, async (c) => {
    const values = await formOf(c);
    const input = {
      id: c.req.param('sessionId'),
      facilitatorIds: [textOf(values, 'facilitatorIds'), textOf(values, 'secondFacilitatorId')].filter(
        (id) => id !== '',
      ),
      recorderIds: [textOf(values, 'recorderIds')].filter((id) => id !== ''),
    };
    return await perform(c, assignFacilitators, input, {
      done: () => doneAt(c, 'facilitators-assigned'),
      refused: async (problem) => await schedulePage(c, 'facilitators', problem),
    });
  });
  app.post(`${at}/invite`, async (c) => {
    const input = { id: c.req.param('sessionId'), ...pick(await formOf(c), ['personIds']) };
    return await perform(c, invitePeople, input, {
      done: () => doneAt(c, 'people-invited'),
      refused: async (problem) => await schedulePage(c, 'invite', problem),
    });
  });
  app.post(`${at}/invitations`, async (c) => {
    const input = { id: c.req.param('sessionId'), ...pick(await formOf(c), ['personIds', 'mark']) };
    return await perform(c, markInvited, input, {
      done: () => doneAt(c, 'invitation-marked'),
      refused: async (problem) => await schedulePage(c, 'invite', problem),
    });
  });
  app.post(`${at}/cancel`, async (c) => {
    const input = { id: c.req.param('sessionId'), reason: textOf(await formOf(c), 'reason') };
    return await perform(c, cancelSession, input, {
      done: () => `${needsPath(municipality(c))}?done=needs.done.session-cancelled`,
      refused: async (problem) => await schedulePage(c, 'cancel', problem),
    });
  });
  app.post(`${at}/restore`, async (c) => {
    return await perform(
      c,
      restoreSession,
      { id: c.req.param('sessionId') },
      {
        done: () => doneAt(c, 'session-restored'),
        refused: async (problem) => await schedulePage(c, 'schedule', problem),
      },
    );
  });

  addRecordRoutes(app);
  addPaperRoutes(app);
  addImportRoutes(app);
  return app;
}

function respond(c: C, view: VNode | Response): Response {
  return view instanceof Response ? view : show(c, view);
}
