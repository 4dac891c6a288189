import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { withdrawPublished } from '../../acts/commands/publish-version.ts';
import { publication } from '../../acts/schema.ts';
import { mayLockMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { called } from '../../platform/forms/field.ts';
import { id, text } from '../../platform/forms/fields.ts';
import { meetingPublication } from '../data/published.ts';
import { refuse } from '../refusals.ts';

/** Takes the page of a meeting away from residents; it can be published anew, as the next version. */
export const withdrawMeeting = defineCommand({
  name: 'public-meetings.withdraw-meeting',
  input: z.strictObject({ id: id(), reason: called('ui.field.reason', text(500, 3)) }),
  policy: mayLockMeetings,
  run: async ({ scope, input }) => {
    const kind = meetingPublication(input.id);
    const [gone] = await withdrawPublished(scope, eq(publication.kind, kind), input.reason);
    if (!gone) return refuse('nothing-to-withdraw');
    return ok(
      { id: input.id },
      { subjectKind: 'publication', subjectId: gone.id, details: { reason: input.reason } },
    );
  },
});
