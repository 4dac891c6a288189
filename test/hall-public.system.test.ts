import { networkInterfaces } from 'node:os';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HallOpened } from '../src/hall/rules/hall.ts';
import { closeBrowser, openPage } from './app.ts';
import { go, ky, openOffice, phone, pin, take, type Office } from './field.ts';
import { countHands, planHearing, speak } from './field-hearing.ts';
import { startServer, type RunningServer } from './server.ts';

// A public hearing around a laptop: the office is far away and the internet ends, two recorders write at once, each with
// the figures of another counter, and one of them loses the hall's network in the middle.

const lan =
  Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .find((entry) => entry.family === 'IPv4' && !entry.internal)?.address ?? '127.0.0.1';

let office: Office;
let hub: RunningServer;
let hubUrl: string;
beforeAll(async () => {
  office = await openOffice();
  hub = await startServer({
    command: 'hub',
    args: ['--office', office.line.url, '--address', lan],
    environment: { HOST: '0.0.0.0' },
    patience: 120_000,
  });
  hubUrl = `http://localhost:${new URL(hub.url).port}`;
}, 300_000);
afterAll(async () => {
  await closeBrowser();
  await hub?.stop();
  await office?.stop();
});

const title = 'Суу түтүгү';
const question = 'Түтүк быйыл тартылсынбы?';

async function register(page: Page, name: string, card: string): Promise<void> {
  await page.getByLabel(ky('field.run.name'), { exact: true }).fill(name);
  await page
    .locator('.run-adds')
    .getByRole('button', { name: ky('ui.sex.female') })
    .click();
  const row = page.getByRole('listitem').filter({ hasText: name });
  await row.locator('button').first().click();
  await page.getByLabel(ky('decisions.field.card'), { exact: true }).fill(card);
  await page.getByRole('button', { name: ky('ui.done'), exact: true }).click();
  await row.getByText(ky('field.open.card-of', { number: card })).waitFor();
}

const fits = async (page: Page) =>
  await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
};

