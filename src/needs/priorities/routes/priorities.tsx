import { labelOf } from '../../../platform/i18n/labels.ts';
import { Hono } from 'hono';
import { isId } from '../../../platform/db/id.ts';
import { filled, formPage, posts, shows } from '../../../platform/http/pages.ts';
import { type C, formOf, gateOf, read, type Web } from '../../../platform/http/web.ts';
import { listCycles } from '../../../cycle/data.ts';
import { exportTable } from '../../../platform/tables/export-table.ts';
import { addMatcherTerm } from '../commands/add-matcher-term.ts';
import { createProblem } from '../../sessions/commands/create-problem.ts';
import { editProblem } from '../commands/edit-problem.ts';
import { markCompetence } from '../commands/mark-competence.ts';
import { mergeProblems } from '../commands/merge-problems.ts';
import { publishMunicipalityPriorities } from '../commands/publish-municipality-priorities.ts';
import { publishVillagePriorities } from '../commands/publish-village-priorities.ts';
import { removeMatcherTerm } from '../commands/remove-matcher-term.ts';
import { undoMerge } from '../commands/undo-merge.ts';
import { withdrawPublication } from '../commands/withdraw-publication.ts';
import { glossaryOf, traceOf } from '../../sessions/data/board.ts';
import { addressesOf } from '../../../territory/data/addresses.ts';
import { pathIn } from '../data/published-list.ts';
import { publicationHistory } from '../data/publications.ts';
import { cycleFacts, cycleYears, loadTally, placesOf } from '../data/tally.ts';
import { problemsOfCycle } from '../../sessions/data/problems.ts';
import { mayGroup, mayMerge, mayPublishPriorities } from '../../policy.ts';
import { priorityList, ruleNamed, warningsOf, whatIf } from '../rules/priorities.ts';
import { listPath } from '../views/list-path.ts';
import { PrioritiesPage } from '../views/priorities.tsx';
import { groupText, placeText, problemText } from '../../views/labels.ts';
import { russianNamesOf } from '../../rules/catalogue.ts';
import { wouldPublish } from '../data/would-publish.ts';
import { nameInRussian } from '../commands/name-in-russian.ts';
import { russianField } from '../views/russian-names.tsx';
import {
  CataloguePage,
  GlossaryPage,
  problemColumns,
  ProblemsPage,
  ProblemPage,
} from '../views/problems.tsx';
import { textOf } from '../../../platform/forms/rows.ts';
import { readMoves } from '../../sessions/rules/moves.ts';
import { forgetPublicPages } from './public.tsx';

const yearOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{4}$/.test(text) ? Number(text) : undefined;

const room = '/m/:municipalityId/needs';

/** Priorities, merges, what-if, problems, catalogue and glossary. Mounted at `/m/:municipalityId/needs`. */
export function priorityRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  const village = '/villages/:villageId/priorities';
  for (const list of ['/priorities', village]) {
    app.get(list, shows(listPage));
    exportTable(app, list, listFile);
  }
  const published = listDone('published', forgetPublicPages);
  app.post('/priorities/publish', posts(publishMunicipalityPriorities, listPage, published));
  app.post(`${village}/publish`, posts(publishVillagePriorities, listPage, published));
  const withdrawn = listDone('withdrawn', forgetPublicPages);
  app.post('/publications/:publicationId/withdraw', posts(withdrawPublication, listPage, withdrawn));
  app.post('/merges', posts(mergeProblems, listPage, listDone('merged'), ofList));
  app.post('/merges/:mergeId/undo', posts(undoMerge, listPage, listDone('merge-undone')));
  app.post('/russian-names', posts(nameInRussian, listPage, listDone('russian-names'), givenNames));

  const saved = `${room}/problems/:problemId?done=needs.done.saved`;
  app.get('/problems', shows(problemsPage));
  formPage(app, '/problems/:problemId', editProblem, problemPage, saved);
  app.post('/problems/:problemId/competence', posts(markCompetence, problemPage, saved));
  const split = `${room}/problems/:id?done=needs.done.split`;
  app.post('/problems/:problemId/split', posts(createProblem, problemPage, split, picked));

  app.get(
    '/catalogue',
    shows(() => <CataloguePage />),
  );
  const terms = `${room}/glossary?done=needs.done`;
  formPage(app, '/glossary', addMatcherTerm, glossaryPage, `${terms}.term-added`);
  app.post('/glossary/:termId/remove', posts(removeMatcherTerm, glossaryPage, `${terms}.term-removed`));
  return app;
}

