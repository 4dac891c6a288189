import { createHash } from 'node:crypto';
import type { Item } from '../rules/items.ts';

/**
 * SHA-256 of what an item says, in hex. Of a sticker: its words, and whether it takes back; writer, place and clock may
 * come another way (by a hall, from another device, from the office's list) and are the same sticker. Of an end: that
 * it is one.
 */
export function contentHash({ meetingId, body }: Item): string {
  const said = {
    document: () => (body as { update: string }).update,
    photo: () => (body as { data: string }).data,
    finish: () => '',
    sticker: () => {
      const { text, withdrawn } = (body as Extract<Item['body'], { kind: 'sticker' }>).sticker;
      return JSON.stringify(withdrawn ? [true] : [false, text]);
    },
  }[body.kind]();
  return createHash('sha256').update(`${body.kind}|${meetingId}|${said}`).digest('hex');
}
