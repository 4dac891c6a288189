import { useI18n } from '../../platform/i18n/context.ts';
import { Form } from '../../platform/forms/form.tsx';
import { LinkButton } from '../../platform/ui/button.tsx';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { DataTable, DownloadLinks } from '../../platform/ui/data-table.tsx';
import { NumberField, RadioGroup, SelectField, TextField, type Option } from '../../platform/ui/fields.tsx';
import { FieldGroup, type Sent } from '../../platform/ui/form.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Card, EmptyState, Notice, Pairs, Tag } from '../../platform/ui/surfaces.tsx';
import type { Body, Contact, membershipsOf, Person } from '../data.ts';
import { addPerson } from '../commands/add-person.ts';
import { editPerson } from '../commands/edit-person.ts';
import { formBody } from '../commands/form-body.ts';

type Sending = { readonly sent?: Sent | undefined };

export type PersonRow = Person & { readonly village: string; readonly contact: Contact | undefined };

/** Everybody the municipality knows by name. */
export function PeoplePage(props: {
  base: string;
  rows: readonly PersonRow[];
  q: string;
  sort: { by: string; dir: 'asc' | 'desc' } | null;
  page: { page: number; pages: number; total: number };
  contacts: boolean;
  mayEdit: boolean;
  mayManageStaff: boolean;
}) {
  const { t, href } = useI18n();
  const { base } = props;
  return (
    <Layout title={t('people.title')} variant="staff">
      <PageHeader
        title={t('people.title')}
        lead={t('people.lead')}
        actions={
          <>
            {props.mayEdit && (
              <LinkButton href={`${base}/new`} icon="plus">
                {t('people.add')}
              </LinkButton>
            )}
            <LinkButton href={`${base}/bodies`} look="ghost" icon="people">
              {t('people.bodies.title')}
            </LinkButton>
            {props.mayManageStaff && (
              <LinkButton href={`${base}/staff`} look="ghost" icon="lock">
                {t('people.staff.title')}
              </LinkButton>
            )}
          </>
        }
      />
      <DataTable
        caption={t('people.list')}
        hideCaption
        search={props.q}
        sort={props.sort}
        page={props.page}
        exports={<DownloadLinks links={{ xlsx: `${base}/export.xlsx`, csv: `${base}/export.csv` }} />}
        columns={[
          {
            key: 'name',
            label: t('people.field.name'),
            head: true,
            sort: true,
            cell: (row) => <a href={href(`${base}/persons/${row.id}`)}>{row.fullName}</a>,
          },
          {
            key: 'sex',
            label: t('people.field.sex'),
            cell: (row) => (row.sex ? t(`ui.sex.${row.sex}`) : ''),
          },
          ...(props.contacts
            ? [
                {
                  key: 'birthYear',
                  label: t('people.field.birthYear'),
                  align: 'end' as const,
                  sort: true,
                  cell: (row: PersonRow) => row.birthYear ?? '',
                },
              ]
            : []),
          {
            key: 'occupation',
            label: t('people.field.occupation'),
            sort: true,
            cell: (row) => row.occupation,
          },
          { key: 'village', label: t('people.field.village'), sort: true, cell: (row) => row.village },
          ...(props.contacts
            ? [
                {
                  key: 'contact',
                  label: t('people.field.contact'),
                  cell: (row: PersonRow) =>
                    [row.contact?.phone, row.contact?.email].filter(Boolean).join(', '),
                },
              ]
            : []),
        ]}
        rows={props.rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState
            title={t('people.empty')}
            icon="people"
            action={props.mayEdit && <LinkButton href={`${base}/new`}>{t('people.add')}</LinkButton>}
          >
            {t('people.empty-text')}
          </EmptyState>
        }
      />
      <p class="hint">
        {t('people.count', { count: props.page.total })}. {t('people.privacy')}
      </p>
    </Layout>
  );
}

/** Adds a person, or corrects one. */
export function PersonFormPage(
  props: Sending & { base: string; person?: Person; contact?: Contact; villages: readonly Option[] },
) {
  const { t } = useI18n();
  const { base, person } = props;
  const title = person ? t('people.edit') : t('people.add');
  const here = person ? `${base}/persons/${person.id}` : base;
  return (
    <Layout title={title} variant="staff">
      <PageHeader
        crumbs={[
          { label: t('people.title'), path: base },
          ...(person ? [{ label: person.fullName, path: here }] : []),
          { label: title },
        ]}
        title={title}
      />
      <Form
        of={person ? editPerson : addPerson}
        row={{ ...person, ...props.contact }}
        action={person ? `${here}/edit` : `${base}/new`}
        sent={props.sent}
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
            <FieldGroup legend={t('people.field.contact')} hint={t('people.contact-hint')}>
              <TextField {...f('phone')} />
              <TextField {...f('email')} />
              <TextField {...f('address')} />
            </FieldGroup>
          </>
        )}
      </Form>
    </Layout>
  );
}

