import type { ComponentChildren } from 'preact';
import { Meanwhile } from '../../../platform/forms/form.tsx';
import { Button } from '../../../platform/ui/button.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { HiddenField, RadioGroup, SelectField, TextArea, TextField } from '../../../platform/ui/fields.tsx';
import { Form, FormPart } from '../../../platform/ui/form.tsx';
import { useStyles } from '../../../platform/ui/head.ts';
import { usePage } from '../../../platform/ui/page-context.ts';
import { Card, Tag } from '../../../platform/ui/surfaces.tsx';
import type { FocusEntryItem, FocusGroupTopic } from '../data/focus-groups.ts';
import {
  contributionForms,
  focusColumns,
  likelihoods,
  parties,
  type FocusColumn,
  type FocusEntry,
} from '../rules/focus-record.ts';
import { FocusFrame, focusPath, type FocusPageProps } from './focus-frame.tsx';
import { problemText } from '../../views/labels.ts';

/** «акча, материал»: what stands behind a line in small letters. */
export function useFacts() {
  const { t } = usePage();
  return (entry: Pick<FocusEntry, 'likelihood' | 'party' | 'who' | 'form'>) =>
    [
      entry.likelihood === null ? '' : t(`needs.focus.likelihood.${entry.likelihood}`),
      entry.party === null
        ? ''
        : entry.party === 'other' && entry.who !== ''
          ? entry.who
          : t(`needs.focus.party.${entry.party}`),
      entry.form === null ? '' : t(`needs.focus.form.${entry.form}`),
    ].filter((text) => text !== '');
}

