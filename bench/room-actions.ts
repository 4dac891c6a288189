import type { Page } from 'playwright-core';
import { programmeSteps } from '../src/field/rules/programme.ts';
import { median } from './figure.ts';
import { go, ky, unlock } from './room-device.ts';
import type { Day } from './room-day.ts';
import { arm, measuringOn, type Action, type Actions, type Measure } from './room-measure.ts';

/** Works in a full meeting on the slowed processor as people do, every kind of action several times. */
export async function actionsOf(day: Day, rounds: number): Promise<Actions> {
  const { page } = day.running;
  const id = day.ids[0];
  if (id === undefined) throw new Error('no meeting was recorded');
  const { timed, measuredInto } = await measuringOn(page);
  const first: Action[] = [];
  const all: Action[] = [];
  const measured = measuredInto(all);

  for (let round = 0; round < rounds; round += 1) {
    // Only an app that was just started opens a step for the first time.
    await page.goto('about:blank');
    await page.goto(day.address);
    await unlock(page);
    await openSteps(page, id, measuredInto(first), ' for the first time');
  }
  for (let round = 0; round < rounds; round += 1) await openSteps(page, id, measured, '');
  await stickers(page, id, measured, rounds);
  await map(page, id, measured, rounds);
  await venn(page, id, measured, rounds);

  await go(page, `/m/${id}/pie`);
  await page.locator('.pie-row').first().waitFor();
  for (let round = 0; round < rounds; round += 1)
    await measured(
      'change a slice of the pie',
      'click',
      '.pie-sum',
      page.locator('.pie-row-steps button:nth-child(3)').first(),
    );

  await go(page, `/m/${id}/gallery`);
  await page.locator('.run[data-step="gallery"] .gal').waitFor();
  const note = page.locator('#run-drawer-note');
  if (!(await note.isVisible())) await page.locator('.run-foot-minutes').click();
  await note.focus();
  for (let round = 0; round < rounds; round += 1)
    await measured('type a letter of the minutes', 'keydown', '#run-drawer-note', async () => {
      await page.keyboard.press('n');
    });
  await page.keyboard.press('Escape');

  await page.evaluate(() => {
    const word = document.createElement('p');
    word.id = 'bench-word';
    document.body.append(word);
    addEventListener('keydown', () => (word.textContent = String(performance.now())));
  });
  const bare: Omit<Action, 'kind'>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await arm(page, 'keydown', '#bench-word');
    bare.push(await timed(async () => await page.keyboard.press('Shift')));
    await page.waitForTimeout(120);
  }

  return {
    all,
    first,
    bare: { ms: median(bare.map(({ ms }) => ms)), own: median(bare.map(({ own }) => own)) },
  };
}

/** Something of each step that is there when the step is. */
const shownBy: Readonly<Record<(typeof programmeSteps)[number], string>> = {
  opening: '.run-sums',
  aims: '.run-aims',
  map: '.map-canvas svg path',
  venn: '.vn-parts',
  competence: '.run-matters',
  pie: '.pie-row',
  gallery: '.gal-tabs',
  closing: '.run-facts',
};

async function openSteps(page: Page, id: string, measured: Measure, how: string): Promise<void> {
  await go(page, `/m/${id}/${programmeSteps[0]}`);
  await page.locator(`.run[data-step="${programmeSteps[0]}"] ${shownBy.opening}`).first().waitFor();
  for (const step of programmeSteps.slice(1)) {
    // Counted by the step's own mark, which is nowhere before.
    await measured(
      `open the step ${step}${how}`,
      'click',
      `.run[data-step="${step}"] ${shownBy[step]}`,
      page.locator('.run-foot > .btn').last(),
    );
  }
}

