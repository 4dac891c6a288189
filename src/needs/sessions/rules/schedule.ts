import { dayOfDate, type IsoDate } from '../../../platform/i18n/calendar.ts';
import { readDay } from '../../../platform/i18n/written-day.ts';
import { sessionSlots } from './session.ts';

export type ScheduleRequest = {
  /** In the order in which they are visited; `parts` 2 for a large village. */
  readonly villages: readonly { readonly id: string; readonly parts: number; readonly venue: string }[];
  readonly ageGroups: readonly string[];
  readonly days: readonly IsoDate[];
  /** People of the working group who can lead or record, the trained ones first. */
  readonly facilitators: readonly string[];
  /** What already stands: nobody is booked over it. */
  readonly bookings: readonly Booking[];
  /** Sessions that exist and are left alone. */
  readonly existing: readonly {
    readonly villageId: string;
    readonly ageGroup: string;
    readonly part: number;
  }[];
};

export type Booking = {
  readonly personId: string;
  readonly day: IsoDate;
  /** `HH:MM`, end exclusive. */
  readonly startsAt: string;
  readonly endsAt: string;
};

export type ScheduledSession = {
  readonly villageId: string;
  readonly ageGroup: string;
  readonly part: number;
  readonly venue: string;
  /** Null when the given days have no room left. */
  readonly day: IsoDate | null;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly facilitatorId: string | null;
  readonly recorderId: string | null;
};

type Slot = {
  day: IsoDate;
  startsAt: string;
  endsAt: string;
  busy: Set<string>;
  villages: string[];
};

/** Sessions of one village that may run at one moment: «not all groups at one moment» (R-PLC-02). */
const besideInOneVillage = 1;

/**
 * Lays every missing session of the villages into the 10:00 and 14:00 slots of the days, two people to each, so that
 * nobody is in two places and the work is shared evenly. One village's groups stand in different slots; a slot holds
 * as many villages as there are free pairs. What finds no room comes back without a day.
 */
export function planSchedule(request: ScheduleRequest): ScheduledSession[] {
  const slots: Slot[] = [...new Set(request.days)]
    .sort()
    .flatMap((day) => sessionSlots.map((slot) => ({ day, ...slot, busy: new Set<string>(), villages: [] })));
  const work = new Map(request.facilitators.map((id) => [id, 0]));
  for (const booking of request.bookings) {
    work.set(booking.personId, (work.get(booking.personId) ?? 0) + 1);
    for (const slot of slots) {
      const meets =
        booking.day === slot.day && booking.startsAt < slot.endsAt && slot.startsAt < booking.endsAt;
      if (meets) slot.busy.add(booking.personId);
    }
  }
  const exists = (villageId: string, ageGroup: string, part: number) =>
    request.existing.some(
      (one) => one.villageId === villageId && one.ageGroup === ageGroup && one.part === part,
    );
  // Nobody to lead: the days are still laid, and the pairs are chosen by hand later.
  const withPairs = request.facilitators.length >= 2;
  const planned: ScheduledSession[] = [];
  for (const village of request.villages) {
    for (let part = 1; part <= village.parts; part += 1) {
      for (const ageGroup of request.ageGroups) {
        if (exists(village.id, ageGroup, part)) continue;
        const free = (slot: Slot) => request.facilitators.filter((id) => !slot.busy.has(id));
        const slot = slots.find(
          (one) =>
            one.villages.filter((id) => id === village.id).length < besideInOneVillage &&
            (!withPairs || free(one).length >= 2),
        );
        const base = { villageId: village.id, ageGroup, part, venue: village.venue };
        if (!slot) {
          planned.push({
            ...base,
            day: null,
            startsAt: null,
            endsAt: null,
            facilitatorId: null,
            recorderId: null,
          });
          continue;
        }
        // Whoever has led least comes next; the order of the list decides between equals.
        const pair = withPairs
          ? free(slot)
              .map((id, index) => ({ id, index, done: work.get(id) ?? 0 }))
              .sort((a, b) => a.done - b.done || a.index - b.index)
              .slice(0, 2)
              .map(({ id }) => id)
          : [];
        for (const id of pair) {
          slot.busy.add(id);
          work.set(id, (work.get(id) ?? 0) + 1);
        }
        slot.villages.push(village.id);
        planned.push({
          ...base,
          day: slot.day,
          startsAt: slot.startsAt,
          endsAt: slot.endsAt,
          facilitatorId: pair[0] ?? null,
          recorderId: pair[1] ?? null,
        });
      }
    }
  }
  return planned;
}

/** Days typed one a line, or with commas or spaces between: «12.05.2026», `2026-05-12`, «12.05.2026–14.05.2026». */
export function readDays(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [first = '', last] = part.split(/[–—]|\.\.\.?/).filter((end) => end !== '');
      if (last === undefined) return [first];
      const [from, to] = [instantOf(first), instantOf(last)];
      // A range that is no range is given back as it stands, so that the field's own check names it.
      if (Number.isNaN(from) || Number.isNaN(to) || to < from || to - from > 60 * 86_400_000) return [part];
      const days: string[] = [];
      for (let at = from; at <= to; at += 86_400_000) days.push(dayOfDate(new Date(at)));
      return days;
    });
}

/** Midnight of a written day in UTC; NaN for what is no day. */
function instantOf(text: string): number {
  const read = readDay(text);
  return read.ok ? Date.parse(read.day) : Number.NaN;
}
