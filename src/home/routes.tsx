import { Hono } from 'hono';
import { downloadPaper, paperFile, shownPaper } from '../acts/routes.tsx';
import { villagesOf } from '../territory/data.ts';
import type { MunicipalityScope } from '../platform/db/scope.ts';
import {
  act,
  download,
  formOf,
  gateOf,
  missing,
  read,
  show,
  todayOf,
  type C,
  type Problem,
  type Web,
} from '../platform/http/web.ts';
import { post } from '../platform/forms/post.ts';
import { translator } from '../platform/i18n/catalogues.ts';
import { LANGS } from '../platform/i18n/lang.ts';
import { writeCsv, writeXlsx, type TableValue } from '../platform/tables/write.ts';
import { readListQuery, sliceList } from '../platform/ui/list-query.ts';
import { addPlanItem } from '../cycle/commands/add-plan-item.ts';
import { answerReadiness } from '../cycle/commands/answer-readiness.ts';
import { editPlanItem } from '../cycle/commands/edit-plan-item.ts';
import { formWorkingGroup } from '../cycle/commands/form-working-group.ts';
import { makeWorkPlan } from '../cycle/commands/make-work-plan.ts';
import { nameResponsibleSpecialist } from '../cycle/commands/name-responsible-specialist.ts';
import { openCycle } from '../cycle/commands/open-cycle.ts';
import { openSessionsPhase } from './commands/open-sessions-phase.ts';
import { recordDecision } from '../cycle/commands/record-decision.ts';
import { removePlanItem } from '../cycle/commands/remove-plan-item.ts';
import {
  currentCycle,
  listCycles,
  listPersons,
  planItemById,
  type CycleRow,
  type WorkPlanItem,
} from '../cycle/data.ts';
import { readCycle, villageRows, type CycleState } from './data.ts';
import { paperNames, plainPaper, type PaperName } from './documents/papers.ts';
import { responsibleOf } from '../cycle/documents/work-plan.ts';
import { mayOpenCycle, mayOrganise, mayRecordDecision } from '../cycle/policy.ts';
import { stages } from '../cycle/schema.ts';
import { parties } from '../cycle/rules/activities.ts';
import { CyclePage, DecisionPage, OpenCyclePage, WorkingGroupPage, type Sent } from './views/cycle-page.tsx';
import { HomePage } from './views/home-page.tsx';
import { PaperPage, ProgrammesPage } from './views/paper-pages.tsx';
import { PlanItemPage, PlanPage } from './views/plan-pages.tsx';
import { MistakesPage, ReadinessPage } from './views/readiness-page.tsx';

function baseOf(c: C): string {
  return `/m/${gateOf(c).municipalityId ?? ''}`;
}

/** The cycle the page is about: `?year=`, else the newest. */
async function cycleOf(c: C, scope: MunicipalityScope): Promise<CycleRow | undefined> {
  const year = Number(c.req.query('year'));
  return await currentCycle(scope, Number.isInteger(year) && year > 0 ? year : undefined);
}

async function stateOf(c: C): Promise<CycleState | undefined> {
  return await read(c, async (scope) => {
    const found = await cycleOf(c, scope);
    return found && (await readCycle(scope, found));
  });
}

async function cycleIdOf(c: C): Promise<string> {
  const found = await read(c, async (scope) => await cycleOf(c, scope));
  return found?.id ?? '';
}

function nextYear(c: C): number {
  const [year = '', month = ''] = todayOf(c).split('-');
  // From September on the office prepares the next year.
  return Number(year) + (Number(month) >= 9 ? 1 : 0);
}

/** The staff home, mounted at `/m/:municipalityId`. */
export function homeRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', async (c) => {
    const today = todayOf(c);
    const { state, villages } = await read(c, async (scope) => {
      const found = await currentCycle(scope);
      const loaded = found && (await readCycle(scope, found));
      return { state: loaded, villages: await villageRows(scope, loaded?.sessions ?? [], today) };
    });
    return show(
      c,
      <HomePage
        base={baseOf(c)}
        today={today}
        state={state}
        villages={villages}
        nextYear={nextYear(c)}
        mayOpen={mayOpenCycle(gateOf(c))}
        mayOrganise={mayOrganise(gateOf(c))}
      />,
    );
  });
  return app;
}

