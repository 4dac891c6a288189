import { z } from 'zod';
import { defineCommand } from '../../../platform/db/command.ts';
import { mayPublishPriorities } from '../../policy.ts';
import { publishPriorities, publishingShape } from './publish-priorities.ts';
import { refuse } from '../../refusals.ts';

/** Publishes the municipality's list over its villages. */
export const publishMunicipalityPriorities = defineCommand({
  name: 'needs.publish-municipality-priorities',
  input: z.object({ ...publishingShape }),
  policy: mayPublishPriorities,
  constraints: {
    publication_standing: refuse('changed-meanwhile'),
    publication_version_key: refuse('changed-meanwhile'),
  },
  run: async ({ scope, input }) => await publishPriorities({ scope, villageId: null, ...input }),
});
