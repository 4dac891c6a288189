import { Form, Meanwhile, type FieldsOf } from '../../platform/forms/form.tsx';
import {
  CheckboxField,
  HiddenField,
  NumberField,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '../../platform/ui/fields.tsx';
import { Button } from '../../platform/ui/button.tsx';
import { DataTable, type DataTableProps } from '../../platform/ui/data-table.tsx';
import { ActionForm, Form as PlainForm } from '../../platform/ui/form.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card, Notice, Tag } from '../../platform/ui/surfaces.tsx';
import type { MeetingFacts } from '../data/kind.ts';
import type { Participant } from '../data/people.ts';
import { isPartOfCount } from '../rules/who-counts.ts';
import type { RecordSteps } from '../commands/meeting-steps.ts';
import { isTypedLater, paperText } from '../rules/from-paper.ts';
import type { personFields, PersonField } from '../rules/person-fields.ts';

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
  of,
  asks,
  meeting,
  path,
  attendance,
  people,
  today,
  tag,
}: {
  of: RecordSteps['savePeople'];
  asks: readonly PersonField[];
  meeting: Pick<MeetingFacts, 'kind' | 'revision' | 'attendance' | 'women' | 'men' | 'heldOn' | 'plannedOn'>;
  path: string;
  /** Where it is said how people were counted. */
  attendance: string;
  people: readonly Participant[];
  today: string;
  /** What stands out of a row without opening it. */
  tag?: (one: Participant) => string | undefined;
}) {
  const i18n = usePage();
  const { t, refused } = i18n;
  const { revision } = meeting;
  const heading = (one: Participant | undefined, index: number) =>
    one
      ? `${one.number}. ${one.fullName ?? t('meetings.people.nameless', { number: one.number })}`
      : `${index + 1}`;
  return (
    <>
      {people.length > 0 && isPartOfCount(meeting, people) && (
        <Notice tone="warn" title={t('meetings.people.part')}>
          <p>
            {t('meetings.people.part-text', {
              heads: (meeting.women ?? 0) + (meeting.men ?? 0),
              listed: people.length,
            })}
          </p>
          <ActionForm action={attendance} fields={{ revision: String(revision), attendance: 'list' }}>
            <Button look="ghost">{t('meetings.people.whole')}</Button>
          </ActionForm>
        </Notice>
      )}
      <Card title={t('meetings.people.paste')}>
        <PlainForm id="paste" action={`${path}/paste`} submit={t('ui.add')}>
          {refused?.code === 'edited-meanwhile' && refused.action === `${path}/paste` && <Meanwhile />}
          <HiddenField name="revision" value={String(revision)} />
          <TextArea
            name="lines"
            label={t('meetings.people.lines')}
            hint={t('meetings.people.lines-hint')}
            rows={8}
            required
          />
          <CheckboxField
            name="fromPaper"
            label={t('meetings.field.from-paper')}
            checked={isTypedLater(meeting, today)}
          />
        </PlainForm>
      </Card>
      {people.length > 0 && (
        <Card title={t('meetings.people.mend', { count: people.length })}>
          <Form of={of} id="rows" action={path} row={{ revision, rows: people }} submit={t('ui.save')}>
            {(f) =>
              f('rows')
                .lines(0)
                .map(({ f: line, name, index, row, wrong }) => {
                  const one = people.find(({ id }) => id === row?.id);
                  const said = one && tag?.(one);
                  const paper = one ? paperText(i18n, one.paperTypedOn, meeting) : '';
                  return (
                    <details key={name} class="row-details" open={wrong || undefined}>
                      <summary>
                        {heading(one, index)} {said !== undefined && <Tag tone="info">{said}</Tag>}{' '}
                        {paper !== '' && <small>{paper}</small>}
                      </summary>
                      <HiddenField {...line('id')} />
                      {asks.map((field) => (
                        <PersonControl key={field} field={field} f={line} />
                      ))}
                      <CheckboxField name={`${name}.remove`} label={t('meetings.people.remove')} />
                    </details>
                  );
                })
            }
          </Form>
        </Card>
      )}
    </>
  );
}

function PersonControl({ field, f }: { field: PersonField; f: FieldsOf<typeof personFields> }) {
  switch (field) {
    case 'sex':
      return <RadioGroup {...f(field)} inline />;
    case 'age':
      return <NumberField {...f(field)} />;
    case 'kind':
      return <SelectField {...f(field)} empty={null} />;
    case 'forFocusGroup':
    case 'forInitiativeGroup':
    case 'forMonitoring':
      return <CheckboxField {...f(field)} />;
    default:
      return <TextField {...f(field)} />;
  }
}
