import type { Hono } from 'hono';
import { downloadPaper, paperFile, shownPaper } from '../../acts/routes.tsx';
import { shows } from '../../platform/http/pages.ts';
import { read, todayOf, type C, type Web } from '../../platform/http/web.ts';
import { villagesOf } from '../../territory/data.ts';
import { readCycle } from '../data.ts';
import { paperNames, plainPaper, type PaperName } from '../documents/papers.ts';
import { PaperPage, ProgrammesPage } from '../views/paper-pages.tsx';
import { cycleOf } from './cycle-of.ts';

/** Papers without a number, on the page and as files. */
export function paperPages(app: Hono<Web>): void {
  app.get('/programmes', shows(programmesPage));
  for (const path of ['/papers/:name', '/papers/:name/:subjectId']) {
    app.get(`${path}/:file${paperFile}`, shows(paperAsFile));
    app.get(path, shows(paperPage));
  }
}

async function programmesPage(c: C) {
  const found = await read(c, async (scope) => {
    const row = await cycleOf(c, scope);
    if (!row) return undefined;
    const { sessions } = await readCycle(scope, row);
    const villages = await villagesOf(scope, scope.municipalityId, todayOf(c), c.get('lang'));
    return { year: row.year, sessions, villages };
  });
  return found && <ProgrammesPage {...found} />;
}

const isPaper = (name: string): name is PaperName => (paperNames as readonly string[]).includes(name);

async function paperOf(c: C) {
  const name = c.req.param('name') ?? '';
  const subjectId = c.req.param('subjectId') ?? '';
  if (!isPaper(name)) return undefined;
  return await read(c, async (scope) => {
    const row = await cycleOf(c, scope);
    const paper = row && (await plainPaper(scope, row, name, subjectId));
    return row && paper ? { paper, name, subjectId, year: row.year } : undefined;
  });
}

async function paperPage(c: C) {
  const found = await paperOf(c);
  return found && <PaperPage {...found} shown={shownPaper(c)} />;
}

async function paperAsFile(c: C) {
  const found = await paperOf(c);
  const file = c.req.param('file') ?? '';
  return (
    found &&
    (await downloadPaper(c, found.paper, file, found.paper[file.startsWith('ru') ? 'ru' : 'ky'].title))
  );
}
