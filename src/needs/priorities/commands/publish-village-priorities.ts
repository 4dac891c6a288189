import { z } from 'zod';
import { defineCommand } from '../../../platform/db/command.ts';
import { id } from '../../../platform/forms/fields.ts';
import { mayPublishPriorities } from '../../policy.ts';
import { publishPriorities, publishingShape } from './publish-priorities.ts';
import { refuse } from '../../refusals.ts';

/** Publishes a village's list: a public page, a poster, open data. */
export const publishVillagePriorities = defineCommand({
  name: 'needs.publish-village-priorities',
  input: z.object({ villageId: id(), ...publishingShape }),
  policy: mayPublishPriorities,
  constraints: {
    publication_standing: refuse('changed-meanwhile'),
    publication_version_key: refuse('changed-meanwhile'),
  },
  run: async ({ scope, input }) => await publishPriorities({ scope, ...input }),
});
