import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { publicationKind, publicationOf, publicMarks, type ActSnapshot } from '../data.ts';
import { mayPublishAct } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { publication } from '../schema.ts';
import { lockAct } from './lock-act.ts';

/** Shows residents a signed paper, in the version without personal data that was frozen with the signature. */
export const publishAct = defineCommand({
  name: 'acts.publish-act',
  input: z.object({ actId: id() }),
  policy: mayPublishAct,
  run: async ({ scope, input, now }) => {
    const found = await lockAct(scope, input.actId);
    if (!found) return refuse('not-found');
    if (found.state !== 'signed' || found.number === null || found.year === null || found.issuedOn === null) {
      return refuse('act-not-signed');
    }
    const paper = found.documents?.open;
    if (!paper) return refuse('act-not-publishable');
    if (await publicationOf(scope, found.id)) return refuse('act-published-already');
    const kind = publicationKind(found.id);
    const before = await scope.tx
      .select({ version: publication.version })
      .from(publication)
      .where(own(scope, publication, eq(publication.kind, kind)))
      .orderBy(desc(publication.version))
      .limit(1);
    const snapshot: ActSnapshot = {
      type: found.type,
      number: found.number,
      issuedOn: found.issuedOn,
      titleKy: found.titleKy,
      titleRu: found.titleRu,
      signedBy: found.signedBy ?? '',
      marks: await publicMarks(scope, found.id),
      paper,
    };
    const publicationId = newId();
    await scope.tx.insert(publication).values({
      municipalityId: scope.municipalityId,
      id: publicationId,
      kind,
      unitId: scope.municipalityId,
      year: found.year,
      cycleId: found.cycleId,
      actId: found.id,
      version: (before[0]?.version ?? 0) + 1,
      snapshot,
      publishedAt: now,
      publishedBy: scope.actor.name,
    });
    return ok({ id: publicationId }, { subjectKind: 'publication', details: { actId: found.id } });
  },
});
