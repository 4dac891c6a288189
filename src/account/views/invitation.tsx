import type { Invitation } from '../../platform/auth/invitations.ts';
import type { Account } from '../../platform/auth/sign-in-gate.ts';
import { Button, LinkButton } from '../../platform/ui/button.tsx';
import { HiddenField } from '../../platform/ui/fields.tsx';
import { ActionForm, Form } from '../../platform/ui/form.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Card, Pairs } from '../../platform/ui/surfaces.tsx';
import { NewPassword } from './links.tsx';

export interface InvitationProps {
  path: string;
  /** Where to sign in and come back here. */
  signInPath: string;
  invitation: Pick<Invitation, 'name' | 'email' | 'phone' | 'roles' | 'inviterName'>;
  place: string;
  account: Account | undefined;
  /** Whether a new password must come with the acceptance. */
  asksPassword: boolean;
}

/** Who asks whom to take which roles; says the same whether or not there is an account of this e-mail or phone. */
export function InvitationPage(props: InvitationProps) {
  const { t } = usePage();
  const { invitation, account } = props;
  return (
    <Layout title={t('account.invitation.title')} noindex>
      <PageHeader
        title={t('account.invitation.title')}
        lead={t('account.invitation.lead', { place: props.place })}
      />
      <Card>
        <Pairs
          items={[
            { label: t('account.field.name'), value: invitation.name },
            {
              label: t('account.invitation.roles'),
              value: invitation.roles.map((role) => t(`ui.role.${role}`)).join(', '),
            },
            { label: t('account.invitation.by'), value: invitation.inviterName || t('ui.not-set') },
          ]}
        />
        <p class="hint">{t('account.invitation.seen')}</p>
      </Card>
      {account ? <AnswerAs {...props} account={account} /> : <AnswerAsNew {...props} />}
    </Layout>
  );
}

function AnswerAs({ path, account, asksPassword }: InvitationProps & { account: Account }) {
  const { t } = usePage();
  return (
    <Card title={t('account.invitation.as', { name: account.name })}>
      <Form action={path} submit={t('account.offers.accept')}>
        <HiddenField name="answer" value="accepted" />
        {asksPassword && (
          <>
            <p>{t('account.invitation.fresh')}</p>
            <NewPassword />
          </>
        )}
      </Form>
      <ActionForm action={path} fields={{ answer: 'declined' }}>
        <Button look="ghost">{t('account.offers.decline')}</Button>
      </ActionForm>
    </Card>
  );
}

function AnswerAsNew({ path, signInPath, invitation }: InvitationProps) {
  const { t } = usePage();
  return (
    <>
      <Card title={t('account.invitation.new')}>
        <p>{t('account.invitation.new-text', { signIn: invitation.email ?? invitation.phone ?? '' })}</p>
        <Form action={path} submit={t('account.invitation.take')}>
          <NewPassword />
        </Form>
      </Card>
      <Card title={t('account.invitation.old')}>
        <p>{t('account.invitation.old-text')}</p>
        <LinkButton href={signInPath} look="ghost">
          {t('account.sign-in.title')}
        </LinkButton>
      </Card>
    </>
  );
}
