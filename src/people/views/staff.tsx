import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { useI18n } from '../../platform/i18n/context.ts';
import type { Invitation } from '../../platform/auth/invitations.ts';
import type { StaffMember } from '../../platform/auth/staff.ts';
import { roles, type Role } from '../../platform/db/gate.ts';
import type { UnsentLetter } from '../../platform/mail/unsent.ts';
import { Form } from '../../platform/forms/form.tsx';
import { LinkButton } from '../../platform/ui/button.tsx';
import { Confirm, RowActions } from '../../platform/ui/confirm.tsx';
import { CheckboxGroup, RadioGroup, SelectField, TextField, type Option } from '../../platform/ui/fields.tsx';
import { Card, EmptyState, Notice, Tag } from '../../platform/ui/surfaces.tsx';
import { inviteStaff } from '../commands/invite-staff.ts';
import { Reach } from './people.tsx';
import { Restoring, Waiting } from './staff-waiting.tsx';
import { Unconnected } from '../../platform/ui/unconnected.tsx';
import { List } from '../../platform/ui/list.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';

/** Who signs in here and as what; invitations. */
export function StaffListPage(props: {
  staff: readonly StaffMember[];
  invitations: readonly Invitation[];
  unsent: readonly UnsentLetter[];
  now: Date;
  /** Names of those who keep the whole installation, and may come here too. */
  systemAdministrators: readonly string[];
  people: readonly Option[];
  /** Only an administrator grants or ends the administrator's role. */
  mayMakeAdministrators: boolean;
  /** A link that was just made, to be handed over; shown once. */
  link?: { readonly name: string; readonly address: string } | undefined;
}) {
  const { t, fmt } = useI18n();
  const lacksMail = usePage().lacks?.includes('mail') ?? false;
  const base = useRoom('people');
  const title = t('people.staff.title');
  const grantable = roles.filter((role) => role !== 'administrator' || props.mayMakeAdministrators);
  const mayEnd = (role: Role) => role !== 'administrator' || props.mayMakeAdministrators;
  return (
    <StaffPage
      title={title}
      crumbs={[{ label: t('people.title'), path: base }]}
      lead={t('people.staff.lead')}
      actions={
        <LinkButton href={useRoom('letters')} look="ghost" icon="upload">
          {t('letters.title')}
        </LinkButton>
      }
    >
      <Unconnected what="mail" />
      {!props.link && <Unconnected what="address" />}
      {props.link && (
        <Notice tone="success" title={t('people.staff.link-of', { name: props.link.name })} live>
          <p>
            <code>{props.link.address}</code>
          </p>
          <p>{t('people.staff.link-text')}</p>
          <Unconnected what="address" />
        </Notice>
      )}
      <List
        caption={t('people.staff.list')}
        of={{
          rows: props.staff,
          words: 'people.field',
          columns: [
            { key: 'name', head: true, value: (member) => member.name },
            {
              key: 'contact',
              value: ({ email, phone }) => [email, phone].filter(Boolean).join(', '),
              cell: ({ email, phone }) => <Reach ways={[email, phone]} />,
            },
            {
              key: 'state',
              cell: ({ disabled, lastSeenAt }) => (
                <div>
                  <Tag tone={disabled ? 'bad' : 'ok'}>
                    {t(disabled ? 'ui.account-disabled' : 'people.staff.active')}
                  </Tag>
                  {lastSeenAt && <small> {t('people.staff.seen', { when: fmt.dateTime(lastSeenAt) })}</small>}
                </div>
              ),
            },
            { key: 'roles', value: ({ roles }) => roles.map((role) => t(`ui.role.${role}`)).join(', ') },
            {
              key: 'acts',
              label: t('ui.actions'),
              cell: (member) => (
                <StaffActs
                  member={member}
                  mayEnd={mayEnd}
                  restores={props.mayMakeAdministrators}
                  unsent={props.unsent}
                />
              ),
            },
          ],
        }}
        empty={
          props.invitations.length > 0 ? (
            <EmptyState title={t('people.staff.none-yet')} icon="person">
              {t('people.staff.none-yet-text')}
            </EmptyState>
          ) : (
            <EmptyState title={t('people.staff.empty')} icon="person">
              {t('people.staff.empty-text')}
            </EmptyState>
          )
        }
      />
      {props.systemAdministrators.length > 0 && (
        <p>
          {t('people.staff.system', { count: props.systemAdministrators.length })}{' '}
          {fmt.list(props.systemAdministrators)}
        </p>
      )}
      <Waiting {...props} mayEnd={mayEnd} />
      <Card title={t('people.staff.invite')}>
        <Form
          of={inviteStaff}
          id="invite"
          action={`${base}/staff`}
          submit={t('people.staff.invite')}
          requiredNote
        >
          {(f) => (
            <>
              <TextField {...f('name')} />
              <TextField
                {...f('email')}
                hint={t(lacksMail ? 'people.staff.email-hint-by-hand' : 'people.staff.email-hint')}
              />
              <TextField {...f('phone')} />
              <RadioGroup {...f('sex')} inline hint={t('people.staff.sex-hint')} />
              <CheckboxGroup
                {...f('roles')}
                options={grantable.map((role) => ({
                  value: role,
                  label: t(`ui.role.${role}`),
                  hint: t(`people.role-may.${role}`),
                }))}
              />
              <SelectField
                {...f('personId')}
                hint={t('people.staff.person-hint')}
                options={props.people}
                empty={t('people.staff.person-new')}
              />
            </>
          )}
        </Form>
      </Card>
    </StaffPage>
  );
}

function StaffActs(props: {
  member: StaffMember;
  mayEnd: (role: Role) => boolean;
  restores: boolean;
  unsent: readonly UnsentLetter[];
}) {
  const { t } = useI18n();
  const { member, restores } = props;
  const base = useRoom('people');
  const ended = member.roles.filter(props.mayEnd);
  if (ended.length === 0 && !restores) return null;
  return (
    <RowActions>
      {ended.map((role) => (
        <Confirm
          key={role}
          id={`end-${member.accountId}-${role}`}
          action={`${base}/staff/${member.accountId}/end`}
          verb={t('people.staff.end', { role: t(`ui.role.${role}`) })}
          fields={{ role }}
        >
          <p>{t('people.staff.end-text', { name: member.name, role: t(`ui.role.${role}`) })}</p>
        </Confirm>
      ))}
      {restores && <Restoring base={base} member={member} unsent={props.unsent} />}
    </RowActions>
  );
}
