import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { runCommand } from '../../../platform/db/command.ts';
import { own } from '../../../platform/db/own.ts';
import { jobRuns, track } from '../../../platform/jobs/jobs.ts';
import { defineTrackedJob } from '../../../platform/jobs/tracked.ts';
import { findImport } from '../data/session-import.ts';
import { refuse } from '../../refusals.ts';
import { sessionImport } from '../../schema.ts';
import { importSessionsTelling } from './import-sessions.ts';
import { called } from '../../../platform/forms/field.ts';
import { id, tick } from '../../../platform/forms/fields.ts';
import { mayPlanMeetings } from '../../../meetings/policy.ts';

/** Enters a confirmed file: one transaction, so that a server that stops in the middle leaves nothing of it. */
const importSessionsJob = defineTrackedJob({
  kind: 'needs.import-sessions',
  data: z.strictObject({ id: id(), replace: z.boolean().default(false) }),
  run: async ({ open, progress, municipalityId }, { id, replace }) => {
    const command = importSessionsTelling(progress);
    const result = await open(async (scope) => await runCommand(scope, command, { id, replace }));
    if (!result.ok) return { ok: false, code: result.code, params: result.params };
    const path = `/m/${municipalityId}/needs?cycle=${result.value.cycleId}&done=needs.done.sessions-imported`;
    return { ok: true, result: { path, forward: true } };
  },
});

/**
 * Starts the entering of a previewed file. Asked again while the work goes on, it answers the same job; after the
 * work was cut off, it starts it anew. That nothing is entered twice is decided where it is entered.
 */
export const confirmSessionImport = defineCommand({
  name: 'needs.confirm-session-import',
  input: z.strictObject({ id: id(), replace: called('needs.import.replace', tick()) }),
  policy: mayPlanMeetings,
  run: async ({ scope, input }) => {
    const found = await findImport(scope, input.id, true);
    if (!found) return refuse('import-not-found');
    if (found.state !== 'preview') return refuse('import-done');
    if (found.jobId !== null && (await jobRuns(scope, found.jobId))) {
      return ok({ id: found.id, jobId: found.jobId });
    }
    const path = `/m/${scope.municipalityId}/needs/import/${found.id}`;
    const { id: jobId } = await track(
      scope,
      importSessionsJob,
      { id: found.id, replace: input.replace },
      path,
    );
    await scope.tx
      .update(sessionImport)
      .set({ jobId })
      .where(own(scope, sessionImport, eq(sessionImport.id, found.id)));
    return ok({ id: found.id, jobId }, { subjectKind: 'session-import' });
  },
});
