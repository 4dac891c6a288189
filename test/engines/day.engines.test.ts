import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import account from '../../src/account/messages/ky.json' with { type: 'json' };
import { demoPassword } from '../../src/platform/auth/demo.ts';
import { emailOf } from '../app.ts';
import { ky, openOffice, pin, received, type Office, type Planned } from '../field.ts';
import { firefox } from './firefox.ts';
import { pdfPages } from './pdf-pages.ts';
import {
  ask,
  drag,
  dragAt,
  enter,
  fill,
  goTo,
  press,
  pressAt,
  pressOn,
  see,
  troublesOf,
  type,
  until,
  type Engine,
  type Seat,
} from './seat.ts';
import { webkit } from './webkit.ts';

// A facilitator's day in the engines that Chromium is not: prepared at the office, led without a network, killed,
// opened again, sent. `npm run test:engines`; docs/developers/tests.md.

const { firefox: firefoxAt, webkit: webkitAt } = inject('engines');
const engines: readonly Engine[] = [
  ...(firefoxAt === '' ? [] : [firefox(firefoxAt)]),
  ...(webkitAt === '' ? [] : [webkit(webkitAt)]),
];

/** Sheets of A4 that the list of the example fills: the margins of the two engines differ. */
const sheets: Readonly<Record<string, number>> = { Firefox: 3, WebKitGTK: 4 };

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 240_000);
afterAll(async () => await office?.stop());

