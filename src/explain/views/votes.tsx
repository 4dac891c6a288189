import { decide, type CountFault } from '../../decisions/rules/decide.ts';
import { knownRules } from '../../decisions/rules/known-rules.ts';
import { ruleNames } from '../../decisions/rules/question.ts';
import { decisionInWords, ruleInWords } from '../../decisions/views/in-words.ts';
import { SelectField } from '../../platform/ui/fields.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card, Notice, Tag } from '../../platform/ui/surfaces.tsx';
import type { Inputs } from '../inputs.ts';
import { NumberRow, ResultTable, Try } from './parts.tsx';

/** The council of eight of the source book: four for, four against, and the chair. */
const example = { members: 8, present: 8, for: 4, against: 4, abstained: 0 };
const chairs = ['for', 'against', 'none'] as const;
/** For a motion: most votes choose among several. */
const rules = ruleNames.filter((name) => name !== 'choice');

const most = { min: 0, max: 100_000 };

/** What a vote decided by a rule, in words, with the numbers that led to it. */
export function VotesExample({ inputs }: { inputs: Inputs }) {
  const page = usePage();
  const { t, fmt } = page;
  const name = inputs.choice('rule', rules, 'coordinationCouncil');
  const chair = inputs.choice('chair', chairs, 'for');
  const rule = knownRules[name];
  const members = inputs.whole('members', example.members, most);
  const count = {
    votes: {
      kind: 'motion' as const,
      for: inputs.whole('for', example.for, most),
      against: inputs.whole('against', example.against, most),
    },
    abstained: inputs.whole('abstained', example.abstained, most),
    present: inputs.whole('present', example.present, most),
    members,
    tokens: null,
    chair: chair === 'none' ? null : chair,
  };
  const decided = decide(rule, count);
  return (
    <>
      {'fault' in decided ? (
        <Notice tone="warn">{t(faults[decided.fault])}</Notice>
      ) : (
        <Card title={t(`decisions.rule.${name}`)}>
          <p>
            <Tag tone={decided.state === 'adopted' ? 'ok' : 'info'}>
              {t(`decisions.outcome.${decided.state}`)}
            </Tag>
          </p>
          <ResultTable
            caption={t('explain.votes.table')}
            columns={[t('explain.votes.side'), t('ui.field.votes')]}
            rows={[
              [t('decisions.choice.for'), fmt.number(count.votes.for)],
              [t('decisions.choice.against'), fmt.number(count.votes.against)],
              [t('decisions.choice.abstained'), fmt.number(count.abstained)],
              [t('explain.votes.needed'), fmt.number(decided.needed ?? 0)],
            ]}
          />
          <p>{decisionInWords(page, rule, count, decided).join(' ')}</p>
          <p class="hint">{ruleInWords(page, rule).join(' ')}</p>
        </Card>
      )}
      <Try inputs={inputs}>
        <NumberRow
          inputs={inputs}
          fields={(['members', 'present', 'for', 'against', 'abstained'] as const).map((field) => ({
            name: field,
            label:
              field === 'members' || field === 'present'
                ? t(`explain.votes.${field}`)
                : t(`decisions.choice.${field}`),
            value: example[field],
          }))}
        >
          <SelectField
            name="rule"
            label={t('explain.rule')}
            empty={null}
            value={name}
            options={rules.map((value) => ({ value, label: t(`decisions.rule.${value}`) }))}
          />
          <SelectField
            name="chair"
            label={t('explain.votes.chair')}
            empty={null}
            value={chair}
            options={chairs.map((value) => ({
              value,
              label: value === 'none' ? t('explain.votes.chair-unknown') : t(`decisions.choice.${value}`),
            }))}
          />
        </NumberRow>
      </Try>
    </>
  );
}

/** What is wrong with a count, in words. */
const faults: Readonly<Record<CountFault, string>> = {
  'not-whole': 'explain.unreadable',
  'no-options': 'explain.unreadable',
  'most-of-a-motion': 'explain.unreadable',
  'base-unknown': 'explain.unreadable',
  'more-votes-than-voters': 'explain.votes.too-many',
  'more-present-than-members': 'explain.votes.too-many-present',
};
