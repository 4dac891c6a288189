import { openMunicipality } from '../../platform/db/scope.ts';
import type { FileRefusalCode } from '../../platform/files/store.ts';
import type { Item } from '../rules/items.ts';
import { refusalOf, type Outcome } from '../rules/receiving.ts';
import type { ReceiveOptions, Work } from './receive-work.ts';
import { receivers } from './receivers.ts';
import type { StoredPhoto } from './receiver.ts';

/**
 * How long the pictures of one request may be worked on, in milliseconds: everybody's pictures are cleaned one at a
 * time, and a few kilobytes can hold thirty megapixels. A phone sends a picture by itself, which takes half a second;
 * a file of a whole day may bring twenty.
 */
const photoTime = { network: 10_000, file: 60_000 } as const;

/** The time that is left for the pictures of one request. The first is always taken: sent again, each comes through. */
export class PhotoTime {
  #left: number;
  #begun = false;

  constructor({ via, photoMs }: Pick<ReceiveOptions, 'via' | 'photoMs'>) {
    this.#left = photoMs ?? photoTime[via];
  }

  get isOver(): boolean {
    return this.#begun && this.#left <= 0;
  }

  async spend<T>(work: () => Promise<T>): Promise<T> {
    this.#begun = true;
    const started = performance.now();
    try {
      return await work();
    } finally {
      this.#left -= performance.now() - started;
    }
  }
}

/**
 * Stores pictures before the transaction that names them: a transaction may be run again, a file may not be half
 * written. Only for who may write into the meeting; the same picture twice is one file. What comes when the request's
 * time for pictures is over is answered `later`.
 */
export async function storePhotos(
  work: Work,
  first: Item,
  items: readonly Item[],
): Promise<{ stored: Map<string, StoredPhoto>; refusals: Map<string, Outcome> }> {
  const stored = new Map<string, StoredPhoto>();
  const refusals = new Map<string, Outcome>();
  const photos = items.flatMap(({ id, body }) => (body.kind === 'photo' ? [{ id, data: body.data }] : []));
  if (photos.length === 0) return { stored, refusals };
  const { db, gate, files, options, photoTime: time } = work;
  if (!receivers[first.meeting].takesPhotos) {
    for (const { id } of photos) refusals.set(id, { state: 'refused', code: 'photo-not-here' });
    return { stored, refusals };
  }
  const guarded = await openMunicipality(
    db,
    gate,
    async (scope) => await receivers[first.meeting].guard(scope, first.meetingId),
  );
  for (const { id, data } of photos) {
    if (guarded) {
      refusals.set(id, { state: 'refused', ...refusalOf(guarded) });
      continue;
    }
    if (time.isOver) {
      refusals.set(id, { state: 'later', code: 'busy' });
      continue;
    }
    try {
      const put = await time.spend(
        async () => await files.put(Buffer.from(data, 'base64'), { accept: ['image'] }),
      );
      if (put.ok)
        stored.set(id, { fileId: put.file.id, width: put.file.width ?? 1, height: put.file.height ?? 1 });
      else refusals.set(id, photoOutcome(put.code));
    } catch (error) {
      options.onFault?.(error);
      refusals.set(id, { state: 'later', code: 'busy' });
    }
  }
  return { stored, refusals };
}

function photoOutcome(code: FileRefusalCode): Outcome {
  if (code === 'diskFull') return { state: 'later', code: 'office-disk-full' };
  return { state: 'refused', code: code === 'tooLarge' ? 'photo-too-big' : 'photo-unreadable' };
}
