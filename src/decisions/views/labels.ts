import type { I18n } from '../../platform/i18n/context.ts';
import { factsOf } from '../../platform/forms/field.ts';
import type { Question } from '../data/questions.ts';
import { questionFields } from '../rules/question-fields.ts';

/** Names a choice of a ballot: a side of a motion, an option, or that somebody abstained. */
export const choiceName =
  ({ t }: I18n, { options }: Pick<Question, 'options'>) =>
  (id: string): string =>
    options.find((one) => one.id === id)?.text ?? t(`decisions.choice.${id}`);

/** The name of the rule by which a question is decided. */
export const ruleTitle = ({ t }: I18n, { ruleName }: Pick<Question, 'ruleName'>): string =>
  t(`decisions.rule.${ruleName}`);

/** The rules that a form offers, the usual one of this kind of meeting first, and an own one last. */
export function ruleOptions(i18n: I18n, offered: readonly string[]) {
  const all = factsOf(questionFields.ruleName)?.values ?? [];
  const usual = offered.filter((name) => all.includes(name));
  const rest = all.filter((name) => !usual.includes(name) && name !== 'own');
  const { t } = i18n;
  return [...usual, 'own', ...rest].map((value) => ({
    value,
    label: t(`decisions.rule.${value}`),
    ...(usual.length === 0
      ? {}
      : {
          group: t(
            usual.includes(value) || value === 'own' ? 'decisions.rules.usual' : 'decisions.rules.other',
          ),
        }),
  }));
}