async function stickers(page: Page, id: string, measured: Measure, rounds: number): Promise<void> {
  await go(page, `/m/${id}/gallery`);
  const part = (name: string) =>
    page.locator('.gal-tabs').getByRole('button', { name: ky(`field.gallery.part.${name}`) });
  await part('write').click();
  const entry = page.locator('.gal-entry input').first();
  await entry.waitFor();
  for (let round = 0; round < rounds; round += 1) {
    await entry.fill('Жол бузулга');
    await measured('type a letter of a sticker', 'keydown', '.gal-entry input', async () => {
      await page.keyboard.press('n');
    });
    await entry.fill(`Мектепке бара турган ${round + 1}-көпүрө бузулган`);
    await measured('add a sticker', 'keydown', '.gal-list h2', async () => {
      await page.keyboard.press('Enter');
    });
  }
  await part('group').click();
  await page.locator('.gal-card-text').first().waitFor();
  // Suggestions are counted after the board is drawn.
  await page.waitForTimeout(1500);
  for (let round = 0; round < rounds; round += 1) {
    await measured('choose a sticker', 'click', '.gal-picked', page.locator('.gal-card-text').nth(round));
    await measured(
      'put a sticker under a problem',
      'click',
      '.gal-in h2',
      // On a phone the problems come to the sticker.
      page.locator('.gal-where button, .gal-board:not(.placing) .gal-col-main').nth(round % 8),
    );
    await measured('undo', 'click', '.gal-in h2', page.locator('.gal-tool, .kit-undo button').first());
  }
}

async function map(page: Page, id: string, measured: Measure, rounds: number): Promise<void> {
  await go(page, `/m/${id}/map`);
  const canvas = page.locator('.map-canvas');
  await canvas.locator('svg path').first().waitFor();
  const stop = page.locator('.map-bar .btn.plain');
  for (let round = 0; round < rounds; round += 1) {
    await measured(
      'begin to draw an object',
      'click',
      '.map-bar',
      page.locator('.map-palette button').nth(7),
    );
    const sheet = await canvas.boundingBox();
    if (!sheet) throw new Error('the map is not on the screen');
    await measured(
      'put an object on the map',
      'click',
      '.map-count, .kit-count, .map-bar .btn:not([disabled])',
      async () => await page.mouse.click(sheet.x + 90 + round * 12, sheet.y + 120 + round * 9),
    );
    if (await stop.isVisible()) await stop.click();
    // The panel about the new object covers the palette on a phone.
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('Escape');
    const close = page.locator('.map-panel button').first();
    if (await close.isVisible()) await close.click();
  }
  await page.locator('#map-tab-list').click();
  const name = page.locator('#map-add-name');
  for (let round = 0; round < rounds; round += 1) {
    await name.fill(`Жаңы көпүрө ${round + 1}`);
    await measured(
      'add an object to the list',
      'click',
      '.map-count, .kit-count',
      page.locator('.map-add button[type=submit]'),
    );
  }
}

async function venn(page: Page, id: string, measured: Measure, rounds: number): Promise<void> {
  await go(page, `/m/${id}/venn`);
  await page
    .locator('.vn-parts')
    .getByRole('button', { name: ky('field.venn.part.place') })
    .click();
  const circle = page.locator('.venn-sheet [data-circle]').nth(5);
  await circle.scrollIntoViewIfNeeded();
  const key = (await circle.getAttribute('data-circle')) ?? '';
  for (let round = 0; round < rounds; round += 1) {
    // Put down it may have come to rest elsewhere, and another is then the sixth.
    const box = await page.locator(`.venn-sheet [data-circle="${key}"]`).boundingBox();
    if (!box) throw new Error('the circle is not on the sheet');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const to = round % 2 === 0 ? 1 : -1;
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 10 * to, y + 10 * to);
    for (let step = 1; step <= 2; step += 1)
      await measured('move a circle', 'pointermove', `[data-circle="${key}"]`, async () => {
        await page.mouse.move(x + (10 + step * 4) * to, y + (10 + step * 3) * to);
      });
    await measured('put a circle down', 'pointerup', '.vn-moving', async () => await page.mouse.up());
  }
}