/** One person: facts, contacts for those who may see them, groups. */
export function PersonPage(
  props: Sending & {
    base: string;
    person: Person;
    village: string;
    contact: Contact | undefined;
    seesContacts: boolean;
    memberships: Awaited<ReturnType<typeof membershipsOf>>;
    mayEdit: boolean;
  },
) {
  const { t, fmt, href } = useI18n();
  const { base, person, contact } = props;
  const or = (text: string | number | null | undefined) =>
    text === null || text === undefined || text === '' ? t('ui.not-set') : text;
  const name = person.removed ? t('people.removed') : person.fullName;
  return (
    <Layout title={name} variant="staff">
      <PageHeader
        crumbs={[{ label: t('people.title'), path: base }, { label: name }]}
        title={name}
        tag={person.accountId && <Tag tone="info">{t('people.signs-in')}</Tag>}
        actions={
          props.mayEdit &&
          !person.removed && (
            <LinkButton href={`${base}/persons/${person.id}/edit`} look="ghost">
              {t('people.edit')}
            </LinkButton>
          )
        }
      />
      {person.removed && (
        <Notice tone="info" title={t('people.removed')}>
          {t('people.removed-text')}
        </Notice>
      )}
      <div class="cols">
        <Card title={t('people.facts')}>
          <Pairs
            items={[
              {
                label: t('people.field.sex'),
                value: person.sex ? t(`ui.sex.${person.sex}`) : t('ui.not-set'),
              },
              ...(props.seesContacts
                ? [{ label: t('people.field.birthYear'), value: or(person.birthYear) }]
                : []),
              { label: t('people.field.occupation'), value: or(person.occupation) },
              { label: t('people.field.village'), value: or(props.village) },
              ...(props.seesContacts ? [{ label: t('people.field.street'), value: or(person.street) }] : []),
            ]}
          />
        </Card>
        {props.seesContacts && !person.removed && (
          <Card title={t('people.field.contact')}>
            <Pairs
              items={[
                { label: t('people.field.phone'), value: or(contact?.phone) },
                { label: t('people.field.email'), value: or(contact?.email) },
                { label: t('people.field.address'), value: or(contact?.address) },
              ]}
            />
          </Card>
        )}
      </div>
      <h2>{t('people.memberships')}</h2>
      <DataTable
        caption={t('people.memberships')}
        hideCaption
        columns={[
          {
            key: 'body',
            label: t('people.field.body'),
            head: true,
            cell: (row) => (
              <a href={href(`${base}/bodies/${row.bodyId}`)}>{fmt.lang === 'ky' ? row.nameKy : row.nameRu}</a>
            ),
          },
          { key: 'role', label: t('people.field.role'), cell: (row) => t(`people.role.${row.role}`) },
          { key: 'from', label: t('people.field.from'), cell: (row) => fmt.date(row.validFrom) },
          {
            key: 'to',
            label: t('people.field.to'),
            cell: (row) => (row.validTo ? fmt.date(row.validTo) : t('people.now')),
          },
        ]}
        rows={props.memberships}
        rowKey={(row) => row.membershipId}
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
          sent={props.sent}
        >
          <p>{t('people.remove-text')}</p>
        </Confirm>
      )}
    </Layout>
  );
}

/** All groups and bodies. */
export function BodiesPage(
  props: Sending & {
    base: string;
    bodies: readonly (Body & { members: number })[];
    q: string;
    mayEdit: boolean;
    today: string;
  },
) {
  const { t, fmt, href } = useI18n();
  const { base } = props;
  const title = t('people.bodies.title');
  return (
    <Layout title={title} variant="staff">
      <PageHeader
        crumbs={[{ label: t('people.title'), path: base }, { label: title }]}
        title={title}
        lead={t('people.bodies.lead')}
      />
      <DataTable
        caption={title}
        hideCaption
        search={props.q}
        exports={
          <DownloadLinks links={{ xlsx: `${base}/bodies/export.xlsx`, csv: `${base}/bodies/export.csv` }} />
        }
        columns={[
          {
            key: 'name',
            label: t('people.field.body'),
            head: true,
            cell: (body) => (
              <a href={href(`${base}/bodies/${body.id}`)}>{fmt.lang === 'ky' ? body.nameKy : body.nameRu}</a>
            ),
          },
          { key: 'kind', label: t('people.field.kind'), cell: (body) => t(`people.kind.${body.kind}`) },
          {
            key: 'members',
            label: t('people.field.members'),
            align: 'end',
            cell: (body) => fmt.number(body.members),
          },
          {
            key: 'formed',
            label: t('people.field.formedOn'),
            cell: (body) => (body.formedOn ? fmt.date(body.formedOn) : ''),
          },
          {
            key: 'state',
            label: t('people.field.state'),
            cell: (body) =>
              body.dissolvedOn ? (
                <Tag>{t('people.body.dissolved', { date: fmt.dateShort(body.dissolvedOn) })}</Tag>
              ) : (
                <Tag tone="ok">{t('people.body.stands')}</Tag>
              ),
          },
        ]}
        rows={props.bodies}
        rowKey={(body) => body.id}
        empty={
          <EmptyState title={t('people.bodies.empty')} icon="people">
            {t('people.bodies.empty-text')}
          </EmptyState>
        }
      />
      {props.mayEdit && (
        <details class="confirm" open={props.sent !== undefined || props.bodies.length === 0 || undefined}>
          <summary class="btn ghost">{t('people.body.form')}</summary>
          <div class="confirm-body">
            <Form
              of={formBody}
              action={`${base}/bodies`}
              sent={props.sent}
              submit={t('people.body.form')}
              requiredNote
            >
              {(f) => (
                <>
                  <SelectField {...f('kind')} value="workingGroup" empty={null} />
                  <TextField {...f('nameKy')} />
                  <TextField {...f('nameRu')} />
                </>
              )}
            </Form>
          </div>
        </details>
      )}
    </Layout>
  );
}
