import type { BrowserContextOptions, Page } from 'playwright-core';
import pg from 'pg';
import { expect } from 'vitest';
import { openSession } from '../src/demo/ak-jar.ts';
import type { MessageParams } from '../src/platform/i18n/catalogues.ts';
import { newId } from '../src/platform/db/id.ts';
import { openPage, signIn, startApp, type TestApp, type TestPage } from './app.ts';
import { layLine, type Line } from './line.ts';
import { words } from './words.ts';

// What the tests of the field room share: the office with Ак-Жар's open phase of sessions, phones prepared for its
// facilitator and its recorder, and the office's database, which says what has really arrived.

export const ky = (key: string, params: MessageParams = {}): string => words('ky', key, params);
export const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 } };
export const pin = '184205';

export type Who = 'facilitator' | 'recorder';

/** A session of the office's schedule; the hour tells it apart in the phone's list. */
export type Planned = { readonly id: string; readonly hour: string };

export type Office = {
  readonly app: TestApp;
  /** The line every phone of these tests has to the office. */
  readonly line: Line;
  readonly rows: <T extends pg.QueryResultRow>(query: string, values?: readonly unknown[]) => Promise<T[]>;
  /** Plans a session for today, led and recorded by Ак-Жар's people. */
  readonly plan: (...who: readonly Who[]) => Promise<Planned>;
  /** A one-time code from the office's page of devices, as people get it. */
  readonly code: (who: Who) => Promise<string>;
  /** The same for who forgot the PIN of the device with this name. */
  readonly recoveryCode: (deviceLabel: string) => Promise<string>;
  /** A window of the office, signed in. */
  readonly desk: (who: string) => Promise<TestPage & { readonly municipality: string }>;
  readonly stop: () => Promise<void>;
};

export async function openOffice(): Promise<Office> {
  const app = await startApp({ demo: true });
  const line = await layLine(app.url);
  // The owner sees every municipality's rows only when it says that it is the system.
  const db = new pg.Pool({ connectionString: app.databaseUrl, options: '-c ashar.system=on', max: 3 });
  const rows = async <T extends pg.QueryResultRow>(query: string, values: readonly unknown[] = []) =>
    (await db.query<T>(query, [...values])).rows;
  let planned = 0;
  const desks = new Map<string, Promise<TestPage & { municipality: string }>>();
  const desk = async (who: string) => {
    const known = desks.get(who);
    if (known) return await known;
    const opening = (async () => {
      const opened = await openPage();
      await signIn(opened.page, app.url, who);
      const municipality = /\/m\/([0-9a-f-]{36})/.exec(await opened.page.content())?.[1] ?? '';
      return { ...opened, municipality };
    })();
    desks.set(who, opening);
    return await opening;
  };
  const shownCode = async (page: Page) =>
    (await page.getByRole('main').locator('code').first().innerText()).replace(/\s/g, '');
  return {
    app,
    line,
    rows,
    desk,
    async plan(...who) {
      planned += 1;
      const hour = `0${8 + Math.floor(planned / 6)}:${planned % 6}0`.slice(-5);
      const [made] = await rows<{ id: string }>(
        `with met as (
           insert into meeting (id, municipality_id, kind, cycle_id, village_id, planned_on, starts_at, venue)
           select $5::uuid, municipality_id, 'session', cycle_id, village_id,
                  (now() at time zone 'Asia/Bishkek')::date, $3, 'Клуб'
             from meeting where venue = $4 and kind = 'session' and planned_on < now() limit 1
           returning id, municipality_id)
         insert into session (id, municipality_id, age_group, part)
         select id, municipality_id, $1, $2 from met returning id`,
        [planned > 8 ? '36-60' : '18-35', 1 + (planned % 9), hour, openSession.venue, newId()],
      );
      if (!made) throw new Error('Ак-Жар has no session to plan another beside.');
      await rows(
        `insert into meeting_leader (municipality_id, meeting_id, person_id, role)
         select distinct on (f.person_id) f.municipality_id, $1::uuid, f.person_id, f.role
           from meeting_leader f join meeting s on s.id = f.meeting_id and s.kind = 'session'
          where s.venue = $2 and f.role = any($3)`,
        [made.id, openSession.venue, who],
      );
      // As the phone writes it.
      return { id: made.id, hour: hour.replace(':', '.') };
    },
    async code(who) {
      const { page, municipality } = await desk(`ak-jar/${who}`);
      await page.goto(`${app.url}/m/${municipality}/field`);
      await page
        .getByRole('main')
        .getByRole('button', { name: ky('field.office.prepare') })
        .click();
      return await shownCode(page);
    },
    async recoveryCode(deviceLabel) {
      const { page, municipality } = await desk('ak-jar/chair');
      await page.goto(`${app.url}/m/${municipality}/field`);
      await page.getByRole('link', { name: deviceLabel, exact: true }).click();
      await page.getByRole('button', { name: ky('field.office.recover') }).click();
      return await shownCode(page);
    },
    async stop() {
      await line.close();
      await db.end();
      await app.stop();
    },
  };
}

