import type { z } from 'zod';
import type { Refused } from '../../platform/refusals.ts';
import { refuse } from '../refusals.ts';
import { knownRules } from '../rules/known-rules.ts';
import { ownRule, type questionFields } from '../rules/question-fields.ts';
import { fitsKind, optionsOf } from '../rules/question.ts';
import type { voteQuestion } from '../schema.ts';

type Values = Pick<
  typeof voteQuestion.$inferInsert,
  'text' | 'textLang' | 'textOther' | 'kind' | 'options' | 'way' | 'secret' | 'ruleName' | 'rule'
>;

/** The row of a question as it was typed, or what is wrong with it. */
export function askedQuestion(
  typed: z.output<z.ZodObject<typeof questionFields>>,
): { readonly ok: true; readonly values: Values } | Refused {
  const { text, textLang, textOther, kind, way, secret, ruleName } = typed;
  const options = kind === 'choice' ? optionsOf(typed.options, typed.optionsOther) : [];
  if (options === undefined) return refuse('question-options', { field: 'options' });
  if (secret && way !== 'paper') return refuse('secret-only-on-paper', { field: 'secret' });
  if (ruleName === 'own' && typed.article === '')
    return refuse('own-rule-without-article', { field: 'article' });
  const rule = ruleName === 'own' ? ownRule(typed) : null;
  if (rule === undefined) return refuse('quorum-without-number', { field: 'quorumPeople' });
  if (!fitsKind(rule ?? knownRules[ruleName as keyof typeof knownRules], kind))
    return refuse('rule-not-for-motion', { field: 'ruleName' });
  return { ok: true, values: { text, textLang, textOther, kind, options, way, secret, ruleName, rule } };
}
