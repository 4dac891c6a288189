import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession } from '../src/demo/ak-jar.ts';
import { newId } from '../src/platform/db/id.ts';
import { closeBrowser } from './app.ts';
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

/** A hearing for today in Ак-Жар with two points and one printed card, led by its facilitator. */
async function planHearing() {
  const id = newId();
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
     card as (
       insert into vote_token (id, municipality_id, meeting_id, number, code_hash)
       select $3::uuid, municipality_id, id, 12, 'card-12' from met)
     insert into public_meeting (id, municipality_id, form, topic, title, title_lang, level, initiator, initiated_on)
     select id, municipality_id, 'hearing', 'budget', $4, 'ky', 'municipality', 'head', current_date from met`,
    [id, openSession.venue, newId(), title],
  );
  await office.rows(
    `insert into agenda_item (id, municipality_id, meeting_id, position, text)
     select x.id::uuid, p.municipality_id, p.id, x.n::smallint, x.text
       from public_meeting p, (values ($2, '1', 'Казандыктын абалы'), ($3, '2', 'Көмүрдүн баасы')) as x(id, n, text)
      where p.id = $1::uuid`,
    [id, newId(), newId()],
  );
  return { id, hour: '19.00' };
}

const spoken = async (id: string) =>
  await office.rows<{ text: string; slip: number | null; minutes: number | null }>(
    `select text, slip, minutes from speech where meeting_id = $1 order by number`,
    [id],
  );

async function speak(page: Page, text: string, slip?: number): Promise<void> {
  const form = page.locator('section').filter({ has: page.locator('#op-new') });
  if (slip !== undefined) {
    await form.getByRole('button', { name: ky('public-meetings.speech.slip'), exact: true }).click();
    await form.getByLabel(ky('field.open.slip'), { exact: true }).fill(String(slip));
  }
  await form.getByRole('button', { name: ky('ui.sex.female'), exact: true }).click();
  await form.getByLabel(ky('public-meetings.field.said'), { exact: true }).fill(text);
  await form.getByRole('button', { name: ky('ui.add'), exact: true }).click();
  await page.getByRole('listitem').filter({ hasText: text }).waitFor();
}

const fits = async (page: Page) =>
  await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

test('a hearing held without a network arrives once, whatever is cut, killed or sent again', async () => {
  const { page: first, context, troubles } = await openPhone(office, 'facilitator');
  const meeting = await planHearing();
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
       join participant p on p.meeting_id = m.id
       join vote_token t on t.participant_id = p.id
       join agenda_item a on a.meeting_id = m.id and a.position = 1
      where m.id = $1`,
    [meeting.id],
  );
  expect(row).toEqual({
    ...{ finished: true, women: 1, card: 12, heard: 'Казандык эскирген', decision: 'Маалымат кабыл алынды' },
  });
  // What residents' words became, as the office's own page shows them.
  const desk = await office.desk('ak-jar/chair');
  await desk.page.goto(`${office.app.url}/m/${desk.municipality}/public-meetings/${meeting.id}`);
  const shown = await desk.page.getByRole('main').innerText();
  for (const words of ['Газга өтөлү', 'Көмүр качан келет?']) expect(shown.split(words).length, words).toBe(2);
  expect(troubles).toEqual([]);
  await context.close();
});
