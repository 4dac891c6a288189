import { PASSWORD_MIN } from '../../platform/auth/passwords.ts';
import { PasswordField, TextField } from '../../platform/ui/fields.tsx';
import { Form } from '../../platform/ui/form.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { LinkButton } from '../../platform/ui/button.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Notice } from '../../platform/ui/surfaces.tsx';

export function NewPassword() {
  const { t } = usePage();
  return (
    <PasswordField
      name="password"
      label={t('account.field.new-password')}
      hint={t('account.field.new-password.hint', { min: PASSWORD_MIN })}
      autocomplete="new-password"
      required
    />
  );
}

/** Asks for the e-mail address to which the link goes. */
export function ResetPage() {
  const { t, lacks = [], href } = usePage();
  if (lacks.includes('mail')) {
    return (
      <Layout title={t('account.reset.title')} noindex>
        <PageHeader title={t('account.reset.title')} />
        <Notice tone="warn" title={t('account.reset.no-mail')}>
          <p>{t('account.reset.no-mail-staff')}</p>
          <p>{t('account.reset.no-mail-administrator')}</p>
        </Notice>
        <p>
          <a href={href('/sign-in')}>{t('account.sign-in.title')}</a>
        </p>
      </Layout>
    );
  }
  return (
    <Layout title={t('account.reset.title')} noindex>
      <PageHeader title={t('account.reset.title')} lead={t('account.reset.lead')} />
      <Form action="/reset" submit={t('account.reset.submit')} cancel="/sign-in">
        <TextField
          name="email"
          type="email"
          label={t('ui.field.email')}
          autocomplete="email"
          maxLength={200}
          width="medium"
          required
        />
      </Form>
      <p class="hint">{t('account.reset.phone-only')}</p>
    </Layout>
  );
}

/** Says the same whether or not there is an account of this address. */
export function ResetSentPage() {
  const { t } = usePage();
  return (
    <Layout title={t('account.reset.title')} noindex>
      <PageHeader title={t('account.reset.title')} />
      <Notice tone="info" title={t('account.reset.sent')}>
        {t('account.reset.sent.text')}
      </Notice>
    </Layout>
  );
}

/** Chooses a new password by a link. */
export function ChoosePasswordPage(props: { action: string; name: string; signIn: string }) {
  const { t } = usePage();
  const title = t('account.field.new-password');
  return (
    <Layout title={title} noindex>
      <PageHeader title={title} lead={t('account.choose.lead', { name: props.name, signIn: props.signIn })} />
      <Form action={props.action} submit={t('ui.save')}>
        <NewPassword />
      </Form>
    </Layout>
  );
}

/** Makes the first administrator. */
export function SetupPage(props: { action: string }) {
  const { t } = usePage();
  return (
    <Layout title={t('account.setup.title')} noindex>
      <PageHeader title={t('account.setup.title')} lead={t('account.setup.lead')} />
      <Form action={props.action} submit={t('account.setup.submit')} requiredNote>
        <TextField
          name="name"
          label={t('account.field.name')}
          autocomplete="name"
          maxLength={200}
          width="medium"
          required
        />
        <TextField
          name="email"
          type="email"
          label={t('ui.field.email')}
          autocomplete="email"
          maxLength={200}
          width="medium"
        />
        <TextField
          name="phone"
          type="tel"
          label={t('ui.field.phone')}
          hint={t('account.field.phone.hint')}
          autocomplete="tel"
          maxLength={30}
          width="medium"
        />
        <NewPassword />
      </Form>
    </Layout>
  );
}

/** The link was used, is too old, or never was. */
export function DeadLinkPage({ kind }: { kind: 'reset' | 'invitation' | 'setup' }) {
  const { t } = usePage();
  return (
    <Layout title={t('account.dead-link.title')} noindex>
      <PageHeader title={t('account.dead-link.title')} lead={t(`account.dead-link.${kind}`)} />
      <div class="actions">
        <LinkButton href={kind === 'reset' ? '/reset' : '/sign-in'} look="ghost">
          {t(kind === 'reset' ? 'account.reset.title' : 'account.sign-in.title')}
        </LinkButton>
      </div>
    </Layout>
  );
}
