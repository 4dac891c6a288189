import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBrowser } from './app.ts';
import { planHearing, speak } from './field-hearing.ts';
import { allSent, go, ky, lineReturns, openOffice, openPhone, take, unlock, type Office } from './field.ts';

// A public hearing on the smallest phone without a network: the line is cut before, in and after each step is sent, and
// at the end the office's page shows everything once.

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 240_000);
afterAll(async () => {
  await closeBrowser();
  await office?.stop();
});

const title = 'Мектепти жылытуу';

const spoken = async (id: string) =>
  await office.rows<{ text: string; slip: number | null; minutes: number | null }>(
    `select text, slip, minutes from speech where meeting_id = $1 order by number`,
    [id],
  );

const fits = async (page: Page) =>
  await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

test('a hearing held without a network arrives once, whatever is cut, killed or sent again', async () => {
  const { page: first, context, troubles } = await openPhone(office, 'facilitator');
  const meeting = await planHearing(office, {
    ...{ title, question: 'Көмүр сатып алынсынбы?', cards: [12, 13, 14] },
    points: ['Казандыктын абалы', 'Көмүрдүн баасы'],
  });
  await take(first, meeting);
  await first.getByText(title).first().waitFor();

  office.line.cut = 'before';
  await go(first, `/m/${meeting.id}/public-opening`);
  await first.getByLabel(ky('field.run.name'), { exact: true }).fill('Айнура Бекова');
  await first
    .locator('.run-adds')
    .getByRole('button', { name: ky('ui.sex.female') })
    .click();
  await first.locator('.run-people .kit-icon').first().click();
  // The form brings its first field to the fingers.
  await first.locator('.run-person-form input:focus').waitFor();
  await first.getByLabel(ky('decisions.field.card'), { exact: true }).fill('12');
  await first.getByRole('button', { name: ky('ui.done'), exact: true }).click();
  await first.getByText(ky('field.open.voters', { count: 1 })).waitFor();
  expect(await fits(first)).toBe(true);

  // With village and card as the one before, each further person is one tap.
  const register = first.locator('.run-register');
  await register.getByRole('button', { name: 'Ак-Жар', exact: true }).click();
  await register.getByLabel(ky('decisions.field.card'), { exact: true }).fill('13');
  for (const name of ['Бермет Токтоева', 'Мээрим Асанова']) {
    await first.getByLabel(ky('field.run.name'), { exact: true }).fill(name);
    await first
      .locator('.run-adds')
      .getByRole('button', { name: ky('ui.sex.female') })
      .click();
  }
  for (const number of [13, 14]) await first.getByText(ky('field.open.card-of', { number })).waitFor();
  expect(await register.getByLabel(ky('decisions.field.card'), { exact: true }).inputValue()).toBe('15');
  await first.getByText(ky('field.open.voters', { count: 3 })).waitFor();
  expect(await fits(first)).toBe(true);
  if (process.env.SHOTS) await first.screenshot({ path: `${process.env.SHOTS}/door.png`, fullPage: true });

  // The browser is killed; after the PIN everything stands.
  await first.close();
  const page = await context.newPage();
  await page.goto(`${office.line.url}/field#/m/${meeting.id}/public-opening`);
  await unlock(page);
  await page.getByText(ky('field.open.card-of', { number: 12 })).waitFor();

  office.line.cut = 'during';
  await go(page, `/m/${meeting.id}/public-agenda`);
  await page.getByLabel(ky('public-meetings.field.heard'), { exact: true }).first().fill('Казандык эскирген');
  await page
    .getByLabel(ky('public-meetings.field.decision'), { exact: true })
    .first()
    .fill('Маалымат кабыл алынды');
  expect(await fits(page)).toBe(true);

  office.line.cut = 'after';
  await go(page, `/m/${meeting.id}/public-speeches`);
  // Half a sentence stands after another way through the app.
  await page.getByLabel(ky('public-meetings.field.said'), { exact: true }).fill('Газга');
  await go(page, `/m/${meeting.id}/public-agenda`);
  await page.getByLabel(ky('public-meetings.field.heard'), { exact: true }).first().waitFor();
  await go(page, `/m/${meeting.id}/public-speeches`);
  await expect
    .poll(async () => await page.getByLabel(ky('public-meetings.field.said'), { exact: true }).inputValue())
    .toBe('Газга');
  // The clock of the speaker runs meanwhile, and the speech keeps its minute.
  await page
    .getByRole('button', { name: ky('field.run.clock.start'), exact: true })
    .last()
    .click();
  await page.getByText(ky('field.run.clock.left'), { exact: true }).first().waitFor();
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/speak.png`, fullPage: true });
  await speak(page, 'Газга өтөлү');
  await speak(page, 'Көмүр качан келет?', 7);
  expect(await fits(page)).toBe(true);
  // The office has taken it and its answer was lost.
  await expect.poll(async () => (await spoken(meeting.id)).length, { timeout: 60_000 }).toBe(2);

  await go(page, `/m/${meeting.id}/public-closing`);
  await page
    .getByRole('navigation', { name: ky('ui.steps.label') })
    .getByRole('button', { name: ky('field.open.finish') })
    .click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: ky('field.open.finish') })
    .click();
  await page.getByText(ky('field.run.finished-text')).first().waitFor();
  await lineReturns(office, page);
  await allSent(page);

  expect(await spoken(meeting.id)).toEqual([
    { text: 'Газга өтөлү', slip: null, minutes: 1 },
    { text: 'Көмүр качан келет?', slip: 7, minutes: null },
  ]);
  const [row] = await office.rows(
    `select m.finished_at is not null as finished, m.women, t.number as card, a.heard, a.decision
       from meeting m
       join participant p on p.meeting_id = m.id and p.full_name = 'Айнура Бекова'
       join vote_token t on t.participant_id = p.id
       join agenda_item a on a.meeting_id = m.id and a.position = 1
      where m.id = $1`,
    [meeting.id],
  );
  expect(row).toEqual({
    ...{ finished: true, women: 3, card: 12, heard: 'Казандык эскирген', decision: 'Маалымат кабыл алынды' },
  });
  // What residents' words became, as the office's own page shows them.
  const desk = await office.desk('ak-jar/chair');
  await desk.page.goto(`${office.app.url}/m/${desk.municipality}/public-meetings/${meeting.id}`);
  const shown = await desk.page.getByRole('main').innerText();
  for (const words of ['Газга өтөлү', 'Көмүр качан келет?']) expect(shown.split(words).length, words).toBe(2);
  expect(troubles).toEqual([]);
  await context.close();
});
