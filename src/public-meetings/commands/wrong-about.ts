import type { Refused } from '../../platform/refusals.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { refuse } from '../refusals.ts';
import { formRules, type Initiator, type Level, type MeetingForm } from '../rules/forms.ts';

/** What contradicts itself in what a meeting is. */
export function wrongAbout(
  form: MeetingForm,
  about: {
    readonly level: Level;
    readonly villageId: string | null;
    readonly street: string;
    readonly initiator: Initiator;
    readonly initiatedOn: string;
    readonly signatures: number | null;
  },
  now: Date,
): Refused | undefined {
  const { level, villageId, street, initiator } = about;
  if (!formRules[form].levels.includes(level)) return refuse('meeting-level-wrong', { field: 'level' });
  if (level !== 'municipality' && villageId === null)
    return refuse('village-not-chosen', { field: 'villageId' });
  if ((level === 'street' || level === 'quarter') && street === '')
    return refuse('street-not-named', { field: 'street' });
  if (about.initiatedOn > todayInBishkek(now)) return refuse('initiated-in-future', { field: 'initiatedOn' });
  if (initiator === 'residents' && about.signatures === null)
    return refuse('signatures-not-counted', { field: 'signatures' });
  return undefined;
}
