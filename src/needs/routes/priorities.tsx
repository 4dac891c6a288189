import { Hono } from 'hono';
import { isId } from '../../platform/db/id.ts';
import {
  act,
  type C,
  download,
  formOf,
  gateOf,
  missing,
  type Problem,
  read,
  show,
  type Web,
} from '../../platform/http/web.ts';
import { writeCsv, writeXlsx, type TableValue } from '../../platform/tables/write.ts';
import { readListQuery, sliceList } from '../../platform/ui/list-query.ts';
import { addMatcherTerm } from '../commands/add-matcher-term.ts';
import { createProblem } from '../commands/create-problem.ts';
import { editProblem } from '../commands/edit-problem.ts';
import { markCompetence } from '../commands/mark-competence.ts';
import { mergeProblems } from '../commands/merge-problems.ts';
import { publishMunicipalityPriorities } from '../commands/publish-municipality-priorities.ts';
import { publishVillagePriorities } from '../commands/publish-village-priorities.ts';
import { removeMatcherTerm } from '../commands/remove-matcher-term.ts';
import { undoMerge } from '../commands/undo-merge.ts';
import { withdrawPublication } from '../commands/withdraw-publication.ts';
import { glossaryOf, traceOf } from '../data/board.ts';
import { publicationHistory } from '../data/publications.ts';
import { cycleFacts, cycleYears, loadTally, placesOf, problemsOfCycle } from '../data/tally.ts';
import { mayGroup, mayMerge, mayPublishPriorities } from '../policy.ts';
import { priorityList, ruleNamed, warningsOf, whatIf } from '../rules/priorities.ts';
import { listPath, PrioritiesView, type PrioritiesViewProps } from '../views/priorities.tsx';
import { groupText, placeText } from '../views/labels.ts';
import {
  CatalogueView,
  GlossaryView,
  ProblemsView,
  ProblemView,
  type ProblemViewProps,
} from '../views/problems.tsx';
import { movesOf, textOf } from './board.tsx';
import { forgetPublicPages } from './public.tsx';

const yearOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{4}$/.test(text) ? Number(text) : undefined;

const roomOf = (c: C): string => `/m/${gateOf(c).municipalityId ?? ''}/needs`;

type PageProblem = PrioritiesViewProps['problem'];

