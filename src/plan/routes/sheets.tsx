import type { Hono } from 'hono';
import { fileHeaders } from '../../platform/files/headers.ts';
import { filled, formPage, posts, refused, shows } from '../../platform/http/pages.ts';
import { takesFiles } from '../../platform/http/takes-files.ts';
import { files, gateOf, missing, perform, type C, type Web } from '../../platform/http/web.ts';
import { keepSheetPhoto } from '../commands/keep-sheet-photo.ts';
import { printSheets } from '../commands/print-sheets.ts';
import { typeCommentSheet } from '../commands/type-comment-sheet.ts';
import { sheetsOf } from '../data/sheets.ts';
import { mayChangePlan, mayWritePlan } from '../policy.ts';
import { itemsOf } from '../rules/plan.ts';
import { SheetPage, SheetsPage } from '../views/sheets.tsx';
import { at, ofPlan, room, to, withPlan } from './plan-of.ts';

const atSheet = `${at}/sheets/:number`;

/** Sheets of paper for members without a computer: printed with numbers, typed in, photographed. */
export function sheetPages(app: Hono<Web>): void {
  formPage(app, `${at}/sheets`, printSheets, sheetsPage, toPrinted, ofPlan);
  app.get(atSheet, shows(sheetPage));
  app.post(
    atSheet,
    posts(typeCommentSheet, sheetPage, `${room}/:id/items/:itemId?done=plan.done.sheet-typed`, ofPlan),
  );
  app.get(`${atSheet}/photo`, photo);
  app.post(`${atSheet}/photo`, takesFiles({ may: mayWritePlan }), keepPhoto);
}

const toPrinted = (value: unknown, c: C) =>
  filled(c, `${to('plan.done.sheets-numbered', '/sheets')}&kind=:kind&from=:from&to=:to`, value);

async function sheetsPage(c: C) {
  if (!mayWritePlan(gateOf(c))) return undefined;
  return await withPlan(c, async (scope, { plan }) => {
    const asked = (name: string) => c.req.query(name) ?? '';
    const printed =
      /^\d{1,6}$/.test(asked('from')) && /^\d{1,6}$/.test(asked('to'))
        ? {
            kind: asked('kind') === 'comment' ? ('comment' as const) : ('item' as const),
            from: Number(asked('from')),
            to: Number(asked('to')),
          }
        : undefined;
    return <SheetsPage plan={plan} sheets={await sheetsOf(scope, plan.id)} printed={printed} />;
  });
}

async function sheetPage(c: C) {
  if (!mayWritePlan(gateOf(c))) return undefined;
  return await withPlan(c, async (scope, { plan }) => {
    const number = c.req.param('number');
    const sheet = (await sheetsOf(scope, plan.id)).find((one) => String(one.number) === number);
    if (!sheet) return undefined;
    const item = itemsOf(plan).find((one) => one.id === sheet.itemId);
    return <SheetPage plan={plan} sheet={sheet} item={item} mayAdd={mayChangePlan(gateOf(c), plan)} />;
  });
}

async function keepPhoto(c: C): Promise<Response> {
  const [file] = (await files(c)).picture ?? [];
  const put =
    file && file.size > 0
      ? await c.get('services').files.put(Buffer.from(await file.arrayBuffer()), { accept: ['image'] })
      : undefined;
  if (!put?.ok) return await refused(c, sheetPage, { picture: c.get('page').t('plan.sheet-unreadable') });
  const input = { ...ofPlan(c), number: c.req.param('number') ?? '', photoId: put.file.id };
  return await perform(c, keepSheetPhoto, input, {
    done: () => filled(c, `${room}${at}/sheets/:number?done=plan.done.sheet-photo`, input),
    refused: async () => await Promise.resolve(missing(c)),
  });
}

async function photo(c: C): Promise<Response> {
  if (!mayWritePlan(gateOf(c))) return missing(c);
  const found = await withPlan(c, async (scope, { plan }) =>
    (await sheetsOf(scope, plan.id)).find((one) => String(one.number) === c.req.param('number')),
  );
  const stored = found?.photoId ? await c.get('services').files.get(found.photoId) : null;
  if (!stored) return missing(c);
  return c.body(
    new Uint8Array(await stored.bytes()),
    200,
    fileHeaders(stored.meta, {
      name: c.get('page').t('plan.field.sheet'),
      variant: 'original',
      size: stored.size,
    }),
  );
}
