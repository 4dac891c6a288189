import { termAfter } from '../../../deadlines/data/term.ts';
import { readTimes } from '../../../deadlines/data/times.ts';
import { focusClock } from '../data/focus-clocks.ts';
import { meetingPage, type Scope } from '../../../meetings/routes/meeting-page.ts';
import { Hono } from 'hono';
import { renderDocx, renderPdf } from '../../../platform/documents/render.ts';
import {
  download,
  forbidden,
  formOf,
  gateOf,
  missing,
  read,
  type C,
  type Problem,
  type Web,
} from '../../../platform/http/web.ts';
import { todayInBishkek } from '../../../platform/i18n/calendar.ts';
import { i18nFor } from '../../../platform/i18n/i18n.ts';
import { writeCsv, writeXlsx, type TableValue } from '../../../platform/tables/write.ts';
import { changeFocusEntry } from '../commands/change-focus-entry.ts';
import { changeFocusGroup } from '../commands/change-focus-group.ts';
import { planFocusGroup } from '../commands/plan-focus-group.ts';
import { removeFocusEntry } from '../commands/remove-focus-entry.ts';
import {
  cancelFocusGroup,
  finishFocusGroup,
  focusSteps,
  restoreFocusGroup,
  saveFocusRecord,
} from '../commands/focus-steps.ts';
import { saveFocusTopic } from '../commands/save-focus-topic.ts';
import { ownMeetings } from '../../../meetings/data/hold.ts';
import { participantsOf, type Participant } from '../../../meetings/data/people.ts';
import {
  activeForFocus,
  findFocusGroup,
  lastSessions,
  listFocusEntries,
  listFocusGroups,
  placePriorities,
  type FocusItem,
} from '../data/focus-groups.ts';
import { russianNames } from '../../sessions/data/problems.ts';
import { listWorkingGroup } from '../../sessions/data/sessions.ts';
import { focusReport } from '../documents/focus-report.ts';
import { mayPlanMeetings } from '../../../meetings/policy.ts';
import { focusColumns, type FocusColumn } from '../rules/focus-record.ts';
import { FocusListPage, FocusPlacePage, FocusPlanPage, NewFocusPage } from '../views/focus-groups.tsx';
import { FocusProblemPage } from '../views/focus-problem.tsx';
import { FocusNotesPage, FocusGroupPage } from '../views/focus-record.tsx';
import { FocusFrame, focusPath, type FocusPageProps } from '../views/focus-frame.tsx';
import { NoCyclePage } from '../../sessions/views/schedule.tsx';
import { PaperPage } from '../../sessions/views/session-paper.tsx';
import { textOf } from '../../../platform/forms/rows.ts';
import { listLocks } from '../../../meetings/data/locks.ts';
import { again, filled, posts, formPage, shows } from '../../../platform/http/pages.ts';
import { post } from '../../../platform/forms/post.ts';
import { focusKind } from '../data/focus-kind.ts';
import { recordPages } from '../../../meetings/routes/record.tsx';
import { cycleById, type CycleRow } from '../../../cycle/data.ts';
import { cycleAsked } from '../../../meetings/data/running-cycle.ts';
import { placeOnDay, villagesOf } from '../../../territory/data.ts';

const root = '/m/:municipalityId/needs';
const at = '/focus/:focusId';
/** Where the reader goes then, with the message that says what was done. */
const to = (message: string, rest = '') => `${root}${at}${rest}?done=needs.done.focus-${message}`;

const idOf = (c: C) => c.req.param('focusId') ?? '';
const ofGroup = (c: C) => ({ id: idOf(c) });
const municipality = (c: C) => c.req.param('municipalityId') ?? '';

