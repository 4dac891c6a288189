import { inArray } from 'drizzle-orm';
import type { Subject } from '../../deadlines/data/agenda.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import { publicMeeting } from '../schema.ts';
import { meetingName } from '../views/words.ts';

/** Public meetings as the agenda of deadlines names them. */
export async function meetingSubjects(
  scope: MunicipalityScope,
  ids: readonly string[],
  lang: Lang,
): Promise<ReadonlyMap<string, Subject>> {
  const rows = await scope.tx
    .select()
    .from(publicMeeting)
    .where(own(scope, publicMeeting, inArray(publicMeeting.id, [...ids])));
  const i18n = i18nFor(lang);
  return new Map(
    rows.map((one) => [
      one.id,
      { name: meetingName(i18n, one), path: `/m/${scope.municipalityId}/public-meetings/${one.id}` },
    ]),
  );
}
