import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bishkekClock } from '../src/platform/i18n/calendar.ts';
import { closeBrowser, type TestPage } from './app.ts';
import {
  addPeople,
  addStickers,
  allSent,
  entry,
  go,
  ky,
  lineReturns,
  meetingLine,
  openGallery,
  openNote,
  openOffice,
  openOutbox,
  openPhone,
  outboxSums,
  received,
  stickerRow,
  take,
  type Office,
} from './field.ts';
import type { Cut } from './line.ts';

// Trouble on the way from the hall to the office: whatever happens to the line, everything arrives exactly once.

let office: Office;
let facilitator: TestPage;
let recorder: TestPage;
beforeAll(async () => {
  office = await openOffice();
  facilitator = await openPhone(office, 'facilitator', { label: 'Азаматтын телефону' });
  recorder = await openPhone(office, 'recorder');
}, 240_000);
afterAll(async () => {
  await closeBrowser();
  await office?.stop();
});
beforeEach(async () => {
  office.line.cut = undefined;
  office.line.dead = false;
  for (const { context } of [facilitator, recorder]) await context.setOffline(false);
});

describe('the network is lost', () => {
  test.each([
    ['before the request reached the office', 'before'],
    ['while the office was getting the request', 'during'],
    ['after the office has taken everything, before its answer came', 'after'],
  ] satisfies [string, Cut][])('%s: it is sent again by itself, exactly once', async (_when, cut) => {
    const { page } = facilitator;
    const meeting = await office.plan('facilitator');
    await take(page, meeting);
    office.line.cut = cut;
    const cutsBefore = office.line.cuts;
    await addPeople(page, meeting, 'Асель Турдуева', 'Кенже Алиева');
    await addStickers(page, meeting, 'Көпүрө бузулган', 'Чырак жок');
    await openOutbox(page);
    await expect.poll(() => office.line.cuts, { timeout: 40_000 }).toBeGreaterThan(cutsBefore + 1);
    // The person sees that it waits and that nothing has to be done.
    await page.getByText(ky('field.core.outbox.no-line'), { exact: true }).waitFor();
    expect((await outboxSums(page))[0]).toBeGreaterThan(0);
    const before = await received(office, meeting);
    // Items of a line that breaks go fewer at a time, so not all may have come yet.
    expect(before.texts.length > 0).toBe(cut === 'after');

    office.line.cut = undefined;
    await allSent(page, 90_000);
    const after = await received(office, meeting);
    expect(after.texts).toEqual(['Көпүрө бузулган', 'Чырак жок']);
    expect(after.names).toEqual(['Асель Турдуева', 'Кенже Алиева']);
    expect(after.receipts.every(({ state, via }) => state === 'done' && via === 'network')).toBe(true);
    expect(after.receipts.filter(({ kind }) => kind === 'sticker')).toHaveLength(2);
    expect(after.state).toBe('open');
  });

  test('in the middle of a request that never ends: it goes when the network is back', async () => {
    const { page, context } = facilitator;
    const meeting = await office.plan('facilitator');
    await take(page, meeting);
    office.line.cut = 'hangs';
    const asked = office.line.asked;
    await addStickers(page, meeting, 'Суу жок');
    await expect.poll(() => office.line.asked, { timeout: 20_000 }).toBeGreaterThan(asked);
    await context.setOffline(true);
    await openOutbox(page);
    await page.getByText(ky('field.core.outbox.no-line'), { exact: true }).waitFor();
    office.line.cut = undefined;
    await context.setOffline(false);
    await allSent(page);
    expect((await received(office, meeting)).texts).toEqual(['Суу жок']);
  });
});

test('two recorders write the same minutes offline: both texts stand in the office', async () => {
  const meeting = await office.plan('facilitator', 'recorder');
  const devices = [
    { ...facilitator, text: 'Азамат жазды: көпүрө талаш болду.' },
    { ...recorder, text: 'Бермет жазды: аялдар сууну биринчи койду.' },
  ];
  for (const { page, context } of devices) {
    await take(page, meeting);
    await context.setOffline(true);
  }
  for (const { page, text } of devices) await (await openNote(page, meeting)).fill(text);
  for (const { page, context } of devices) {
    await context.setOffline(false);
    await allSent(page);
  }
  const both = async () => {
    const { notes } = await received(office, meeting);
    return devices.every(({ text }) => notes.includes(text));
  };
  await expect.poll(both, { timeout: 30_000 }).toBe(true);
  const { notes, receipts } = await received(office, meeting);
  expect(receipts.filter(({ state }) => state !== 'done')).toEqual([]);

  // The first device gets what the second has written, and loses nothing of its own.
  const { page } = facilitator;
  await go(page, '/meetings');
  const renew = meetingLine(page, meeting).getByRole('button', { name: ky('field.core.meetings.renew') });
  const fresh = page.waitForResponse(`**/field/api/sessions/${meeting.id}?*`);
  await renew.click();
  await fresh;
  await expect.poll(async () => (await renew.count()) === 1 && (await renew.isEnabled())).toBe(true);
  const field = await openNote(page, meeting);
  await expect.poll(() => field.inputValue()).toBe(notes);
});