/** Focus groups of `/m/:municipalityId/needs/focus`: list, plan, record, report. */
export function focusRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/focus', shows(listPage));
  for (const format of ['csv', 'xlsx'] as const)
    app.get(`/focus.${format}`, async (c) => (await listAsFile(c, format)) ?? missing(c));
  app.get('/focus/new', shows(newPage));
  app.post('/focus', posts(planFocusGroup, newPage, `${root}/focus/:id?done=needs.done.focus-planned`));

  app.get(at, shows(overview));
  recordPages<FocusPageProps & { readonly people: readonly Participant[] }>(
    app,
    { room: root, at, idOf },
    focusKind,
    focusSteps,
    {
      load: async (c) =>
        await focusPage(c, async (scope, { id }) => ({ people: await participantsOf(scope, [id]) })),
      overview,
      frame: (page, frame, body) => (
        <FocusFrame {...page} {...frame}>
          {body}
        </FocusFrame>
      ),
      heads: ['women', 'men', 'deputies', 'executives', 'organisations'],
      saved: 'needs.done.focus-saved',
    },
  );
  app.post(`${at}/finish`, posts(finishFocusGroup, overview, to('finished'), ofGroup));
  const restored = `${root}${at}?done=meetings.done.restored`;
  app.post(`${at}/restore`, posts(restoreFocusGroup, overview, restored, ofGroup));
  formPage(app, `${at}/plan`, changeFocusGroup, planPage, to('changed'), ofGroup);
  const cancelled = `${root}/focus?done=meetings.done.cancelled`;
  app.post(`${at}/cancel`, posts(cancelFocusGroup, planPage, cancelled, ofGroup));

  formPage(app, `${at}/notes`, saveFocusRecord, notes, to('saved'), ofGroup);

  const inProblem = '/problems/:problemId';
  // The fragment puts the reader back to the line.
  const back = (message: string, place: string) => `${to(message, inProblem)}#${place}`;
  app.get(at + inProblem, shows(problemPage));
  app.post(at + inProblem, saveProblem);
  const entries = `${at}${inProblem}/entries`;
  const changed = back('line-changed', 'entry-:entryId');
  app.post(`${entries}/:entryId`, posts(changeFocusEntry, problemPage, changed, ofGroup));
  const removed = back('line-removed', 'add-:column');
  app.post(`${entries}/:entryId/remove`, posts(removeFocusEntry, problemPage, removed, ofGroup));

  app.get(`${at}/:file{report\\.(?:html|docx|pdf)}`, shows(report));
  return app;
}

async function listPage(c: C) {
  const asked = c.req.query('cycle');
  const found = await read(c, async (scope) => {
    const cycle = await cycleAsked(scope, asked);
    if (!cycle) return undefined;
    const groups = await listFocusGroups(scope, cycle.id);
    const taken = new Set(groups.filter((one) => one.state !== 'cancelled').map((one) => one.villageId));
    return {
      cycle,
      groups,
      waiting: (await placesOf(scope, cycle.id)).filter(({ village }) => !taken.has(village.unitId)),
      mine: await ownMeetings(scope),
      term: await termAfter(scope, 'focus-group', null),
      today: todayInBishkek(scope.now),
    };
  });
  if (!found) return asked === undefined ? <NoCyclePage municipalityId={municipality(c)} /> : undefined;
  const mayPlan = mayPlanMeetings(gateOf(c));
  return <FocusListPage municipalityId={municipality(c)} mayPlan={mayPlan} {...found} />;
}

async function listAsFile(c: C, format: 'csv' | 'xlsx') {
  const asked = c.req.query('cycle');
  const found = await read(c, async (scope) => {
    const cycle = await cycleAsked(scope, asked);
    return cycle && { cycle, groups: await listFocusGroups(scope, cycle.id) };
  });
  if (!found) return undefined;
  const rows = focusTable(c, found.groups);
  const title = c.get('page').t('ui.focus-groups');
  const name = `${title} ${found.cycle.year}`;
  return format === 'csv'
    ? download(c, writeCsv(rows, { bom: true }), 'csv', name)
    : download(c, await writeXlsx([{ name: title, rows }]), 'xlsx', name);
}

