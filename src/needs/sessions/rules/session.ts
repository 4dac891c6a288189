import { sharePercent, wholePie } from '../../../methods/written-share.ts';
import { daysBetween, type IsoDate } from '../../../platform/i18n/calendar.ts';

/** The two times of day at which a session begins, and its end 150 minutes later (R-SES-08, K-16). */
export const sessionSlots = [
  { startsAt: '10:00', endsAt: '12:30' },
  { startsAt: '14:00', endsAt: '16:30' },
] as const;

/** Minutes the programme of Annex 5 takes: 15 + 5 + 60 + 50 + 20. */
export const sessionMinutes = 150;

/** Fewer people than this speak for too few (R-PAR-08); more than this is hard to lead (R-PAR-09). */
export const fewestPeople = 20;
export const mostPeople = 25;

/** Days after the meeting within which its minutes should be finished (R-SES-04: never «later»). */
const minutesDays = 3;

/** The steps of a session's record, in the order of the form. */
export const sessionSteps = [
  'attendance',
  'resources',
  'institutions',
  'budget',
  'stickers',
  'grouping',
  'close',
] as const;
export type SessionStep = (typeof sessionSteps)[number];

/** What a village has one session of in a cycle (`meeting.once`); another audience may meet as often as it likes. */
export const groupOnce = (one: {
  readonly ageGroup: string;
  readonly sexMode: string;
  readonly part: number;
  readonly audience: string | null;
}): string | null => (one.audience === null ? `${one.ageGroup} ${one.sexMode} ${one.part}` : null);

/** What the control sums of a session are made of. */
export type SessionFacts = {
  readonly state: 'planned' | 'open' | 'closed' | 'cancelled';
  readonly sexMode: 'mixed' | 'women' | 'men';
  readonly plannedOn: IsoDate | null;
  readonly heldOn: IsoDate | null;
  readonly women: number | null;
  readonly men: number | null;
  /** Participants of the list whose age is not the group's. */
  readonly agesOutside: number;
  readonly stickersPerPerson: number;
  /** Statements that count now. */
  readonly statements: number;
  /** Those of them under no problem. */
  readonly ungrouped: number;
  readonly facilitators: number;
  /** Institutions drawn in the Venn diagram, or named with their place in it, whose circle has no size. */
  readonly sizeless: number;
  /** Slices of the pie and their sum in hundredths of a per cent. */
  readonly guesses: number;
  readonly guessTotal: number;
};

export type ControlSums = {
  /** Participants, or null when nobody wrote down how many came. */
  readonly people: number | null;
  readonly women: number | null;
  readonly men: number | null;
  readonly statements: number;
  /** People × stickers each; null when the people are not known. */
  readonly limit: number | null;
  /** Stickers nobody used; negative when more were entered than given (R-AGG-06); null when not known. */
  readonly unused: number | null;
  /** People the statements imply at least (K-01). */
  readonly impliedPeople: number;
  readonly guessTotal: number;
};

/** People, stickers and pie of one session, for the sums that stand beside every step. */
export function controlSums(facts: SessionFacts): ControlSums {
  const known = facts.women !== null || facts.men !== null;
  const people = known ? (facts.women ?? 0) + (facts.men ?? 0) : null;
  const limit = people === null ? null : people * facts.stickersPerPerson;
  return {
    people,
    women: facts.women,
    men: facts.men,
    statements: facts.statements,
    limit,
    unused: limit === null ? null : limit - facts.statements,
    impliedPeople: Math.ceil(facts.statements / facts.stickersPerPerson),
    guessTotal: facts.guessTotal,
  };
}

export const sessionWarningCodes = [
  'few-participants',
  'few-participants-implied',
  'many-participants',
  'too-many-stickers',
  'unused-stickers',
  'women-missing',
  'men-missing',
  'ages-outside',
  'people-unknown',
  'institutions-sizeless',
  'pie-not-whole',
  'minutes-late',
  'facilitators-missing',
  'statements-ungrouped',
] as const;
export type SessionWarningCode = (typeof sessionWarningCodes)[number];