/** The list that the address or the form on it names; null is the municipality's. */
function asked(c: C): { villageId: string | null; year: number | undefined } {
  const sent = c.get('body')?.values ?? {};
  const villageId = c.req.param('villageId') ?? textOf(sent, 'list');
  return { villageId: villageId || null, year: yearOf(textOf(sent, 'year') || c.req.query('year')) };
}

const listDone = (done: string, first?: () => void) => (_: unknown, c: C) => {
  first?.();
  const { villageId, year } = asked(c);
  const path = listPath(filled(c, room), villageId !== null && isId(villageId) ? villageId : null);
  return `${path}?year=${year ?? ''}&done=needs.done.${done}`;
};

async function ofList(c: C) {
  const { villageId, year } = asked(c);
  const cycle = await read(c, async (scope) => await cycleFacts(scope, year));
  return { cycleId: cycle?.id ?? '', villageId };
}

/** The Russian names that were typed; fields left empty name nothing. */
async function givenNames(c: C) {
  const sent = await formOf(c);
  const names = Object.keys(sent)
    .filter((key) => key.startsWith(russianField))
    .map((key) => ({ problemId: key.slice(russianField.length), nameRu: textOf(sent, key) ?? '' }))
    .filter(({ nameRu }) => nameRu.trim() !== '');
  return { cycleId: textOf(sent, 'cycleId') ?? '', names };
}

/** The stickers that a part of a problem takes along. */
async function picked(c: C) {
  const problemId = c.req.param('problemId') ?? '';
  const cycle = isId(problemId) ? (await findProblem(c, problemId))?.cycle : undefined;
  return { cycleId: cycle?.id ?? '', statements: readMoves((await formOf(c)).pick) };
}

async function loadList(c: C) {
  const { villageId, year } = asked(c);
  if (villageId !== null && !isId(villageId)) return undefined;
  const municipalityId = gateOf(c).municipalityId ?? '';
  return await read(c, async (scope) => {
    const { municipality, villages } = await placesOf(scope);
    const village = villages.find((one) => one.id === villageId);
    if (villageId !== null && !village) return undefined;
    const cycle = await cycleFacts(scope, year);
    if (!cycle) return undefined;
    const tally = await loadTally(scope, cycle, villageId);
    const kind = villageId === null ? 'municipality-priorities' : 'village-priorities';
    const publications = await publicationHistory(scope, kind, villageId ?? municipalityId, cycle.year);
    const rule = ruleNamed(c.req.query('rule'));
    const told = mayPublishPriorities(gateOf(c))
      ? await wouldPublish(scope, { tally, municipality, villages, village, rule })
      : undefined;
    const book = await addressesOf(scope, [municipalityId]);
    const address = pathIn(book, municipalityId, cycle.year, village?.id);
    const years = await cycleYears(scope);
    return { municipality, villages, village, tally, publications, address, told, years };
  });
}

