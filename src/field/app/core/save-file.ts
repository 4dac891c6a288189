import { bishkekClock } from '../../../platform/i18n/calendar.ts';
import { sealFile } from '../../rules/sealed-file.ts';
import type { Item } from '../../rules/items.ts';
import type { Session } from './session.ts';
import type { Store } from './store.ts';

/**
 * Everything that was not sent, sealed for the office, as a file: shared where the device can, else downloaded.
 * Sending it later as well does no harm. False: there was nothing to save. @throws Error when items cannot be read
 */
export async function saveUnsent(session: Session, version: string): Promise<boolean> {
  const items = await unsentItems(session);
  if (items.length === 0) return false;
  const now = new Date();
  const madeAt = now.toISOString();
  const { token, officeKey } = session.identity;
  const file = await sealFile({ request: { sentAt: madeAt, app: version, items }, token, officeKey, madeAt });
  // The day and the hour that people read on their screen: of two files the later one is found by them.
  const { date, time } = bishkekClock(now);
  const name = `ashar-${date}-${time.replace(':', '-')}.ashar`;
  await hand(new Blob([JSON.stringify(file)], { type: 'application/octet-stream' }), name);
  return true;
}

/** All that the office does not have, with what was changed up to now. @throws Error when items cannot be read */
export async function unsentItems({
  meeting,
  outbox,
}: Pick<Session<Store>, 'meeting' | 'outbox'>): Promise<readonly Item[]> {
  let unkept: readonly Item[] = [];
  try {
    await meeting?.flush();
  } catch {
    // The device does not keep any more: what is in memory goes into the file from there.
    unkept = meeting?.unkept() ?? [];
  }
  return [...(await outbox.items()), ...unkept];
}

async function hand(blob: Blob, name: string): Promise<void> {
  // Messengers take a file only of a type they know.
  const shared = new File([blob], `${name}.txt`, { type: 'text/plain' });
  const touch = matchMedia('(pointer: coarse)').matches;
  if (touch && 'canShare' in navigator && navigator.canShare({ files: [shared] })) {
    try {
      await navigator.share({ files: [shared], title: name });
      return;
    } catch (error) {
      // Called off by the person: nothing was shared, and nothing more is offered.
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
    }
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
