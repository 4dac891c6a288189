import { presences } from '../../meetings/rules/who-counts.ts';
import type { SessionRecord } from '../../needs/sessions/rules/session-record.ts';
import type { PublicRecord } from '../../public-meetings/rules/public-record.ts';
import { counted } from './focus-fill.ts';
import type { StepFill } from './step-fill.ts';

/** What a step of a public meeting holds so far, for the path of its programme; undefined for other steps. */
export function publicFill(
  step: string,
  record: Pick<SessionRecord, 'attendance' | 'women' | 'men' | 'deputies' | 'executives' | 'people'>,
  { speeches, heard }: PublicRecord,
): StepFill | undefined {
  switch (step) {
    case 'public-opening':
      return counted(
        'people',
        presences('public', { ...record, organisations: null }, record.people).people ?? 0,
      );
    case 'public-agenda':
      return counted('points', heard.filter((one) => one.heard !== '' || one.decision !== '').length);
    case 'public-speeches':
      return counted('speeches', speeches.length);
    default:
      return undefined;
  }
}
