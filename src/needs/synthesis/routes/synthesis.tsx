import { Hono } from 'hono';
import { cycleById } from '../../../cycle/data.ts';
import { isId } from '../../../platform/db/id.ts';
import { posts, shows } from '../../../platform/http/pages.ts';
import { gateOf, missing, read, todayOf, type C, type Web } from '../../../platform/http/web.ts';
import { i18nFor } from '../../../platform/i18n/i18n.ts';
import { exportTable } from '../../../platform/tables/export-table.ts';
import { placeOnDay } from '../../../territory/data.ts';
import { mayMerge } from '../../policy.ts';
import { cycleFacts } from '../../priorities/data/tally.ts';
import { russianNames } from '../../sessions/data/problems.ts';
import { deliver, fileOf } from '../../sessions/routes/session-papers.tsx';
import { NoCyclePage } from '../../sessions/views/schedule.tsx';
import { joinFocusLines } from '../commands/join-focus-lines.ts';
import { judgeProblem } from '../commands/judge-problem.ts';
import { undoFocusJoin } from '../commands/undo-focus-join.ts';
import { cycleOfProblem, synthesisOf } from '../data/synthesis.ts';
import { synthesisPaper } from '../documents/synthesis-paper.ts';
import { synthesisRows } from '../documents/synthesis-rows.ts';
import { ProblemSynthesisPage } from '../views/problem-synthesis.tsx';
import { SynthesisPage, synthesisPath } from '../views/synthesis.tsx';

const problemAt = '/synthesis/:problemId';
/** Back to the problem, with what was done; the fragment puts the reader back to the column. */
const to = (message: string) => `/m/:municipalityId/needs${problemAt}?done=needs.done.${message}`;

/** The focus groups' tables of all villages side by side, under `/m/:municipalityId/needs/synthesis`. */
export function synthesisRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/synthesis', shows(synthesisPage));
  exportTable(app, '/synthesis/lines', async (c) => {
    const page = c.get('page');
    const found = await synthesisAsked(c);
    return (
      found && {
        name: `${page.t('needs.synthesis.title')} ${found.cycle.year}`,
        title: page.t('needs.synthesis.title'),
        rows: synthesisRows(page, found.problems, found.russian),
      }
    );
  });
  app.get('/synthesis/:file{paper\\.(?:html|docx|pdf)}', paper);
  app.get(problemAt, shows(problemPage));
  app.post(`${problemAt}/joins`, posts(joinFocusLines, problemPage, `${to('joined-lines')}#:column`));
  app.post(`${problemAt}/joins/:joinId/undo`, posts(undoFocusJoin, problemPage, to('taken-apart')));
  app.post(`${problemAt}/verdict`, posts(judgeProblem, problemPage, to('judged')));
  return app;
}

async function synthesisAsked(c: C) {
  const asked = c.req.query('cycle');
  return await read(c, async (scope) => {
    // Lists of what was found are looked at long after the next cycle has begun.
    const cycle = await cycleById(scope, asked ?? (await cycleFacts(scope))?.id ?? '');
    return (
      cycle && {
        cycle,
        problems: await synthesisOf(scope, cycle.id),
        russian: await russianNames(scope, cycle.id),
      }
    );
  });
}

async function synthesisPage(c: C) {
  const municipalityId = c.req.param('municipalityId') ?? '';
  const found = await synthesisAsked(c);
  if (!found)
    return c.req.query('cycle') === undefined ? <NoCyclePage municipalityId={municipalityId} /> : undefined;
  return <SynthesisPage municipalityId={municipalityId} {...found} />;
}

async function problemPage(c: C) {
  const problemId = c.req.param('problemId') ?? '';
  if (!isId(problemId)) return undefined;
  return await read(c, async (scope) => {
    const cycle = await cycleOfProblem(scope, problemId);
    const problem = cycle && (await synthesisOf(scope, cycle.id)).find((one) => one.problemId === problemId);
    return (
      problem && (
        <ProblemSynthesisPage
          municipalityId={scope.municipalityId}
          cycle={cycle}
          problem={problem}
          mayJoin={mayMerge(gateOf(c))}
          russian={await russianNames(scope, cycle.id)}
        />
      )
    );
  });
}

async function paper(c: C): Promise<Response> {
  const file = fileOf(c.req.param('file') ?? '', ['paper']);
  const found = await synthesisAsked(c);
  if (!file || !found || found.problems.length === 0) return missing(c);
  const day = todayOf(c);
  const facts = await read(c, async (scope) => ({
    ...found,
    municipality: (await placeOnDay(scope, day)).municipality,
    author: gateOf(c).name,
    day,
  }));
  const made = synthesisPaper(i18nFor(c.get('lang')), facts);
  const municipalityId = c.req.param('municipalityId') ?? '';
  const query = `?cycle=${found.cycle.id}`;
  return await deliver(c, made, file.format, {
    path: synthesisPath(municipalityId, '/paper'),
    query,
    back: synthesisPath(municipalityId, query),
  });
}