/** Pages of the cycle, mounted at `/m/:municipalityId/cycle`. */
export function routes(): Hono<Web> {
  const app = new Hono<Web>();
  addCyclePages(app);
  addPlanPages(app);
  addReadinessPages(app);
  addPaperPages(app);
  return app;
}

async function cyclePage(c: C, problem?: Sent) {
  const gate = gateOf(c);
  const found = await read(c, async (scope) => {
    const row = await cycleOf(c, scope);
    return (
      row && {
        state: await readCycle(scope, row),
        cycles: await listCycles(scope),
        people: await listPersons(scope),
      }
    );
  });
  if (!found) return undefined;
  const may = { open: mayOpenCycle(gate), organise: mayOrganise(gate) };
  return <CyclePage base={baseOf(c)} {...found} may={may} problem={problem} />;
}

function addCyclePages(app: Hono<Web>): void {
  app.get('/', async (c) => {
    const page = await cyclePage(c);
    // Without a cycle the home page says what to do.
    return page ? show(c, page) : c.redirect(c.get('page').href(baseOf(c)), 303);
  });
  app.get('/new', (c) => {
    if (!mayOpenCycle(gateOf(c))) return missing(c);
    return show(c, <OpenCyclePage base={baseOf(c)} year={nextYear(c)} />);
  });
  app.post('/', async (c) => {
    const base = baseOf(c);
    return await act(c, openCycle, await formOf(c), {
      done: ({ year }) => `${base}/cycle?year=${year}&done=cycle.done.opened`,
      refused: (problem) => <OpenCyclePage base={base} year={nextYear(c)} problem={problem} />,
    });
  });

  const decision = async (c: C, problem?: Sent) => {
    const row = await read(c, async (scope) => await cycleOf(c, scope));
    if (!row) return undefined;
    const mayRecord = mayRecordDecision(gateOf(c));
    return (
      <DecisionPage base={baseOf(c)} cycle={row} today={todayOf(c)} mayRecord={mayRecord} problem={problem} />
    );
  };
  app.get('/decision', async (c) => {
    const page = await decision(c);
    return page ? show(c, page) : missing(c);
  });
  app.post('/decision', async (c) => {
    const input = { ...(await formOf(c)), cycleId: await cycleIdOf(c) };
    return await act(c, recordDecision, input, {
      done: () => `${baseOf(c)}/cycle?done=cycle.done.decided`,
      refused: async (problem) => (await decision(c, problem)) ?? missing(c),
    });
  });

  const group = async (c: C, problem?: Sent) => {
    const state = await stateOf(c);
    if (!state) return undefined;
    const { year } = state.cycle;
    const suggested = {
      ky: translator('ky')('cycle.group.suggested', { year }),
      ru: translator('ru')('cycle.group.suggested', { year }),
    };
    return (
      <WorkingGroupPage
        base={baseOf(c)}
        state={state}
        mayForm={mayOrganise(gateOf(c))}
        suggested={suggested}
        problem={problem}
      />
    );
  };
  app.get('/working-group', async (c) => {
    const page = await group(c);
    return page ? show(c, page) : missing(c);
  });
  app.post('/working-group', async (c) => {
    const input = { ...(await formOf(c)), cycleId: await cycleIdOf(c) };
    return await act(c, formWorkingGroup, input, {
      done: ({ id }) => `${baseOf(c)}/people/bodies/${id}?done=cycle.done.group`,
      refused: async (problem) => (await group(c, problem)) ?? missing(c),
    });
  });
  app.post('/specialist', async (c) => {
    const input = { ...(await formOf(c)), cycleId: await cycleIdOf(c) };
    return await act(c, nameResponsibleSpecialist, input, {
      done: () => `${baseOf(c)}/cycle?done=cycle.done.specialist`,
      refused: async (problem) => (await cyclePage(c, problem)) ?? missing(c),
    });
  });
  app.get('/mistakes', async (c) => {
    const state = await stateOf(c);
    return state ? show(c, <MistakesPage base={baseOf(c)} state={state} />) : missing(c);
  });
}

const planColumns = ['activity', 'stage', 'due'];