describe.each(engines)('$name', (engine) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ashar-engine-'));
  let seat: Seat;
  beforeAll(async () => {
    seat = await engine.start(folder);
  });
  afterAll(async () => {
    await seat?.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  afterEach(() => {
    office.line.dead = false;
    office.line.version = undefined;
  });

  /** Where the person stands, for whoever reads that something did not come. */
  const at = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      const shown = await ask(
        seat,
        () => `${location.href}\n${document.body.innerText.slice(0, 1500)}`,
      ).catch(String);
      throw new Error(`${String(error)}\n\n${shown}`, { cause: error });
    }
  };

  test('a public list is printed on as many sheets as it fills, the last of them not empty', async () => {
    await seat.open(`${office.app.url}/kok-irim`);
    await pressOn(seat, 'main a[href^="/kok-irim/"]');
    await see(seat, 'Мектепке чейинки билим берүү үчүн шарттар жок');
    expect(pdfPages(await seat.print())).toBe(sheets[seat.engine]);
    expect(await troublesOf(seat)).toEqual([]);
  });

  test('a day without a network: nothing is lost and everything arrives', { timeout: 300_000 }, async () => {
    const meeting = await office.plan('facilitator');
    const municipality = await at(signIn());
    await at(prepare(municipality));
    await at(take(meeting));
    office.line.dead = true;
    await seat.reload();
    await at(unlock());
    await at(register(meeting));
    const map = await at(drawMap(meeting));
    const venn = await at(drawVenn(meeting));
    const pie = await at(cutPie(meeting));
    await at(writeStickers(meeting));
    expect(await troublesOf(seat)).toEqual([]);
    // The promise is 300 ms after the last key; there is nothing on the screen to wait for.
    await pause(1_000);
    await seat.kill();

    seat = await engine.start(folder);
    await seat.open(`${office.line.url}/field#/m/${meeting.id}/gallery`);
    await at(unlock());
    await at(see(seat, 'Көпүрө бузулган'));
    await until('the sticker that was being typed', async () => (await typed()) === 'Мектептин чатыры там');
    await goTo(seat, `/m/${meeting.id}/map`);
    expect(await at(slope())).toBeCloseTo(map, 1);
    await goTo(seat, `/m/${meeting.id}/venn`);
    expect(await at(circle())).toBe(venn);
    await goTo(seat, `/m/${meeting.id}/pie`);
    expect(await at(shares())).toEqual(pie);

    office.line.dead = false;
    await at(send());
    const there = await received(office, meeting);
    expect(there.texts).toEqual(['Көпүрө бузулган']);
    expect(there.names).toEqual(['Асель Турдуева']);
    expect(there.receipts.filter(({ state }) => state !== 'done')).toEqual([]);
    expect(await troublesOf(seat)).toEqual([]);
    await at(seeAtOffice(municipality, meeting));
    expect(await troublesOf(seat)).toEqual([]);
    await at(renew());
  });

  /** A newer version is said to be there when it has come, and taken by the person's press. */
  async function renew(): Promise<void> {
    await seat.open(`${office.line.url}/field#/settings`);
    await unlock();
    office.line.version = 'nextversion1';
    await press(seat, ky('field.core.settings.look'));
    await see(seat, ky('field.core.update-ready'), 60_000);
    const said = await ask(seat, () => document.body.innerText);
    expect(said).not.toContain(ky('field.core.settings.look-newest'));
    await press(seat, ky('field.core.update-take'));
    await unlock();
    await goTo(seat, '/settings');
    await see(seat, 'nextversion1');
  }

  /** Signs in at the office; gives the municipality's id. */
  async function signIn(): Promise<string> {
    await seat.open(`${office.app.url}/sign-in`);
    await fill(seat, account['account.field.sign-in'], emailOf('ak-jar/facilitator'));
    await fill(seat, ky('ui.field.password'), demoPassword);
    await press(seat, ky('ui.sign-in'), { within: 'main' });
    return await until(
      'the municipality',
      async () => await ask(seat, () => /\/m\/([0-9a-f-]{36})/.exec(document.body.innerHTML)?.[1]),
    );
  }

  async function prepare(municipality: string): Promise<void> {
    await seat.open(`${office.app.url}/m/${municipality}/field`);
    await press(seat, ky('field.office.prepare'), { within: 'main' });
    const code = await until(
      'the code',
      async () => await ask(seat, () => document.querySelector<HTMLElement>('main code')?.innerText),
    );
    await seat.open(`${office.line.url}/field#/prepare`);
    await fill(seat, ky('field.core.prepare.code'), code.replace(/\s/g, ''));
    await fill(seat, ky('field.core.pin.new'), pin);
    await fill(seat, ky('field.core.pin.again'), pin);
    await press(seat, ky('field.core.prepare.submit'));
    // Whatever the browser still asks the person, the meetings are there.
    await see(seat, ky('field.core.meetings.offered'));
    await until(
      'the files for work without a network',
      async () => await ask(seat, () => navigator.serviceWorker.controller !== null),
      60_000,
    );
  }

  async function take(meeting: Planned): Promise<void> {
    await press(seat, ky('field.core.meetings.take'), { beside: meeting.hour });
    await until(
      'the meeting on the device',
      async () => await ask(seat, (id) => document.querySelector(`a[href="#/m/${id}"]`) !== null, meeting.id),
    );
  }

  async function unlock(): Promise<void> {
    await fill(seat, ky('field.core.pin.yours'), pin);
    await press(seat, ky('field.core.start.open'), { within: 'form' });
    // The page of settings has fields of this kind too, under other names.
    await until(
      'the PIN is gone',
      async () =>
        await ask(
          seat,
          (own) => ![...document.querySelectorAll('label')].some((one) => one.textContent === own),
          ky('field.core.pin.yours'),
        ),
    );
  }

  async function register(meeting: Planned): Promise<void> {
    await goTo(seat, `/m/${meeting.id}/opening`);
    await fill(seat, ky('field.run.name'), 'Асель Турдуева');
    await press(seat, ky('ui.sex.female'), { within: '.run-adds', begins: true });
    await see(seat, 'Асель Турдуева');
  }

  /** Two objects of a kind, the second dragged away; gives how the one stands to the other. */
  async function drawMap(meeting: Planned): Promise<number> {
    await goTo(seat, `/m/${meeting.id}/map`);
    for (const [number, x] of [-60, 60].entries()) {
      await pressOn(seat, '.map-palette button');
      await see(seat, ky('field.map.stop'));
      const middle = await ask(seat, () => {
        const box = document.querySelector('.map-canvas')!.getBoundingClientRect();
        return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
      });
      await pressAt(seat, { x: middle.x + x, y: middle.y });
      await until('the object', async () => (await objects()).length === number + 1);
      await press(seat, ky('ui.done'), { within: '.map-panel' });
      await until('the palette', async () => await ask(seat, () => !document.querySelector('.map-panel')));
    }
    const before = await slope();
    // What is chosen can be moved.
    await pressOn(seat, '.map-object');
    await see(seat, ky('field.map.redraw'));
    const chosen = await until('the chosen object', async () => (await objects()).find((one) => one.chosen));
    await dragAt(seat, chosen, { x: 0, y: -50 });
    return await until('the object has moved', async () => {
      const now = await slope();
      return Math.abs(now - before) > 0.2 && now;
    });
  }

  const objects = async () =>
    await ask(seat, () =>
      [...document.querySelectorAll('.map-object')].map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return {
          x: Math.round(x + width / 2),
          y: Math.round(y + height / 2),
          chosen: one.classList.contains('selected'),
        };
      }),
    );
  const slope = async () =>
    await until('two objects on the map', async () => {
      const [a, b] = (await objects()).sort((one, other) => one.x - other.x);
      return a && b && (b.y - a.y) / (b.x - a.x) + 10;
    });

  async function drawVenn(meeting: Planned): Promise<string> {
    await goTo(seat, `/m/${meeting.id}/venn`);
    await pressOn(seat, '.vn-naming .kit-chips[role=group] button');
    await until(
      'the institution',
      async () => await ask(seat, () => document.querySelector('.vn-list li') !== null),
    );
    await press(seat, ky('field.venn.to-size'));
    await pressOn(seat, '.vn-size-list .kit-choice button:last-child');
    await press(seat, ky('field.venn.to-place'));
    const before = await circle();
    await drag(seat, '.vn-mark', { x: 40, y: -50 });
    return await until('the circle has moved', async () => {
      const now = await circle();
      return now !== before && now;
    });
  }

  const circle = async () =>
    await until(
      'the circle',
      async () =>
        await ask(seat, () => document.querySelector('.vn-mark:not(.vn-moving)')?.getAttribute('transform')),
    );

  async function cutPie(meeting: Planned): Promise<readonly string[]> {
    await goTo(seat, `/m/${meeting.id}/pie`);
    for (const [number, share] of ['60', '40'].entries()) {
      await pressOn(seat, '.pie-screen .kit-chips[role=group] button');
      const field = `.pie-row:nth-child(${number + 1}) input[inputmode=decimal]`;
      await pressOn(seat, field);
      await type(seat, share + enter);
      await until('the share', async () => (await shares())[number] === share);
    }
    const before = await shares();
    await drag(seat, '.pie-border', { x: -60, y: -60 });
    return await until('the border has moved', async () => {
      const now = await shares();
      return now.join() !== before.join() && now;
    });
  }

  const shares = async () =>
    await until('the shares', async () => {
      const all = await ask(seat, () =>
        [...document.querySelectorAll<HTMLInputElement>('.pie-row input[inputmode=decimal]')].map(
          (one) => one.value,
        ),
      );
      return all.length > 0 && all;
    });

  const typed = async () =>
    await ask(seat, () => document.querySelector<HTMLInputElement>('.gal-entry input')?.value);

  async function writeStickers(meeting: Planned): Promise<void> {
    await goTo(seat, `/m/${meeting.id}/gallery`);
    await press(seat, ky('field.gallery.part.write'), { begins: true });
    await pressOn(seat, '.gal-entry input');
    await type(seat, `Көпүрө бузулган${enter}`);
    await until('the sticker', async () => (await typed()) === '');
    await see(seat, 'Көпүрө бузулган');
    await pressOn(seat, '.gal-entry input');
    await type(seat, 'Мектептин чатыры там');
  }

  async function send(): Promise<void> {
    await goTo(seat, '/outbox');
    await see(seat, ky('field.core.nav.outbox'));
    // With the line back it may all have gone by itself before anybody presses.
    await press(seat, ky('field.core.outbox.send'), { patience: 3_000 }).catch(() => undefined);
    await until(
      'everything is sent',
      async () =>
        await ask(seat, () =>
          [...document.querySelectorAll('.facts dd:not(.note)')]
            .slice(0, 2)
            .every((one) => one.textContent === '0'),
        ),
      60_000,
    );
  }

  async function seeAtOffice(municipality: string, meeting: Planned): Promise<void> {
    await seat.open(`${office.app.url}/sign-in`);
    if (await ask(seat, () => location.pathname === '/sign-in')) await signIn();
    await seat.open(`${office.app.url}/m/${municipality}/needs/sessions/${meeting.id}`);
    await see(seat, 'Асель Турдуева').catch(() => undefined);
    await seat.open(`${office.app.url}/m/${municipality}/needs/sessions/${meeting.id}/board`);
    await see(seat, 'Көпүрө бузулган');
  }
});