async function listPage(c: C) {
  const found = await loadList(c);
  if (!found) return undefined;
  const { tally, village, villages } = found;
  const gate = gateOf(c);
  const input = { ...tally, list: village?.id ?? null, rule: ruleNamed(c.req.query('rule')) };
  const list = priorityList(input);
  const first = c.req.query('first');
  const second = c.req.query('second');
  const tried =
    first === undefined || second === undefined
      ? undefined
      : { first, second, result: whatIf(input, first, second) };
  const warnings = warningsOf({
    sessions: tally.sessions,
    villageIds: village ? [village.id] : villages.map((one) => one.id),
    ageGroups: tally.ageGroups,
    problems: list.priorities.map((entry) => entry.problem),
  });
  return (
    <PrioritiesPage
      {...found}
      told={typeof found.told === 'object' ? found.told.snapshot : undefined}
      mayName={mayGroup(gate)}
      list={list}
      warnings={warnings}
      mayMerge={mayMerge(gate)}
      mayPublish={mayPublishPriorities(gate)}
      asked={tried}
    />
  );
}

async function listFile(c: C) {
  const found = await loadList(c);
  if (!found) return undefined;
  const villageId = found.village?.id ?? null;
  const { t, lang } = c.get('page');
  const i18n = c.get('page');
  const russian = russianNamesOf(found.tally.problems.values());
  const list = priorityList({ ...found.tally, list: villageId, rule: ruleNamed(c.req.query('rule')) });
  const partName = (id: string) => {
    if (villageId !== null) {
      const [age = '', sex = 'mixed'] = id.split('|');
      return groupText(i18n, age, sex);
    }
    const place = found.villages.find((one) => one.id === id);
    return place ? placeText(i18n, { ky: place.nameKy, ru: place.nameRu }) : id;
  };
  const rows = [
    [
      ...['rank', 'problem', 'votes', 'share', 'score', 'tied', 'competence', 'matter'].map((key) =>
        labelOf(t, 'needs.column', key),
      ),
      ...list.groupIds.map(partName),
    ],
    ...list.priorities.map((entry) => [
      entry.rank,
      problemText(i18n, entry.problem.name, russian),
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
  const title = t('needs.priorities.title');
  return {
    name: `${lang === 'ru' ? place.nameRu : place.nameKy} ${found.tally.cycle.year} ${title}`,
    title,
    rows,
  };
}

async function problemsPage(c: C) {
  const found = await read(c, async (scope) => {
    const cycle = await cycleFacts(scope, yearOf(c.req.query('year')));
    return cycle && { cycle, tally: await loadTally(scope, cycle, null) };
  });
  if (!found) return undefined;
  const votes = new Map<string, number>();
  for (const session of found.tally.sessions)
    for (const [problem, count] of session.votes) votes.set(problem, (votes.get(problem) ?? 0) + count);
  const { fmt } = c.get('page');
  const rows = [...found.tally.problems.values()]
    .map((problem) => ({ ...problem, votes: votes.get(problem.id) ?? 0 }))
    .sort((a, b) => b.votes - a.votes || fmt.compare(a.name, b.name));
  const list = { rows, columns: problemColumns(c.get('page')), words: 'needs.column' };
  return <ProblemsPage cycle={found.cycle} list={list} />;
}

async function findProblem(c: C, problemId: string) {
  return await read(c, async (scope) => {
    // A municipality has a cycle a year: asking them from the newest costs one or two looks.
    for (const cycle of await listCycles(scope)) {
      const problem = (await problemsOfCycle(scope, cycle.id)).get(problemId);
      if (problem) {
        const { villages } = await placesOf(scope);
        return { cycle, problem, villages, trace: await traceOf(scope, [problemId]) };
      }
    }
    return undefined;
  });
}

async function problemPage(c: C) {
  const problemId = c.req.param('problemId') ?? '';
  const found = isId(problemId) ? await findProblem(c, problemId) : undefined;
  return found && <ProblemPage {...found} mayEdit={mayGroup(gateOf(c))} />;
}

async function glossaryPage(c: C) {
  const { own } = await read(c, async (scope) => await glossaryOf(scope));
  return <GlossaryPage own={own} mayEdit={mayGroup(gateOf(c))} />;
}