/** Priorities, merges, what-if, problems, catalogue and glossary. Mounted at `/m/:municipalityId/needs`. */
export function priorityRoutes(): Hono<Web> {
  const app = new Hono<Web>();

  app.get('/priorities', async (c) => (await listPage(c, null)) ?? missing(c));
  app.get(
    '/villages/:villageId/priorities',
    async (c) => (await listPage(c, c.req.param('villageId'))) ?? missing(c),
  );
  for (const format of ['csv', 'xlsx'] as const) {
    app.get(`/priorities.${format}`, async (c) => await exportList(c, null, format));
    app.get(
      `/villages/:villageId/priorities.${format}`,
      async (c) => await exportList(c, c.req.param('villageId') ?? '', format),
    );
  }

  app.post('/priorities/publish', async (c) => await publish(c, null));
  app.post(
    '/villages/:villageId/priorities/publish',
    async (c) => await publish(c, c.req.param('villageId')),
  );

  app.post('/publications/:publicationId/withdraw', async (c) => {
    const fields = await formOf(c);
    const { villageId, year, at } = listOf(c, fields);
    return await act(
      c,
      withdrawPublication,
      { publicationId: c.req.param('publicationId'), reason: textOf(fields, 'reason') ?? '' },
      {
        done: () => {
          forgetPublicPages();
          return `${at}&done=needs.done.withdrawn`;
        },
        refused: async (problem) =>
          (await listPage(c, villageId, { form: 'other', ...problem }, year)) ?? missing(c),
      },
    );
  });

  app.post('/merges', async (c) => {
    const fields = await formOf(c);
    const { villageId, year, at } = listOf(c, fields);
    const cycle = await read(c, async (scope) => await cycleFacts(scope, year));
    if (!cycle) return missing(c);
    return await act(
      c,
      mergeProblems,
      {
        cycleId: cycle.id,
        villageId,
        fromProblemId: textOf(fields, 'fromProblemId'),
        intoProblemId: textOf(fields, 'intoProblemId'),
        reason: textOf(fields, 'reason') ?? '',
      },
      {
        done: () => `${at}&done=needs.done.merged`,
        refused: async (problem) =>
          (await listPage(c, villageId, { form: 'merge', ...problem }, year)) ?? missing(c),
      },
    );
  });

  app.post('/merges/:mergeId/undo', async (c) => {
    const fields = await formOf(c);
    const { villageId, year, at } = listOf(c, fields);
    return await act(
      c,
      undoMerge,
      { mergeId: c.req.param('mergeId'), reason: textOf(fields, 'reason') ?? '' },
      {
        done: () => `${at}&done=needs.done.merge-undone`,
        refused: async (problem) =>
          (await listPage(c, villageId, { form: 'other', ...problem }, year)) ?? missing(c),
      },
    );
  });

  app.get('/problems', async (c) => await problemsPage(c));
  app.get('/problems/:problemId', async (c) => (await problemPage(c)) ?? missing(c));

  app.post('/problems/:problemId', async (c) => {
    const fields = await formOf(c);
    const problemId = c.req.param('problemId');
    return await act(
      c,
      editProblem,
      {
        problemId,
        name: textOf(fields, 'name') ?? '',
        description: textOf(fields, 'description') ?? '',
        category: textOf(fields, 'category') || null,
      },
      {
        done: () => `${roomOf(c)}/problems/${problemId}?done=needs.done.saved`,
        refused: async (problem) => (await problemPage(c, { form: 'edit', ...problem })) ?? missing(c),
      },
    );
  });

  app.post('/problems/:problemId/competence', async (c) => {
    const fields = await formOf(c);
    const problemId = c.req.param('problemId');
    const matter = textOf(fields, 'localMatter') ?? '';
    return await act(
      c,
      markCompetence,
      {
        problemId,
        competence: textOf(fields, 'competence') || null,
        localMatter: /^\d{1,2}$/.test(matter) ? Number(matter) : null,
      },
      {
        done: () => `${roomOf(c)}/problems/${problemId}?done=needs.done.saved`,
        refused: async (problem) => (await problemPage(c, { form: 'competence', ...problem })) ?? missing(c),
      },
    );
  });

  app.post('/problems/:problemId/split', async (c) => {
    const fields = await formOf(c);
    const problemId = c.req.param('problemId');
    const cycleId = isId(problemId) ? await cycleOfProblem(c, problemId) : undefined;
    if (cycleId === undefined) return missing(c);
    return await act(
      c,
      createProblem,
      {
        cycleId,
        name: textOf(fields, 'name') ?? '',
        statements: movesOf(fields, 'pick'),
        reason: textOf(fields, 'reason'),
      },
      {
        done: ({ id }) => `${roomOf(c)}/problems/${id}?done=needs.done.split`,
        refused: async (problem) => (await problemPage(c, { form: 'split', ...problem })) ?? missing(c),
      },
    );
  });

  app.get('/catalogue', (c) => show(c, <CatalogueView municipalityId={gateOf(c).municipalityId ?? ''} />));
  app.get('/glossary', async (c) => await glossaryPage(c));
  app.post('/glossary', async (c) => {
    const fields = await formOf(c);
    return await act(
      c,
      addMatcherTerm,
      { ky: textOf(fields, 'ky') ?? '', ru: textOf(fields, 'ru') ?? '' },
      {
        done: () => `${roomOf(c)}/glossary?done=needs.done.term-added`,
        refused: async (problem) => await glossaryPage(c, problem),
      },
    );
  });
  app.post(
    '/glossary/:termId/remove',
    async (c) =>
      await act(
        c,
        removeMatcherTerm,
        { termId: c.req.param('termId') },
        {
          done: () => `${roomOf(c)}/glossary?done=needs.done.term-removed`,
          refused: async (problem) => await glossaryPage(c, problem),
        },
      ),
  );

  return app;
}

