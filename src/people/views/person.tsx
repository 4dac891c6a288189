import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { useI18n } from '../../platform/i18n/context.ts';
import { Form } from '../../platform/forms/form.tsx';
import { LinkButton } from '../../platform/ui/button.tsx';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { NumberField, RadioGroup, SelectField, TextField, type Option } from '../../platform/ui/fields.tsx';
import { FieldGroup } from '../../platform/ui/form.tsx';
import { Card, EmptyState, Notice, Pairs, Tag } from '../../platform/ui/surfaces.tsx';
import type { Contact, membershipsOf, Person } from '../data.ts';
import { addPerson } from '../commands/add-person.ts';
import { editPerson } from '../commands/edit-person.ts';

import { useRoom } from '../../platform/ui/page-context.ts';
import { List } from '../../platform/ui/list.tsx';
import { bodyName } from '../rules/body-name.ts';

/** Adds a person, or corrects one. */
export function PersonFormPage(props: {
  person?: Person;
  contact?: Contact | undefined;
  villages: readonly Option[];
}) {
  const { t } = useI18n();
  const base = useRoom('people');
  const { person } = props;
  const title = person ? t('people.edit') : t('people.add');
  const here = person ? `${base}/persons/${person.id}` : base;
  return (
    <StaffPage
      title={title}
      crumbs={[
        { label: t('people.title'), path: base },
        ...(person ? [{ label: person.fullName, path: here }] : []),
      ]}
    >
      <Form
        of={person ? editPerson : addPerson}
        row={{ ...person, ...props.contact }}
        submit={person ? t('ui.save') : t('people.add')}
        cancel={here}
        requiredNote
      >
        {(f) => (
          <>
            <TextField {...f('fullName')} />
            <RadioGroup {...f('sex')} inline />
            <NumberField {...f('birthYear')} />
            <TextField {...f('occupation')} />
            <SelectField
              {...f('villageId')}
              options={props.villages}
              empty={t('ui.not-set')}
              width="medium"
            />
            <TextField {...f('street')} />
            <FieldGroup legend={t('ui.field.contact')} hint={t('people.contact-hint')}>
              <TextField {...f('phone')} />
              <TextField {...f('email')} />
              <TextField {...f('address')} />
            </FieldGroup>
          </>
        )}
      </Form>
    </StaffPage>
  );
}

/** One person: facts, contacts for those who may see them, groups. */
export function PersonPage(props: {
  person: Person;
  village: string;
  contact: Contact | undefined;
  seesContacts: boolean;
  memberships: Awaited<ReturnType<typeof membershipsOf>>;
  mayEdit: boolean;
}) {
  const { t, fmt, href } = useI18n();
  const base = useRoom('people');
  const { person, contact } = props;
  const or = (text: string | number | null | undefined) =>
    text === null || text === undefined || text === '' ? t('ui.not-set') : text;
  const name = person.removed ? t('people.removed') : person.fullName;
  return (
    <StaffPage
      title={name}
      crumbs={[{ label: t('people.title'), path: base }]}
      tag={person.accountId && <Tag tone="info">{t('people.signs-in')}</Tag>}
      actions={
        props.mayEdit &&
        !person.removed && (
          <LinkButton href={`${base}/persons/${person.id}/edit`} look="ghost">
            {t('people.edit')}
          </LinkButton>
        )
      }
    >
      {person.removed && (
        <Notice tone="info" title={t('people.removed')}>
          {t('people.removed-text')}
        </Notice>
      )}
      <div class="cols">
        <Card title={t('ui.facts')}>
          <Pairs
            items={[
              {
                label: t('ui.field.sex'),
                value: person.sex ? t(`ui.sex.${person.sex}`) : t('ui.not-set'),
              },
              ...(props.seesContacts
                ? [{ label: t('people.field.birthYear'), value: or(person.birthYear) }]
                : []),
              { label: t('ui.field.occupation'), value: or(person.occupation) },
              { label: t('ui.field.village'), value: or(props.village) },
              ...(props.seesContacts ? [{ label: t('ui.field.street'), value: or(person.street) }] : []),
            ]}
          />
        </Card>
        {props.seesContacts && !person.removed && (
          <Card title={t('ui.field.contact')}>
            <Pairs
              items={[
                { label: t('ui.field.phone'), value: or(contact?.phone) },
                { label: t('ui.field.email'), value: or(contact?.email) },
                { label: t('ui.field.address'), value: or(contact?.address) },
              ]}
            />
          </Card>
        )}
      </div>
      <h2>{t('people.memberships')}</h2>
      <List
        caption={t('people.memberships')}
        hideCaption
        of={{
          rows: props.memberships,
          words: 'people.field',
          columns: [
            {
              key: 'body',
              head: true,
              cell: (row) => <a href={href(`${base}/bodies/${row.bodyId}`)}>{bodyName(row, fmt.lang)}</a>,
            },
            { key: 'role', value: (row) => t(`people.role.${row.role}`) },
            { key: 'from', cell: (row) => fmt.date(row.validFrom) },
            { key: 'to', cell: (row) => (row.validTo ? fmt.date(row.validTo) : t('ui.until-now')) },
          ],
        }}
        empty={
          <EmptyState title={t('people.memberships.empty')} icon="people">
            {t('people.memberships.empty-text')}
          </EmptyState>
        }
      />
      {props.mayEdit && !person.removed && (
        <Confirm
          action={`${base}/persons/${person.id}/remove`}
          verb={t('people.remove')}
          typeName={person.fullName}
          danger
        >
          <p>{t('people.remove-text')}</p>
        </Confirm>
      )}
    </StaffPage>
  );
}
