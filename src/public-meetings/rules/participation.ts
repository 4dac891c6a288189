import { meetingForms, type MeetingForm } from './forms.ts';

/** People at meetings of one form: how many meetings, who came, and how many of those were women. */
export type ParticipationRow = {
  readonly form: MeetingForm;
  readonly meetings: number;
  readonly people: number;
  readonly women: number;
};

/**
 * Participation by form of meeting (seed-000, 5.7): sums of what was counted at meetings that are closed. A meeting
 * where nobody counted women and men apart is left out of both sums, so that the share is of those who were counted.
 */
export function participationRows(
  meetings: readonly {
    readonly form: MeetingForm;
    readonly state: string;
    readonly heldOn: string | null;
    readonly sums: { readonly people: number | null; readonly women: number | null };
  }[],
  year?: string,
): ParticipationRow[] {
  const counted = meetings.filter(
    ({ state, heldOn, sums }) =>
      state === 'closed' &&
      sums.people !== null &&
      sums.women !== null &&
      (year === undefined || heldOn?.startsWith(year) === true),
  );
  return meetingForms.flatMap((form) => {
    const these = counted.filter((one) => one.form === form);
    if (these.length === 0) return [];
    const sum = (of: 'people' | 'women') => these.reduce((total, one) => total + (one.sums[of] ?? 0), 0);
    return [{ form, meetings: these.length, people: sum('people'), women: sum('women') }];
  });
}
