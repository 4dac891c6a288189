import type { I18n } from '../../platform/i18n/context.ts';
import type { Decided, DecisionRule, VoteCount } from '../rules/decide.ts';
import type { KnownRule } from '../rules/known-rules.ts';

/**
 * What a vote decided and which numbers led to it, sentence by sentence, as the minutes and the page have it.
 * @param nameOf the name of an option, for a choice among several
 * @param seats how many are elected
 */
export function decisionInWords(
  i18n: I18n,
  rule: DecisionRule,
  count: VoteCount,
  decided: Decided,
  nameOf: (id: string) => string = (id) => id,
  seats = 1,
): string[] {
  return [
    ...quorumWords(i18n, rule, decided),
    takenPart(i18n, decided),
    votesWords(i18n, count, nameOf),
    ...spoiledWords(i18n, count),
    neededWords(i18n, rule, decided),
    ...(seats > 1 ? borderWords(i18n, decided, nameOf) : tieWords(i18n, decided)),
    seats > 1 && decided.winner !== null
      ? electedWords(i18n, decided, nameOf, seats)
      : resultWords(i18n, decided, nameOf),
  ];
}

/** Where the rule comes from, and what the decision is: for staff beside each vote, in short on the page. */
export function ruleInWords({ t }: I18n, { source, force }: Pick<KnownRule, 'source' | 'force'>): string[] {
  const from =
    source.kind === 'check'
      ? t('decisions.source.check')
      : source.kind === 'article'
        ? t('decisions.source.article', { article: source.article })
        : t('decisions.source.custom', { book: t(`decisions.book.${source.book}`), year: source.year });
  return [t(`decisions.force.${force}`), from];
}

/** What befell a decision: «Contested (12.07.2026).»; the day stands with each. */
export function befellWords(
  { t, fmt }: I18n,
  events: readonly { readonly kind: string; readonly on: string }[],
): string[] {
  return events.map(({ kind, on }) =>
    t('decisions.befell', { what: t(`acts.event.${kind}`), day: fmt.dateShort(on) }),
  );
}

function quorumWords({ t, fmt }: I18n, { quorum }: DecisionRule, decided: Decided): string[] {
  if (quorum.kind === 'none') return [];
  const met = decided.quorumReached >= decided.quorumNeeded;
  return [
    t(met ? 'decisions.quorum.met' : 'decisions.quorum.lacks', {
      reached: fmt.number(decided.quorumReached),
      needed: fmt.number(decided.quorumNeeded),
    }),
  ];
}

function takenPart({ t, fmt }: I18n, { took, voters }: Decided): string {
  return t('decisions.took-part', {
    voters: fmt.number(voters),
    took: fmt.number(took),
    share: voters === 0 ? fmt.percent(0) : fmt.percent(took / voters, 1),
  });
}

function votesWords(
  { t, fmt }: I18n,
  { votes, abstained }: VoteCount,
  nameOf: (id: string) => string,
): string {
  if (votes.kind === 'motion') {
    return t('decisions.votes.motion', {
      for: fmt.number(votes.for),
      against: fmt.number(votes.against),
      abstained: fmt.number(abstained),
    });
  }
  const options = votes.options.map((one) =>
    t('decisions.votes.option', { name: nameOf(one.id), votes: fmt.number(one.votes) }),
  );
  return t('decisions.votes.choice', { options: options.join('; '), abstained: fmt.number(abstained) });
}

function spoiledWords({ t, fmt }: I18n, { spoiled = 0 }: VoteCount): string[] {
  return spoiled === 0 ? [] : [t('decisions.votes.spoiled', { spoiled: fmt.number(spoiled) })];
}

function neededWords({ t, fmt }: I18n, { base, majority }: DecisionRule, { of, needed }: Decided): string {
  if (needed === null) return t('decisions.needed.most');
  return t(`decisions.needed.${majority}`, {
    base: t(`decisions.base.${base}`, { of: fmt.number(of) }),
    needed: fmt.number(needed),
  });
}

function tieWords({ t }: I18n, { tied, tieBy }: Decided): string[] {
  if (tied.length === 0) return [];
  return [t(tieBy === 'chair' ? 'decisions.tie.chair' : 'decisions.tie.open')];
}

/** Who stands equal where the last seat falls: nobody of them has it. */
function borderWords({ t }: I18n, { tied }: Decided, nameOf: (id: string) => string): string[] {
  return tied.length === 0 ? [] : [t('decisions.tie.border', { names: tied.map(nameOf).join(', ') })];
}

function electedWords(
  { t, fmt }: I18n,
  { winners }: Decided,
  nameOf: (id: string) => string,
  seats: number,
): string {
  const names = winners.map(nameOf).join(', ');
  return t('decisions.result.elected', {
    names,
    filled: fmt.number(winners.length),
    seats: fmt.number(seats),
  });
}

function resultWords({ t, fmt }: I18n, decided: Decided, nameOf: (id: string) => string): string {
  const { state, winner, reached, withoutMajority } = decided;
  if (state === 'no-quorum') return t('decisions.result.no-quorum');
  if (winner === null) return t('decisions.result.not-adopted');
  if (winner === 'for') return t('decisions.result.adopted');
  return t(withoutMajority ? 'decisions.result.chosen-by-most' : 'decisions.result.chosen', {
    name: nameOf(winner),
    votes: fmt.number(reached),
  });
}
