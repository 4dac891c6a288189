import type { ParticipantKind } from './who-counts.ts';

// What devices write down of any meeting, as plain values.

export const photoPurposes = ['map', 'venn', 'pie', 'gallery', 'other'] as const;
export type PhotoPurpose = (typeof photoPurposes)[number];

/** Somebody who came. Everything but the number may be unknown: giving a name is free. */
export type MeetingPerson = {
  readonly id: string;
  readonly number: number;
  readonly fullName: string;
  readonly sex: 'female' | 'male' | null;
  readonly age: number | null;
  /** One of the municipality's age groups, when the age itself was not told. */
  readonly ageBand: string | null;
  readonly occupation: string;
  readonly contact: string;
  readonly street: string;
  readonly kind: ParticipantKind;
  /** Agreed to be called upon (Annex 7, part 6). */
  readonly forFocusGroup: boolean;
  readonly forInitiativeGroup: boolean;
  readonly forMonitoring: boolean;
};

/** When and where it was, who came, and how they were counted. */
export type MeetingRecord = {
  /** Local day; null until somebody said it. */
  readonly heldOn: string | null;
  readonly heldVenue: string;
  readonly attendance: 'list' | 'counts';
  /** Head count by sex, used when `attendance` is `counts`; null when not counted. */
  readonly women: number | null;
  readonly men: number | null;
  readonly deputies: number | null;
  readonly executives: number | null;
  readonly people: readonly MeetingPerson[];
};
