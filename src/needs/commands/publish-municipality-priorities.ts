import { z } from 'zod';
import { defineCommand } from '../../platform/db/command.ts';
import { mayPublishPriorities } from '../policy.ts';
import { shownRules } from '../rules/priorities.ts';
import { reasonText } from './place-on-board.ts';
import { publishPriorities } from './publish-priorities.ts';
import { refuse } from '../refusals.ts';

/** Publishes the municipality's list over its villages. */
export const publishMunicipalityPriorities = defineCommand({
  name: 'needs.publish-municipality-priorities',
  input: z.strictObject({
    year: z.number().int().min(2000).max(2200),
    rule: z.enum(shownRules).default('raw'),
    reason: reasonText,
  }),
  policy: mayPublishPriorities,
  constraints: {
    publication_standing: refuse('changed-meanwhile'),
    publication_version_key: refuse('changed-meanwhile'),
  },
  run: async ({ scope, input }) => await publishPriorities({ scope, villageId: null, ...input }),
});