export type SessionWarning = {
  readonly code: SessionWarningCode;
  readonly params: Readonly<Record<string, string | number>>;
  /** Where it is repaired. */
  readonly step: SessionStep | 'schedule';
};

/**
 * What a person should look at before closing. Nothing here forbids anything: the book asks, the working group
 * decides. Sources: R-PAR-08, R-PAR-09, R-PAR-11, R-SES-01, R-SES-04, R-PIE-06, R-AGG-06.
 */
export function sessionWarnings(facts: SessionFacts, today: IsoDate): SessionWarning[] {
  const sums = controlSums(facts);
  const found: SessionWarning[] = [];
  const warn = (
    code: SessionWarningCode,
    step: SessionWarning['step'],
    params: SessionWarning['params'] = {},
  ) => found.push({ code, step, params });

  if (sums.people === null) {
    if (facts.heldOn !== null || facts.statements > 0) warn('people-unknown', 'attendance');
    if (facts.statements > 0 && sums.impliedPeople < fewestPeople) {
      warn('few-participants-implied', 'attendance', {
        count: sums.impliedPeople,
        minimum: fewestPeople,
        stickers: facts.statements,
      });
    }
  } else {
    const { people } = sums;
    if (people < fewestPeople)
      warn('few-participants', 'attendance', { count: people, minimum: fewestPeople });
    if (people > mostPeople) warn('many-participants', 'attendance', { count: people, maximum: mostPeople });
    if (facts.sexMode === 'mixed' && people > 0) {
      if ((facts.women ?? 0) === 0) warn('women-missing', 'attendance');
      if ((facts.men ?? 0) === 0) warn('men-missing', 'attendance');
    }
  }
  if (facts.agesOutside > 0) warn('ages-outside', 'attendance', { count: facts.agesOutside });
  if (sums.limit !== null && sums.unused !== null && facts.statements > 0) {
    const params = { statements: facts.statements, limit: sums.limit, people: sums.people ?? 0 };
    if (sums.unused < 0) warn('too-many-stickers', 'stickers', { ...params, count: -sums.unused });
    if (sums.unused > 0) warn('unused-stickers', 'stickers', { ...params, count: sums.unused });
  }
  if (facts.sizeless > 0) warn('institutions-sizeless', 'institutions', { count: facts.sizeless });
  if (facts.guesses > 0 && facts.guessTotal !== wholePie) {
    warn('pie-not-whole', 'budget', { percent: sharePercent(facts.guessTotal) });
  }
  if (facts.ungrouped > 0) warn('statements-ungrouped', 'grouping', { count: facts.ungrouped });
  if (facts.facilitators < 2) warn('facilitators-missing', 'schedule', { count: facts.facilitators });
  const day = facts.heldOn ?? facts.plannedOn;
  if (day !== null && (facts.state === 'planned' || facts.state === 'open')) {
    const late = daysBetween(day, today);
    if (late > minutesDays) warn('minutes-late', 'close', { count: late });
  }
  return found;
}

export type ClosingObstacle = 'session-without-date' | 'session-in-future' | 'session-without-statements';

/** Why a session cannot be closed yet; empty when it can. */
export function closingObstacles(facts: SessionFacts, today: IsoDate): ClosingObstacle[] {
  const found: ClosingObstacle[] = [];
  if (facts.heldOn === null) found.push('session-without-date');
  else if (daysBetween(today, facts.heldOn) > 0) found.push('session-in-future');
  if (facts.statements === 0) found.push('session-without-statements');
  return found;
}

/** A village's age groups in which no session with statements stands: somebody was not heard (R-GOV-06). */
export function groupsNotHeard(
  ageGroups: readonly string[],
  sessions: readonly { readonly ageGroup: string; readonly state: string; readonly statements: number }[],
): string[] {
  return ageGroups.filter(
    (group) =>
      !sessions.some(
        (session) => session.ageGroup === group && session.state !== 'cancelled' && session.statements > 0,
      ),
  );
}
