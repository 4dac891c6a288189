import { labelOf } from '../../platform/i18n/labels.ts';
import {
  CheckboxField,
  HiddenField,
  NumberField,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '../../platform/ui/fields.tsx';
import { DataTable, type DataTableProps } from '../../platform/ui/data-table.tsx';
import { Form } from '../../platform/ui/form.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card, Tag } from '../../platform/ui/surfaces.tsx';
import type { Participant } from '../data/people.ts';
import type { PersonField } from '../rules/person-fields.ts';
import { participantKinds } from '../rules/who-counts.ts';

/** Who came, as a table; `also` are the columns that only this page has. */
export function PeopleTable<P extends Participant>({
  people,
  seeContacts,
  also = [],
}: {
  people: readonly P[];
  seeContacts: boolean;
  also?: DataTableProps<P>['columns'];
}) {
  const { t } = usePage();
  return (
    <DataTable
      caption={t('meetings.people.title')}
      hideCaption
      rows={people}
      rowKey={(one) => one.id}
      empty={<p class="hint">{t('meetings.people.empty')}</p>}
      columns={[
        { key: 'number', label: t('ui.field.number'), cell: (one) => one.number },
        {
          key: 'name',
          label: t('meetings.col.name'),
          head: true,
          cell: (one) => one.fullName ?? t('meetings.people.nameless', { number: one.number }),
        },
        {
          key: 'sex',
          label: t('ui.field.sex'),
          cell: (one) => (one.sex === null ? '–' : t(`ui.sex.${one.sex}`)),
        },
        { key: 'age', label: t('ui.field.age'), align: 'end', cell: (one) => one.age ?? '–' },
        { key: 'occupation', label: t('ui.field.occupation'), cell: (one) => one.occupation ?? '' },
        ...(seeContacts
          ? [{ key: 'contact', label: t('ui.field.contact'), cell: (one: P) => one.contact ?? '' }]
          : []),
        ...also,
      ]}
    />
  );
}

/** The list of people as forms: lines pasted into it, and each row to be mended. `path` takes both. */
export function PeopleForms({
  asks,
  revision,
  path,
  people,
  tag,
}: {
  asks: readonly PersonField[];
  revision: number;
  path: string;
  people: readonly Participant[];
  /** What stands out of a row without opening it. */
  tag?: (one: Participant) => string | undefined;
}) {
  const { t, refused } = usePage();
  const version = <HiddenField name="revision" value={String(revision)} />;
  return (
    <>
      <Card title={t('meetings.people.paste')}>
        <Form id="paste" action={`${path}/paste`} submit={t('ui.add')}>
          {version}
          <TextArea
            name="lines"
            label={t('meetings.people.lines')}
            hint={t('meetings.people.lines-hint')}
            rows={8}
            required
          />
        </Form>
      </Card>
      {people.length > 0 && (
        <Card title={t('meetings.people.mend', { count: people.length })}>
          <Form id="rows" action={path} submit={t('ui.save')}>
            {version}
            {people.map((one, index) => {
              const row = `rows.${index}`;
              const wrong = Object.keys(refused?.errors ?? {}).some((name) => name.startsWith(`${row}.`));
              const said = tag?.(one);
              return (
                <details key={one.id} class="row-details" open={wrong || undefined}>
                  <summary>
                    {one.number}. {one.fullName ?? t('meetings.people.nameless', { number: one.number })}{' '}
                    {said !== undefined && <Tag tone="info">{said}</Tag>}
                  </summary>
                  <HiddenField name={`${row}.id`} value={one.id} />
                  {asks.map((field) => (
                    <PersonControl key={field} field={field} row={row} one={one} />
                  ))}
                  <CheckboxField name={`${row}.remove`} label={t('meetings.people.remove')} />
                </details>
              );
            })}
          </Form>
        </Card>
      )}
    </>
  );
}

const ready = {
  forFocusGroup: 'focus',
  forInitiativeGroup: 'initiative',
  forMonitoring: 'monitoring',
} as const;

function PersonControl({ field, row, one }: { field: PersonField; row: string; one: Participant }) {
  const { t } = usePage();
  const name = `${row}.${field}`;
  switch (field) {
    case 'sex':
      return (
        <RadioGroup
          name={name}
          label={t('ui.field.sex')}
          inline
          {...(one.sex === null ? {} : { value: one.sex })}
          options={(['female', 'male'] as const).map((value) => ({ value, label: t(`ui.sex.${value}`) }))}
        />
      );
    case 'age':
      return <NumberField name={name} label={t('ui.field.age')} value={one.age ?? ''} />;
    case 'kind':
      return (
        <SelectField
          name={name}
          label={t('meetings.col.kind')}
          value={one.kind}
          empty={null}
          options={participantKinds.map((value) => ({ value, label: t(`meetings.people.kind.${value}`) }))}
        />
      );
    case 'forFocusGroup':
    case 'forInitiativeGroup':
    case 'forMonitoring':
      return (
        <CheckboxField name={name} label={t(`meetings.people.for-${ready[field]}`)} checked={one[field]} />
      );
    default:
      return (
        <TextField
          name={name}
          label={labelOf(t, 'meetings.col', field === 'fullName' ? 'name' : field)}
          value={one[field] ?? ''}
        />
      );
  }
}
