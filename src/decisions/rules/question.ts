import type { DecisionRule, VoteCount } from './decide.ts';
import { knownRules, type KnownRule } from './known-rules.ts';

// A question put to the vote, as plain values.

export const questionKinds = ['motion', 'choice'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** How a question is voted: one way each, so that nobody votes once by hand and once by a card. */
export const ways = ['hands', 'tokens', 'paper', 'named'] as const;
export type Way = (typeof ways)[number];

export const questionStates = ['draft', 'open', 'closed', 'annulled'] as const;
export type QuestionState = (typeof questionStates)[number];

/** What may befall a decision. */
export const decisionEventKinds = ['contested', 'protested', 'upheld', 'courtAnnulled'] as const;

/** A language that a question is typed in. */
export const typedLangs = ['ky', 'ru'] as const;

export type Option = {
  readonly id: string;
  readonly text: string;
  /** By hand in the other language; missing or empty where nobody wrote it. */
  readonly other?: string;
};

export type RuleName = keyof typeof knownRules;
export const ruleNames = Object.keys(knownRules) as RuleName[];

/** The rule as it stood when the question was opened; a later change of the list changes no vote. */
export type FrozenRule = KnownRule & { readonly name: RuleName | 'own' };

export const mostOptions = 12;

const linesOf = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim().slice(0, 300))
    .filter((line) => line !== '');

/**
 * Options as they were typed, one a line: `o1`, `o2` … in their order, and in the other language line by line.
 * Undefined when they are fewer than 2 or too many, or the other language has another number of lines.
 */
export function optionsOf(typed: string, typedOther = ''): Option[] | undefined {
  const [lines, others] = [linesOf(typed), linesOf(typedOther)];
  if (lines.length < 2 || lines.length > mostOptions) return undefined;
  if (others.length > 0 && others.length !== lines.length) return undefined;
  return lines.map((text, at) => ({
    id: `o${at + 1}`,
    text,
    ...(others.length > 0 ? { other: others[at]! } : {}),
  }));
}

type Asked = { readonly kind: QuestionKind; readonly options: readonly Option[] };

/** What a vote can say, without abstaining. */
export const sidesOf = ({ kind, options }: Asked): readonly string[] =>
  kind === 'motion' ? ['for', 'against'] : options.map(({ id }) => id);

/** What a ballot can say. */
export const choicesOf = (question: Asked): readonly string[] => [...sidesOf(question), 'abstained'];

/** What a counter writes down: on paper also the slips that say nothing clear, which are no votes. */
export const countedChoices = (question: Asked & { readonly way: Way }): readonly string[] =>
  question.way === 'paper' ? [...choicesOf(question), 'spoiled'] : choicesOf(question);

/** Figures of a count by choice. */
export type Figures = Readonly<Record<string, number>>;

export const sumOf = (figures: Figures): number =>
  Object.values(figures).reduce((sum, votes) => sum + votes, 0);

/** The figures as the engine wants them. */
export function votesOf(
  question: Asked,
  figures: Figures,
): Pick<VoteCount, 'votes' | 'abstained' | 'spoiled'> {
  const of = (id: string) => figures[id] ?? 0;
  return {
    votes:
      question.kind === 'motion'
        ? { kind: 'motion', for: of('for'), against: of('against') }
        : { kind: 'choice', options: question.options.map(({ id }) => ({ id, votes: of(id) })) },
    abstained: of('abstained'),
    ...(of('spoiled') > 0 ? { spoiled: of('spoiled') } : {}),
  };
}

/** What a member of a body did, when members are called by name. */
export const memberWords = ['abstained', 'absent'] as const;

export type NamedVote = { readonly personId: string; readonly vote: string; readonly dissent: string };

/** Sums what members did; who was absent is in no figure. */
export function figuresOf(question: Asked, votes: readonly Pick<NamedVote, 'vote'>[]): Figures {
  return Object.fromEntries(
    choicesOf(question).map((choice) => [choice, votes.filter(({ vote }) => vote === choice).length]),
  );
}

/** Whether a rule can be asked of a question at all. */
export const fitsKind = (rule: Pick<DecisionRule, 'majority'>, kind: QuestionKind): boolean =>
  rule.majority !== 'most' || kind === 'choice';

/** Annulled by a court, a decision decides nothing any more; it keeps its place and its page. */
export const isOutOfForce = ({
  events,
}: {
  readonly events: readonly { readonly kind: (typeof decisionEventKinds)[number] }[];
}): boolean => events.some(({ kind }) => kind === 'courtAnnulled');
