import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession } from '../src/demo/ak-jar.ts';
import { newId } from '../src/platform/db/id.ts';
import { closeBrowser } from './app.ts';
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

/** A hearing for today in Ак-Жар with one question by raised hands, led by its facilitator. */
async function planHearing() {
  const [id, questionId] = [newId(), newId()];
  await office.rows(
    `with met as (
       insert into meeting (id, municipality_id, kind, cycle_id, planned_on, starts_at, venue)
       select $1::uuid, municipality_id, 'public', cycle_id, (now() at time zone 'Asia/Bishkek')::date, '19:00', 'Клуб'
         from meeting where venue = $2 and kind = 'session' limit 1
       returning id, municipality_id),
     led as (
       insert into meeting_leader (municipality_id, meeting_id, person_id, role)
       select distinct on (f.person_id) met.municipality_id, met.id, f.person_id, f.role
         from met, meeting_leader f join meeting s on s.id = f.meeting_id and s.kind = 'session' and s.venue = $2),
     own as (
       insert into public_meeting (id, municipality_id, form, topic, title, title_lang, level, initiator, initiated_on)
       select id, municipality_id, 'hearing', 'budget', 'Бюджет', 'ky', 'municipality', 'head', current_date from met)
     insert into vote_question (id, municipality_id, meeting_id, number, kind, text, way, rule_name)
     select $3::uuid, municipality_id, id, 1, 'motion', $4, 'hands', 'hearing' from met`,
    [id, openSession.venue, questionId, asked],
  );
  return { id, questionId, hour: '19.00' };
}

async function count(page: Page, votes: readonly [string, string, string]): Promise<void> {
  for (const [at, choice] of ['for', 'against', 'abstained'].entries())
    await page.getByLabel(ky(`decisions.choice.${choice}`), { exact: true }).fill(votes[at]!);
  const keep = page.getByRole('button', { name: ky('decisions.tally.save'), exact: true });
  await expect.poll(async () => await keep.isEnabled()).toBe(true);
  await keep.click();
}

const fits = async (page: Page) =>
  await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

test('two counters whose figures differ count again; what both counted alike is decided at the office once', async () => {
  const { page: first, context, troubles } = await openPhone(office, 'facilitator');
  const meeting = await planHearing();
  await take(first, meeting);
  await first.getByText('Бюджет').first().waitFor();
  office.line.cut = 'before';
  await go(first, `/m/${meeting.id}/public-votes`);
  await first.getByText(asked).waitFor();
  await first.getByLabel(ky('field.open.count.present'), { exact: true }).fill('155');
  await count(first, ['90', '40', '6']);
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
  await count(page, ['90', '41', '6']);
  await page.getByText(ky('decisions.tally.differ')).waitFor();
  await page
    .getByText(ky('decisions.tally.pair', { name: ky('decisions.choice.against'), one: '40', other: '41' }))
    .waitFor();
  expect(await fits(page)).toBe(true);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/differ.png`, fullPage: true });

  office.line.cut = 'after';
  await page.getByRole('button', { name: ky('field.open.count.counter', { number: 2 }) }).click();
  await count(page, ['90', '40', '6']);
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
