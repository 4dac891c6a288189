import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { findImport, letGo } from '../data/session-import.ts';
import { refuse } from '../../refusals.ts';
import { id } from '../../../platform/forms/fields.ts';
import { mayPlanMeetings } from '../../../meetings/policy.ts';

/** Lets a previewed file go: nothing of it was entered. */
export const dropSessionImport = defineCommand({
  name: 'needs.drop-session-import',
  input: z.strictObject({ id: id() }),
  policy: mayPlanMeetings,
  run: async ({ scope, input }) => {
    const found = await findImport(scope, input.id, true);
    if (!found) return refuse('import-not-found');
    return (await letGo(scope, found.id, 'dropped')) ? ok({ id: found.id }) : refuse('import-not-found');
  },
});
