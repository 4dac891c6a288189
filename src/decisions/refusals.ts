import { meetingsRefusals } from '../meetings/refusals.ts';
import { peopleRefusals } from '../people/refusals.ts';
import { platformRefusals, refuseBy, type RefusalList } from '../platform/refusals.ts';

/** Codes that this room refuses with; each has its sentence `error.<code>`. */
export const decisionsRefusals = {
  'question-not-found': 404,
  'question-options': 422,
  'rule-not-for-motion': 422,
  'own-rule-without-article': 422,
  'quorum-without-number': 422,
  'secret-only-on-paper': 422,
  'question-of-election': 422,
  'question-not-draft': 422,
  'question-not-open': 422,
  'question-not-closed': 422,
  /** Another question of the meeting is being voted. */
  'question-open': 422,
  /** Something was voted here, or cards were given. */
  'meeting-has-votes': 422,
  'members-unknown': 422,
  'tokens-none': 422,
  'present-unknown': 422,
  'present-above-members': 422,
  'present-above-tokens': 422,
  /** A question is voted by one way. */
  'counted-otherwise': 422,
  'votes-above-voters': 422,
  'tallies-lacking': 422,
  'tallies-differ': 422,
  'votes-lacking': 422,
  'vote-unknown': 422,
  'chair-decides-nothing': 422,
  /** The door. */
  'person-registered-already': 422,
  'card-unknown': 422,
  'card-given': 422,
  'cards-too-many': 422,
  'token-not-found': 404,
  'token-void': 422,
  'person-has-token': 422,
  'waiting-not-found': 404,
  'waiting-decided': 422,
  'door-shut': 422,
  'door-full': 422,
  /** Votes by token. */
  'token-unknown': 422,
  'voted-already': 409,
  'vote-over': 422,
} as const satisfies RefusalList;

/** The refusals of this room. */
export const refuse = refuseBy({
  ...platformRefusals,
  ...peopleRefusals,
  ...meetingsRefusals,
  ...decisionsRefusals,
});