/** First the place, then its plan: problems and people depend on it. */
async function newPage(c: C) {
  if (!mayPlanMeetings(gateOf(c))) return forbidden(c);
  const sent = await formOf(c);
  const posted = sent['cycleId'] !== undefined;
  const place = posted ? textOf(sent, 'villageId') || 'all' : c.req.query('village');
  const cycleId = posted ? textOf(sent, 'cycleId') : c.req.query('cycle');
  const found = await read(c, async (scope) => {
    const cycle = await cycleAsked(scope, cycleId);
    if (!cycle) return undefined;
    const places = await placesOf(scope, cycle.id);
    const village = places.find((one) => one.village.unitId === place)?.village;
    const names = { cycle, municipality: (await placeOnDay(scope, todayInBishkek(scope.now))).municipality };
    if (place === undefined) {
      const taken = (await listFocusGroups(scope, cycle.id)).filter((one) => one.state !== 'cancelled');
      const has = (id: string) => taken.some((group) => group.villageId === id);
      return { ...names, places: places.map((one) => ({ ...one, has: has(one.village.unitId) })) };
    }
    if (!village && place !== 'all') return undefined;
    return { ...names, village, ...(await planFacts(scope, cycle, village?.unitId ?? null)) };
  });
  if (!found) return undefined;
  if ('places' in found) return <FocusPlacePage municipalityId={municipality(c)} {...found} />;
  return <NewFocusPage municipalityId={municipality(c)} {...found} />;
}

async function overview(c: C) {
  const page = await focusPage(c, async (scope, group) => ({
    entries: await listFocusEntries(scope, group.id),
    people: await participantsOf(scope, [group.id]),
    locks: await listLocks(scope, group.id),
  }));
  return page && <FocusGroupPage {...page} />;
}

async function planPage(c: C) {
  if (!mayPlanMeetings(gateOf(c))) return forbidden(c);
  const page = await focusPage(c, async (scope, group) => {
    const cycle = await cycleById(scope, group.cycleId);
    return { facts: cycle && (await planFacts(scope, cycle, group.villageId)) };
  });
  if (!page?.facts) return undefined;
  const { facts, ...frame } = page;
  return <FocusPlanPage {...frame} {...facts} />;
}

async function notes(c: C) {
  const page = await focusPage(c, async () => await Promise.resolve({}));
  return page && (page.mayRecord ? <FocusNotesPage {...page} /> : forbidden(c));
}

async function problemPage(c: C) {
  const page = await focusPage(c, async (scope, group) => ({
    topic: group.topics.find((one) => one.problemId === c.req.param('problemId')),
    entries: await listFocusEntries(scope, group.id),
  }));
  const topic = page?.topic;
  if (!topic) return undefined;
  const entries = page.entries.filter((entry) => entry.problemId === topic.problemId);
  return <FocusProblemPage {...page} topic={topic} entries={entries} />;
}

/** The page of a problem is one form: its description, and a new line for each column. Those left empty are not lines. */
async function saveProblem(c: C): Promise<Response> {
  const sent = await formOf(c);
  const pressed = textOf(sent, 'add');
  const columns = focusColumns.filter(
    (column) => column === pressed || textOf(sent, `${column}.text`).trim() !== '',
  );
  const lines = columns.map((column) => ({
    column,
    ...Object.fromEntries(
      ['text', 'likelihood', 'party', 'who', 'form'].map((name) => [name, textOf(sent, `${column}.${name}`)]),
    ),
  }));
  const place =
    columns[0] === undefined ? '' : `#add-${focusColumns.find((one) => one === pressed) ?? columns[0]}`;
  const done = () => filled(c, to(lines.length > 0 ? 'line-added' : 'saved', '/problems/:problemId')) + place;
  const refused = async (problem: Problem) =>
    await again(c, problemPage)({ ...problem, errors: errorsByColumn(problem.errors, columns) });
  return await post(c, saveFocusTopic, { done, refused }, { ...ofGroup(c), lines });
}