/** The list a form belongs to, and its page. */
function listOf(c: C, fields: Awaited<ReturnType<typeof formOf>>) {
  const list = textOf(fields, 'list') ?? '';
  const villageId = list === '' ? null : list;
  const year = yearOf(textOf(fields, 'year'));
  const page = listPath(
    gateOf(c).municipalityId ?? '',
    villageId !== null && isId(villageId) ? villageId : null,
  );
  return { villageId, year, at: `${page}?year=${year ?? ''}` };
}

async function loadList(c: C, villageId: string | null, wantedYear?: number) {
  if (villageId !== null && !isId(villageId)) return undefined;
  const gate = gateOf(c);
  const municipalityId = gate.municipalityId ?? '';
  const year = wantedYear ?? yearOf(c.req.query('year'));
  return await read(c, async (scope) => {
    const { municipality, villages } = await placesOf(scope);
    const village = villages.find((one) => one.id === villageId);
    if (villageId !== null && !village) return undefined;
    const cycle = await cycleFacts(scope, year);
    if (!cycle) return undefined;
    const tally = await loadTally(scope, cycle, villageId);
    const kind = villageId === null ? 'municipality-priorities' : 'village-priorities';
    const publications = await publicationHistory(scope, kind, villageId ?? municipalityId, cycle.year);
    return { municipality, villages, village, tally, publications, years: await cycleYears(scope) };
  });
}

async function listPage(
  c: C,
  villageId: string | null,
  problem?: PageProblem,
  year?: number,
): Promise<Response | undefined> {
  const found = await loadList(c, villageId, year);
  if (!found) return undefined;
  const { tally, village, villages } = found;
  const gate = gateOf(c);
  const input = { ...tally, list: villageId, rule: ruleNamed(c.req.query('rule')) };
  const list = priorityList(input);
  const first = c.req.query('first');
  const second = c.req.query('second');
  const asked =
    first === undefined || second === undefined
      ? undefined
      : { first, second, result: whatIf(input, first, second) };
  const warnings = warningsOf({
    sessions: tally.sessions,
    villageIds: village ? [village.id] : villages.map((one) => one.id),
    ageGroups: tally.ageGroups,
    problems: list.priorities.map((entry) => entry.problem),
  });
  return show(
    c,
    <PrioritiesView
      {...found}
      municipalityId={gate.municipalityId ?? ''}
      list={list}
      warnings={warnings}
      mayMerge={mayMerge(gate)}
      mayPublish={mayPublishPriorities(gate)}
      {...(village ? { village } : {})}
      {...(asked ? { asked } : {})}
      {...(problem ? { problem } : {})}
    />,
    problem ? 422 : 200,
  );
}

async function publish(c: C, villageId: string | null): Promise<Response> {
  const fields = await formOf(c);
  const year = yearOf(textOf(fields, 'year'));
  const common = { year, rule: textOf(fields, 'rule'), reason: textOf(fields, 'reason') };
  const options = {
    done: () => {
      forgetPublicPages();
      return `${listPath(gateOf(c).municipalityId ?? '', villageId)}?year=${year ?? ''}&done=needs.done.published`;
    },
    refused: async (problem: Problem) =>
      (await listPage(c, villageId, { form: 'publish', ...problem }, year)) ?? missing(c),
  };
  return villageId === null
    ? await act(c, publishMunicipalityPriorities, common, options)
    : await act(c, publishVillagePriorities, { ...common, villageId }, options);
}

