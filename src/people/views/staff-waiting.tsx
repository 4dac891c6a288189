import { useI18n } from '../../platform/i18n/context.ts';
import type { Invitation } from '../../platform/auth/invitations.ts';
import type { StaffMember } from '../../platform/auth/staff.ts';
import type { Role } from '../../platform/db/gate.ts';
import type { UnsentLetter } from '../../platform/mail/unsent.ts';
import { UnsentLetterTag } from '../../platform/mail/views.tsx';
import { Button } from '../../platform/ui/button.tsx';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { List } from '../../platform/ui/list.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { ActionForm } from '../../platform/ui/form.tsx';
import { Reach } from './people.tsx';
import { Tag } from '../../platform/ui/surfaces.tsx';

/** What an administrator may do for a colleague who cannot get in, or who leaves. */
export function Restoring(props: { base: string; member: StaffMember; unsent: readonly UnsentLetter[] }) {
  const { t } = useI18n();
  const { base, member } = props;
  const byHand = useByHand(props.unsent, member.email);
  const to = `${base}/staff/${member.accountId}`;
  return (
    <>
      <Confirm
        id={`reset-${member.accountId}`}
        action={`${to}/link`}
        verb={t('people.staff.reset')}
        fields={byHand ? { byHand: 'yes' } : {}}
      >
        <p>
          {t(byHand ? 'people.staff.reset-text' : 'people.staff.reset-mail-text', {
            name: member.name,
          })}
        </p>
      </Confirm>
      <Confirm
        id={`dismiss-${member.accountId}`}
        action={`${to}/dismiss`}
        verb={t('people.staff.dismiss')}
        danger
      >
        <p>{t('people.staff.dismiss-text', { name: member.name })}</p>
      </Confirm>
    </>
  );
}

/** Whether a link for this address is handed over: there is none, no letters go, or the last one did not. */
function useByHand(unsent: readonly UnsentLetter[], email: string | null): boolean {
  const { lacks = [] } = usePage();
  return email === null || lacks.includes('mail') || unsent.some(({ to }) => to === email);
}

/** Invitations without an answer: what was typed, and nothing of anybody's account. */
export function Waiting(props: {
  invitations: readonly Invitation[];
  /** Letters of the municipality that did not go. */
  unsent: readonly UnsentLetter[];
  now: Date;
  /** Only an administrator renews or takes back the invitation of an administrator. */
  mayEnd: (role: Role) => boolean;
}) {
  const { t, fmt } = useI18n();
  const base = useRoom('people');
  if (props.invitations.length === 0) return null;
  const stateOf = (invitation: Invitation) => {
    if (invitation.answer === 'declined') return <Tag tone="bad">{t('people.staff.declined')}</Tag>;
    if (invitation.expiresAt <= props.now) return <Tag tone="warn">{t('people.staff.expired')}</Tag>;
    return <Tag tone="warn">{t('people.staff.waiting')}</Tag>;
  };
  const letterTo = ({ email, municipalityId }: Invitation) => {
    const letter = props.unsent.find(({ to }) => to === email);
    return letter && <UnsentLetterTag municipalityId={municipalityId} letter={letter} />;
  };
  return (
    <List
      caption={t('people.staff.invitations')}
      of={{
        rows: props.invitations,
        words: 'people.field',
        columns: [
          { key: 'name', head: true, value: (invitation) => invitation.name },
          {
            key: 'contact',
            value: ({ email, phone }) => [email, phone].filter(Boolean).join(', '),
            cell: ({ email, phone }) => <Reach ways={[email, phone]} />,
          },
          { key: 'roles', value: ({ roles }) => roles.map((role) => t(`ui.role.${role}`)).join(', ') },
          {
            key: 'state',
            cell: (invitation) => (
              <div>
                {stateOf(invitation)}{' '}
                <small>{t('people.staff.invited-on', { when: fmt.dateTime(invitation.createdAt) })}</small>
                {letterTo(invitation)}
              </div>
            ),
          },
          {
            key: 'acts',
            label: t('ui.actions'),
            cell: (invitation) =>
              invitation.roles.every(props.mayEnd) && (
                <Acts
                  to={`${base}/staff/invitations/${invitation.id}`}
                  invitation={invitation}
                  unsent={props.unsent}
                />
              ),
          },
        ],
      }}
    />
  );
}

function Acts(props: { to: string; invitation: Invitation; unsent: readonly UnsentLetter[] }) {
  const { t } = useI18n();
  const { to } = props;
  const { name, email, answer } = props.invitation;
  const byHand = useByHand(props.unsent, email);
  const verb = byHand ? 'people.staff.show-link' : 'people.staff.send-again';
  return (
    <div class="actions">
      {answer === null && (
        <ActionForm action={`${to}/link`} fields={byHand ? { byHand: 'yes' } : {}}>
          <Button look="plain" small label={t(`${verb}-of`, { name })}>
            {t(verb)}
          </Button>
        </ActionForm>
      )}
      <ActionForm action={`${to}/withdraw`}>
        <Button look="plain" small label={t('people.staff.withdraw-of', { name })}>
          {t('people.staff.withdraw')}
        </Button>
      </ActionForm>
    </div>
  );
}
