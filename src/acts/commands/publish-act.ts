import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id } from '../../platform/forms/fields.ts';
import { publicationKind, publicationOf, publicMarks, type ActSnapshot } from '../data.ts';
import { mayPublishAct } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { lockAct } from './lock-act.ts';
import { publishVersion } from './publish-version.ts';

/** Shows residents a signed paper, in the version without personal data that was frozen with the signature. */
export const publishAct = defineCommand({
  name: 'acts.publish-act',
  input: z.object({ actId: id() }),
  policy: mayPublishAct,
  run: async ({ scope, input }) => {
    const found = await lockAct(scope, input.actId);
    if (!found) return refuse('not-found');
    if (found.state !== 'signed' || found.number === null || found.year === null || found.issuedOn === null) {
      return refuse('act-not-signed');
    }
    const paper = found.documents?.open;
    if (!paper) return refuse('act-not-publishable');
    if (await publicationOf(scope, found.id)) return refuse('act-published-already');
    const kind = publicationKind(found.id);
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
    const { id: publicationId } = await publishVersion(scope, {
      ...{ kind, unitId: scope.municipalityId, year: found.year },
      ...{ cycleId: found.cycleId, actId: found.id, snapshot },
    });
    return ok({ id: publicationId }, { subjectKind: 'publication', details: { actId: found.id } });
  },
});
