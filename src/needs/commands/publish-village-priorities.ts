import { z } from 'zod';
import { defineCommand } from '../../platform/db/command.ts';
import { mayPublishPriorities } from '../policy.ts';
import { shownRules } from '../rules/priorities.ts';
import { reasonText } from './place-on-board.ts';
import { publishPriorities } from './publish-priorities.ts';
import { refuse } from '../refusals.ts';

/** Publishes a village's list: a public page, a poster, open data. */
export const publishVillagePriorities = defineCommand({
  name: 'needs.publish-village-priorities',
  input: z.strictObject({
    year: z.number().int().min(2000).max(2200),
    villageId: z.uuid(),
    rule: z.enum(shownRules).default('raw'),
    reason: reasonText,
  }),
  policy: mayPublishPriorities,
  constraints: {
    publication_standing: refuse('changed-meanwhile'),
    publication_version_key: refuse('changed-meanwhile'),
  },
  run: async ({ scope, input }) => await publishPriorities({ scope, ...input }),
});
