import { Hono } from 'hono';
import { answerReadiness } from '../cycle/commands/answer-readiness.ts';
import { formWorkingGroup } from '../cycle/commands/form-working-group.ts';
import { nameResponsibleSpecialist } from '../cycle/commands/name-responsible-specialist.ts';
import { openCycle } from '../cycle/commands/open-cycle.ts';
import { recordDecision } from '../cycle/commands/record-decision.ts';
import { removeCycle } from '../cycle/commands/remove-cycle.ts';
import { listCycles } from '../cycle/data.ts';
import { mayOpenCycle, mayOrganise, mayRecordDecision } from '../cycle/policy.ts';
import { agendaOf, type ClockSources } from '../deadlines/data/agenda.ts';
import { partOf } from '../deadlines/rules/agenda.ts';
import { ownMeetings } from '../meetings/data/hold.ts';
import { people } from '../people/data.ts';
import { filled, formPage, posts, shows } from '../platform/http/pages.ts';
import { gateOf, read, todayOf, type C, type Web } from '../platform/http/web.ts';
import { translator } from '../platform/i18n/catalogues.ts';
import { openSessionsPhase } from './commands/open-sessions-phase.ts';
import { readCycle, villageRows } from './data.ts';
import { tracksOf } from './data/stages.ts';
import { cycleOf, cyclePath, inYear, ofCycle, stateOf } from './routes/cycle-of.ts';
import { paperPages } from './routes/papers.tsx';
import { stagePages } from './routes/stages.tsx';
import { workPlanPages } from './routes/work-plan.tsx';
import { nextStep } from './rules/next-step.ts';
import { CyclePage, DecisionPage, OpenCyclePage, WorkingGroupPage } from './views/cycle-page.tsx';
import { HomePage, stepPath } from './views/home-page.tsx';
import { MistakesPage, ReadinessPage } from './views/readiness-page.tsx';

const home = '/m/:municipalityId';

/** The staff home, mounted at `/m/:municipalityId`. */
export function homeRoutes(sources: ClockSources): Hono<Web> {
  const app = new Hono<Web>();
  app.get(
    '/',
    shows(async (c) => await homePage(c, sources)),
  );
  return app;
}

/** Pages of the cycle, mounted at `/m/:municipalityId/cycle`. */
export function routes(): Hono<Web> {
  const app = new Hono<Web>();
  const done = `${cyclePath}?done=cycle.done`;
  app.get('/', shows(cyclePage));
  app.get('/new', shows(openPage));
  app.post('/', posts(openCycle, openPage, `${cyclePath}?year=:year&done=cycle.done.opened`));
  app.post('/remove', posts(removeCycle, cyclePage, `${home}?done=cycle.done.removed`, ofCycle));
  formPage(app, '/decision', recordDecision, decisionPage, inYear(`${done}.decided`), ofCycle);
  const group = `${home}/people/bodies/:id?done=cycle.done.group`;
  formPage(app, '/working-group', formWorkingGroup, groupPage, group, ofCycle);
  app.post('/specialist', posts(nameResponsibleSpecialist, cyclePage, inYear(`${done}.specialist`), ofCycle));
  app.get('/mistakes', shows(mistakesPage));
  stagePages(app);
  workPlanPages(app);
  app.get('/readiness', shows(readinessPage));
  const opened = `${home}?done=cycle.done.sessions-open`;
  app.post('/readiness/open', posts(openSessionsPhase, readinessPage, inYear(opened), ofCycle));
  const answered = `${cyclePath}/readiness?done=cycle.done.answered`;
  app.post('/readiness/:question', posts(answerReadiness, readinessPage, inYear(answered), ofCycle));
  paperPages(app);
  return app;
}

/** From September on the office prepares the next year. */
function nextYear(c: C): number {
  const [year = '', month = ''] = todayOf(c).split('-');
  return Number(year) + (Number(month) >= 9 ? 1 : 0);
}

async function homePage(c: C, sources: ClockSources) {
  const today = todayOf(c);
  const page = await read(c, async (scope) => {
    const found = await cycleOf(c, scope);
    const state = found && (await readCycle(scope, found));
    const villages = await villageRows(scope, state?.sessions ?? [], today);
    const due = (await agendaOf(scope, sources, c.get('lang'))).filter(
      (one) => partOf(one, today) !== 'later',
    );
    const cycles = await listCycles(scope);
    return {
      state,
      villages,
      cycles,
      tracks: await tracksOf(scope, cycles),
      mine: await ownMeetings(scope),
      due,
    };
  });
  const gate = gateOf(c);
  const may = { mayOpen: mayOpenCycle(gate), mayOrganise: mayOrganise(gate) };
  return <HomePage {...page} {...may} today={today} nextYear={nextYear(c)} />;
}

/**
 * Without a cycle the home page says what to do. `?next=yes` leads to the one next step, from rooms that do not know
 * the steps of a cycle.
 */
async function cyclePage(c: C) {
  const gate = gateOf(c);
  const found = await read(c, async (scope) => {
    const row = await cycleOf(c, scope);
    if (!row) return undefined;
    const state = await readCycle(scope, row);
    return { state, cycles: await listCycles(scope), people: await people(scope, c.get('lang')) };
  });
  const base = `/m/${gate.municipalityId ?? ''}`;
  const to = c.get('page').href;
  if (!found) return c.redirect(to(base), 303);
  const { state } = found;
  if (c.req.query('next') === 'yes') return c.redirect(to(stepPath(nextStep(state.steps), base, state)), 303);
  return <CyclePage {...found} may={{ open: mayOpenCycle(gate), organise: mayOrganise(gate) }} />;
}

async function openPage(c: C) {
  if (!mayOpenCycle(gateOf(c))) return undefined;
  const taken = new Set((await read(c, listCycles)).map((one) => one.year));
  let year = nextYear(c);
  while (taken.has(year)) year += 1;
  return <OpenCyclePage year={year} />;
}

async function decisionPage(c: C) {
  const row = await read(c, async (scope) => await cycleOf(c, scope));
  return row && <DecisionPage cycle={row} today={todayOf(c)} mayRecord={mayRecordDecision(gateOf(c))} />;
}

async function groupPage(c: C) {
  const state = await stateOf(c);
  if (!state) return undefined;
  // The group that is there has a page of its own.
  if (state.group && c.req.method === 'GET')
    return c.redirect(c.get('page').href(filled(c, `${home}/people/bodies/${state.group.id}`)), 303);
  const suggested = (lang: 'ky' | 'ru') =>
    translator(lang)('cycle.group.suggested', { year: state.cycle.year });
  const names = { nameKy: suggested('ky'), nameRu: suggested('ru') };
  return <WorkingGroupPage state={state} mayForm={mayOrganise(gateOf(c))} suggested={names} />;
}

async function mistakesPage(c: C) {
  const state = await stateOf(c);
  return state && <MistakesPage state={state} />;
}

async function readinessPage(c: C) {
  const state = await stateOf(c);
  return state && <ReadinessPage state={state} mayOrganise={mayOrganise(gateOf(c))} />;
}
