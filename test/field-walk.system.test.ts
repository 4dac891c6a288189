import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession } from '../src/demo/ak-jar.ts';
import { newId } from '../src/platform/db/id.ts';
import { closeBrowser } from './app.ts';
import {
  addPeople,
  go,
  ky,
  openOffice,
  openPhone,
  stickerRow,
  take,
  type Office,
  type Planned,
} from './field.ts';

// What the smallest phone shows while somebody works on it with a finger: the parts of a meeting beside the session's
// own steps (docs/developers/taps.md).

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 240_000);
afterAll(async () => {
  await closeBrowser();
  await office?.stop();
});

const small = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };

/** A focus group for today with two problems of the municipality. */
async function planFocusGroup(): Promise<Planned> {
  const id = newId();
  await office.rows(
    `with met as (
       insert into meeting (id, municipality_id, kind, cycle_id, village_id, planned_on, starts_at, venue)
       select $1::uuid, municipality_id, 'focusGroup', cycle_id, village_id,
              (now() at time zone 'Asia/Bishkek')::date, '18:00', 'Клуб'
         from meeting where venue = $2 and kind = 'session' limit 1
       returning id, municipality_id, cycle_id),
     led as (
       insert into meeting_leader (municipality_id, meeting_id, person_id, role)
       select distinct on (f.role) met.municipality_id, met.id, f.person_id, f.role
         from met, meeting_leader f join meeting s on s.id = f.meeting_id and s.kind = 'session' and s.venue = $2),
     grp as (
       insert into focus_group (id, municipality_id) select id, municipality_id from met returning id)
     select 1`,
    [id, openSession.venue],
  );
  for (const [seq, name] of ['Арыктар тазаланбайт (фокус)', 'Бала бакча жетишпейт (фокус)'].entries())
    await office.rows(
      `with made as (
         insert into problem (id, municipality_id, cycle_id, name, by_account_id, by_name)
         select $1::uuid, municipality_id, cycle_id, $2, 'test', 'Сынак' from meeting where id = $3
         returning id, municipality_id)
       insert into focus_topic (municipality_id, focus_group_id, problem_id, seq)
       select municipality_id, $3, id, $4::smallint from made`,
      [newId(), name, id, seq + 1],
    );
  return { id, hour: '18.00' };
}

test('what is typed from a photo of the wall is seen beside the photo, with the keyboard up', async () => {
  const { page, context, troubles } = await openPhone(office, 'facilitator', { options: small });
  const meeting = await office.plan('facilitator');
  await take(page, meeting);
  await go(page, `/m/${meeting.id}/gallery`);
  await page.getByRole('button', { name: ky('field.gallery.part.write') }).tap();
  await page.getByRole('button', { name: new RegExp(`^${ky('field.gallery.ways.photo')}`) }).tap();
  const wall = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#d8d2c4' } })
    .jpeg()
    .toBuffer();
  const chooser = page.waitForEvent('filechooser');
  await page.getByText(ky('field.gallery.photo.take'), { exact: true }).tap();
  await (await chooser).setFiles({ name: 'wall.jpg', mimeType: 'image/jpeg', buffer: wall });
  const photo = page.locator('.gal-zoom-frame');
  await photo.locator('img').waitFor();
  await page.setViewportSize({ width: 360, height: 330 });
  const field = page.locator('.gal-entry input');
  await field.tap();
  for (const words of ['Мончо жок', 'Арык тазалоо керек']) {
    await page.keyboard.type(words);
    const [seen, line] = [(await photo.boundingBox())!, (await field.boundingBox())!];
    expect(seen.y).toBeGreaterThanOrEqual(0);
    expect(line.y).toBeGreaterThanOrEqual(seen.y + seen.height);
    expect(line.y + line.height).toBeLessThanOrEqual(330);
    await page.keyboard.press('Enter');
    await stickerRow(page, words).waitFor();
  }
  expect(troubles).toEqual([]);
  await context.close();
});

test('in a focus group the field to write in and the problem it belongs to are in sight at each step', async () => {
  const { page, context, troubles } = await openPhone(office, 'facilitator', { options: small });
  const meeting = await planFocusGroup();
  await take(page, meeting);
  await addPeople(page, meeting, 'Асель Турдуева');
  const foot = page.getByRole('navigation', { name: ky('ui.steps.label') });
  await go(page, `/m/${meeting.id}/focus-causes`);
  await page.getByRole('button', { name: /Бала бакча жетишпейт/ }).tap();
  for (const step of ['causes', 'consequences', 'solutions']) {
    await go(page, `/m/${meeting.id}/focus-${step}`);
    await page.locator(`.run[data-step="focus-${step}"] .kit-add input`).first().waitFor();
    const field = (await page.locator('.kit-add input').first().boundingBox())!;
    expect(`${step} ${field.y + field.height <= (await foot.boundingBox())!.y}`).toBe(`${step} true`);
    const chip = (await page.locator('.fo-chip[aria-pressed="true"]').boundingBox())!;
    expect(chip.x).toBeGreaterThanOrEqual(0);
    expect(chip.x + chip.width).toBeLessThanOrEqual(360);
  }
  expect(troubles).toEqual([]);
  await context.close();
});

test('a hall led from a phone: who waits and the writing stand right below the code, and its end says what came', async () => {
  const { page, context } = await openPhone(office, 'facilitator', { options: small });
  const meeting = await office.plan('facilitator');
  await take(page, meeting);
  await go(page, `/m/${meeting.id}/hall`);
  await page.getByRole('button', { name: ky('hall.host.open'), exact: true }).tap();
  const begin = page.getByRole('button', { name: ky('hall.host.gallery.begin') });
  await begin.waitFor();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  const order = await page
    .locator('.hall h2')
    .evaluateAll((all) => all.map((one) => (one as HTMLElement).innerText));
  expect(order).toEqual([
    ky('hall.host.code.phones'),
    ky('hall.host.gallery'),
    ky('ui.phones'),
    ky('hall.host.codes.others'),
    ky('hall.host.end'),
  ]);
  const end = page.getByRole('button', { name: ky('hall.host.end') });
  await end.tap();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: ky('hall.host.end') })
    .tap();
  await page.getByText(ky('hall.host.ended', { count: 0 })).waitFor();
  await context.close();
});