/** What is wrong in a new line stands beside the field of its column. */
const errorsByColumn = (errors: Problem['errors'], columns: readonly FocusColumn[]) =>
  Object.fromEntries(
    Object.entries(errors).map(([field, message]) => [
      field.replace(/^lines\.(\d+)\./, (_, index: string) => `${columns[Number(index)] ?? ''}.`),
      message,
    ]),
  );

async function report(c: C) {
  const page = await focusPage(c, async (scope, group) => ({
    municipality: (await placeOnDay(scope, todayInBishkek(scope.now))).municipality,
    entries: await listFocusEntries(scope, group.id),
    russian: await russianNames(scope, group.cycleId),
    people: await participantsOf(scope, [group.id]),
    day: todayInBishkek(scope.now),
  }));
  if (!page) return undefined;
  const paper = focusReport(i18nFor(c.get('lang')), {
    ...page,
    author: gateOf(c).name,
    seePeople: page.seeContacts,
  });
  const format = (c.req.param('file') ?? '').replace('report.', '');
  if (format === 'pdf') return download(c, await renderPdf(paper), 'pdf', `${paper.title} (${paper.lang})`);
  if (format === 'docx')
    return download(c, await renderDocx(paper), 'docx', `${paper.title} (${paper.lang})`);
  const crumbs = [
    { label: c.get('page').t('ui.back'), path: focusPath(page.group) },
    { label: c.get('page').t('needs.focus.report') },
  ];
  return <PaperPage paper={paper} path={focusPath(page.group, '/report')} query="" crumbs={crumbs} />;
}

/** What every page of a focus group needs; undefined when there is no such one here. */
async function focusPage<T extends object>(
  c: C,
  more: (scope: Scope, group: FocusItem) => Promise<T>,
): Promise<(FocusPageProps & T) | undefined> {
  const page = await meetingPage(c, idOf(c), findFocusGroup, more);
  return page && { ...page, group: page.meeting };
}

/** Villages with the day their last session was held and until when their focus group should be. */
async function placesOf(scope: Scope, cycleId: string) {
  const last = await lastSessions(scope, cycleId);
  const times = await readTimes(scope);
  return (await villagesOf(scope, scope.municipalityId, todayInBishkek(scope.now))).map((village) => {
    const lastSession = last.get(village.unitId) ?? null;
    const until = lastSession === null ? null : focusClock(times, lastSession).due;
    return { village, lastSession, until };
  });
}

/** What a plan chooses from: the priorities of the place, the working group, and who said they would come. */
async function planFacts(scope: Scope, cycle: CycleRow, villageId: string | null) {
  return {
    priorities: await placePriorities(scope, cycle, villageId),
    people: await listWorkingGroup(scope, cycle.workingGroupId, todayInBishkek(scope.now)),
    active: await activeForFocus(scope, cycle.id, villageId),
  };
}

function focusTable(c: C, groups: readonly FocusItem[]): TableValue[][] {
  const { t, lang } = c.get('page');
  return [
    [
      t('ui.field.village'),
      t('needs.focus.planned-on'),
      t('ui.field.heldOn'),
      t('ui.field.place'),
      t('ui.field.people'),
      t('ui.field.women'),
      t('meetings.col.deputies'),
      t('meetings.col.executives'),
      t('needs.focus.topics'),
      t('needs.focus.lines'),
      t('needs.focus.candidates'),
      t('ui.field.state'),
    ],
    ...groups.map((one) => [
      lang === 'ru' ? one.place.nameRu : one.place.nameKy,
      one.plannedOn,
      one.heldOn,
      one.heldVenue ?? one.venue,
      one.sums.people,
      one.sums.women,
      one.sums.deputies,
      one.sums.executives,
      one.topics.length,
      one.topics.reduce((sum, topic) => sum + topic.entries, 0),
      one.candidates,
      t(`meetings.state.${one.state}`),
    ]),
  ];
}