test('the same session from two phones is merged: nobody and nothing is doubled', async () => {
  const meeting = await office.plan('facilitator', 'recorder');
  const phones = [facilitator, recorder];
  for (const { page, context } of phones) {
    await take(page, meeting);
    await context.setOffline(true);
  }
  await addPeople(facilitator.page, meeting, 'Асель Турдуева', 'Бактыгүл Осмонова');
  await addStickers(facilitator.page, meeting, 'Жол бузук', 'Таштанды чогулган');
  await addPeople(recorder.page, meeting, 'Гүлзат Маматова', 'Дамира Сыдыкова');
  await addStickers(recorder.page, meeting, 'Бала бакча жок', 'Жол бузук');
  // Both at once.
  for (const { context } of phones) await context.setOffline(false);
  for (const { page } of phones) await allSent(page);
  const names = ['Асель Турдуева', 'Бактыгүл Осмонова', 'Гүлзат Маматова', 'Дамира Сыдыкова'];
  await expect.poll(async () => (await received(office, meeting)).names, { timeout: 30_000 }).toEqual(names);
  const one = await received(office, meeting);
  expect(new Set(one.people.map(({ number }) => number)).size).toBe(4);
  // The same words on two stickers are two stickers.
  expect(one.texts).toEqual(['Бала бакча жок', 'Жол бузук', 'Жол бузук', 'Таштанды чогулган']);
});

test('unsent data goes to the office as a file; sending the same later changes nothing', async () => {
  const { page } = facilitator;
  const meeting = await office.plan('facilitator');
  await take(page, meeting);
  office.line.cut = 'before';
  await addPeople(page, meeting, 'Асель Турдуева');
  await addStickers(page, meeting, 'Чатыр тамчылайт', 'Дарыкана алыс');
  await (await openNote(page, meeting)).fill('Файл менен келди.');
  await openOutbox(page);
  const download = page.waitForEvent('download');
  const name = () => {
    const { date, time } = bishkekClock(new Date());
    return `ashar-${date}-${time.replace(':', '-')}.ashar`;
  };
  const names = [name()];
  await page.getByRole('button', { name: ky('field.core.outbox.save'), exact: true }).click();
  await page.getByText(ky('field.core.outbox.saved')).waitFor();
  const file = await (await download).path();
  // By the clock that people see, wherever the phone thinks it is.
  names.push(name());
  expect(names).toContain((await download).suggestedFilename());

  const desk = await office.desk('ak-jar/chair');
  const bring = async () => {
    await desk.page.goto(`${office.app.url}/m/${desk.municipality}/field/import`);
    await desk.page.getByLabel(ky('field.receive.file')).setInputFiles({
      name: 'unsent.ashar',
      mimeType: 'application/octet-stream',
      buffer: await import('node:fs/promises').then(({ readFile }) => readFile(file)),
    });
    await desk.page.getByRole('button', { name: ky('field.receive.submit'), exact: true }).click();
    await desk.page.getByRole('main').getByRole('table').waitFor();
  };
  await bring();
  const imported = await received(office, meeting);
  expect(imported.texts).toEqual(['Дарыкана алыс', 'Чатыр тамчылайт']);
  expect(imported.names).toEqual(['Асель Турдуева']);
  expect(imported.notes).toBe('Файл менен келди.');
  expect(imported.receipts.every(({ via, state }) => via === 'file' && state === 'done')).toBe(true);
  const refusals = desk.page.getByText(ky('field.receive.state.refused'), { exact: true });
  expect(await refusals.count()).toBe(0);

  // The same file again, and then the phone finds its network.
  await bring();
  expect(await received(office, meeting)).toEqual(imported);
  await lineReturns(office, page);
  await allSent(page);
  expect(await received(office, meeting)).toEqual(imported);
});

