import { networkInterfaces } from 'node:os';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser, openPage, signIn, startApp, type TestApp, type TestPage } from '../../test/app.ts';
import { startServer, type RunningServer } from '../../test/server.ts';
import ky from './messages/ky.json' with { type: 'json' };
import ui from '../platform/ui/messages/ky.json' with { type: 'json' };
import type { HallOpened } from './rules/hall.ts';

// A hall as it is in a village: the office far away, a laptop with its hub, a phone, a second recorder, a projector.

/** The machine's own address on a network: from there pages are plain http, as on a hotspot. */
const lan =
  Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .find((entry) => entry.family === 'IPv4' && !entry.internal)?.address ?? '127.0.0.1';
const pin = '482913';

let office: TestApp;
let hub: RunningServer;
let hubUrl: string;
let host: TestPage;
let meetingId: string;
let hall: HallOpened;

async function oneTimeCode(): Promise<string> {
  const { page, context } = await openPage();
  await signIn(page, office.url, 'ak-jar/facilitator');
  const [, municipality = ''] = /\/m\/([0-9a-f-]{36})/.exec(await page.content()) ?? [];
  await page.goto(`${office.url}/m/${municipality}/field`);
  await page.getByRole('main').getByRole('button', { name: 'Телефонду даярдоо' }).click();
  const code = await page.getByText(/^[0-9A-Z]{4}\s[0-9A-Z]{4}$/).textContent();
  await context.close();
  return code ?? '';
}

const sticker = (page: Page) => page.getByRole('textbox', { name: 'Окулган стикер' });
const shown = async (page: Page, text: string) =>
  await page.getByText(text).first().waitFor({ timeout: 20_000 });

beforeAll(async () => {
  office = await startApp({ demo: true });
  hub = await startServer({
    command: 'hub',
    args: ['--office', office.url, '--address', lan],
    environment: { HOST: '0.0.0.0' },
    patience: 120_000,
  });
  hubUrl = `http://localhost:${new URL(hub.url).port}`;
});
afterAll(async () => {
  await closeBrowser();
  await hub?.stop();
  await office?.stop();
});

