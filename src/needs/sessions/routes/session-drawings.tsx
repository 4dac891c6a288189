import { Hono } from 'hono';
import { factsOf } from '../../../platform/forms/field.ts';
import { rowsOf, textOf } from '../../../platform/forms/rows.ts';
import { again, posts, shows, type Page } from '../../../platform/http/pages.ts';
import { formOf, show, type C, type Web } from '../../../platform/http/web.ts';
import { saveBudgetGuess } from '../commands/save-budget-guess.ts';
import { saveInstitutions } from '../commands/save-institutions.ts';
import { listInstitutionLinks } from '../data/institution-links.ts';
import { knownBudget } from '../data/known-expenses.ts';
import { listGuesses, listInstitutions } from '../data/sessions.ts';
import { isUsualExpense } from '../rules/pie.ts';
import { BudgetPage } from '../views/budget-page.tsx';
import { InstitutionsPage } from '../views/institutions-page.tsx';
import { ofSession, sessionPage } from './session-form.ts';

const at = '/sessions/:sessionId';
const done = (step: string, message: string) =>
  `/m/:municipalityId/needs/sessions/:id/${step}?done=needs.done.${message}`;

/** What a session drew beside the map: the institutions, and the pie of the budget. */
export function drawingRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get(`${at}/institutions`, shows(institutionsPage));
  app.post(`${at}/institutions`, async (c) =>
    textOf(await formOf(c), 'more') === ''
      ? await posts(saveInstitutions, institutionsPage, done('budget', 'institutions-saved'), ofSession)(c)
      : await oneMore(c, institutionsPage),
  );
  app.get(`${at}/budget`, shows(budgetPage));
  app.post(`${at}/budget`, async (c) => {
    if (textOf(await formOf(c), 'more') !== '') return await oneMore(c, budgetPage);
    const rows = await slicesSent(c);
    const saved = done('stickers', rows.length === 0 ? 'budget-empty' : 'budget-saved');
    return await posts(saveBudgetGuess, budgetPage, saved, (of) => ({ ...ofSession(of), rows }))(c);
  });
  return app;
}

async function institutionsPage(c: C) {
  const page = await sessionPage(c, async (scope, { id }) => ({
    institutions: await listInstitutions(scope, id),
    links: await listInstitutionLinks(scope, id),
  }));
  return page && <InstitutionsPage {...page} />;
}

async function budgetPage(c: C) {
  const page = await sessionPage(c, async (scope, { id, cycleId }) => ({
    guesses: await listGuesses(scope, id),
    known: await knownBudget(scope, cycleId),
  }));
  return page && <BudgetPage {...page} />;
}

/** The form as it was typed, for one more row: nothing is saved and nothing is wrong. */
async function oneMore(c: C, page: Page): Promise<Response> {
  const values = await formOf(c);
  const view = await again(c, page)({ code: 'one-more', message: '', errors: {}, values, params: {} });
  return view instanceof Response ? view : show(c, view);
}

/** The slices; what was chosen from the list is its name, unless the group called it otherwise. */
async function slicesSent(c: C) {
  const { t } = c.get('page');
  const { rows } = rowsOf(await formOf(c), 'rows', factsOf(saveBudgetGuess.input.shape.rows)!);
  return rows.map((row) => {
    const key = textOf(row, 'key');
    return textOf(row, 'name').trim() === '' && isUsualExpense(key)
      ? { ...row, name: t(`needs.expense.${key}`) }
      : row;
  });
}
