import type { SignIn } from '../../platform/auth/accounts.ts';
import type { EventLine } from '../../platform/auth/event-log.ts';
import { eventKey } from '../../platform/auth/event-table.tsx';
import type { Account } from '../../platform/auth/sign-in-gate.ts';
import { LANGS } from '../../platform/i18n/lang.ts';
import { Button, LinkButton } from '../../platform/ui/button.tsx';
import { PasswordField, SelectField, TextField } from '../../platform/ui/fields.tsx';
import { ActionForm, Form } from '../../platform/ui/form.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Card, Notice, Pairs, Tag } from '../../platform/ui/surfaces.tsx';
import { NewPassword } from './links.tsx';
import { Offers, type OfferInWords } from './news.tsx';

export interface AccountProps {
  account: Account;
  signIns: readonly SignIn[];
  codesLeft: number;
  /** New recovery codes of which nobody has said yet that they are kept. */
  codesShown: boolean;
  /** Whether a role demands the second factor. */
  demanded: boolean;
  offers: readonly OfferInWords[];
  /** What happened to the account, the newest first. */
  events: readonly EventLine[];
  now: Date;
}

/** One's own account: name and language, password, second factor, signed-in browsers. */
export function AccountPage(props: AccountProps) {
  const { t, fmt } = usePage();
  const { account } = props;
  return (
    <Layout title={t('account.title')} variant="staff">
      <PageHeader title={t('account.title')} lead={account.name} />
      {props.codesShown && (
        <Notice
          tone="warn"
          title={t('account.codes.not-kept')}
          actions={<LinkButton href="/account/recovery-codes">{t('account.codes.show')}</LinkButton>}
        />
      )}
      <Offers offers={props.offers} />
      <Card title={t('account.profile')}>
        <Pairs
          items={[
            { label: t('ui.field.email'), value: account.email ?? t('ui.not-set') },
            { label: t('ui.field.phone'), value: account.phone ?? t('ui.not-set') },
          ]}
        />
        <Form action="/account" id="profile" submit={t('ui.save')}>
          <TextField
            name="name"
            label={t('account.field.name')}
            value={account.name}
            autocomplete="name"
            maxLength={200}
            width="medium"
            required
          />
          <SelectField
            name="lang"
            label={t('account.field.lang')}
            hint={t('account.field.lang.hint')}
            value={account.lang}
            empty={null}
            options={LANGS.map((lang) => ({ value: lang, label: t(`ui.language.${lang}`) }))}
          />
        </Form>
      </Card>
      <Card title={t('ui.field.password')}>
        <Form
          action="/account/password"
          id="password"
          submit={t('account.password.submit')}
          submitLook="ghost"
        >
          <PasswordField
            name="current"
            label={t('account.field.current-password')}
            autocomplete="current-password"
            required
          />
          <NewPassword />
        </Form>
      </Card>
      <Card
        title={t('account.second-factor.title')}
        aside={
          account.secondFactor ? (
            <Tag tone="ok">{t('account.second-factor.on')}</Tag>
          ) : (
            <Tag>{t('account.second-factor.off')}</Tag>
          )
        }
      >
        {account.secondFactor ? (
          <SecondFactorOn {...props} />
        ) : (
          <>
            <p>{t('account.second-factor.why')}</p>
            <LinkButton href="/account/second-factor" look="ghost">
              {t('account.second-factor.set-up')}
            </LinkButton>
          </>
        )}
      </Card>
      <Card title={t('account.sign-ins.title')}>
        <p>{t('account.sign-ins.lead')}</p>
        <ul class="plain">
          {props.signIns.map((one) => (
            <li key={one.id}>
              <b>{one.browser === '' ? t('account.sign-ins.unknown') : one.browser}</b>{' '}
              {t('account.sign-ins.times', {
                since: fmt.dateTime(one.createdAt),
                seen: fmt.ago(one.seenAt, props.now),
              })}{' '}
              {one.id === account.signInId ? (
                <Tag tone="info">{t('account.sign-ins.this')}</Tag>
              ) : (
                <ActionForm action="/account/sign-ins/end" fields={{ signIn: one.id }}>
                  <Button
                    look="ghost"
                    small
                    label={t('account.sign-ins.end-named', { browser: one.browser })}
                  >
                    {t('account.sign-ins.end')}
                  </Button>
                </ActionForm>
              )}
            </li>
          ))}
        </ul>
        {props.signIns.length > 1 && (
          <ActionForm action="/account/sign-ins/end-others">
            <Button look="ghost">{t('account.sign-ins.end-others')}</Button>
          </ActionForm>
        )}
      </Card>
      <Card title={t('account.events.title')}>
        <p>{t('account.events.lead')}</p>
        <ul class="plain">
          {props.events.map((event) => (
            <li key={event.seq}>
              {fmt.dateTime(event.at)} · <b>{t(eventKey(event))}</b>
              {event.actorName !== account.name && event.actorName !== '' && ` · ${event.actorName}`}
              {typeof event.details.browser === 'string' && ` · ${event.details.browser}`}
            </li>
          ))}
        </ul>
      </Card>
    </Layout>
  );
}

function SecondFactorOn({ codesLeft, demanded }: AccountProps) {
  const { t } = usePage();
  return (
    <>
      <p>{t('account.codes.left', { count: codesLeft })}</p>
      <Form action="/account/second-factor/change" id="second-factor">
        <PasswordField
          name="current"
          label={t('account.field.current-password')}
          hint={t('account.second-factor.change.hint')}
          autocomplete="current-password"
          required
        />
        <p class="hint">
          {t(demanded ? 'account.second-factor.remove.demanded' : 'account.second-factor.remove.text')}
        </p>
        <div class="actions">
          <Button look="ghost" name="what" value="codes">
            {t('account.codes.renew')}
          </Button>
          <Button look="danger" name="what" value="remove">
            {t('account.second-factor.remove')}
          </Button>
        </div>
      </Form>
    </>
  );
}
