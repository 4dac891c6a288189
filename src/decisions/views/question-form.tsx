import { Form, type FieldsOf } from '../../platform/forms/form.tsx';
import { CheckboxField, NumberField, RadioGroup, SelectField, TextArea } from '../../platform/ui/fields.tsx';
import type { Fold } from '../../platform/ui/form.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { addQuestion } from '../commands/add-question.ts';
import { changeQuestion } from '../commands/change-question.ts';
import type { Question } from '../data/questions.ts';
import { typedRule, type questionFields } from '../rules/question-fields.ts';
import { ways, type Way } from '../rules/question.ts';
import { ruleOptions } from './labels.ts';

type Offered = {
  /** Rules of this kind of meeting, the usual one first. */
  readonly rules: readonly string[];
  /** Whether a body votes here, whose members are called by name. */
  readonly named: boolean;
  /** Nobody but members votes here. */
  readonly bodyVotes: boolean;
};

/** What an own rule says where nothing else is chosen. */
const usualRule = {
  majority: 'half',
  base: 'present',
  quorum: 'none',
  abstentions: 'counted',
  tie: 'not-adopted',
  force: 'recommendation',
} as const;

/** A new question. */
export function AddQuestionForm({ action, fold, ...offered }: Offered & { action: string; fold?: Fold }) {
  const { t, lang } = usePage();
  return (
    <Form
      of={addQuestion}
      id="add"
      action={action}
      submit={t('decisions.question.add')}
      {...(fold ? { fold } : {})}
      row={{
        ...usualRule,
        textLang: lang === 'ru' ? 'ru' : 'ky',
        kind: 'motion',
        way: offered.bodyVotes ? 'named' : 'hands',
        ruleName: offered.rules[0] as 'hearing',
      }}
    >
      {(f) => <QuestionFields f={f} {...offered} />}
    </Form>
  );
}

/** Mends a question that nobody has voted on yet. */
export function ChangeQuestionForm({
  question,
  action,
  ...offered
}: Offered & { question: Question; action: string }) {
  const { t } = usePage();
  const { options, rule, ...row } = question;
  return (
    <Form
      of={changeQuestion}
      id="change"
      action={action}
      row={{
        ...row,
        ...usualRule,
        ...typedRule(rule),
        ruleName: row.ruleName as 'own',
        options: options.map(({ text }) => text).join('\n'),
        optionsOther: options.some(({ other }) => other)
          ? options.map(({ other = '' }) => other).join('\n')
          : '',
      }}
      submit={t('ui.save')}
      fold={{ text: t('ui.edit') }}
    >
      {(f) => <QuestionFields f={f} {...offered} />}
    </Form>
  );
}

function QuestionFields({ f, rules, named }: Offered & { f: FieldsOf<typeof questionFields> }) {
  const i18n = usePage();
  const { t } = i18n;
  const shown = ways.filter((way) => named || way !== 'named');
  const rule = f('ruleName');
  return (
    <>
      <TextArea {...f('text')} rows={3} />
      <RadioGroup {...f('textLang')} inline />
      <TextArea {...f('textOther')} rows={2} />
      <RadioGroup {...f('kind')} />
      <TextArea {...f('options')} rows={4} hint={t('decisions.options.hint')} />
      <TextArea {...f('optionsOther')} rows={2} hint={t('decisions.options.other-hint')} />
      <RadioGroup
        {...f('way')}
        options={shown.map((way: Way) => ({
          value: way,
          label: t(`decisions.way.${way}`),
          hint: t(`decisions.way.${way}-hint`),
        }))}
      />
      <CheckboxField {...f('secret')} hint={t('decisions.secret.hint')} />
      <SelectField {...rule} options={ruleOptions(i18n, rules)} empty={null} />
      <details class="confirm">
        <summary>{t('decisions.own-rule')}</summary>
        <div class="confirm-body form">
          <p class="hint">{t('decisions.own-rule.hint')}</p>
          <TextArea {...f('article')} rows={2} />
          <SelectField {...f('majority')} empty={null} />
          <SelectField {...f('base')} empty={null} />
          <SelectField {...f('quorum')} empty={null} />
          <NumberField {...f('quorumPeople')} unit={t('meetings.unit.people')} />
          <RadioGroup {...f('abstentions')} />
          <RadioGroup {...f('tie')} />
          <RadioGroup {...f('force')} />
        </div>
      </details>
    </>
  );
}