/** The four columns of a problem, to read; what a later meeting `added` stands out. */
export function FocusProblemTable({
  caption,
  entries: before,
  added = [],
}: {
  caption: string;
  entries: readonly FocusEntry[];
  added?: readonly FocusEntry[];
}) {
  const { t } = usePage();
  useStyles('focus-groups.css');
  const facts = useFacts();
  const entries = [...before, ...added];
  if (entries.length === 0) return <p class="hint">{t('needs.focus.table-empty')}</p>;
  return (
    <div class="table-scroll" role="region" tabIndex={0} aria-label={caption}>
      <table class="focus-table">
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            {focusColumns.map((column) => (
              <th key={column} scope="col">
                {t(`needs.focus.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {focusColumns.map((column) => (
              <td key={column}>
                <ul>
                  {entries
                    .filter((entry) => entry.column === column)
                    .map((entry) => {
                      const more = facts(entry);
                      return (
                        <li key={entry.id}>
                          {entry.text}
                          {more.length > 0 && <small> ({more.join(', ')})</small>}
                          {added.includes(entry) && <Tag tone="ok">{t('needs.focus.added')}</Tag>}
                        </li>
                      );
                    })}
                </ul>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

export interface FocusProblemProps extends FocusPageProps {
  topic: FocusGroupTopic;
  entries: readonly FocusEntryItem[];
}

/** One problem: its description, and each column with its lines and a form for one more. */
export function FocusProblemPage(props: FocusProblemProps) {
  const i18n = usePage();
  const { t, refused } = i18n;
  const { group, topic, entries, mayRecord } = props;
  const name = problemText(i18n, topic.name);
  const path = (rest = '') => focusPath(group, `/problems/${topic.problemId}${rest}`);
  return (
    <FocusFrame group={group} mayRecord={mayRecord} title={name}>
      {!mayRecord ? (
        <FocusProblemTable caption={name} entries={entries} />
      ) : (
        <>
          <Card title={t('ui.field.problem')}>
            <Form id="topic" action={path()}>
              {/* Enter in a line is answered by the form's first button. */}
              <button class="hidden" tabIndex={-1} aria-hidden="true">
                {t('ui.save')}
              </button>
              {refused?.code === 'edited-meanwhile' && refused.action === path() && (
                <Meanwhile
                  differing={[
                    {
                      label: t('needs.focus.description'),
                      theirs: topic.description,
                      yours: String(refused.values['description'] ?? ''),
                    },
                  ]}
                />
              )}
              <HiddenField name="describedBefore" value={topic.description} />
              <HiddenField name="subgroupBefore" value={topic.subgroup} />
              <TextArea
                name="description"
                label={t('needs.focus.description')}
                hint={t('needs.focus.description-hint')}
                example={t('needs.example.topic')}
                rows={3}
                maxLength={2000}
                value={topic.description}
              />
              <TextField
                name="subgroup"
                label={t('needs.focus.subgroup')}
                hint={t('needs.focus.subgroup-hint')}
                example={t('needs.example.subgroup')}
                maxLength={100}
                value={topic.subgroup}
              />
              <div class="actions">
                <Button>{t('ui.save')}</Button>
              </div>
            </Form>
          </Card>
          {focusColumns.map((column) => {
            const mine = entries.filter((entry) => entry.column === column);
            return (
              <Card key={column} title={t(`needs.focus.column.${column}`)}>
                <p class="hint">{t(`needs.focus.question.${column}`)}</p>
                {mine.length > 0 && (
                  <ol>
                    {mine.map((entry) => (
                      <li key={entry.id} id={`entry-${entry.id}`}>
                        <EntryLine entry={entry} path={path} />
                      </li>
                    ))}
                  </ol>
                )}
                {/* One form with the description: adding a line saves what is typed beside it. */}
                <FormPart of="topic" action={path()}>
                  <div class="form" id={`add-${column}`}>
                    <EntryFields
                      column={column}
                      label={t(`needs.focus.new.${column}`)}
                      prefix={`${column}.`}
                    />
                    <div class="actions">
                      <Button look="ghost" form="topic" name="add" value={column}>
                        {t('ui.add')}
                      </Button>
                    </div>
                  </div>
                </FormPart>
              </Card>
            );
          })}
        </>
      )}
    </FocusFrame>
  );
}

function EntryLine({ entry, path }: { entry: FocusEntryItem; path: (rest: string) => string }) {
  const { t } = usePage();
  return (
    <WrittenLine entry={entry} more={useFacts()(entry)} action={path(`/entries/${entry.id}`)}>
      <EntryFields column={entry.column} label={t('needs.focus.text')} entry={entry} />
    </WrittenLine>
  );
}

/** A line as it stands, and folded what mends it (posted to `action`) and takes it away (`<action>/remove`). */
export function WrittenLine({
  entry,
  more,
  action,
  children,
}: {
  entry: { readonly id: string; readonly text: string };
  more: readonly string[];
  action: string;
  children: ComponentChildren;
}) {
  const { t, refused } = usePage();
  return (
    <>
      <p>
        {entry.text}
        {more.length > 0 && <small> ({more.join(', ')})</small>}
      </p>
      <details class="row-details" open={refused?.action === action || undefined}>
        <summary>
          {t('ui.edit')}
          <span class="hidden">: {entry.text}</span>
        </summary>
        <Form id={`entry-${entry.id}`} action={action} submit={t('ui.save')}>
          <HiddenField name="before" value={entry.text} />
          {children}
        </Form>
        <Confirm
          id={`remove-${entry.id}`}
          danger
          action={`${action}/remove`}
          verb={t('needs.focus.remove')}
          fields={{ before: entry.text }}
        >
          <p>{t('needs.focus.remove-text', { text: entry.text })}</p>
        </Confirm>
      </details>
    </>
  );
}

/** What a line of this column asks. */
export function EntryFields({
  column,
  label,
  entry,
  prefix = '',
}: {
  column: FocusColumn;
  label: string;
  entry?: FocusEntry;
  /** Before the names of its fields, where several lines are typed in one form. */
  prefix?: string;
}) {
  const { t } = usePage();
  return (
    <>
      <TextField
        name={`${prefix}text`}
        label={label}
        example={t(`needs.example.${column}`)}
        value={entry?.text ?? ''}
        maxLength={500}
        required={prefix === ''}
      />
      {column === 'consequence' && (
        <RadioGroup
          name={`${prefix}likelihood`}
          label={t('needs.focus.likelihood')}
          inline
          value={entry ? (entry.likelihood ?? '') : 'happened'}
          options={likelihoods.map((value) => ({ value, label: t(`needs.focus.likelihood.${value}`) }))}
        />
      )}
      {column === 'contribution' && (
        <>
          <RadioGroup
            name={`${prefix}party`}
            label={t('needs.focus.party')}
            inline
            value={entry?.party ?? ''}
            options={parties.map((value) => ({ value, label: t(`needs.focus.party.${value}`) }))}
          />
          <TextField
            name={`${prefix}who`}
            label={t('needs.focus.who-exactly')}
            hint={t('needs.focus.who-hint')}
            example={t('needs.example.who')}
            maxLength={200}
            value={entry?.who ?? ''}
          />
          <SelectField
            name={`${prefix}form`}
            label={t('needs.focus.form')}
            value={entry?.form ?? ''}
            options={contributionForms.map((value) => ({ value, label: t(`needs.focus.form.${value}`) }))}
          />
        </>
      )}
    </>
  );
}
