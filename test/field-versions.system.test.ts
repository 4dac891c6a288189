import path from 'node:path';
import type { Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receiveItems } from '../src/field/commands/receive-items.ts';
import { itemSchema, type ItemsRequest } from '../src/field/rules/items.ts';
import type { Upgrade } from '../src/field/rules/versions.ts';
import { connectDatabase, type Database } from '../src/platform/db/connect.ts';
import { FolderStore } from '../src/platform/files/folder-store.ts';
import { closeBrowser, type TestPage } from './app.ts';
import { gateFor } from './database.ts';
import {
  addPeople,
  addStickers,
  allSent,
  ky,
  openOffice,
  openOutbox,
  openPhone,
  outboxSums,
  received,
  take,
  type Office,
} from './field.ts';

// An app that was left behind by the office's server, or has run ahead of it. The server is the program's own code with
// another list of versions; everything else is as it is: the app, the line, the database.

let office: Office;
let db: Database;
let phone: TestPage;
beforeAll(async () => {
  office = await openOffice();
  db = await connectDatabase(office.app.databaseUrl, { migrate: false, poolSize: 2 });
  phone = await openPhone(office, 'facilitator');
}, 240_000);
afterAll(async () => {
  await closeBrowser();
  await db?.close();
  await office?.stop();
});

/** What each later version has changed about an item: a name, so that an item that was not upgraded is refused. */
const upgrades = new Map<number, Upgrade>(
  [0, 1, 2].map((later) => [itemSchema + later, (item) => ({ ...item, [`since${later}`]: true })]),
);

/** Lets a server of that version take in what is sent from now on. */
async function serverOf(current: number): Promise<void> {
  const [device] = await office.rows<{ id: string; municipality_id: string; account_id: string }>(
    `select id, municipality_id, account_id from field_device order by created_at desc limit 1`,
  );
  const gate = gateFor('facilitator', device!.municipality_id, { accountId: device!.account_id });
  const files = new FolderStore(path.join(office.app.folder, 'files'));
  await phone.context.route('**/field/api/items*', async (route: Route) => {
    const answer = await receiveItems(
      db,
      files,
      gate,
      { id: device!.id, clockOff: 0 },
      route.request().postDataJSON() as ItemsRequest,
      { via: 'network', now: new Date(), lang: 'ky', versions: { current, upgrades } },
    );
    await route.fulfill({ json: answer });
  });
}

test('an app of the version before sends to this server; renewed, it still reads and sends what it had kept', async () => {
  const { page, context } = phone;
  const meeting = await office.plan('facilitator');
  await take(page, meeting);
  // On the wire an app of then differs in this alone.
  await context.route('**/field/api/items*', async (route: Route) => {
    const request = route.request().postDataJSON() as ItemsRequest;
    const items = request.items.map(({ meetingId: sessionId, ...item }) => ({
      ...item,
      schema: 1,
      sessionId,
    }));
    await route.continue({ postData: { ...request, items } });
  });
  await addPeople(page, meeting, 'Асель Турдуева');
  await addStickers(page, meeting, 'Эски колдонмодон');
  await allSent(page);
  const first = await received(office, meeting);
  expect([first.names, first.texts]).toEqual([['Асель Турдуева'], ['Эски колдонмодон']]);
  expect(first.receipts.every(({ schema, state }) => schema === 1 && state === 'done')).toBe(true);
  await context.unrouteAll();

  await context.route('**/field/api/items*', async (route: Route) => await route.abort('connectionreset'));
  await addStickers(page, meeting, 'Жаңыртууга чейин');
  await openOutbox(page);
  await expect.poll(async () => (await outboxSums(page))[0] ?? 0, { timeout: 30_000 }).toBeGreaterThan(0);
  expect(await page.evaluate(markOutboxAsFirst)).toBeGreaterThan(0);
  await context.unrouteAll();
  await allSent(page);
  expect((await received(office, meeting)).texts.sort()).toEqual(['Жаңыртууга чейин', 'Эски колдонмодон']);
});

/** Writes the first version into the waiting rows, as the app of then did. Runs in the page; answers how many. */
async function markOutboxAsFirst(): Promise<number> {
  const of = async <T>(request: IDBRequest<T>) =>
    await new Promise<T>((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error ?? new Error('no database'));
    });
  let marked = 0;
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await of(indexedDB.open(name));
    if (db.objectStoreNames.contains('outbox')) {
      const store = db.transaction('outbox', 'readwrite').objectStore('outbox');
      const keys = await of(store.getAllKeys());
      for (const key of keys) {
        const row = (await of(store.get(key))) as { schema: number; state: string };
        if (row.state === 'done') continue;
        const own = store.keyPath === null ? [{ ...row, schema: 1 }, key] : [{ ...row, schema: 1 }];
        await of(store.put(...(own as [unknown, IDBValidKey?])));
        marked += 1;
      }
    }
    db.close();
  }
  return marked;
}

test.each([1, 2])('a server %d versions newer than the app takes everything', async (newer) => {
  const { page, context } = phone;
  const meeting = await office.plan('facilitator');
  await take(page, meeting);
  await serverOf(itemSchema + newer);
  await addPeople(page, meeting, 'Асель Турдуева');
  await addStickers(page, meeting, 'Эски колдонмодон');
  await allSent(page);
  await expect
    .poll(async () => (await received(office, meeting)).names, { timeout: 30_000 })
    .toEqual(['Асель Турдуева']);
  const { texts, receipts } = await received(office, meeting);
  expect(texts).toEqual(['Эски колдонмодон']);
  // The office knows which version the app had.
  expect(receipts.every(({ schema, state }) => schema === itemSchema && state === 'done')).toBe(true);
  await context.unrouteAll();
});

test.each([
  ['three versions newer', itemSchema + 3, 'field.core.refused.schema-too-old', 'error.schema-too-old'],
  ['one version older', itemSchema - 1, 'field.core.refused.schema-too-new', 'error.schema-too-new'],
])('a server %s: each item says why, nothing is lost', async (_name, current, ownWords, officeWords) => {
  const { page, context } = phone;
  const meeting = await office.plan('facilitator');
  await take(page, meeting);
  await serverOf(current);
  await addStickers(page, meeting, 'Жоголбойт');
  await openOutbox(page);
  await page
    .getByText(ky(ownWords), { exact: true })
    .or(page.getByText(ky(officeWords), { exact: true }))
    .first()
    .waitFor();
  expect((await received(office, meeting)).texts).toEqual([]);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: ky('field.core.outbox.save'), exact: true }).click();
  expect(await (await download).failure()).toBeNull();

  // The versions fit again: what was refused is sent again by a touch.
  await expect.poll(async () => (await outboxSums(page))[0], { timeout: 30_000 }).toBe(0);
  await context.unrouteAll();
  const all = page.getByRole('button', { name: ky('field.core.outbox.all-again') });
  const one = page.getByRole('button', { name: new RegExp(`^${ky('field.core.outbox.again')}`) });
  await all.or(one).first().click();
  await allSent(page);
  expect((await received(office, meeting)).texts).toEqual(['Жоголбойт']);
});