test('what is typed into the minutes the moment they stand there is kept, also when one leaves at once', async () => {
  const { page } = facilitator;
  const meeting = await office.plan('facilitator');
  await take(page, meeting);
  office.line.cut = 'before';
  await go(page, `/m/${meeting.id}/gallery`);
  const minutes = page
    .getByRole('navigation', { name: ky('ui.steps.label') })
    .getByRole('button', { name: ky('field.run.step.minutes') });
  await minutes.waitFor();
  if ((await minutes.getAttribute('aria-expanded')) === 'true') await minutes.click();
  // On a busy phone fingers come before the browser has shown a picture; here with the field itself.
  await minutes.evaluate((button: HTMLElement) => {
    const watch = new MutationObserver(() => {
      const area = document.querySelector<HTMLTextAreaElement>('.run-note');
      if (!area) return;
      watch.disconnect();
      area.value = 'Дароо жазылды.';
      area.dispatchEvent(new Event('input', { bubbles: true }));
      location.hash = '/outbox';
    });
    watch.observe(document.body, { childList: true, subtree: true });
    button.click();
  });
  await openOutbox(page);
  expect(await (await openNote(page, meeting)).inputValue()).toBe('Дароо жазылды.');
  await lineReturns(office, page);
  await allSent(page);
  expect((await received(office, meeting)).notes).toBe('Дароо жазылды.');
});

test('a session closed at the office: its items say why, the other session goes on, sent again after reopening', async () => {
  const { page } = facilitator;
  const closed = await office.plan('facilitator');
  const open = await office.plan('facilitator');
  await take(page, closed);
  await take(page, open);
  office.line.cut = 'before';
  await addStickers(page, closed, 'Бул жабык сессияга');
  await addStickers(page, open, 'Бул ачык сессияга');
  await office.rows(
    `update meeting set state = 'closed', closed_at = now(), closed_by = 'Чоң' where id = $1`,
    [closed.id],
  );
  await lineReturns(office, page);
  await openOutbox(page);
  await page.getByText(ky('error.session-closed')).first().waitFor({ timeout: 60_000 });
  await expect
    .poll(async () => (await received(office, open)).texts, { timeout: 60_000 })
    .toEqual(['Бул ачык сессияга']);
  await expect.poll(async () => (await outboxSums(page))[0], { timeout: 30_000 }).toBe(0);
  expect((await outboxSums(page))[1]).toBeGreaterThan(0);
  expect((await received(office, closed)).texts).toEqual([]);
  // The list of meetings shows it too.
  await go(page, '/meetings');
  await meetingLine(page, closed).getByText(ky('field.core.state.refused')).waitFor();

  await office.rows(`update meeting set state = 'open', closed_at = null where id = $1`, [closed.id]);
  await openOutbox(page);
  await page
    .getByRole('button', { name: ky('field.core.outbox.all-again') })
    .or(page.getByRole('button', { name: new RegExp(`^${ky('field.core.outbox.again')}`) }))
    .first()
    .click();
  await allSent(page);
  expect((await received(office, closed)).texts).toEqual(['Бул жабык сессияга']);
});

test('double clicks add, finish and send once', async () => {
  const { page } = facilitator;
  const meeting = await office.plan('facilitator');
  // Taking along.
  await go(page, '/settings');
  await go(page, '/meetings');
  await meetingLine(page, meeting)
    .getByRole('button', { name: ky('field.core.meetings.take') })
    .dblclick();
  await meetingLine(page, meeting)
    .getByRole('link', { name: ky('field.core.start.open') })
    .waitFor();
  office.line.cut = 'before';
  await addPeople(page, meeting, 'Асель Турдуева');
  await openGallery(page, meeting);
  await entry(page).fill('Эки жолу басылды');
  await page.getByRole('button', { name: ky('ui.add'), exact: true }).dblclick();
  await stickerRow(page, 'Эки жолу басылды').waitFor();
  await go(page, `/m/${meeting.id}/closing`);
  await page.getByRole('button', { name: ky('field.run.finish'), exact: true }).dblclick();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: ky('field.run.finish'), exact: true }).dblclick();
  await page.getByRole('button', { name: ky('field.run.finish-again') }).waitFor();
  expect(await dialog.count()).toBe(0);
  await openOutbox(page);
  expect(await page.getByText(ky('field.core.kind.finish'), { exact: true }).count()).toBe(1);
  office.line.cut = undefined;
  await page.getByRole('button', { name: ky('field.core.outbox.send'), exact: true }).dblclick();
  await allSent(page);
  const after = await received(office, meeting);
  expect(after.texts).toEqual(['Эки жолу басылды']);
  expect(after.names).toEqual(['Асель Турдуева']);
  expect(after.receipts.filter(({ kind }) => kind === 'finish')).toHaveLength(1);
  expect(after.finishedAt).not.toBeNull();
});

test('nothing went wrong on the way unseen', () => {
  // A broken line is an error of the browser's console; everything else would be ours.
  const ours = [...facilitator.troubles, ...recorder.troubles].filter((one) => !/net::ERR_/.test(one));
  expect(ours).toEqual([]);
});