async function planPage(c: C, problem?: Sent) {
  const state = await stateOf(c);
  if (!state) return undefined;
  const { lang, t, fmt } = c.get('page');
  const query = readListQuery(new URL(c.req.url).searchParams, planColumns);
  const textOf = (item: WorkPlanItem) => (lang === 'ky' ? item.textKy : item.textRu);
  const slice = sliceList(state.plan, query, {
    text: (item) => [item.textKy, item.textRu, responsibleOf(item, t)].join(' '),
    order: {
      activity: (a, b) => fmt.compare(textOf(a), textOf(b)),
      stage: (a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage) || a.seq - b.seq,
      due: (a, b) => fmt.compare(a.dueOn ?? '9999', b.dueOn ?? '9999'),
    },
  });
  return (
    <PlanPage
      base={baseOf(c)}
      state={state}
      slice={slice}
      query={query}
      today={todayOf(c)}
      mayEdit={mayOrganise(gateOf(c))}
      problem={problem}
    />
  );
}

async function planTable(c: C): Promise<TableValue[][] | undefined> {
  const state = await stateOf(c);
  if (!state) return undefined;
  const { t } = c.get('page');
  const head = ['stage', 'textKy', 'textRu', 'starts', 'due', 'responsible', 'resultKy', 'resultRu', 'done'];
  return [
    ['№', ...head.map((key) => t(`cycle.plan.col.${key}`))],
    ...state.plan.map((item, index): TableValue[] => [
      index + 1,
      t(`cycle.stage.${item.stage}`),
      item.textKy,
      item.textRu,
      item.startsOn,
      item.dueOn,
      responsibleOf(item, t),
      item.resultKy,
      item.resultRu,
      t(item.done ? 'ui.yes' : 'ui.no'),
    ]),
  ];
}

/** A body of the model typed by its name in any language is kept as that body, so that papers name it in theirs. */
function namedParty(text: string): string {
  const found = parties.find((party) =>
    LANGS.some((lang) => translator(lang)(`cycle.party.${party}`) === text.trim()),
  );
  return found ? `party:${found}` : text;
}

/** What the form of a line cannot say: its cycle, and a party named in words as the plan names it. */
async function planSays(c: C) {
  const text = (await formOf(c)).responsibleText;
  return { cycleId: await cycleIdOf(c), responsibleText: namedParty(typeof text === 'string' ? text : '') };
}

/** Where a change of a line leads. */
function planChanged(c: C, done: string) {
  return {
    done: () => `${baseOf(c)}/cycle/plan?done=cycle.done.${done}`,
    refused: async (problem: Problem) => (await itemPage(c, problem)) ?? missing(c),
  };
}

async function itemPage(c: C, problem?: Sent) {
  const found = await read(c, async (scope) => {
    const itemId = c.req.param('itemId');
    const row = itemId === undefined ? { item: undefined } : { item: await planItemById(scope, itemId) };
    if (itemId !== undefined && !row.item) return undefined;
    const cycle = await cycleOf(c, scope);
    return cycle && { ...row, year: cycle.year, people: await listPersons(scope) };
  });
  return found && <PlanItemPage base={baseOf(c)} {...found} problem={problem} />;
}

function addPlanPages(app: Hono<Web>): void {
  app.get('/plan', async (c) => {
    const page = await planPage(c);
    return page ? show(c, page) : missing(c);
  });
  app.get('/plan.csv', async (c) => {
    const rows = await planTable(c);
    return rows ? download(c, writeCsv(rows), 'csv', c.get('page').t('cycle.plan.title')) : missing(c);
  });
  app.get('/plan.xlsx', async (c) => {
    const rows = await planTable(c);
    const name = c.get('page').t('cycle.plan.title');
    return rows ? download(c, await writeXlsx([{ name, rows }]), 'xlsx', name) : missing(c);
  });
  app.post('/plan', async (c) => {
    const input = { ...(await formOf(c)), cycleId: await cycleIdOf(c) };
    return await act(c, makeWorkPlan, input, {
      done: () => `${baseOf(c)}/cycle/plan?done=cycle.done.plan`,
      refused: async (problem) => (await planPage(c, problem)) ?? missing(c),
    });
  });
  app.get('/plan/new', async (c) => {
    const page = mayOrganise(gateOf(c)) ? await itemPage(c) : undefined;
    return page ? show(c, page) : missing(c);
  });
  app.post(
    '/plan/new',
    async (c) => await post(c, addPlanItem, planChanged(c, 'plan-saved'), await planSays(c)),
  );
  app.get('/plan/:itemId', async (c) => {
    const page = mayOrganise(gateOf(c)) ? await itemPage(c) : undefined;
    return page ? show(c, page) : missing(c);
  });
  app.post(
    '/plan/:itemId',
    async (c) => await post(c, editPlanItem, planChanged(c, 'plan-saved'), await planSays(c)),
  );
  app.post(
    '/plan/:itemId/remove',
    async (c) => await post(c, removePlanItem, planChanged(c, 'plan-removed')),
  );
}

