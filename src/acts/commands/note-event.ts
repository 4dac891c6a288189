import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { storedId } from '../../platform/files/stored-id.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { choice, day, id, text } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { mayRegisterAct } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { act, ownEventKinds } from '../schema.ts';
import { addActEvent } from './add-act-event.ts';
import { lockAct } from './lock-act.ts';

/**
 * Adds to the life of a signed act: its scanned pages, an addendum, an objection, that it was contested, protested by
 * the prosecutor, left standing, or annulled by a court. Nothing of it changes the paper that was signed. What concerns
 * its force residents see on its page at once; annulled by a court it is out of force and keeps that page.
 */
export const noteEvent = defineCommand({
  name: 'acts.note-event',
  input: z.strictObject({
    actId: id(),
    kind: called('event', choice(ownEventKinds, 'acts.event')),
    on: called('event-day', day()),
    text: called('event-text', optional(text(2000), '')),
    fileId: storedId().nullable().default(null),
  }),
  policy: mayRegisterAct,
  run: async ({ scope, input: { actId, ...event }, now }) => {
    const found = await lockAct(scope, actId);
    if (!found) return refuse('not-found');
    if (found.state === 'draft' || found.issuedOn === null) return refuse('act-not-signed');
    if (event.on > todayInBishkek(now) || event.on < found.issuedOn)
      return refuse('event-day-wrong', { field: 'on' });
    if (event.kind === 'scan' && event.fileId === null) return refuse('event-without-file');
    if (event.kind !== 'scan' && event.text === '') return refuse('event-without-text', { field: 'text' });
    await addActEvent(scope, actId, event);
    if (event.kind === 'courtAnnulled' && found.state !== 'annulled')
      await scope.tx
        .update(act)
        .set({ state: 'annulled', annulledReason: event.text })
        .where(own(scope, act, eq(act.id, actId)));
    const { kind, on } = event;
    return ok({ id: actId }, { subjectKind: 'act', details: { kind, on, file: event.fileId } });
  },
});
