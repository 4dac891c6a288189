import type { DecisionRule } from './decide.ts';

/** Where a rule comes from. What a book says is a custom of its method, never law. */
export type Source =
  | { readonly kind: 'custom'; readonly book: 'councils' | 'municipality'; readonly year: number }
  /** Our reading: to be checked against the law in force and the body's own rules. */
  | { readonly kind: 'check' };

export type KnownRule = DecisionRule & {
  readonly source: Source;
  /** Whether what is decided binds, or is a recommendation. */
  readonly force: 'binding' | 'recommendation';
};

const councils = { kind: 'custom', book: 'councils', year: 2018 } as const;
const check = { kind: 'check' } as const;

/**
 * Rules of decision that the method's books name, and those a municipality will ask for. None says more than its
 * source: a hearing decides by more than half of its participants, and its decision is a recommendation, until the
 * municipality enters the article that binds it.
 */
export const knownRules = {
  /** seed-002 P3 point 9, P4: open vote, more than half of the participants; no quorum is stated. */
  hearing: {
    quorum: { kind: 'none' },
    base: 'present',
    majority: 'half',
    abstentions: 'counted',
    tie: 'not-adopted',
    source: councils,
    force: 'recommendation',
  },
  /** One of several projects (methods 1.5, reported from gatherings): most votes win, more than half or not. */
  choice: {
    quorum: { kind: 'none' },
    base: 'voting',
    majority: 'most',
    abstentions: 'left-out',
    tie: 'not-adopted',
    source: check,
    force: 'recommendation',
  },
  /** seed-003 P3, R9: more than half of the members who take part; the chair's vote decides a tie. */
  coordinationCouncil: {
    quorum: { kind: 'none' },
    base: 'present',
    majority: 'half',
    abstentions: 'counted',
    tie: 'chair',
    source: { kind: 'custom', book: 'municipality', year: 2013 },
    force: 'recommendation',
  },
  /** No rule in our sources: more than half of all deputies, a tie is not adopted. */
  kenesh: {
    quorum: { kind: 'part', part: 'half' },
    base: 'members',
    majority: 'half',
    abstentions: 'counted',
    tie: 'not-adopted',
    source: check,
    force: 'binding',
  },
  /** seed-002 P17: the charter of the community is adopted by a majority of all deputies. */
  charter: {
    quorum: { kind: 'part', part: 'half' },
    base: 'members',
    majority: 'half',
    abstentions: 'counted',
    tie: 'not-adopted',
    source: councils,
    force: 'binding',
  },
  /** seed-002 P2: the general meeting of a network. */
  networkMeeting: {
    quorum: { kind: 'part', part: 'half' },
    base: 'present',
    majority: 'half',
    abstentions: 'counted',
    tie: 'not-adopted',
    source: councils,
    force: 'binding',
  },
  networkCouncil: {
    quorum: { kind: 'part', part: 'twoThirds' },
    base: 'present',
    majority: 'half',
    abstentions: 'counted',
    tie: 'not-adopted',
    source: councils,
    force: 'binding',
  },
  /** A member of the network's council is removed where three quarters of the network are present. */
  networkRemoval: {
    quorum: { kind: 'part', part: 'threeQuarters' },
    base: 'present',
    majority: 'half',
    abstentions: 'counted',
    tie: 'not-adopted',
    source: councils,
    force: 'binding',
  },
  networkCoordinator: {
    quorum: { kind: 'none' },
    base: 'members',
    majority: 'half',
    abstentions: 'counted',
    tie: 'not-adopted',
    source: councils,
    force: 'binding',
  },
  networkDissolution: {
    quorum: { kind: 'none' },
    base: 'members',
    majority: 'twoThirds',
    abstentions: 'counted',
    tie: 'not-adopted',
    source: councils,
    force: 'binding',
  },
  /** A project proposal of the network to a donor: all agree. */
  networkProject: {
    quorum: { kind: 'part', part: 'half' },
    base: 'present',
    majority: 'all',
    abstentions: 'counted',
    tie: 'not-adopted',
    source: councils,
    force: 'binding',
  },
} as const satisfies Record<string, KnownRule>;
