import type { z } from 'zod';
import { addRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { Refused } from '../../platform/refusals.ts';
import { refuse } from '../refusals.ts';
import { knownRules } from '../rules/known-rules.ts';
import { ownRule, type questionFields } from '../rules/question-fields.ts';
import { fitsKind, optionsOf } from '../rules/question.ts';
import { voteQuestion } from '../schema.ts';
import { nextQuestionNumber } from './questions.ts';

export type AskedValues = Pick<
  typeof voteQuestion.$inferInsert,
  'seats' | 'text' | 'textLang' | 'textOther' | 'kind' | 'options' | 'way' | 'secret' | 'ruleName' | 'rule'
>;

/** The row of a question as it was typed, or what is wrong with it. */
export function askedQuestion(
  typed: z.output<z.ZodObject<typeof questionFields>>,
): { readonly ok: true; readonly values: AskedValues } | Refused {
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

/** Adds a question to a meeting, whose row is held for change: it alone numbers its questions. */
export async function addAsked(
  scope: MunicipalityScope,
  meetingId: string,
  values: AskedValues,
): Promise<{ readonly id: string; readonly number: number }> {
  const number = await nextQuestionNumber(scope, meetingId);
  return { id: await addRow(scope, voteQuestion, { ...values, meetingId, number }), number };
}
