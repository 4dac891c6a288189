import { useCallback, useMemo } from 'preact/hooks';
import type { SessionRecord } from '../../../needs/sessions/rules/session-record.ts';
import { attendanceSums } from '../../rules/attendance.ts';
import type { Sticker } from '../../rules/items.ts';
import {
  chainsOf,
  stickerSums,
  type NewSticker,
  type StandingSticker,
  type StickerSums,
  type WithdrawnSticker,
} from '../../rules/stickers.ts';
import type { Tally } from '../../rules/tally.ts';
import { useApp, useBeingKept, useMeeting, useRecord, useStickers } from '../core/hooks.ts';
import { notKept } from '../core/store-words.ts';
import { useTally } from '../run/tally.ts';

export type Gallery = {
  readonly columns: SessionRecord['columns'];
  readonly photos: SessionRecord['photos'];
  readonly standing: readonly StandingSticker[];
  readonly withdrawn: readonly WithdrawnSticker[];
  /** Written a moment ago and not on the device yet; corrections of others are not among them. */
  readonly beingKept: readonly Sticker[];
  readonly tally: Tally;
  readonly sums: StickerSums;
  /** People who may be named as writers; empty when the meeting counts heads only. */
  readonly people: SessionRecord['people'];
};

/** Stickers, places and sums as they stand now; counted once for each change. */
export function useGallery(): Gallery {
  const { info } = useMeeting();
  const { standing, withdrawn } = chainsOf(useStickers());
  const tally = useTally();
  const record = useRecord(
    'attendance',
    'women',
    'men',
    'deputies',
    'executives',
    'guests',
    'people',
    'columns',
    'photos',
  );
  const { attendance, columns, people: all, photos } = record;
  const people = useMemo(
    () =>
      attendance === 'list'
        ? all.filter((one) => one.kind === 'community' || one.kind === 'organisation')
        : [],
    [attendance, all],
  );
  const present = attendanceSums(record).people;
  const sums = useMemo(
    () => stickerSums(standing, { people: present, each: info.stickersPerPerson, list: all }),
    [standing, present, all, info],
  );
  const written = useBeingKept();
  const beingKept = useMemo(() => written.filter(({ corrects }) => corrects === null), [written]);
  return { columns, photos, standing, beingKept, withdrawn, tally, sums, people };
}

/** Adds stickers and says so when the device could not keep them; false then. */
export function useAddStickers(): (stickers: readonly NewSticker[]) => Promise<boolean> {
  const meeting = useMeeting();
  const app = useApp();
  return useCallback(
    async (stickers) => {
      try {
        await meeting.addStickers(stickers);
        return true;
      } catch (error) {
        app.toast(notKept(app.t, 'field.gallery.not-kept', error));
        return false;
      }
    },
    [meeting, app],
  );
}
