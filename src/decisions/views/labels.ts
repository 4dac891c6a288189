import type { I18n } from '../../platform/i18n/context.ts';
import { typedText } from '../../platform/i18n/typed-text.ts';
import { factsOf } from '../../platform/forms/field.ts';
import type { Question } from '../data/questions.ts';
import { questionFields } from '../rules/question-fields.ts';
import type { Option } from '../rules/question.ts';

/** Names a choice of a ballot: a side of a motion, an option, or that somebody abstained. */
export const choiceName =
  (i18n: Pick<I18n, 't' | 'lang'>, { options, textLang }: Pick<Question, 'options' | 'textLang'>) =>
  (id: string): string => {
    const option = options.find((one) => one.id === id);
    return option ? optionText(i18n, option, textLang) : i18n.t(`decisions.choice.${id}`);
  };

/** An option for a reader: as it was typed, or by hand in the other language. */
export const optionText = (
  i18n: Pick<I18n, 't' | 'lang'>,
  { text, other = '' }: Option,
  lang: Question['textLang'],
): string => typedText(i18n, { text, lang, other });

/** What is asked, for a reader: as it was typed, or by hand in the other language. */
export const questionText = (
  i18n: Pick<I18n, 't' | 'lang'>,
  { text, textLang: lang, textOther: other }: Pick<Question, 'text' | 'textLang' | 'textOther'>,
): string => typedText(i18n, { text, lang, other });

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
