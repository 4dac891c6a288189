import { type z } from 'zod';
import { called, optional } from '../../platform/forms/field.ts';
import { choice, count, id, rows, text, tick } from '../../platform/forms/fields.ts';
import { bases, parts, type DecisionRule } from './decide.ts';
import { questionKinds, ruleNames, typedLangs, ways, type FrozenRule } from './question.ts';

const quorums = ['none', ...parts, 'number'] as const;

/** An own rule, where the municipality's charter or a law says otherwise than the books. */
const ownRuleFields = {
  article: optional(text(300), ''),
  base: optional(choice(bases, 'decisions.rule-base'), 'present'),
  majority: optional(choice([...parts, 'most'], 'decisions.majority'), 'half'),
  quorum: optional(choice(quorums, 'decisions.quorum-of'), 'none'),
  quorumPeople: optional(count(1, 99_999)),
  abstentions: optional(choice(['counted', 'left-out'], 'decisions.abstentions'), 'counted'),
  tie: optional(choice(['not-adopted', 'chair'], 'decisions.tie-rule'), 'not-adopted'),
  force: optional(choice(['recommendation', 'binding'], 'decisions.force-of'), 'recommendation'),
};

/** A question as its form sends it. */
export const questionFields = {
  text: called('decisions.field.question', text(1000, 3)),
  textLang: optional(choice(typedLangs, 'ui.language'), 'ky'),
  textOther: optional(text(1000), ''),
  kind: choice(questionKinds, 'decisions.question-kind'),
  /** One a line. */
  options: optional(text(4000), ''),
  optionsOther: optional(text(4000), ''),
  way: choice(ways, 'decisions.way'),
  secret: tick(),
  ruleName: called('decisions.field.rule', choice([...ruleNames, 'own'], 'decisions.rule')),
  ...ownRuleFields,
};

type OwnRule = z.output<z.ZodObject<typeof ownRuleFields>>;

/** The own rule as data; undefined when it asks for a number and names none. */
export function ownRule(typed: OwnRule): FrozenRule | undefined {
  const quorum: DecisionRule['quorum'] | undefined =
    typed.quorum === 'none'
      ? { kind: 'none' }
      : typed.quorum !== 'number'
        ? { kind: 'part', part: typed.quorum }
        : typed.quorumPeople === null
          ? undefined
          : { kind: 'number', people: typed.quorumPeople };
  if (quorum === undefined) return undefined;
  const { base, majority, abstentions, tie, force, article } = typed;
  return {
    ...{ name: 'own', quorum, base, majority, abstentions, tie, force },
    source: { kind: 'article', article },
  };
}

/** What an own rule was typed as, for its form. */
export function typedRule(rule: FrozenRule | null): Partial<OwnRule> {
  if (rule?.name !== 'own') return {};
  const { quorum, base, majority, abstentions, tie, force, source } = rule;
  return {
    ...{ base, majority, abstentions, tie, force },
    article: source.kind === 'article' ? source.article : '',
    quorum: quorum.kind === 'part' ? quorum.part : quorum.kind,
    quorumPeople: quorum.kind === 'number' ? quorum.people : null,
  };
}

/** Figures of a counter, one for each choice of a ballot. */
export const tallyRows = () =>
  called(
    '',
    rows({ choice: called('', text(20)), votes: count(0, 99_999) }, 14, () => true),
  );

/** What each member did. */
export const namedRows = () =>
  called(
    '',
    rows(
      {
        personId: id(),
        vote: called('', optional(text(20), '')),
        dissent: called('decisions.field.dissent', optional(text(1000), '')),
      },
      300,
      () => true,
    ),
  );
