import { presences } from '../../meetings/rules/who-counts.ts';
import type { FocusColumn, FocusRecord } from '../../needs/focus/rules/focus-record.ts';
import type { SessionRecord } from '../../needs/sessions/rules/session-record.ts';
import { focusPartOf } from './programme.ts';
import type { StepFill } from './step-fill.ts';

/** A step is filled as soon as something of it is counted. */
export const counted = (code: string, count: number): StepFill =>
  count === 0
    ? { state: 'empty', code: `${code}-empty`, params: {} }
    : { state: 'full', code, params: { count } };

/** What a step of a focus group holds so far, for the path of its programme; undefined for other steps. */
export function focusFill(
  step: string,
  record: Pick<SessionRecord, 'attendance' | 'women' | 'men' | 'deputies' | 'executives' | 'people'>,
  focus: FocusRecord,
): StepFill | undefined {
  const part = focusPartOf(step);
  if (part === undefined) return undefined;
  const lines = (column: FocusColumn) => focus.entries.filter((entry) => entry.column === column).length;
  switch (part) {
    case 'opening':
      return counted(
        'people',
        presences('focusGroup', { ...record, organisations: focus.organisations }, record.people).people ?? 0,
      );
    case 'causes':
      return counted('causes', lines('cause'));
    case 'consequences':
      return counted('consequences', lines('consequence'));
    case 'solutions':
      return counted('solutions', lines('solution') + lines('contribution'));
    case 'candidates':
      return counted('candidates', record.people.filter((one) => one.forInitiativeGroup).length);
    case 'closing':
      return undefined;
  }
}
