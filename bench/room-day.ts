import { median } from './figure.ts';
import {
  go,
  newPhone,
  prepare,
  slowDown,
  takeAll,
  unlock,
  type Phone,
  type RunningPhone,
} from './room-device.ts';
import { countMeeting, holdMeeting, recordMeeting } from './room-handle.ts';
import { fullMeeting, size } from './room-meeting.ts';
import type { Office } from './room-office.ts';
import { threadOf } from './room-thread.ts';

const meetings = 6;

export type Day = {
  readonly phone: Phone;
  readonly running: RunningPhone;
  readonly ids: readonly string[];
  readonly address: string;
  /** Things of the six meetings that were recorded and are not there after the battery's end. */
  readonly lost: number;
  readonly recorded: number;
  /**
   * Milliseconds from the touch until a full meeting stands on the screen, on the slowed processor: by the clock, and
   * of the page's thread.
   */
  readonly openings: readonly { readonly ms: number; readonly own: number }[];
};

/**
 * A day in villages without internet: six full meetings are taken along and recorded offline; at the last sticker's
 * end the phone dies. It is started again, still offline, and each meeting is opened and counted.
 */
export async function recordDay(office: Office, count: number = meetings): Promise<Day> {
  const phone = newPhone();
  try {
    const ids: string[] = [];
    for (let at = 0; at < count; at += 1) ids.push(await office.plan());
    const { context, page, kill } = await phone.start();
    await prepare(office, page);
    await takeAll(page);
    await context.setOffline(true);
    for (const id of ids) {
      await go(page, `/m/${id}/gallery`);
      await holdMeeting(page, id);
      await recordMeeting(page, fullMeeting());
      // The list closes the meeting, as on the way to the next village; the last one stays open.
      if (id !== ids.at(-1)) await go(page, '/meetings');
    }
    await kill();

    const running = await phone.start();
    await running.context.setOffline(true);
    await running.page.goto(`${office.url}/field`);
    await unlock(running.page);
    await slowDown(running.page);
    let lost = 0;
    const openings: { ms: number; own: number }[] = [];
    const thread = await threadOf(running.page);
    for (const id of ids) {
      await go(running.page, '/meetings');
      await running.page.locator('.fa-meeting').first().waitFor();
      const before = await thread.time();
      const ms = await opened(running, id);
      openings.push({ ms, own: (await thread.time()) - before });
      await holdMeeting(running.page, id);
      const there = await countMeeting(running.page);
      for (const name of ['stickers', 'mapObjects', 'institutions', 'people'] as const)
        lost += Math.max(0, size[name] - there[name]);
      const { grouped, notes } = fullMeeting();
      lost += Math.max(0, grouped - there.grouped);
      if (there.notes < notes.reduce((sum, [, text]) => sum + text.length, 0)) lost += 1;
      if (there.stickers > size.stickers) throw new Error('stickers were doubled');
    }
    const things = size.stickers + size.mapObjects + size.institutions + size.people;
    return {
      phone,
      running,
      ids,
      address: `${office.url}/field`,
      lost,
      recorded: things * ids.length,
      openings,
    };
  } catch (error) {
    await phone.forget();
    throw error;
  }
}

/** Opens a meeting's gallery; milliseconds until its sums are drawn. */
async function opened({ page }: RunningPhone, id: string): Promise<number> {
  return await page.evaluate(async (meeting) => {
    const began = performance.now();
    location.hash = `/m/${meeting}/gallery`;
    while (!document.querySelector('.run[data-step="gallery"] .gal-sums'))
      await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - began;
  }, id);
}

export const openingOf = (day: Day, time: 'ms' | 'own'): number =>
  median(day.openings.map((one) => one[time]));
