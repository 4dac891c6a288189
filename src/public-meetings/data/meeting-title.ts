import { eq } from 'drizzle-orm';
import type { meeting } from '../../meetings/schema.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import { publicMeeting } from '../schema.ts';
import { meetingName } from '../views/words.ts';

type Facts = Pick<typeof meeting.$inferSelect, 'id' | 'kind' | 'heldOn' | 'plannedOn'>;

/** «Planning meeting, 12 May 2026». */
export function planningTitle(
  { t, fmt }: I18n,
  { heldOn, plannedOn }: Pick<Facts, 'heldOn' | 'plannedOn'>,
): string {
  const day = heldOn ?? plannedOn;
  return [t('public-meetings.planning'), day === null ? '' : fmt.date(day)]
    .filter((text) => text !== '')
    .join(', ');
}

/** What phones at the door call a meeting of whatever kind. */
export async function meetingTitle(scope: MunicipalityScope, i18n: I18n, one: Facts): Promise<string> {
  if (one.kind !== 'public') return planningTitle(i18n, one);
  const [found] = await scope.tx
    .select()
    .from(publicMeeting)
    .where(own(scope, publicMeeting, eq(publicMeeting.id, one.id)));
  return found ? meetingName(i18n, found) : planningTitle(i18n, one);
}
