import { Form } from '../../platform/forms/form.tsx';
import { DataTable } from '../../platform/ui/data-table.tsx';
import { HiddenField, RadioGroup, SelectField, TextField } from '../../platform/ui/fields.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Tag } from '../../platform/ui/surfaces.tsx';
import { saveNamedVotes } from '../commands/save-named-votes.ts';
import type { Question } from '../data/questions.ts';
import { memberWords, sidesOf } from '../rules/question.ts';
import { choiceName } from './labels.ts';

/** Members are called one after another; the list is saved as often as wanted until the vote is closed. */
export function NamedVotes({ question, at }: { question: Question; at: string }) {
  const i18n = usePage();
  const { t } = i18n;
  const nameOf = choiceName(i18n, question);
  const options = [...sidesOf(question), ...memberWords].map((value) => ({ value, label: nameOf(value) }));
  return (
    <Form
      of={saveNamedVotes}
      id="named"
      action={`${at}/named`}
      submit={t('ui.save')}
      row={{ presidedId: question.called.find(({ presided }) => presided)?.personId }}
    >
      {(f) => (
        <>
          <SelectField
            {...f('presidedId')}
            options={question.called.map(({ personId, fullName }) => ({ value: personId, label: fullName }))}
            empty={t('ui.not-set')}
          />
          {question.called.map((one, index) => (
            <div key={one.personId} class="vote-member">
              <HiddenField name={`rows.${index}.personId`} value={one.personId} />
              <RadioGroup
                name={`rows.${index}.vote`}
                label={`${index + 1}. ${one.fullName}`}
                options={options}
                value={one.vote}
                inline
              />
              <details class="row-details" open={one.dissent !== '' || undefined}>
                <summary>{t('decisions.field.dissent')}</summary>
                <TextField
                  name={`rows.${index}.dissent`}
                  label={t('decisions.dissent.of', { name: one.fullName })}
                  value={one.dissent}
                  maxLength={1000}
                />
              </details>
            </div>
          ))}
        </>
      )}
    </Form>
  );
}

/** Open votes of members of a body stand by name. */
export function NamedRead({ question }: { question: Question }) {
  const i18n = usePage();
  const { t } = i18n;
  const nameOf = choiceName(i18n, question);
  return (
    <DataTable
      caption={t('decisions.named.title')}
      rows={question.called}
      rowKey={(one) => one.personId}
      columns={[
        {
          key: 'name',
          label: t('meetings.col.name'),
          head: true,
          cell: (one) => (
            <>
              {one.fullName} {one.presided && <Tag tone="info">{t('decisions.named.presided')}</Tag>}
            </>
          ),
        },
        {
          key: 'vote',
          label: t('decisions.named.vote'),
          cell: (one) => (one.vote === '' ? '–' : nameOf(one.vote)),
        },
        { key: 'dissent', label: t('decisions.field.dissent'), cell: (one) => one.dissent },
      ]}
    />
  );
}
