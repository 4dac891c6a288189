import type { SessionRecord } from '../../../needs/rules/session-record.ts';
import { attendanceSums } from '../../rules/attendance.ts';
import type { HallWall } from '../../rules/hall.ts';
import type { Sticker } from '../../rules/items.ts';
import { standing } from '../../rules/stickers.ts';
import { tallyOf } from '../../rules/tally.ts';

/** How many loose stickers and how many of a column travel to the wall. */
const mostLoose = 30;
const mostTexts = 30;

/** What the wall shows: the texts and the sums, nothing about who wrote or sat there. */
export function wallOf(
  record: SessionRecord,
  stickers: readonly Sticker[],
  stickersPerPerson: number,
): HallWall {
  const tally = tallyOf(standing(stickers), record.columns, record.placements);
  const columns = tally.columns.map(({ name, votes, stickers: inside }) => ({
    name: name.slice(0, 300),
    votes,
    texts: inside.slice(0, mostTexts).map(({ text }) => text.slice(0, 500)),
  }));
  const people = attendanceSums(record).people ?? 0;
  const possible = people * stickersPerPerson;
  return {
    columns,
    loose: tally.loose
      .slice(-mostLoose)
      .reverse()
      .map(({ text }) => text.slice(0, 500)),
    looseCount: tally.ungrouped,
    sums: { people, possible, used: tally.stickers, unused: possible - tally.stickers },
  };
}
