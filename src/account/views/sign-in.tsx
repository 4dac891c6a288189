import type { DemoAccount } from '../../platform/auth/demo.ts';
import { Button } from '../../platform/ui/button.tsx';
import { HiddenField, PasswordField, TextField } from '../../platform/ui/fields.tsx';
import { ActionForm, Form } from '../../platform/ui/form.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Card, Notice } from '../../platform/ui/surfaces.tsx';

export interface SignInProps {
  next: string;
  demo: readonly DemoAccount[];
  /** The sign-in of this browser is over. */
  ended: boolean;
  /** What was sent then is kept, and comes back after this. */
  kept: boolean;
}

/** E-mail or phone and password; in a demo, one button for each invented person. */
export function SignInPage({ next, demo, ended, kept }: SignInProps) {
  const { t, href } = usePage();
  return (
    <Layout title={t('account.sign-in.title')} noindex>
      <PageHeader title={t('account.sign-in.title')} />
      {(ended || kept) && (
        <Notice tone="info" title={t('account.sign-in.ended')}>
          {t(kept ? 'account.sign-in.ended-kept' : 'account.sign-in.ended-text')}
        </Notice>
      )}
      {demo.length > 0 && (
        <Card title={t('account.demo.title')}>
          <p>{t('account.demo.lead')}</p>
          <ul class="plain">
            {demo.map((person) => (
              <li key={person.id}>
                <ActionForm action="/sign-in/demo" fields={{ accountId: person.id, next }}>
                  <Button look="ghost">{t('account.demo.button', { who: demoTitle(t, person) })}</Button>
                </ActionForm>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Form action="/sign-in" submit={t('ui.sign-in')}>
        <HiddenField name="next" value={next} />
        <TextField
          name="account"
          label={t('account.field.sign-in')}
          hint={t('account.field.sign-in.hint')}
          autocomplete="username"
          maxLength={200}
          width="medium"
        />
        <PasswordField name="password" label={t('ui.field.password')} autocomplete="current-password" />
      </Form>
      <p>
        <a href={href('/reset')}>{t('account.sign-in.forgotten')}</a>
      </p>
    </Layout>
  );
}

function demoTitle(t: ReturnType<typeof usePage>['t'], person: DemoAccount): string {
  const roles = person.roles.map((role) => t(`ui.role.${role}`));
  if (person.systemAdministrator) roles.unshift(t('account.role.system-administrator'));
  return `${person.name} (${roles.join(', ')})`;
}
