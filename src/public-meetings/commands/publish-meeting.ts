import { z } from 'zod';
import { publishVersion } from '../../acts/commands/publish-version.ts';
import { cycleById } from '../../cycle/data.ts';
import { holdMeeting } from '../../meetings/data/hold.ts';
import { mayLockMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id } from '../../platform/forms/fields.ts';
import { publicKind } from '../data/public-kind.ts';
import { findPublicMeeting } from '../data/public-meetings.ts';
import { meetingPublication } from '../data/published.ts';
import { snapshotOf } from '../data/snapshot-of.ts';
import { refuse } from '../refusals.ts';
import { formRules } from '../rules/forms.ts';
import { noticeLacks } from '../rules/standing.ts';

/**
 * Shows residents the meeting as it stands: called, moved, called off, held with its decisions, or asked for and not
 * held. What stood before is withdrawn in the same step. Called, its notice must be whole (seed-002 P3; R-GOV-05).
 */
export const publishMeeting = defineCommand({
  name: 'public-meetings.publish-meeting',
  input: z.strictObject({ id: id() }),
  policy: mayLockMeetings,
  run: async ({ scope, input }) => {
    // Held, so that two who publish at once make two versions after each other.
    if (!(await holdMeeting(scope, publicKind, input.id, 'update'))) return refuse('meeting-not-found');
    const meeting = (await findPublicMeeting(scope, input.id))!;
    const called = meeting.state === 'planned' || meeting.state === 'open';
    if (called && formRules[meeting.form].noticed && noticeLacks(meeting).length > 0)
      return refuse('notice-incomplete');
    const snapshot = await snapshotOf(scope, meeting);
    const kind = meetingPublication(meeting.id);
    const { id: publicationId, version } = await publishVersion(scope, {
      ...{ kind, unitId: meeting.villageId ?? scope.municipalityId, snapshot },
      year: (await cycleById(scope, meeting.cycleId))!.year,
      cycleId: meeting.cycleId,
    });
    return ok(
      { id: meeting.id, publicationId },
      {
        subjectKind: 'publication',
        subjectId: publicationId,
        details: { kind, version, stage: snapshot.stage },
      },
    );
  },
});