test('two recorders around a laptop write one hearing at once, each for another counter, and it arrives once', async () => {
  const meeting = await planHearing(office, {
    ...{ title, question, points: ['Долбоордун баасы', 'Ким байкайт'], cards: [1, 2, 3] },
  });
  const first = await openPage({ ...phone });
  first.context.setDefaultTimeout(30_000);
  const { page } = first;
  await page.goto(`${hubUrl}/field#/prepare`);
  await page
    .getByLabel(ky('field.core.prepare.code'), { exact: true })
    .fill(await office.code('facilitator'));
  await page.getByLabel(ky('field.core.pin.new'), { exact: true }).fill(pin);
  await page.getByLabel(ky('field.core.pin.again'), { exact: true }).fill(pin);
  await page.getByRole('button', { name: ky('field.core.prepare.submit'), exact: true }).click();
  await page.getByRole('heading', { name: ky('field.core.meetings.title'), exact: true, level: 1 }).waitFor();
  await take(page, meeting);

  // The village has no internet: from now on only the laptop answers.
  office.line.dead = true;
  await go(page, `/m/${meeting.id}/hall`);
  const opened = page.waitForResponse((answer) => answer.url().endsWith('/hall'));
  await page.getByRole('button', { name: ky('hall.host.open') }).click();
  const hall = (await (await opened).json()) as HallOpened;
  await page.getByText(ky('hall.host.state.live')).first().waitFor();
  // One code alone: nobody writes stickers at a hearing.
  await expect.poll(async () => await page.locator('.hall-qr path').count()).toBe(1);
  expect(await page.locator('body').innerText()).not.toContain(ky('hall.host.gallery'));
  expect(await fits(page)).toBe(true);
  await shot(page, 'hall');

  const second = await openPage({ ...phone });
  second.context.setDefaultTimeout(30_000);
  const at = `${hall.addresses[0] ?? ''}/hall/${hall.id}/recorder`;
  await second.page.goto(`${at}#${hall.recorderSecret}`);
  await second.page.getByText(ky('hall.recorder.live')).waitFor();
  const other = second.page;
  expect(await fits(other)).toBe(true);
  await shot(other, 'recorder');

  // The door: both at once, each with a card.
  await Promise.all([page, other].map(async (one) => await go(one, `/m/${meeting.id}/public-opening`)));
  await Promise.all([register(page, 'Айнура Бекова', '1'), register(other, 'Мээрим Асанова', '2')]);
  await other.getByText('Айнура Бекова').waitFor();
  await page.getByText('Мээрим Асанова').waitFor();
  for (const one of [page, other]) await one.getByText(ky('field.open.voters', { count: 2 })).waitFor();
  await shot(other, 'recorder-door');

  // What is heard: both in one text; the second loses the network meanwhile.
  await Promise.all([page, other].map(async (one) => await go(one, `/m/${meeting.id}/public-agenda`)));
  const heard = (one: Page) => one.getByLabel(ky('public-meetings.field.heard'), { exact: true }).first();
  await heard(page).fill('Баасы айтылды.');
  await expect.poll(async () => await heard(other).inputValue()).toBe('Баасы айтылды.');
  await second.context.setOffline(true);
  await heard(other).press('End');
  await heard(other).pressSequentially(' Суроолор болду.');
  await go(other, `/m/${meeting.id}/public-speeches`);
  await speak(other, 'Эл ашар чыгат');
  await speak(other, 'Качан башталат?', 4);
  await other.getByText(ky('hall.recorder.offline')).waitFor();
  await go(page, `/m/${meeting.id}/public-speeches`);
  await speak(page, 'Кыштак көмүскөдө калбасын');
  expect(await page.getByText('Эл ашар чыгат').count()).toBe(0);

  // The first counter is on the one phone, the second on the other, which is without a network still.
  await Promise.all([page, other].map(async (one) => await go(one, `/m/${meeting.id}/public-votes`)));
  await other.getByRole('button', { name: ky('field.open.count.counter', { number: 2 }) }).click();
  await other.getByLabel(ky('field.open.count.present'), { exact: true }).fill('2');
  await other.getByLabel(ky('decisions.choice.for'), { exact: true }).fill('1');
  await page.getByLabel(ky('field.open.count.present'), { exact: true }).fill('2');
  await countHands(page, ['1', '1', '0']);
  await page.getByText(ky('field.open.count.one', { number: 1, other: 2 })).waitFor();

  await second.context.setOffline(false);
  // The first one's count arrives while the second one is typing: nothing of theirs goes, and they see no figure of it.
  await other.getByText(ky('field.open.count.one', { number: 1, other: 2 })).waitFor();
  expect(await other.getByLabel(ky('decisions.choice.for'), { exact: true }).inputValue()).toBe('1');
  expect(await other.getByLabel(ky('decisions.choice.against'), { exact: true }).inputValue()).toBe('');
  await shot(other, 'recorder-votes');
  await countHands(other, ['1', '1', '0']);
  for (const one of [page, other]) await one.getByText(ky('decisions.tally.agree')).waitFor();
  expect(await fits(other)).toBe(true);
  await go(page, `/m/${meeting.id}/public-speeches`);
  await page.getByText('Качан башталат?').waitFor();

  // The end at the host; then the laptop finds the office again.
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
  office.line.dead = false;
  await page.evaluate(() => dispatchEvent(new Event('online')));
  const stands = async () => ({
    speeches: (
      await office.rows<{ text: string }>('select text from speech where meeting_id = $1', [meeting.id])
    )
      .map((one) => one.text)
      .sort(),
    people: await office.rows(
      `select p.full_name as name, t.number as card from participant p
         left join vote_token t on t.participant_id = p.id where p.meeting_id = $1 order by 1`,
      [meeting.id],
    ),
    heard: await office.rows(
      'select heard from agenda_item where meeting_id = $1 order by position limit 1',
      [meeting.id],
    ),
    votes: await office.rows(
      `select q.state, q.count -> 'votes' ->> 'for' as votes,
              (select count(*)::int from vote_tally t where t.question_id = q.id) as tallies
         from vote_question q where q.id = $1`,
      [meeting.questionId],
    ),
    finished: await office.rows('select finished_at is not null as is from meeting where id = $1', [
      meeting.id,
    ]),
  });
  const once = {
    speeches: ['Качан башталат?', 'Кыштак көмүскөдө калбасын', 'Эл ашар чыгат'],
    people: [
      { name: 'Айнура Бекова', card: 1 },
      { name: 'Мээрим Асанова', card: 2 },
    ],
    heard: [{ heard: 'Баасы айтылды. Суроолор болду.' }],
    votes: [{ state: 'closed', votes: '1', tallies: 2 }],
    finished: [{ is: true }],
  };
  await expect.poll(stands, { timeout: 90_000, interval: 500 }).toEqual(once);

  // The second recorder's page stays open and the hall is ended: nothing comes twice.
  await go(page, `/m/${meeting.id}/hall`);
  await page
    .getByRole('button', { name: ky('hall.host.end') })
    .last()
    .click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: ky('hall.host.end') })
    .click();
  await page.getByRole('button', { name: ky('hall.host.open') }).waitFor();
  expect(await stands()).toEqual(once);
  for (const one of [first, second])
    expect(one.troubles.filter((line) => !/office-unreachable|field\/api|net::ERR_/.test(line))).toEqual([]);
  await first.context.close();
  await second.context.close();
}, 240_000);
