import { useCallback, useMemo } from 'preact/hooks';
import type { SessionRecord } from '../../../needs/sessions/rules/session-record.ts';
import { attendanceSums } from '../../rules/attendance.ts';
import {
  chainsOf,
  stickerSums,
  type NewSticker,
  type StandingSticker,
  type StickerSums,
  type WithdrawnSticker,
} from '../../rules/stickers.ts';
import { placedOf, tallyOf, type Tally } from '../../rules/tally.ts';
import { useApp, useMeeting, useRecord, useStickers } from '../core/hooks.ts';
import { notKept } from '../core/store-words.ts';

export type Gallery = {
  readonly record: SessionRecord;
  readonly standing: readonly StandingSticker[];
  readonly withdrawn: readonly WithdrawnSticker[];
  readonly tally: Tally;
  readonly sums: StickerSums;
  /** People who may be named as writers; empty when the meeting counts heads only. */
  readonly people: SessionRecord['people'];
};

/** Stickers, places and sums as they stand now; counted once for each change. */
export function useGallery(): Gallery {
  const { doc, info } = useMeeting();
  const stickers = useStickers();
  const record = useRecord();
  const { standing, withdrawn } = chainsOf(stickers);
  const tally = useMemo(() => tallyOf(standing, record.columns, placedOf(doc)), [standing, record, doc]);
  const people = useMemo(
    () =>
      record.attendance === 'list'
        ? record.people.filter((one) => one.kind === 'community' || one.kind === 'organisation')
        : [],
    [record],
  );
  const sums = useMemo(
    () =>
      stickerSums(standing, {
        people: attendanceSums(record).people,
        each: info.stickersPerPerson,
        list: record.people,
      }),
    [standing, record, info],
  );
  return { record, standing, withdrawn, tally, sums, people };
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
