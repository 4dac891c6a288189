import type { Hono } from 'hono';
import type { VNode } from 'preact';
import { cycleById } from '../../cycle/data.ts';
import { personOptions } from '../../people/data.ts';
import { organisationOptions } from '../../people/data/organisations.ts';
import { fileHeaders } from '../../platform/files/headers.ts';
import { textOf } from '../../platform/forms/rows.ts';
import { again, filled, formPage, posts, refused, shows } from '../../platform/http/pages.ts';
import { takesFiles } from '../../platform/http/takes-files.ts';
import {
  files,
  formOf,
  gateOf,
  missing,
  perform,
  todayOf,
  type C,
  type Web,
} from '../../platform/http/web.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { Plan, PlanItem } from '../rules/plan.ts';
import { addComment } from '../commands/add-comment.ts';
import { addItem } from '../commands/add-item.ts';
import { dropItem } from '../commands/drop-item.ts';
import { keepSheet } from '../commands/keep-sheet.ts';
import { recordOutcome } from '../commands/record-outcome.ts';
import { removeItem } from '../commands/remove-item.ts';
import { saveIndicators } from '../commands/save-indicators.ts';
import { saveItem } from '../commands/save-item.ts';
import { saveMoney } from '../commands/save-money.ts';
import { saveSteps } from '../commands/save-steps.ts';
import { settleComment } from '../commands/settle-comment.ts';
import { withdrawCommitment } from '../commands/withdraw-commitment.ts';
import { planOfItem } from '../data/plan.ts';
import { commentsOf } from '../data/comments.ts';
import { sheetOf } from '../data/sheets.ts';
import { mayChangePlan, mayCommentPlan, maySeeSheets, mayWritePlan } from '../policy.ts';
import { EditItemPage, IndicatorsPage, MoneyPage, NewItemPage, StepsPage } from '../views/item-forms.tsx';
import { ItemPage } from '../views/item-page.tsx';
import { planPath } from '../views/words.ts';
import { at, atItem, room, to, toItem, withItem, withPlan } from './plan-of.ts';

const saved = 'needs.done.saved';

/** One item of a plan. */
export function itemPages(app: Hono<Web>): void {
  formPage(
    app,
    `${at}/tasks/:taskId/items/new`,
    addItem,
    newItemPage,
    `${room}/:id/items/:itemId?done=plan.done.item-added`,
  );
  app.get(atItem, shows(itemPage));
  formPage(app, `${atItem}/edit`, saveItem, editPage, toItem(saved));
  formPage(app, `${atItem}/steps`, saveSteps, stepsPage, toItem(saved));
  formPage(app, `${atItem}/indicators`, saveIndicators, indicatorsPage, toItem(saved));
  formPage(app, `${atItem}/money`, saveMoney, moneyPage, toItem(saved));
  app.post(`${atItem}/remove`, posts(removeItem, itemPage, to('plan.done.item-removed')));
  app.post(`${atItem}/drop`, posts(dropItem, itemPage, toItem('plan.done.dropped')));
  app.post(`${atItem}/outcome`, posts(recordOutcome, itemPage, toItem('plan.done.outcome')));
  app.post(`${atItem}/comments`, posts(addComment, itemPage, toItem('plan.done.said')));
  app.post(`${atItem}/comments/:commentId/settle`, posts(settleComment, itemPage, toItem(saved)));
  app.get(`${atItem}/commitments/:commitmentId/sheet`, sheet);
  app.post(`${atItem}/commitments/:commitmentId/sheet`, takesFiles({ may: mayWritePlan }), keepSheetOf);
  app.post(
    `${atItem}/commitments/:commitmentId/withdraw`,
    posts(withdrawCommitment, itemPage, toItem('plan.done.withdrawn')),
  );
}

