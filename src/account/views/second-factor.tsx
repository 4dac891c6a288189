import { Button } from '../../platform/ui/button.tsx';
import { HiddenField, PasswordField } from '../../platform/ui/fields.tsx';
import { ActionForm, Form } from '../../platform/ui/form.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { PrintButton } from '../../platform/ui/print-button.tsx';
import { Card, Notice } from '../../platform/ui/surfaces.tsx';

/** The code of the app, or a recovery code. */
export function EnterCodePage({ next }: { next: string }) {
  const { t } = usePage();
  return (
    <Layout title={t('account.second-factor.title')} noindex>
      <PageHeader title={t('account.second-factor.title')} lead={t('account.second-factor.lead')} />
      <Form action="/sign-in/second-factor" submit={t('ui.continue')}>
        <HiddenField name="next" value={next} />
        <PasswordField
          name="code"
          label={t('ui.field.code')}
          hint={t('account.field.code.hint')}
          autocomplete="one-time-code"
        />
      </Form>
      <SignOutInstead />
    </Layout>
  );
}

export interface EnrolProps {
  action: string;
  next: string;
  /** Picture of the square code as a data address. */
  picture: string;
  secret: string;
  /** Whether it is demanded by a role; else there is a way back. */
  demanded: boolean;
}

/** Sets up the app: the square code, the same key in letters, and the first code to prove that it works. */
export function EnrolPage({ action, next, picture, secret, demanded }: EnrolProps) {
  const { t } = usePage();
  return (
    <Layout title={t('account.enrol.title')} noindex>
      <PageHeader
        title={t('account.enrol.title')}
        lead={demanded ? t('account.enrol.lead-demanded') : t('account.enrol.lead')}
      />
      <ol>
        <li>{t('account.enrol.step-app')}</li>
        <li>
          <p>{t('account.enrol.step-scan')}</p>
          <p>
            <img src={picture} width={220} height={220} alt={t('account.enrol.picture')} />
          </p>
          <p>
            {t('account.enrol.step-key')} <b class="num">{secret.match(/.{1,4}/g)?.join(' ')}</b>
          </p>
        </li>
        <li>{t('account.enrol.step-code')}</li>
      </ol>
      <Form action={action} submit={t('account.enrol.submit')} cancel={demanded ? undefined : '/account'}>
        <HiddenField name="next" value={next} />
        <PasswordField name="code" label={t('ui.field.code')} autocomplete="one-time-code" />
      </Form>
      {demanded && <SignOutInstead />}
    </Layout>
  );
}

/** The ten recovery codes, shown until their owner says that they are kept. */
export function RecoveryCodesPage(props: { action: string; codes: readonly string[]; next: string }) {
  const { t } = usePage();
  return (
    <Layout title={t('account.codes.title')} noindex>
      <PageHeader title={t('account.codes.title')} lead={t('account.codes.lead')} />
      <Notice tone="warn">{t('account.codes.once')}</Notice>
      <Card>
        <ol>
          {props.codes.map((code) => (
            <li key={code}>
              <code class="num">{code}</code>
            </li>
          ))}
        </ol>
        <div class="actions">
          <PrintButton />
        </div>
      </Card>
      <div class="actions">
        <ActionForm action={props.action} fields={{ next: props.next }}>
          <Button>{t('account.codes.kept')}</Button>
        </ActionForm>
      </div>
    </Layout>
  );
}

function SignOutInstead() {
  const { t } = usePage();
  return (
    <ActionForm action="/sign-out">
      <Button look="plain">{t('account.second-factor.other')}</Button>
    </ActionForm>
  );
}