describe('a hall', () => {
  it('is opened by the facilitator at the laptop, who was prepared through it', async () => {
    const code = await oneTimeCode();
    host = await openPage();
    const { page } = host;
    await page.goto(`${hubUrl}/field#/prepare`);
    await page.getByLabel('Бир жолку код').fill(code);
    await page.getByLabel('Жаңы PIN').fill(pin);
    await page.getByLabel('PIN дагы бир жолу').fill(pin);
    await page.getByRole('button', { name: 'Даярдоо', exact: true }).click();
    await page.getByRole('button', { name: 'Алуу', exact: true }).first().click();
    const link = page.locator('a[href*="#/m/"]').first();
    await link.waitFor();
    meetingId = /#\/m\/([0-9a-f-]{36})/.exec((await link.getAttribute('href')) ?? '')?.[1] ?? '';
    await page.goto(`${hubUrl}/field#/m/${meetingId}/hall`);
    const opened = page.waitForResponse((answer) => answer.url().endsWith('/hall'));
    await page.getByRole('button', { name: ky['hall.host.open'] }).click();
    hall = (await (await opened).json()) as HallOpened;
    await shown(page, ky['hall.host.state.live']);
    expect(hall.addresses[0]).toBe(`http://${lan}:${new URL(hub.url).port}`);
    // The three codes are drawn.
    await expect.poll(async () => await page.locator('.hall-qr path').count()).toBe(3);
  });

  it('lets a phone without scripts join, wait, be admitted and send; the host and the wall see it', async () => {
    const phone = await openPage({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false });
    await phone.page.goto(`${hall.addresses[0] ?? ''}/j/${hall.code}`);
    await phone.page.getByRole('button', { name: ky['hall.phone.join.do'] }).click();
    await shown(phone.page, ky['hall.phone.waiting.title']);
    const { page } = host;
    await page.getByRole('button', { name: /^Кабыл алуу/ }).click();
    await page.getByRole('button', { name: ky['hall.host.gallery.begin'] }).click();
    // The waiting page looks again by itself.
    await phone.page.locator('#s1').waitFor({ timeout: 15_000 });
    await phone.page.locator('#s1').fill('Таза суу түнкүсүн гана келет');
    await phone.page.locator('#s2').fill('Көчөлөр караңгы');
    await phone.page.getByRole('button', { name: ui['ui.send'] }).click();
    await shown(phone.page, ky['hall.phone.thanks.title']);
    await shown(page, '2 / 5');

    // Typed at the laptop of the projector, as it stands under the code.
    const wall = await openPage({ viewport: { width: 1280, height: 720 } });
    const typed = (hall.wallSecret.match(/.{4}/g) ?? []).join('-').toLowerCase();
    await wall.page.goto(`${hall.addresses[0] ?? ''}/j/${hall.code}/w#${typed}`);
    await shown(wall.page, 'Көчөлөр караңгы');
    // While phones come in their code is a third of the wall, with an address that is broken inside no code.
    const code = await wall.page.locator('.wall-join .qr').boundingBox();
    expect(code!.height).toBeGreaterThanOrEqual(720 / 3);
    expect(await wall.page.locator('.wall-join b').innerText()).toContain(`/j/${hall.code}`);
    // The host's code fills the screen, and Escape gives it back.
    await page.locator('.hall-qr').first().click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(wall.troubles).toEqual([]);
    expect(phone.troubles).toEqual([]);
    await wall.context.close();
    await phone.context.close();
  });

  it('has a second recorder on plain http whose work reaches the host, also after the network was away', async () => {
    const recorder = await openPage();
    await recorder.page.goto(`${hall.addresses[0] ?? ''}/hall/${hall.id}/recorder#${hall.recorderSecret}`);
    await shown(recorder.page, ky['hall.recorder.live']);
    await recorder.page.goto(`${hall.addresses[0] ?? ''}/hall/${hall.id}/recorder#/m/${meetingId}/gallery`);
    await sticker(recorder.page).waitFor();
    // What came from the phone is here too.
    await shown(recorder.page, 'Көчөлөр караңгы');
    await sticker(recorder.page).fill('Бала бакча жетишпейт');
    await sticker(recorder.page).press('Enter');
    const { page } = host;
    await page.goto(`${hubUrl}/field#/m/${meetingId}/gallery`);
    await shown(page, 'Бала бакча жетишпейт');

    await recorder.context.setOffline(true);
    await sticker(recorder.page).fill('Арык тазаланбайт');
    await sticker(recorder.page).press('Enter');
    await shown(recorder.page, 'Арык тазаланбайт');
    await shown(recorder.page, ky['hall.recorder.offline']);
    expect(await page.getByText('Арык тазаланбайт').count()).toBe(0);
    await recorder.context.setOffline(false);
    await shown(page, 'Арык тазаланбайт');
    await shown(recorder.page, ky['hall.recorder.live']);

    // Killed while the network is away: what was not sent is still there afterwards.
    await recorder.context.setOffline(true);
    await sticker(recorder.page).fill('Чатыр агат');
    await sticker(recorder.page).press('Enter');
    await shown(recorder.page, 'Чатыр агат');
    await recorder.page.waitForTimeout(500);
    await recorder.page.close();
    await recorder.context.setOffline(false);
    const again = await recorder.context.newPage();
    await again.goto(`${hall.addresses[0] ?? ''}/hall/${hall.id}/recorder`);
    await shown(page, 'Чатыр агат');
    await recorder.context.close();
  });

  it('goes on after the host has reloaded and typed the PIN, and doubles nothing', async () => {
    const { page } = host;
    await page.goto(`${hubUrl}/field#/m/${meetingId}/hall`);
    await page.reload();
    // With one person on the device the PIN is asked for at once, with several the name before it.
    const name = page.getByRole('button', { name: /Азамат/ });
    const field = page.locator('input[type=password]');
    await name.or(field).first().waitFor();
    if (!(await field.count())) await name.first().click();
    await field.fill(pin);
    await field.press('Enter');
    await shown(page, ky['hall.host.state.live']);
    await shown(page, '2 / 5');
    await page.goto(`${hubUrl}/field#/m/${meetingId}/gallery`);
    await sticker(page).waitFor();
    await expect.poll(async () => await page.getByText('Көчөлөр караңгы').count()).toBeLessThan(2);
  });

  it('says on the host’s page that the hall refuses what is written there, until it takes it', async () => {
    const { page, context } = host;
    await context.route('**/updates', async (route) =>
      route.request().method() === 'POST'
        ? await route.fulfill({ status: 422, json: { code: 'document-too-dear' } })
        : await route.continue(),
    );
    await sticker(page).fill('Чырак жок');
    await sticker(page).press('Enter');
    await shown(page, 'Чырак жок');
    await page.goto(`${hubUrl}/field#/m/${meetingId}/hall`);
    await shown(page, ky['hall.host.refused']);
    await context.unroute('**/updates');
    await page.getByText(ky['hall.host.refused']).waitFor({ state: 'detached', timeout: 30_000 });
    const recorder = await openPage();
    await recorder.page.goto(`${hall.addresses[0] ?? ''}/hall/${hall.id}/recorder#${hall.recorderSecret}`);
    await shown(recorder.page, ky['hall.recorder.live']);
    await recorder.page.goto(`${hall.addresses[0] ?? ''}/hall/${hall.id}/recorder#/m/${meetingId}/gallery`);
    await shown(recorder.page, 'Чырак жок');
    await recorder.context.close();
  });

  it('has what a closed hall has not heard from the recorder in the next one', async () => {
    const { page } = host;
    const recorder = await openPage();
    const place = (id: string) => `${hall.addresses[0] ?? ''}/hall/${id}/recorder`;
    await recorder.page.goto(`${place(hall.id)}#${hall.recorderSecret}`);
    await shown(recorder.page, ky['hall.recorder.live']);
    await recorder.page.goto(`${place(hall.id)}#/m/${meetingId}/gallery`);
    await sticker(recorder.page).waitFor();
    await recorder.context.setOffline(true);
    await sticker(recorder.page).fill('Көпүрө жок');
    await sticker(recorder.page).press('Enter');
    await shown(recorder.page, 'Көпүрө жок');
    await page.goto(`${hubUrl}/field#/m/${meetingId}/hall`);
    await page.getByRole('button', { name: ky['hall.host.end'] }).last().click();
    await page.getByRole('alertdialog').getByRole('button', { name: ky['hall.host.end'] }).click();
    await page.getByRole('button', { name: ky['hall.host.open'] }).waitFor();
    await recorder.context.setOffline(false);
    await shown(recorder.page, ky['hall.recorder.left']);
    await recorder.page.reload();
    await shown(recorder.page, ky['hall.recorder.left']);

    const opened = page.waitForResponse((answer) => answer.url().endsWith('/hall'));
    await page.getByRole('button', { name: ky['hall.host.open'] }).click();
    hall = (await (await opened).json()) as HallOpened;
    await shown(page, ky['hall.host.state.live']);
    await recorder.page.goto(`${place(hall.id)}#${hall.recorderSecret}`);
    await shown(recorder.page, ky['hall.recorder.live']);
    await page.goto(`${hubUrl}/field#/m/${meetingId}/gallery`);
    await shown(page, 'Көпүрө жок');
    await recorder.context.close();
  });

  it('ends when the host closes it, and the hub forgets everything', async () => {
    const { page, troubles } = host;
    await page.goto(`${hubUrl}/field#/m/${meetingId}/hall`);
    await page.getByRole('button', { name: ky['hall.host.end'] }).last().click();
    await page.getByRole('alertdialog').getByRole('button', { name: ky['hall.host.end'] }).click();
    await page.getByRole('button', { name: ky['hall.host.open'] }).waitFor();
    const gone = await fetch(`${hubUrl}/hall/${hall.id}`, { headers: { 'x-hall-secret': hall.hostSecret } });
    expect(gone.status).toBe(404);
    expect((await fetch(`${hubUrl}/j/${hall.code}`)).status).toBe(404);
    expect(troubles.filter((line) => !/office-unreachable|field\/api/.test(line))).toEqual([]);
  });
});
