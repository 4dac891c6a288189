import * as Y from 'yjs';
import { fromBase64 } from '../../rules/base64.ts';
import type { SessionDocument } from '../../rules/document.ts';
import type { Held, Sticker } from '../../rules/items.ts';
import { covers } from '../../rules/state-vector.ts';
import { readSticker } from './kept-document.ts';
import type { OutboxLine } from './outbox.ts';

/**
 * Stickers that were refused for want of something the office has now: the sticker they correct, their writer; and
 * corrections of those.
 */
export function refusedForWant(
  held: Held,
  lines: readonly OutboxLine[],
  meetingId: string,
  doc: SessionDocument,
): readonly OutboxLine[] {
  const has = new Set(held.items);
  const reached = covers(fromBase64(held.vector), Y.encodeStateVector(doc));
  const stickers = doc.getMap<string>('stickers');
  const people = doc.getMap('people');
  const hasCome = ({ corrects, personId }: Sticker, code: string | undefined): boolean => {
    if (code === 'sticker-corrects-unknown') return corrects !== null && has.has(corrects);
    // How many there may be hangs on how many people the document counts.
    if (code === 'too-many-stickers-together') return reached;
    return code === 'writer-unknown' && reached && personId !== null && people.has(personId);
  };
  const again: OutboxLine[] = [];
  const left = new Set(lines.filter(({ meeting, state }) => meeting === meetingId && state === 'refused'));
  // A correction of what is asked again is asked with it: a row of them must not come one by one, a PIN each.
  for (let found = true; found;) {
    found = false;
    for (const line of left) {
      const sticker = readSticker(line.id, stickers.get(line.id));
      if (sticker === undefined || !hasCome(sticker, line.note?.code)) continue;
      left.delete(line);
      has.add(line.id);
      again.push(line);
      found = true;
    }
  }
  return again;
}