function addReadinessPages(app: Hono<Web>): void {
  const page = async (c: C, form = '', problem?: Problem) => {
    const state = await stateOf(c);
    if (!state) return undefined;
    return (
      <ReadinessPage
        base={baseOf(c)}
        state={state}
        mayOrganise={mayOrganise(gateOf(c))}
        problem={problem && { ...problem, form }}
      />
    );
  };
  app.get('/readiness', async (c) => {
    const view = await page(c);
    return view ? show(c, view) : missing(c);
  });
  app.post('/readiness/open', async (c) => {
    const input = { ...(await formOf(c)), cycleId: await cycleIdOf(c) };
    return await act(c, openSessionsPhase, input, {
      done: () => `${baseOf(c)}?done=cycle.done.sessions-open`,
      refused: async (problem) => (await page(c, 'open', problem)) ?? missing(c),
    });
  });
  app.post('/readiness/:question', async (c) => {
    const question = c.req.param('question');
    const input = { ...(await formOf(c)), question, cycleId: await cycleIdOf(c) };
    return await act(c, answerReadiness, input, {
      done: () => `${baseOf(c)}/cycle/readiness?done=cycle.done.answered`,
      refused: async (problem) => (await page(c, question, problem)) ?? missing(c),
    });
  });
}

function isPaper(name: string): name is PaperName {
  return (paperNames as readonly string[]).includes(name);
}

function addPaperPages(app: Hono<Web>): void {
  const load = async (c: C, name: string, subjectId: string) => {
    if (!isPaper(name)) return undefined;
    return await read(c, async (scope) => {
      const row = await cycleOf(c, scope);
      const paper = row && (await plainPaper(scope, row, name, subjectId));
      return row && paper ? { paper, year: row.year } : undefined;
    });
  };
  app.get('/programmes', async (c) => {
    const found = await read(c, async (scope) => {
      const row = await cycleOf(c, scope);
      if (!row) return undefined;
      const { sessions } = await readCycle(scope, row);
      const villages = await villagesOf(scope, scope.municipalityId, todayOf(c), c.get('lang'));
      return { year: row.year, sessions, villages };
    });
    return found ? show(c, <ProgrammesPage base={baseOf(c)} {...found} />) : missing(c);
  });
  const page = async (c: C, name: string, subjectId: string) => {
    const found = await load(c, name, subjectId);
    if (!found) return missing(c);
    const path = [`${baseOf(c)}/cycle/papers/${name}`, subjectId].filter(Boolean).join('/');
    return show(c, <PaperPage base={baseOf(c)} {...found} path={path} shown={shownPaper(c)} name={name} />);
  };
  const file = async (c: C, name: string, subjectId: string, wanted: string) => {
    const found = await load(c, name, subjectId);
    if (!found) return missing(c);
    const language = wanted.startsWith('ru') ? 'ru' : 'ky';
    return await downloadPaper(c, found.paper, wanted, found.paper[language].title);
  };
  app.get(`/papers/:name/:file${paperFile}`, async (c) =>
    file(c, c.req.param('name'), '', c.req.param('file')),
  );
  app.get(`/papers/:name/:subjectId/:file${paperFile}`, async (c) =>
    file(c, c.req.param('name'), c.req.param('subjectId'), c.req.param('file')),
  );
  app.get('/papers/:name', async (c) => page(c, c.req.param('name'), ''));
  app.get('/papers/:name/:subjectId', async (c) => page(c, c.req.param('name'), c.req.param('subjectId')));
}
