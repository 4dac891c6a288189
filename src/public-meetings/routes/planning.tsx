import { willingForGroups } from '../../needs/focus/data/focus-groups.ts';
import { Hono } from 'hono';
import { listLocks } from '../../meetings/data/locks.ts';
import { listInvitations } from '../../meetings/data/people.ts';
import { mayPlanMeetings } from '../../meetings/policy.ts';
import { meetingPage, type Scope } from '../../meetings/routes/meeting-page.ts';
import { planPosts } from '../../meetings/routes/plan.ts';
import { people } from '../../people/data.ts';
import { russianNames } from '../../needs/sessions/data/problems.ts';
import { listWorkingGroup } from '../../needs/sessions/data/sessions.ts';
import { deliver, fileOf } from '../../needs/sessions/routes/session-papers.tsx';
import { NoCyclePage } from '../../needs/sessions/views/schedule.tsx';
import { textOf } from '../../platform/forms/rows.ts';
import { exportTable } from '../../platform/tables/export-table.ts';
import { formPage, posts, shows } from '../../platform/http/pages.ts';
import { forbidden, formOf, gateOf, missing, read, type C, type Web } from '../../platform/http/web.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { addPlanningEntry } from '../commands/add-planning-entry.ts';
import { changePlanningEntry } from '../commands/change-planning-entry.ts';
import { planPlanningMeeting } from '../commands/plan-planning-meeting.ts';
import { planningSteps, saveRecord } from '../commands/planning-steps.ts';
import { removePlanningEntry } from '../commands/remove-planning-entry.ts';
import {
  findPlanning,
  listPlanning,
  planningKind,
  planningTerm,
  problemTables,
  type PlanningItem,
} from '../data/planning.ts';
import { planningReport } from '../documents/planning-report.ts';
import {
  NewPlanningPage,
  planningColumns,
  PlanningFrame,
  PlanningListPage,
  planningPath,
  PlanningSchedulePage,
  type PlanningPageProps,
} from '../views/planning.tsx';
import {
  PlanningNotesPage,
  PlanningMeetingPage,
  PlanningProblemPage,
  PlanningProposalsPage,
} from '../views/planning-record.tsx';
import { questionsOf } from '../../decisions/data/questions.ts';
import { doorPages } from '../../decisions/routes/door-pages.tsx';
import { votePages } from '../../decisions/routes/vote-pages.tsx';
import { planningTitle } from '../data/meeting-title.ts';
import { recordPages } from '../../meetings/routes/record.tsx';
import { befellRoutes } from './befell.ts';
import { cycleById } from '../../cycle/data.ts';
import { cycleAsked } from '../../meetings/data/running-cycle.ts';
import { placeOnDay } from '../../territory/data.ts';

const room = '/m/:municipalityId/public-meetings/planning';
const at = '/:meetingId';
const idOf = (c: C) => c.req.param('meetingId') ?? '';
const ofMeeting = (c: C) => ({ id: idOf(c) });
const to = (message: string, rest = '') => `${room}${at}${rest}?done=${message}`;
const saved = 'meetings.done.saved';

/** Planning meetings, mounted at `/m/:municipalityId/public-meetings/planning`: list, plan, record, report. */
export function planningRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', shows(listPage));
  exportTable(app, '/export', async (c) => {
    const found = await meetingsOf(c);
    const { t } = c.get('page');
    const columns = planningColumns(c.get('page'));
    return {
      name: t('public-meetings.title'),
      list: { rows: found?.meetings ?? [], columns, words: 'public-meetings' },
    };
  });
  app.get('/new', shows(newPage));
  app.post(
    '/',
    posts(planPlanningMeeting, newPage, `${room}/:id/schedule?done=public-meetings.done.planned`),
  );

  app.get(at, shows(overview));
  planPosts(app, { room, at, list: '', idOf }, planningSteps, schedule);
  recordPages(app, { room, at, idOf }, planningKind, planningSteps, {
    load: async (c) => await pageOf(c, async (_, { people }) => await Promise.resolve({ people })),
    overview,
    frame: (page, frame, body) => (
      <PlanningFrame {...page} {...frame}>
        {body}
      </PlanningFrame>
    ),
    heads: ['women', 'men', 'deputies', 'executives', 'organisations'],
    saved,
  });
  for (const pages of [votePages, doorPages])
    pages<PlanningPageProps>(
      app,
      { room, at, idOf },
      {
        load: async (c) => await pageOf(c, async () => await Promise.resolve({})),
        frame: (page, frame, body) => (
          <PlanningFrame {...page} {...frame}>
            {body}
          </PlanningFrame>
        ),
        name: (c, { meeting }) => planningTitle(c.get('page'), meeting),
        rules: () => ['hearing', 'choice'],
        members: workingGroup,
      },
    );
  befellRoutes(app, { at, overview, done: to('public-meetings.done.befell') });
  formPage(app, `${at}/notes`, saveRecord, notes, to(saved), ofMeeting);
  app.get(`${at}/proposals`, shows(proposals));
  app.get(`${at}/problems/:problemId`, shows(problem));
  for (const [under, entries, page] of [
    ['/proposals', `${at}/entries`, proposals],
    ['/problems/:problemId', `${at}/problems/:problemId/entries`, problem],
  ] as const) {
    // The fragment puts the reader back to the field: write, Enter, write.
    const back = (place: string) => `${to(saved, under)}#${place}`;
    app.post(entries, posts(addPlanningEntry, page, back('add-:column'), ofMeeting));
    app.post(`${entries}/:entryId`, posts(changePlanningEntry, page, back('entry-:entryId'), ofMeeting));
    app.post(`${entries}/:entryId/remove`, posts(removePlanningEntry, page, back('add-:column'), ofMeeting));
  }
  app.get(`${at}/:file{report\\.(?:html|docx|pdf)}`, report);
  return app;
}