/** Goes to a place of the app without loading it again. */
export async function go(page: Page, place: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), place);
}

export const heading = (page: Page, name: string) =>
  page.getByRole('heading', { name, exact: true, level: 1 });

/** Makes the browser behind this page a device of a person, who then stands before the list of meetings. */
export async function prepareDevice(
  office: Office,
  page: Page,
  who: Who,
  about: { readonly pin?: string; readonly label?: string } = {},
): Promise<void> {
  const digits = about.pin ?? pin;
  await page.goto(`${office.line.url}/field#/prepare`);
  await page.getByLabel(ky('field.core.prepare.code'), { exact: true }).fill(await office.code(who));
  if (about.label !== undefined)
    await page.getByLabel(ky('field.core.prepare.label'), { exact: true }).fill(about.label);
  await page.getByLabel(ky('field.core.pin.new'), { exact: true }).fill(digits);
  await page.getByLabel(ky('field.core.pin.again'), { exact: true }).fill(digits);
  await page.getByRole('button', { name: ky('field.core.prepare.submit'), exact: true }).click();
  await heading(page, ky('field.core.meetings.title')).waitFor();
  // Files for work without a network come after the first screen.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, {
    timeout: 60_000,
  });
}

/** A phone of its own, prepared. */
export async function openPhone(
  office: Office,
  who: Who,
  about: { readonly pin?: string; readonly label?: string; readonly options?: BrowserContextOptions } = {},
): Promise<TestPage> {
  const opened = await openPage({ ...phone, acceptDownloads: true, ...about.options });
  opened.context.setDefaultTimeout(30_000);
  await prepareDevice(office, opened.page, who, about);
  return opened;
}

/** Types the PIN of the only person on the device (or of whoever was chosen). */
export async function unlock(page: Page, digits = pin): Promise<void> {
  await page.getByLabel(ky('field.core.pin.yours'), { exact: true }).fill(digits);
  await page.getByRole('button', { name: ky('field.core.start.open'), exact: true }).click();
}

export async function lock(page: Page): Promise<void> {
  await go(page, '/meetings');
  await page.getByRole('button', { name: ky('field.core.nav.lock') }).click();
  await page.getByLabel(ky('field.core.pin.yours'), { exact: true }).waitFor();
}

/** The meeting's line in the list of this device. */
export const meetingLine = (page: Page, { hour }: Planned) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: hour });

/** Takes a meeting along. */
export async function take(page: Page, meeting: Planned): Promise<void> {
  // Coming anew to the list asks the office anew.
  await go(page, '/settings');
  await heading(page, ky('field.core.nav.settings')).waitFor();
  await go(page, '/meetings');
  const line = meetingLine(page, meeting);
  await line.getByRole('button', { name: ky('field.core.meetings.take') }).click();
  await line.getByRole('link', { name: ky('field.core.start.open') }).waitFor();
}

export const entry = (page: Page) => page.getByLabel(ky('field.gallery.entry'), { exact: true });

/** The part of the gallery where stickers are typed. */
export async function openGallery(page: Page, { id }: Planned): Promise<void> {
  await go(page, `/m/${id}/gallery`);
  await page.getByRole('button', { name: ky('field.gallery.part.write') }).click();
  await entry(page).waitFor();
}

