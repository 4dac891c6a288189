import { presences } from '../../meetings/rules/who-counts.ts';
import type { SessionRecord } from '../../needs/sessions/rules/session-record.ts';
import { agreement, type PublicRecord } from '../../public-meetings/rules/public-record.ts';
import { counted } from './focus-fill.ts';
import type { StepFill } from './step-fill.ts';

/** What a step of a public meeting holds so far, for the path of its programme; undefined for other steps. */
export function publicFill(
  step: string,
  record: Pick<SessionRecord, 'attendance' | 'women' | 'men' | 'deputies' | 'executives' | 'people'>,
  { speeches, heard, counts }: PublicRecord,
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
    case 'public-votes': {
      const asked = [...new Set(counts.map((one) => one.questionId))];
      return counted('votes', asked.filter((id) => agreement(counts, id).state === 'agreed').length);
    }
    default:
      return undefined;
  }
}