async function itemPage(c: C) {
  return await withItem(c, async (scope, found) => {
    const { plan, problem, item } = found;
    const year = (await cycleById(scope, plan.cycleId))?.year ?? plan.fromYear;
    const list = problem.villageId === null ? '' : `/villages/${problem.villageId}`;
    return (
      <ItemPage
        {...found}
        carriedFrom={await formerItemPath(scope, item)}
        comments={await commentsOf(scope, item.id)}
        listPath={`/m/${scope.municipalityId}/needs${list}/priorities?year=${year}`}
        mayWrite={mayChangePlan(gateOf(c), plan)}
        mayComment={mayCommentPlan(gateOf(c))}
        seeSheets={maySeeSheets(gateOf(c))}
        today={todayOf(c)}
      />
    );
  });
}

/** Where the item stands that goes on here. */
async function formerItemPath(scope: MunicipalityScope, { carriedFromId }: PlanItem) {
  const former = carriedFromId === null ? undefined : await planOfItem(scope, carriedFromId);
  return former && `${planPath(`/m/${scope.municipalityId}/plan`, former.id)}/items/${carriedFromId}`;
}

async function newItemPage(c: C) {
  const taskId = c.req.param('taskId');
  return await withPlan(c, async (scope, { plan }) => {
    const task = plan.directions
      .flatMap((one) => one.problems)
      .flatMap((one) => one.tasks)
      .find((one) => one.id === taskId);
    if (!task || !mayChangePlan(gateOf(c), plan)) return undefined;
    const people = await personOptions(scope, c.get('page').lang);
    const sheet = /^\d{1,6}$/.exec(c.req.query('sheet') ?? '')?.[0];
    return <NewItemPage plan={plan} task={task} people={people} sheet={sheet} />;
  });
}

type OfItem = { readonly plan: Plan; readonly item: PlanItem };

/** A page of an item for those who may change it now. */
const forWriters =
  (view: (found: OfItem, c: C, scope: MunicipalityScope) => VNode | Promise<VNode>) =>
  async (c: C): Promise<VNode | undefined> =>
    await withItem(c, async (scope, found) =>
      mayChangePlan(gateOf(c), found.plan) ? await view(found, c, scope) : undefined,
    );

const editPage = forWriters(async (found, c, scope) => (
  <EditItemPage {...found} people={await personOptions(scope, c.get('page').lang)} />
));
const stepsPage = forWriters((found) => <StepsPage {...found} />);
const indicatorsPage = forWriters((found) => <IndicatorsPage {...found} />);
const moneyPage = forWriters(async (found, c, scope) => {
  const kept = new Set(found.item.commitments.flatMap(({ organisationId }) => organisationId ?? []));
  const options = { lang: c.get('page').lang, kept };
  return <MoneyPage {...found} organisations={await organisationOptions(scope, todayOf(c), options)} />;
});

/** The photographed sheet on which somebody signed. */
async function keepSheetOf(c: C): Promise<Response> {
  const [file] = (await files(c)).picture ?? [];
  const values = await formOf(c);
  const put =
    file && file.size > 0
      ? await c.get('services').files.put(Buffer.from(await file.arrayBuffer()), { accept: ['image'] })
      : undefined;
  if (!put?.ok) return await refused(c, itemPage, { picture: c.get('page').t('plan.sheet-unreadable') });
  const input = {
    commitmentId: c.req.param('commitmentId') ?? '',
    promisedOn: textOf(values, 'promisedOn'),
    sheetFileId: put.file.id,
  };
  return await perform(c, keepSheet, input, {
    done: () => filled(c, toItem('plan.done.sheet')),
    refused: again(c, itemPage),
  });
}

async function sheet(c: C): Promise<Response> {
  if (!maySeeSheets(gateOf(c))) return missing(c);
  const fileId = await withItem(
    c,
    async (scope, { item }) => await sheetOf(scope, item.id, c.req.param('commitmentId') ?? ''),
  );
  const stored = fileId ? await c.get('services').files.get(fileId) : null;
  if (!stored) return missing(c);
  return c.body(
    new Uint8Array(await stored.bytes()),
    200,
    fileHeaders(stored.meta, { name: c.get('page').t('plan.sheet'), variant: 'original', size: stored.size }),
  );
}