/** A written sticker in the list of the gallery. */
export const stickerRow = (page: Page, text: string) =>
  page.getByRole('listitem').filter({ hasText: text }).first();

/** Types stickers without a writer; each is on the device when this resolves. */
export async function addStickers(page: Page, meeting: Planned, ...texts: readonly string[]): Promise<void> {
  await openGallery(page, meeting);
  for (const text of texts) {
    await entry(page).fill(text);
    await entry(page).press('Enter');
    await stickerRow(page, text).waitFor();
  }
}

/** Registers people by name. */
export async function addPeople(page: Page, { id }: Planned, ...names: readonly string[]): Promise<void> {
  await go(page, `/m/${id}/opening`);
  await page.getByLabel(ky('field.run.name'), { exact: true }).waitFor();
  const minutes = page.getByRole('button', { name: ky('field.run.notes-close') });
  if (await minutes.isVisible()) await minutes.click();
  for (const name of names) {
    await page.getByLabel(ky('field.run.name'), { exact: true }).fill(name);
    await page
      .locator('.run-adds')
      .getByRole('button', { name: ky('ui.sex.female') })
      .click();
    await page.getByText(name, { exact: true }).first().waitFor();
  }
}

/** The field of the minutes beside the gallery. */
export async function openNote(page: Page, { id }: Planned) {
  await go(page, `/m/${id}/gallery`);
  const field = page.getByLabel(ky('field.run.notes-of', { part: ky('field.run.part.gallery') }), {
    exact: true,
  });
  const opener = page
    .getByRole('navigation', { name: ky('ui.steps.label') })
    .getByRole('button', { name: ky('field.run.step.minutes') });
  await opener.waitFor();
  if (!(await field.isVisible())) await opener.click();
  await field.waitFor();
  return field;
}

/** The outbox: numbers of its head, in the order waiting, needing a look, sent. */
export async function openOutbox(page: Page): Promise<void> {
  await go(page, '/outbox');
  await heading(page, ky('field.core.nav.outbox')).waitFor();
}

export async function outboxSums(page: Page): Promise<readonly number[]> {
  const values = await page.locator('.facts dd:not(.note)').allInnerTexts();
  return values.map(Number);
}

/** Waits at the outbox until everything has gone; nothing is pressed. */
export async function allSent(page: Page, timeout = 60_000): Promise<void> {
  await openOutbox(page);
  await expect
    .poll(async () => (await outboxSums(page)).slice(0, 2).join(), { timeout, interval: 250 })
    .toBe('0,0');
}

/**
 * The line is mended, and the phone hears of it as from its browser: it tries at once. That it also tries by itself,
 * after pauses of up to minutes, is in field-sending.system.test.ts.
 */
export async function lineReturns(office: Office, page: Page): Promise<void> {
  office.line.cut = undefined;
  await page.evaluate(() => dispatchEvent(new Event('online')));
}

/** What the office's tables hold of a session. */
export async function received(office: Office, { id }: Planned) {
  const [stickers, people, [session], receipts] = await Promise.all([
    office.rows<{ text: string; created_at: Date; device_time: Date; participant_id: string | null }>(
      `select text, created_at, device_time, participant_id from statement where session_id = $1 order by text`,
      [id],
    ),
    office.rows<{ full_name: string; number: number }>(
      `select full_name, number from participant where meeting_id = $1 order by full_name`,
      [id],
    ),
    office.rows<{ gallery_notes: string; finished_at: Date | null; held_on: string | null; state: string }>(
      `select coalesce(text, '') as gallery_notes, finished_at, held_on::text, state
         from meeting left join meeting_note on meeting_id = id and part = 'gallery' where id = $1`,
      [id],
    ),
    office.rows<{ kind: string; state: string; via: string; code: string | null; schema: number }>(
      `select kind, state, via, code, schema from field_receipt where meeting_id = $1 order by kind`,
      [id],
    ),
  ]);
  return {
    stickers,
    texts: stickers.map(({ text }) => text),
    people,
    names: people.map(({ full_name }) => full_name),
    notes: session?.gallery_notes ?? '',
    finishedAt: session?.finished_at ?? null,
    heldOn: session?.held_on ?? null,
    state: session?.state ?? '',
    receipts,
  };
}
