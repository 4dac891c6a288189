import type { SessionRecord } from '../../../needs/sessions/rules/session-record.ts';
import { attendanceSums } from '../../rules/attendance.ts';
import type { HallWall } from '../../../hall/rules/hall.ts';
import type { Sticker } from '../../rules/items.ts';
import { standing, stickerSums } from '../../rules/stickers.ts';
import { rankedOf, tallyOf, type Placed } from '../../rules/tally.ts';

/** How many loose stickers and how many of a column travel to the wall. */
const mostLoose = 30;
const mostTexts = 12;

/** What the wall shows: the texts and the sums, nothing about who wrote or sat there. */
export function wallOf(
  record: SessionRecord,
  stickers: readonly Sticker[],
  placed: Placed,
  stickersPerPerson: number,
): HallWall {
  const counted = standing(stickers);
  const tally = tallyOf(counted, record.columns, placed);
  const { people } = attendanceSums(record);
  const sums = stickerSums(counted, { people, each: stickersPerPerson, list: record.people });
  const said = (list: readonly { readonly text: string }[], most: number) =>
    list
      .slice(-most)
      .reverse()
      .map(({ text }) => text.slice(0, 500));
  return {
    columns: rankedOf(tally.columns)
      .slice(0, 200)
      .map(({ name, votes, top, stickers: below }) => ({
        name: name.slice(0, 300),
        votes,
        top,
        texts: said(below, mostTexts),
      })),
    loose: said(tally.loose, mostLoose),
    looseCount: tally.ungrouped,
    sums: { people, possible: sums.possible, used: sums.used, unused: sums.unused },
  };
}
