import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBrowser, type TestPage } from './app.ts';
import {
  addPeople,
  addStickers,
  allSent,
  openNote,
  openOffice,
  openPhone,
  received,
  take,
  unlock,
  type Office,
} from './field.ts';

// The worst stories of sync.apart.long.test.ts in a real browser: what was acknowledged is kept, whatever the office loses.

let office: Office;
let phone: TestPage;
beforeAll(async () => {
  office = await openOffice();
  phone = await openPhone(office, 'facilitator');
}, 240_000);
afterAll(async () => {
  await closeBrowser();
  await office?.stop();
});

test('an office restored from an old backup gets everything again', async () => {
  const { page } = phone;
  const meeting = await office.plan('facilitator');
  await take(page, meeting);
  await addPeople(page, meeting, 'Асель Турдуева');
  await addStickers(page, meeting, 'Көпүрө бузулган');
  await (await openNote(page, meeting)).fill('Кечээ жазылды.');
  await allSent(page, 90_000);
  // The backup is of before the meeting.
  for (const table of ['placement', 'statement']) {
    await office.rows(`delete from ${table} where session_id = $1`, [meeting.id]);
  }
  for (const table of ['field_receipt', 'field_document', 'participant']) {
    await office.rows(`delete from ${table} where meeting_id = $1`, [meeting.id]);
  }
  await office.rows(`delete from meeting_note where meeting_id = $1 and part = 'gallery'`, [meeting.id]);
  await office.rows(`insert into installation (key, value) values ('store', 'restored')`);

  await addStickers(page, meeting, 'Чырак жок');
  await allSent(page, 90_000);
  await expect
    .poll(async () => (await received(office, meeting)).texts, { timeout: 60_000 })
    .toEqual(['Көпүрө бузулган', 'Чырак жок']);
  await expect
    .poll(async () => (await received(office, meeting)).notes, { timeout: 60_000 })
    .toBe('Кечээ жазылды.');
  expect((await received(office, meeting)).names).toEqual(['Асель Турдуева']);
});

test('what is written while a request is on its way is sent, too', async () => {
  const { page, context } = phone;
  const meeting = await office.plan('facilitator');
  await take(page, meeting);
  office.line.cut = 'hangs';
  const asked = office.line.asked;
  const note = await openNote(page, meeting);
  await note.fill('Биринчи.');
  await expect.poll(() => office.line.asked, { timeout: 40_000 }).toBeGreaterThan(asked);
  await (await openNote(page, meeting)).fill('Биринчи. Экинчи.');
  await addPeople(page, meeting, 'Кенже Алиева');
  await context.setOffline(true);
  office.line.cut = undefined;
  await context.setOffline(false);
  await allSent(page, 90_000);
  await expect
    .poll(async () => (await received(office, meeting)).notes, { timeout: 60_000 })
    .toBe('Биринчи. Экинчи.');
  expect((await received(office, meeting)).names).toEqual(['Кенже Алиева']);
});

test('a phone that dies between the request and its answer sends once', async () => {
  const { context } = phone;
  const meeting = await office.plan('facilitator');
  await take(phone.page, meeting);
  office.line.cut = 'after';
  const cuts = office.line.cuts;
  await addStickers(phone.page, meeting, 'Суу жок');
  await expect.poll(() => office.line.cuts, { timeout: 40_000 }).toBeGreaterThan(cuts);
  await phone.page.close();
  office.line.cut = undefined;
  const page = await context.newPage();
  await page.goto(`${office.line.url}/field`);
  await unlock(page);
  await allSent(page, 90_000);
  expect((await received(office, meeting)).texts).toEqual(['Суу жок']);
});
