import type { DecisionRule, Part } from './decide.ts';

/** Where a rule comes from. What a book says is a custom of its method, never law. */
export type Source =
  | { readonly kind: 'custom'; readonly book: 'councils' | 'municipality'; readonly year: number }
  /** The article of the municipality's charter, of a law or of the body's rules of procedure, as it was typed. */
  | { readonly kind: 'article'; readonly article: string }
  /** Our reading: to be checked against the law in force and the body's own rules. */
  | { readonly kind: 'check' };

export type KnownRule = DecisionRule & {
  readonly source: Source;
  /** Whether what is decided binds, or is a recommendation. */
  readonly force: 'binding' | 'recommendation';
};

const check = { kind: 'check' } as const;

/** More than half of those present, an open vote without a quorum: each rule below says what it has otherwise. */
const usual = {
  quorum: { kind: 'none' },
  base: 'present',
  majority: 'half',
  abstentions: 'counted',
  tie: 'not-adopted',
  source: { kind: 'custom', book: 'councils', year: 2018 },
  force: 'recommendation',
} as const satisfies KnownRule;

const quorumOf = (part: Part) => ({ kind: 'part', part }) as const;

/**
 * Rules of decision that the method's books name, and those a municipality will ask for. None says more than its
 * source: a hearing decides by more than half of its participants, and its decision is a recommendation, until the
 * municipality enters the article that binds it.
 */
export const knownRules = {
  /** seed-002 P3 point 9, P4: open vote, more than half of the participants; no quorum is stated. */
  hearing: usual,
  /** One of several projects (methods 1.5, reported from gatherings): most votes win, more than half or not. */
  choice: { ...usual, base: 'voting', majority: 'most', abstentions: 'left-out', source: check },
  /** seed-003 P3, R9: more than half of the members who take part; the chair's vote decides a tie. */
  coordinationCouncil: {
    ...usual,
    tie: 'chair',
    source: { kind: 'custom', book: 'municipality', year: 2013 },
  },
  /** No rule in our sources: more than half of all deputies, a tie is not adopted. */
  kenesh: { ...usual, quorum: quorumOf('half'), base: 'members', source: check, force: 'binding' },
  /** seed-002 P17: the charter of the community is adopted by a majority of all deputies. */
  charter: { ...usual, quorum: quorumOf('half'), base: 'members', force: 'binding' },
  /** seed-002 P2: the general meeting of a network. */
  networkMeeting: { ...usual, quorum: quorumOf('half'), force: 'binding' },
  networkCouncil: { ...usual, quorum: quorumOf('twoThirds'), force: 'binding' },
  /** A member of the network's council is removed where three quarters of the network are present. */
  networkRemoval: { ...usual, quorum: quorumOf('threeQuarters'), force: 'binding' },
  networkCoordinator: { ...usual, base: 'members', force: 'binding' },
  networkDissolution: { ...usual, base: 'members', majority: 'twoThirds', force: 'binding' },
  /** A project proposal of the network to a donor: all agree. */
  networkProject: { ...usual, quorum: quorumOf('half'), majority: 'all', force: 'binding' },
} satisfies Record<string, KnownRule>;
