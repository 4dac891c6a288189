import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBrowser } from './app.ts';
import { countHands, planHearing } from './field-hearing.ts';
import { allSent, go, ky, lineReturns, openOffice, openPhone, take, unlock, type Office } from './field.ts';

// Two people count raised hands on the smallest phone without a network; the browser is killed between them.

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 240_000);
afterAll(async () => {
  await closeBrowser();
  await office?.stop();
});

const asked = 'Бюджеттин долбоорун колдойбузбу?';

const fits = async (page: Page) =>
  await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

test('two counters whose figures differ count again; what both counted alike is decided at the office once', async () => {
  const { page: first, context, troubles } = await openPhone(office, 'facilitator');
  const meeting = await planHearing(office, { title: 'Бюджет', question: asked });
  await take(first, meeting);
  await first.getByText('Бюджет').first().waitFor();
  office.line.cut = 'before';
  await go(first, `/m/${meeting.id}/public-votes`);
  await first.getByText(asked).waitFor();
  await first.getByLabel(ky('field.open.count.present'), { exact: true }).fill('155');
  await countHands(first, ['90', '40', '6']);
  await first.getByText(ky('field.open.count.one', { number: 1, other: 2 })).waitFor();
  // The second counter sees nothing of the first one's figures.
  expect(await first.getByRole('main').innerText()).not.toMatch(/\b90\b/);
  expect(await fits(first)).toBe(true);
  if (process.env.SHOTS) await first.screenshot({ path: `${process.env.SHOTS}/one.png`, fullPage: true });

  await first.close();
  const page = await context.newPage();
  await page.goto(`${office.line.url}/field#/m/${meeting.id}/public-votes`);
  await unlock(page);
  // What is half typed stands after another way through the app.
  await page.getByLabel(ky('decisions.choice.for'), { exact: true }).fill('89');
  await go(page, `/m/${meeting.id}/public-closing`);
  await page.getByText(ky('field.open.thanks-1')).waitFor();
  await go(page, `/m/${meeting.id}/public-votes`);
  await page.getByText(asked).waitFor();
  expect(await page.getByLabel(ky('decisions.choice.for'), { exact: true }).inputValue()).toBe('89');
  await countHands(page, ['90', '41', '6']);
  await page.getByText(ky('decisions.tally.differ')).waitFor();
  await page
    .getByText(ky('decisions.tally.pair', { name: ky('decisions.choice.against'), one: '40', other: '41' }))
    .waitFor();
  expect(await fits(page)).toBe(true);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/differ.png`, fullPage: true });

  office.line.cut = 'after';
  await page.getByRole('button', { name: ky('field.open.count.counter', { number: 2 }) }).click();
  await countHands(page, ['90', '40', '6']);
  await page.getByText(ky('decisions.tally.agree')).waitFor();
  expect(await fits(page)).toBe(true);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/agreed.png`, fullPage: true });
  await lineReturns(office, page);
  await allSent(page);

  const rows = await office.rows(
    `select q.state, q.present, q.count, (select count(*)::int from vote_tally t where t.question_id = q.id) as tallies
       from vote_question q where q.id = $1`,
    [meeting.questionId],
  );
  expect(rows).toMatchObject([
    { state: 'closed', present: 155, tallies: 3, count: { votes: { for: 90, against: 40 }, abstained: 6 } },
  ]);
  const desk = await office.desk('ak-jar/chair');
  await desk.page.goto(
    `${office.app.url}/m/${desk.municipality}/public-meetings/${meeting.id}/votes/${meeting.questionId}`,
  );
  await desk.page.getByText(asked).first().waitFor();
  if (process.env.SHOTS)
    await desk.page.screenshot({ path: `${process.env.SHOTS}/desk.png`, fullPage: true });
  expect(troubles).toEqual([]);
  await context.close();
});
