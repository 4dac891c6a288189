import { z } from 'zod';
import { saveDraftAct } from '../../acts/commands/save-draft-act.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id } from '../../platform/forms/fields.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { municipalityHead } from '../../territory/data.ts';
import { groupsOf } from '../data/groups.ts';
import { mayLeadGroups } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { groupOrderTemplate } from '../rules/templates.ts';

/** Puts the head's order that registers the cycle's groups into the register as a draft (R-IG-03). */
export const draftGroupOrder = defineCommand({
  name: 'groups.draft-order',
  input: z.object({ cycleId: id() }),
  policy: mayLeadGroups,
  run: async ({ scope, input: { cycleId } }) => {
    if ((await groupsOf(scope, cycleId)).length === 0) return refuse('group-none');
    const { headActName } = await municipalityHead(scope);
    const act = await saveDraftAct(scope, {
      ...{ template: groupOrderTemplate, cycleId, issuingBody: 'executive' },
      type: headActName === 'буйрук' ? 'decree' : 'order',
      titleKy: i18nFor('ky').t('groups.order.title'),
      titleRu: i18nFor('ru').t('groups.order.title'),
    });
    return ok({ actId: act.id }, { subjectKind: 'act', subjectId: act.id });
  },
});
