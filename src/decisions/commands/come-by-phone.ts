import { count, eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import { meeting } from '../../meetings/schema.ts';
import { isGuest } from '../../platform/auth/guest-gate.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { isVillageOf } from '../../territory/data.ts';
import { refuse } from '../refusals.ts';
import { doorFields } from '../rules/door-fields.ts';
import { doorWaiting, meetingDoor } from '../schema.ts';

/** Most phones that wait at a door: more no registrar could look through. */
const mostWaiting = 400;
/** Three days, in milliseconds. */
const forgottenAfter = 3 * 24 * 3_600_000;

/**
 * Somebody writes themselves down by their own phone, without an account, and waits until a registrar has looked. The
 * ticket of the page makes two taps one person. Nothing of it is a participant yet.
 */
export const comeByPhone = defineCommand({
  name: 'decisions.come-by-phone',
  input: z.strictObject({ meetingId: z.string(), ticketHash: z.string().length(64), ...doorFields }),
  policy: isGuest,
  run: async ({ scope, input, now }) => {
    const { meetingId, ticketHash, ...person } = input;
    const [door] = await scope.tx
      .select({ selfRegister: meetingDoor.selfRegister, state: meeting.state })
      .from(meetingDoor)
      .innerJoin(meeting, sameRow(meeting, 'id', meetingDoor, 'meetingId'))
      .where(own(scope, meetingDoor, eq(meetingDoor.meetingId, meetingId)));
    if (!door?.selfRegister || (door.state !== 'planned' && door.state !== 'open'))
      return refuse('door-shut');
    const { villageId } = person;
    const today = todayInBishkek(now);
    if (villageId !== null && !(await isVillageOf(scope.tx, scope.municipalityId, villageId, today)))
      return refuse('village-unknown', { field: 'villageId' });
    const [queue] = await scope.tx
      .select({ waiting: count() })
      .from(doorWaiting)
      .where(own(scope, doorWaiting, eq(doorWaiting.meetingId, meetingId), eq(doorWaiting.state, 'waiting')));
    if ((queue?.waiting ?? 0) >= mostWaiting) return refuse('door-full');
    // Who was looked at by nobody is forgotten after some days: a name is kept for the list of participants alone.
    const old = new Date(now.getTime() - forgottenAfter);
    await scope.tx
      .update(doorWaiting)
      .set({ fullName: null, state: 'refused' })
      .where(own(scope, doorWaiting, eq(doorWaiting.state, 'waiting'), lt(doorWaiting.createdAt, old)));
    const { municipalityId } = scope;
    await scope.tx
      .insert(doorWaiting)
      .values({
        ...person,
        fullName: person.fullName || null,
        id: newId(),
        municipalityId,
        meetingId,
        ticketHash,
      })
      .onConflictDoNothing();
    return ok({ id: meetingId }, { subjectKind: 'meeting' });
  },
});
