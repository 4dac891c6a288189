// What devices write down of a public meeting beside what any meeting has, as plain values.

export const speechKinds = ['speech', 'question', 'answer', 'slip'] as const;
export type SpeechKind = (typeof speechKinds)[number];

/** Most letters of each text, as the office's pages ask; cards and slips by their greatest number. */
export const publicLimits = {
  ...{ said: 3000, name: 200, heard: 10_000, decision: 2000 },
  ...{ slip: 9999, card: 99_999, speeches: 999, minutes: 120, votes: 99_999, counts: 500 },
} as const;

/** Somebody who spoke or wrote a slip: a resident by village and sex, or an official by name and post. */
export type SpeechRecord = {
  readonly id: string;
  readonly order: number;
  readonly agendaItemId: string | null;
  readonly kind: SpeechKind;
  readonly official: string;
  readonly sex: 'female' | 'male' | null;
  readonly villageId: string | null;
  readonly slip: number | null;
  /** How long somebody spoke, where the clock was started. */
  readonly minutes: number | null;
  readonly text: string;
  readonly textLang: 'ky' | 'ru';
};

/** What was heard on a point of the agenda and what was decided on it without a vote; the id is the point's. */
export type HeardRecord = { readonly id: string; readonly heard: string; readonly decision: string };

/** What the door asks of a person besides the list: the id is the person's. Without a card one may only speak. */
export type DoorRecord = {
  readonly id: string;
  readonly villageId: string | null;
  readonly card: number | null;
};

/** Two people count, each without seeing what the other has counted. */
export const counters = [1, 2] as const;
export type Counter = (typeof counters)[number];

/** What one counter has counted of a question by hands, cards or slips. A recount is another one, with a higher order. */
export type CountRecord = {
  readonly id: string;
  readonly order: number;
  readonly questionId: string;
  readonly counter: Counter;
  /** People in the room who may vote. */
  readonly present: number;
  /** Votes by choice (`for`, `against`, `abstained`, `spoiled`, or an option). */
  readonly figures: Readonly<Record<string, number>>;
};

export type PublicRecord = {
  readonly speeches: readonly SpeechRecord[];
  readonly heard: readonly HeardRecord[];
  readonly door: readonly DoorRecord[];
  readonly counts: readonly CountRecord[];
};

/** Numbers that stand more than once, in their order: a card handed out twice, a slip that two people typed. */
export function twice(numbers: readonly (number | null)[]): readonly number[] {
  const seen = new Set<number>();
  const again = new Set<number>();
  for (const number of numbers) {
    if (number === null) continue;
    if (seen.has(number)) again.add(number);
    seen.add(number);
  }
  return [...again].sort((a, b) => a - b);
}

/** How a question stands by what both counters counted last. */
export type Agreement =
  { readonly state: 'none' | 'one' | 'differ' } | { readonly state: 'agreed'; readonly last: CountRecord };

/** The last count of each counter of a question. */
export const lastCounts = (counts: readonly CountRecord[], questionId: string) =>
  counters.map((counter) =>
    counts.filter((one) => one.questionId === questionId && one.counter === counter).at(-1),
  );

/** Whether both have counted, and the same: only that is a result. */
export function agreement(counts: readonly CountRecord[], questionId: string): Agreement {
  const [one, other] = lastCounts(counts, questionId);
  if (!one || !other) return { state: one || other ? 'one' : 'none' };
  const choices = new Set([...Object.keys(one.figures), ...Object.keys(other.figures)]);
  const same = [...choices].every((choice) => (one.figures[choice] ?? 0) === (other.figures[choice] ?? 0));
  return same ? { state: 'agreed', last: one.order > other.order ? one : other } : { state: 'differ' };
}