async function exportList(c: C, villageId: string | null, format: 'csv' | 'xlsx'): Promise<Response> {
  const found = await loadList(c, villageId);
  if (!found) return missing(c);
  const { t, lang } = c.get('page');
  const i18n = c.get('page');
  const list = priorityList({ ...found.tally, list: villageId, rule: ruleNamed(c.req.query('rule')) });
  const partName = (id: string) => {
    if (villageId !== null) {
      const [age = '', sex = 'mixed'] = id.split('|');
      return groupText(i18n, age, sex);
    }
    const place = found.villages.find((one) => one.id === id);
    return place ? placeText(i18n, { ky: place.nameKy, ru: place.nameRu }) : id;
  };
  const rows: TableValue[][] = [
    [
      ...['rank', 'problem', 'votes', 'share', 'score', 'tied', 'competence', 'matter'].map((key) =>
        t(`needs.column.${key}`),
      ),
      ...list.groupIds.map(partName),
    ],
    ...list.priorities.map((entry) => [
      entry.rank,
      entry.problem.name,
      entry.votes,
      Math.round(entry.share * 1e6) / 1e6,
      Math.round(entry.score * 1e6) / 1e6,
      t(entry.tied ? 'ui.yes' : 'ui.no'),
      entry.problem.competence === null ? '' : t(`needs.competence.${entry.problem.competence}`),
      entry.problem.localMatter,
      ...list.groupIds.map((id) => entry.parts.get(id) ?? 0),
    ]),
  ];
  const place = found.village ?? found.municipality;
  const name = `${lang === 'ru' ? place.nameRu : place.nameKy} ${found.tally.cycle.year} ${t('needs.priorities.title')}`;
  return format === 'csv'
    ? download(c, writeCsv(rows), 'csv', name)
    : download(c, await writeXlsx([{ name: t('needs.priorities.title'), rows }]), 'xlsx', name);
}

async function problemsPage(c: C): Promise<Response> {
  const found = await read(c, async (scope) => {
    const cycle = await cycleFacts(scope, yearOf(c.req.query('year')));
    return cycle && { cycle, tally: await loadTally(scope, cycle, null) };
  });
  if (!found) return missing(c);
  const votes = new Map<string, number>();
  for (const session of found.tally.sessions)
    for (const [problem, count] of session.votes) votes.set(problem, (votes.get(problem) ?? 0) + count);
  const { fmt } = c.get('page');
  const rows = [...found.tally.problems.values()]
    .map((problem) => ({ ...problem, votes: votes.get(problem.id) ?? 0 }))
    .sort((a, b) => b.votes - a.votes || fmt.compare(a.name, b.name));
  const query = readListQuery(new URL(c.req.url).searchParams, ['name', 'votes']);
  const list = sliceList(rows, query, {
    text: (row) => row.name,
    order: { name: (a, b) => fmt.compare(a.name, b.name), votes: (a, b) => a.votes - b.votes },
  });
  return show(
    c,
    <ProblemsView
      municipalityId={gateOf(c).municipalityId ?? ''}
      cycle={found.cycle}
      list={list}
      query={query}
    />,
  );
}

async function cycleOfProblem(c: C, problemId: string): Promise<string | undefined> {
  return (await findProblem(c, problemId))?.cycle.id;
}

async function findProblem(c: C, problemId: string) {
  return await read(c, async (scope) => {
    // A municipality has a cycle a year: asking them from the newest costs one or two looks.
    for (let cycle = await cycleFacts(scope); cycle;) {
      const problem = (await problemsOfCycle(scope, cycle.id)).get(problemId);
      if (problem) {
        const { villages } = await placesOf(scope);
        return { cycle, problem, villages, trace: await traceOf(scope, [problemId]) };
      }
      cycle = await cycleFacts(scope, cycle.year, 'before');
    }
    return undefined;
  });
}

async function problemPage(c: C, failed?: ProblemViewProps['failed']): Promise<Response | undefined> {
  const problemId = c.req.param('problemId') ?? '';
  if (!isId(problemId)) return undefined;
  const found = await findProblem(c, problemId);
  if (!found) return undefined;
  const gate = gateOf(c);
  return show(
    c,
    <ProblemView
      municipalityId={gate.municipalityId ?? ''}
      {...found}
      mayEdit={mayGroup(gate)}
      {...(failed ? { failed } : {})}
    />,
    failed ? 422 : 200,
  );
}

async function glossaryPage(c: C, failed?: Problem): Promise<Response> {
  const { own } = await read(c, async (scope) => await glossaryOf(scope));
  const gate = gateOf(c);
  return show(
    c,
    <GlossaryView
      municipalityId={gate.municipalityId ?? ''}
      own={own}
      mayEdit={mayGroup(gate)}
      {...(failed ? { failed } : {})}
    />,
    failed ? 422 : 200,
  );
}
