import { createHash } from 'node:crypto';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { maySaveSettings } from '../policy.ts';
import { municipalityEmblem } from '../schema.ts';

/** The digest by which the input of {@link saveEmblem} names its picture. */
export const digestOf = (picture: Uint8Array) => createHash('sha256').update(picture).digest('hex');

/**
 * Keeps the coat of arms for the letterheads from now on; signed papers keep theirs. The picture is no part of the
 * input, which goes into the records of who did what: the input names it by its digest.
 */
export const saveEmblem = (picture: Uint8Array) =>
  defineCommand({
    name: 'territory.save-emblem',
    input: z.object({ digest: z.literal(digestOf(picture)) }),
    policy: maySaveSettings,
    async run({ scope, input, now }) {
      await scope.tx
        .insert(municipalityEmblem)
        .values({ municipalityId: scope.municipalityId, picture })
        .onConflictDoUpdate({ target: municipalityEmblem.municipalityId, set: { picture, updatedAt: now } });
      return ok(
        { id: scope.municipalityId },
        { subjectKind: 'municipalitySettings', details: { digest: input.digest } },
      );
    },
  });

/** Takes the coat of arms off the letterheads from now on; where there is none, nothing changes. */
export const removeEmblem = defineCommand({
  name: 'territory.remove-emblem',
  input: z.object({}),
  policy: maySaveSettings,
  async run({ scope }) {
    await scope.tx.delete(municipalityEmblem).where(own(scope, municipalityEmblem));
    return ok({ id: scope.municipalityId }, { subjectKind: 'municipalitySettings' });
  },
});
