/** What the eight questions of the check sheet (seed-000, 6.13) are answered from. */
export type ReadinessFacts = {
  readonly members: number;
  readonly women: number;
  readonly untrained: number;
  readonly hasChair: boolean;
  readonly hasSecretary: boolean;
  /** The order on creating the working group is signed. */
  readonly groupOrderSigned: boolean;
  /** The order approving plan and schedule is signed. */
  readonly planOrderSigned: boolean;
  readonly sessions: readonly {
    readonly hasTime: boolean;
    readonly hasVenue: boolean;
    readonly facilitators: number;
    readonly hasRecorder: boolean;
    readonly invited: number;
  }[];
};

export type GivenAnswer = { readonly question: number; readonly answer: boolean; readonly note: string };

export type Readiness = {
  /** 1 … 8; the message is `cycle.readiness.<question>`. */
  readonly question: number;
  /** null: nobody has said. */
  readonly answer: boolean | null;
  /** Follows from the data, or was said by a person. */
  readonly from: 'data' | 'person';
  /** Why: `cycle.readiness.<question>.<note>`. */
  readonly note: string;
  readonly params: Readonly<Record<string, number>>;
  /** What the person wrote. */
  readonly words: string;
};

/** Fewest people in a working group (R-WG-01) and at a session (R-PAR-08). */
export const fewestMembers = 6;
export const fewestInvited = 20;

/** Questions that people answer: stationery, invitations made by word of mouth, the place. */
export const answerable: readonly number[] = [4, 7, 8];

type Answer = Pick<Readiness, 'answer' | 'note' | 'params'>;

function fromData(facts: ReadinessFacts, question: number): Answer {
  const { sessions } = facts;
  const count = sessions.length;
  const all = (test: (one: ReadinessFacts['sessions'][number]) => boolean, note: string): Answer => {
    const missing = sessions.filter((one) => !test(one)).length;
    if (count === 0) return { answer: false, note: 'none', params: {} };
    return missing === 0
      ? { answer: true, note: 'yes', params: { count } }
      : { answer: false, note, params: { count: missing, all: count } };
  };
  switch (question) {
    case 1: {
      const params = { count: facts.members, women: facts.women, min: fewestMembers };
      if (facts.members < fewestMembers) return { answer: false, note: 'few', params };
      return { answer: facts.groupOrderSigned, note: facts.groupOrderSigned ? 'yes' : 'unsigned', params };
    }
    case 2:
      if (facts.members === 0) return { answer: false, note: 'none', params: {} };
      return facts.untrained === 0
        ? { answer: true, note: 'yes', params: { count: facts.members } }
        : { answer: false, note: 'some', params: { count: facts.untrained } };
    case 3:
      return all((one) => one.hasTime, 'some');
    case 5: {
      if (!facts.hasChair || !facts.hasSecretary) return { answer: false, note: 'leaders', params: {} };
      return all((one) => one.facilitators >= 2 && one.hasRecorder, 'some');
    }
    case 6: {
      if (facts.planOrderSigned && count > 0) return { answer: true, note: 'signed', params: {} };
      return all((one) => one.hasTime && one.hasVenue, 'some');
    }
    case 7:
      return all((one) => one.invited >= fewestInvited, 'some');
    case 8: {
      // A venue written into the schedule is not yet a room that was seen: a person says so.
      const venues = all((one) => one.hasVenue, 'some');
      return venues.answer ? { answer: null, note: 'ask', params: { count } } : venues;
    }
    default:
      return { answer: null, note: 'ask', params: {} };
  }
}

/**
 * The eight answers. What the data say stands; a person's word stands where the data cannot know better (stationery,
 * invitations by word of mouth, the place), and a person's «no» there is never overruled.
 */
export function readinessOf(facts: ReadinessFacts, given: readonly GivenAnswer[]): Readiness[] {
  return Array.from({ length: 8 }, (_, index) => {
    const question = index + 1;
    const word = answerable.includes(question) ? given.find((one) => one.question === question) : undefined;
    if (word) {
      return {
        question,
        answer: word.answer,
        from: 'person',
        note: word.answer ? 'said-yes' : 'said-no',
        params: {},
        words: word.note,
      };
    }
    return { question, from: 'data', words: '', ...fromData(facts, question) };
  });
}

/** How many of the eight are yes. */
export function yesCount(readiness: readonly Readiness[]): number {
  return readiness.filter((one) => one.answer === true).length;
}
