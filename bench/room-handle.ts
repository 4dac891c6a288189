import type { Page } from 'playwright-core';
import type { MeetingHandle } from '../src/field/app/core/handle.ts';
import type { Content } from './room-meeting.ts';

type Held = { held: MeetingHandle };

/**
 * Finds the open meeting's handle, the one the screens work with, among what the app has drawn, and keeps it as
 * `held` in the page: a whole meeting is recorded through it as screens do it, without a person's time.
 */
export async function holdMeeting(page: Page, id: string): Promise<void> {
  await page.locator('.run-screen').waitFor();
  await page.evaluate((wanted) => {
    const root = document.getElementById('field');
    const seen = new Set<unknown>([globalThis, document]);
    let next: unknown[] = [root];
    while (next.length > 0 && seen.size < 500_000) {
      const now = next;
      next = [];
      for (const one of now) {
        if (typeof one !== 'object' || one === null || seen.has(one)) continue;
        seen.add(one);
        const found = one as Partial<MeetingHandle>;
        if (found.id === wanted && typeof found.addStickers === 'function') {
          (globalThis as unknown as Held).held = found as MeetingHandle;
          return;
        }
        // Of the page's own elements only the root knows what was drawn.
        if (one instanceof Node && one !== root) continue;
        for (const name of Object.getOwnPropertyNames(one)) {
          const value = (one as Record<string, unknown>)[name];
          if (typeof value === 'object' && value !== null && !seen.has(value)) next.push(value);
        }
      }
    }
    throw new Error('the open meeting was not found in the app');
  }, id);
}

/** Records a whole meeting, each sticker by itself, and waits until all of it is on the device. */
export async function recordMeeting(page: Page, content: Content): Promise<void> {
  await page.evaluate(async ({ things, links, notes, stickers, columns, grouped }) => {
    const { held } = globalThis as unknown as Held;
    held.edit.setMeta({ attendance: 'list', heldVenue: 'Клуб' });
    for (const [name, id, fields] of things) {
      held.edit.put(name, id, fields);
      await held.kept();
    }
    for (const [a, b] of links) held.edit.link('common', a, b, 'touching');
    for (const [part, text] of notes) held.edit.setNote(part, text);
    for (const sticker of stickers) {
      const [kept] = await held.addStickers([sticker]);
      const at = stickers.indexOf(sticker);
      if (kept && at < grouped) held.edit.place([kept.id], columns[at % columns.length]!);
    }
    await held.kept();
  }, content);
}

export type Counted = {
  readonly stickers: number;
  readonly mapObjects: number;
  readonly institutions: number;
  readonly people: number;
  readonly grouped: number;
  readonly notes: number;
};

/** What stands in the open meeting. */
export async function countMeeting(page: Page): Promise<Counted> {
  return await page.evaluate(() => {
    const { doc } = (globalThis as unknown as Held).held;
    const notes = [...doc.share.keys()].filter((name) => name.startsWith('note:'));
    return {
      stickers: doc.getMap('stickers').size,
      mapObjects: doc.getMap('mapObjects').size,
      institutions: doc.getMap('institutions').size,
      people: doc.getMap('people').size,
      grouped: doc.getMap('placements').size,
      notes: notes.reduce((sum, name) => sum + doc.getText(name).length, 0),
    };
  });
}
