import { noteParts, type SessionRecord } from '../../needs/sessions/rules/session-record.ts';
import { sharePercent, wholePie } from '../../methods/written-share.ts';
import { attendanceHints, attendanceSums } from './attendance.ts';
import type { GalleryTally } from './minutes.ts';
import type { MeetingSummary } from './items.ts';
import type { ProgrammeStep } from './programme.ts';

export type ClosingCode =
  | 'no-day'
  | 'people-unknown'
  | 'few-people'
  | 'many-people'
  | 'no-women'
  | 'no-men'
  | 'one-sided'
  | 'sex-unknown'
  | 'map-empty'
  | 'venn-empty'
  | 'venn-no-executive'
  | 'pie-empty'
  | 'pie-not-whole'
  | 'stickers-none'
  | 'stickers-ungrouped'
  | 'stickers-over'
  | 'stickers-unused'
  | 'minutes-empty'
  | 'minutes-parts'
  | 'nobody-active'
  | 'active-without-name'
  | 'active-without-contact';

export type ClosingHint = {
  readonly code: ClosingCode;
  readonly params: Readonly<Record<string, string | number>>;
  /** Where it is mended. */
  readonly step: ProgrammeStep;
  /** `look`: probably forgotten; `know`: true of many good meetings. */
  readonly weight: 'look' | 'know';
};

export const agreed = (
  person: Pick<SessionRecord['people'][number], 'forFocusGroup' | 'forInitiativeGroup' | 'forMonitoring'>,
): boolean => person.forFocusGroup || person.forInitiativeGroup || person.forMonitoring;

/**
 * What to look at before the people go home. Hints, never obstacles: the facilitators know why a thing is missing.
 * Sources: R-SES-02, R-SES-04, R-SES-07, R-PAR-08, R-PIE-06, R-AGG-06.
 */
export function closingHints(
  info: Pick<MeetingSummary, 'sexMode'> & { readonly stickersPerPerson: number },
  record: SessionRecord,
  tally: GalleryTally,
): readonly ClosingHint[] {
  const found: ClosingHint[] = [];
  const hint = (
    code: ClosingCode,
    step: ProgrammeStep,
    weight: ClosingHint['weight'] = 'look',
    params: ClosingHint['params'] = {},
  ) => found.push({ code, step, weight, params });

  if (record.heldOn === null) hint('no-day', 'opening');
  const sums = attendanceSums(record);
  if (sums.people === null || sums.people === 0) hint('people-unknown', 'opening');
  for (const one of attendanceHints(sums, info.sexMode)) hint(one.code, 'opening', 'know', one.params);

  if (record.mapObjects.length === 0) hint('map-empty', 'map');
  if (record.institutions.length === 0) hint('venn-empty', 'venn');
  // Without it nobody can say how the others stand to the executive, which the report asks for.
  else if (!record.institutions.some((one) => one.executive)) hint('venn-no-executive', 'venn');
  const pie = record.slices.reduce((sum, slice) => sum + slice.share, 0);
  if (record.slices.length === 0) hint('pie-empty', 'pie');
  else if (pie !== wholePie) hint('pie-not-whole', 'pie', 'look', { percent: sharePercent(pie) });

  if (tally.stickers === 0) hint('stickers-none', 'gallery');
  else {
    if (tally.ungrouped > 0) hint('stickers-ungrouped', 'gallery', 'look', { count: tally.ungrouped });
    if (sums.people !== null && sums.people > 0) {
      const limit = sums.people * info.stickersPerPerson;
      const params = { limit, stickers: tally.stickers };
      if (tally.stickers > limit)
        hint('stickers-over', 'gallery', 'look', { ...params, count: tally.stickers - limit });
      if (tally.stickers < limit)
        hint('stickers-unused', 'gallery', 'know', { ...params, count: limit - tally.stickers });
    }
  }

  const empty = noteParts.filter((part) => record.notes[part].trim() === '');
  if (empty.length === noteParts.length) hint('minutes-empty', 'closing');
  else if (empty.length > 0) hint('minutes-parts', 'closing', 'know', { count: empty.length });

  const active = record.people.filter(agreed);
  if (active.length === 0) hint('nobody-active', 'closing');
  const nameless = active.filter((one) => one.fullName.trim() === '').length;
  if (nameless > 0) hint('active-without-name', 'closing', 'look', { count: nameless });
  const silent = active.filter((one) => one.fullName.trim() !== '' && one.contact.trim() === '').length;
  if (silent > 0) hint('active-without-contact', 'closing', 'know', { count: silent });
  // What was probably forgotten first; within each the order of the programme.
  return [...found].sort((a, b) => Number(a.weight === 'know') - Number(b.weight === 'know'));
}
