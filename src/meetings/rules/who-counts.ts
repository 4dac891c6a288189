/**
 * Who counts as a participant of a meeting, said here and nowhere else: for the office's record, its tallies and
 * papers, for what phones send and for the phones themselves. Plain values: nothing here knows how they are kept.
 */

/** Kinds of meeting (`schema.ts` keeps the word). */
export const meetingKinds = ['session', 'focusGroup', 'planning', 'public'] as const;
export type MeetingKindName = (typeof meetingKinds)[number];

export const participantKinds = ['community', 'deputy', 'executive', 'organisation'] as const;
export type ParticipantKind = (typeof participantKinds)[number];

/**
 * At a session residents and people of organisations are participants; deputies and staff of the executive are present
 * and counted apart (R-PAR-02, R-PAR-12). Elsewhere they take part like everybody (R-FG-03, R-PM-02).
 */
const participating: Readonly<Record<MeetingKindName, readonly ParticipantKind[]>> = {
  session: ['community', 'organisation'],
  focusGroup: participantKinds,
  planning: participantKinds,
  public: participantKinds,
};

export const countedKinds = (meeting: MeetingKindName): readonly ParticipantKind[] => participating[meeting];

export const isParticipant = (meeting: MeetingKindName, kind: ParticipantKind): boolean =>
  participating[meeting].includes(kind);

/** How people were counted: one by one on a list, or by heads. */
export type Presence = {
  readonly attendance: 'list' | 'counts';
  readonly women: number | null;
  readonly men: number | null;
  readonly deputies: number | null;
  readonly executives: number | null;
  /** People of organisations; null where they are not counted apart. */
  readonly organisations: number | null;
};

export type Presences = {
  /** Participants; null when nobody was counted. */
  readonly people: number | null;
  readonly women: number | null;
  readonly men: number | null;
  /** Participants of the list whose sex was not told. */
  readonly sexUnknown: number;
  readonly deputies: number;
  readonly executives: number;
  /** Null when they were not counted apart. */
  readonly organisations: number | null;
  /** Residents who came for nobody but themselves; null when they cannot be told from the others. */
  readonly community: number | null;
};

/** Counts the list, or takes the head count, whichever the meeting uses. */
export function presences(
  meeting: MeetingKindName,
  presence: Presence,
  listed: readonly { readonly sex: 'female' | 'male' | null; readonly kind: ParticipantKind }[],
): Presences {
  const { attendance, women, men, organisations } = presence;
  if (attendance === 'counts') {
    const people = women === null && men === null ? null : (women ?? 0) + (men ?? 0);
    // Those who are present and no participants are not among the women and men.
    const among = (kind: ParticipantKind, heads: number | null) =>
      isParticipant(meeting, kind) ? (heads ?? 0) : 0;
    const apart =
      among('deputy', presence.deputies) +
      among('executive', presence.executives) +
      among('organisation', organisations);
    return {
      people,
      women,
      men,
      sexUnknown: 0,
      deputies: presence.deputies ?? 0,
      executives: presence.executives ?? 0,
      organisations,
      community: people === null || organisations === null ? null : Math.max(0, people - apart),
    };
  }
  const counted = listed.filter((one) => isParticipant(meeting, one.kind));
  const none = listed.length === 0;
  const of = (kind: ParticipantKind) => listed.filter((one) => one.kind === kind).length;
  const ofSex = (sex: 'female' | 'male' | null) => counted.filter((one) => one.sex === sex).length;
  return {
    people: none ? null : counted.length,
    women: none ? null : ofSex('female'),
    men: none ? null : ofSex('male'),
    sexUnknown: ofSex(null),
    deputies: of('deputy'),
    executives: of('executive'),
    organisations: none ? null : of('organisation'),
    community: none ? null : of('community'),
  };
}

/** Whether people were counted by heads, and a list of so many names fewer of them: some of those who came, not all. */
export function isPartOfHeads(
  { attendance, women, men }: Pick<Presence, 'attendance' | 'women' | 'men'>,
  listed: number,
): boolean {
  return attendance !== 'list' && listed < (women ?? 0) + (men ?? 0);
}

/** The same of a list that is at hand. */
export function isPartOfCount(
  meeting: Pick<Presence, 'attendance' | 'women' | 'men'> & { readonly kind: MeetingKindName },
  listed: readonly { readonly kind: ParticipantKind }[],
): boolean {
  return isPartOfHeads(meeting, listed.filter(({ kind }) => isParticipant(meeting.kind, kind)).length);
}
