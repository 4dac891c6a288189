import { saveDraftAct } from '../../acts/commands/save-draft-act.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { translator } from '../../platform/i18n/catalogues.ts';
import { municipalityHead } from '../../territory/data.ts';

/** Makes sure the head's order of a template stands in the register, as тескеме or буйрук by the settings. */
export async function draftOrder(
  scope: MunicipalityScope,
  template: 'cycle.order-working-group' | 'cycle.order-plan',
  cycleId: string,
): Promise<string> {
  const { headActName } = await municipalityHead(scope);
  const { id } = await saveDraftAct(scope, {
    template,
    cycleId,
    type: headActName === 'буйрук' ? 'decree' : 'order',
    issuingBody: 'executive',
    titleKy: translator('ky')(`cycle.act.${template}`),
    titleRu: translator('ru')(`cycle.act.${template}`),
  });
  return id;
}