/** The cycle asked for, else the running one, with its meetings. */
async function meetingsOf(c: C) {
  const asked = textOf(await formOf(c), 'cycleId') || c.req.query('cycle');
  return await read(c, async (scope) => {
    const cycle = await cycleAsked(scope, asked);
    if (!cycle) return undefined;
    return {
      cycle,
      meetings: await listPlanning(scope, cycle.id),
      term: await planningTerm(scope, cycle.id),
    };
  });
}

async function listPage(c: C) {
  const found = await meetingsOf(c);
  if (found) return <PlanningListPage {...found} mayPlan={mayPlanMeetings(gateOf(c))} />;
  return c.req.query('cycle') ? undefined : (
    <NoCyclePage municipalityId={c.req.param('municipalityId') ?? ''} />
  );
}

async function newPage(c: C) {
  if (!mayPlanMeetings(gateOf(c))) return forbidden(c);
  const found = await meetingsOf(c);
  return found && <NewPlanningPage {...found} />;
}

const pageOf = async <T extends object>(c: C, more: (scope: Scope, meeting: PlanningItem) => Promise<T>) =>
  await meetingPage(c, idOf(c), findPlanning, more);

const withTables = async (c: C) =>
  await pageOf(c, async (scope, { cycleId }) => ({ tables: await problemTables(scope, cycleId) }));

async function overview(c: C) {
  const page = await pageOf(c, async (scope, { id, cycleId }) => ({
    tables: await problemTables(scope, cycleId),
    locks: await listLocks(scope, id),
    term: await planningTerm(scope, cycleId),
    questions: await questionsOf(scope, id),
  }));
  return page && <PlanningMeetingPage {...page} />;
}

/** A planning meeting has no body of its own: where members are called by name, they are the working group's. */
async function workingGroup(c: C, { meeting: { cycleId } }: { readonly meeting: PlanningItem }) {
  return await read(c, async (scope) => {
    const body = (await cycleById(scope, cycleId))?.workingGroupId ?? null;
    const members = await listWorkingGroup(scope, body, todayInBishkek(scope.now));
    return members.map(({ id: personId, fullName }) => ({ personId, fullName }));
  });
}

async function schedule(c: C) {
  const page = await pageOf(c, async (scope, { id, cycleId }) => ({
    term: await planningTerm(scope, cycleId),
    group: await listWorkingGroup(
      scope,
      (await cycleById(scope, cycleId))?.workingGroupId ?? null,
      todayInBishkek(scope.now),
    ),
    registered: await people(scope, c.get('lang')),
    invitations: await listInvitations(scope, id),
    willing: await willingForGroups(scope, cycleId),
  }));
  return page && <PlanningSchedulePage {...page} />;
}

/** A page of the record that only those who may write it have. */
const notes = async (c: C) => {
  const page = await withTables(c);
  return page && (page.mayRecord ? <PlanningNotesPage {...page} /> : forbidden(c));
};
const proposals = async (c: C) => {
  const page = await withTables(c);
  return page && (page.mayRecord ? <PlanningProposalsPage {...page} /> : forbidden(c));
};

async function problem(c: C) {
  const page = await withTables(c);
  const table = page?.tables.find((one) => one.problemId === c.req.param('problemId'));
  return page && table && <PlanningProblemPage {...page} table={table} />;
}

async function report(c: C) {
  const file = fileOf(c.req.param('file') ?? '', ['report']);
  const page = await pageOf(c, async (scope, { cycleId }) => ({
    tables: await problemTables(scope, cycleId),
    russian: await russianNames(scope, cycleId),
    municipality: (await placeOnDay(scope, todayInBishkek(scope.now))).municipality,
  }));
  if (!page || !file) return missing(c);
  const paper = planningReport(i18nFor(c.get('lang')), { ...page, author: gateOf(c).name, day: page.today });
  const path = planningPath(page.meeting);
  return await deliver(c, paper, file.format, { path: `${path}/report`, query: '', back: path });
}
