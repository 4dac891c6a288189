import { DocumentView } from '../../platform/documents/html.tsx';
import { TypedWords } from '../../platform/documents/typed-words.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { useI18n } from '../../platform/i18n/context.ts';
import { Button, LinkButton } from '../../platform/ui/button.tsx';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { CheckboxField, DateField, SelectField, TextField } from '../../platform/ui/fields.tsx';
import { ActionForm } from '../../platform/ui/form.tsx';
import { useStyles } from '../../platform/ui/head.ts';
import { Layout } from '../../platform/ui/layout.tsx';
import { useRoom } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Card, Notice, Pairs } from '../../platform/ui/surfaces.tsx';
import { recordOutsideAct } from '../commands/record-outside-act.ts';
import { registerAct } from '../commands/register-act.ts';
import { signAct } from '../commands/sign-act.ts';
import type { ActEvent, ActHead, ActPublication, ActRow } from '../data.ts';
import type { Doubt } from '../documents.ts';
import { standingOf } from '../rules.ts';
import type { Paper } from '../schema.ts';
import { LifeOfAct } from './life-of-act.tsx';
import { StandingTag, titleOf } from './register-page.tsx';

/** Links to the paper as files, each language and both in one. */
export function PaperDownloads({ base }: { base: string }) {
  const { t } = useI18n();
  const languages = ['ky', 'ru', 'both'] as const;
  return (
    <ul class="downloads" aria-label={t('acts.paper.download')}>
      {languages.flatMap((language) =>
        (['docx', 'pdf'] as const).map((format) => (
          <li key={`${language}-${format}`}>
            <LinkButton
              href={`${base}/${language}.${format}`}
              look="ghost"
              small
              icon="download"
              label={t('ui.download.named', {
                format: `${t(`acts.paper.${language}`)} · ${format.toUpperCase()}`,
              })}
            >
              {t(`acts.paper.${language}`)} · {format.toUpperCase()}
            </LinkButton>
          </li>
        )),
      )}
    </ul>
  );
}

/** The paper on the page, in one language, with links to the other. */
export function PaperSheets({ paper, shown, path }: { paper: Paper; shown: 'ky' | 'ru'; path: string }) {
  useStyles('documents.css');
  const { t, href } = useI18n();
  return (
    <section class="stack" aria-label={t('acts.paper.label')}>
      <nav aria-label={t('acts.paper.languages')}>
        <ul class="downloads">
          {(['ky', 'ru'] as const).map((language) => (
            <li key={language}>
              <a
                class={shown === language ? 'btn small' : 'btn ghost small'}
                href={href(`${path}${path.includes('?') ? '&' : '?'}paper=${language}`)}
                aria-current={shown === language ? 'true' : undefined}
              >
                {t(`acts.paper.${language}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <TypedWords lang={shown} />
      <DocumentView document={paper[shown]} />
    </section>
  );
}

export interface ActPageProps {
  act: ActRow;
  paper: Paper | null;
  shown: 'ky' | 'ru';
  /** Whose place it takes, and who took its place. */
  neighbours: { readonly replaces: ActHead | undefined; readonly replacedBy: ActHead | undefined };
  /** What the register gives next. */
  nextNumber: string;
  /** What contradicts itself in a draft. */
  doubts: readonly Doubt[];
  /** The data of now would make another paper. */
  outlived: boolean;
  publication: ActPublication | undefined;
  events: readonly ActEvent[];
  publishable: boolean;
  may: { register: boolean; sign: boolean; annul: boolean; publish: boolean };
  today: string;
  /** Whose name stands under papers of the executive. */
  signer: string;
}

function RegisterAndSign({ act, may, today, signer, nextNumber, doubts }: ActPageProps) {
  const { t, fmt } = useI18n();
  const base = useRoom('acts');
  const standing = standingOf(act);
  if (standing !== 'draft' && standing !== 'registered') return null;
  return (
    <>
      {may.sign && (
        <Card title={t('acts.sign.title')} look="next">
          <p>{t('acts.sign.text')}</p>
          {doubts.length > 0 && (
            <Notice tone="warn" title={t('acts.doubts.title')}>
              <ul>
                {doubts.map(({ message, params, days = {}, on = {} }) => (
                  <li key={message}>
                    {t(message, {
                      ...params,
                      ...Object.fromEntries(Object.entries(days).map(([name, day]) => [name, fmt.date(day)])),
                      ...Object.fromEntries(Object.entries(on).map(([name, day]) => [name, fmt.onDay(day)])),
                    })}
                  </li>
                ))}
              </ul>
            </Notice>
          )}
          <Form
            of={signAct}
            row={{ issuedOn: today, signedBy: signer, number: nextNumber }}
            id="sign"
            action={`${base}/${act.id}/sign`}
            submit={t('acts.sign.submit')}
          >
            {(f) => (
              <>
                {standing === 'draft' && (
                  <>
                    <TextField {...f('number')} width="short" hint={t('acts.number.hint')} />
                    <DateField {...f('issuedOn')} max={today} required />
                  </>
                )}
                <TextField {...f('signedBy')} />
                <TextField {...f('signedAs')} hint={t('acts.sign.as-hint')} />
                {doubts.length > 0 && <CheckboxField {...f('confirmed')} value="yes" />}
              </>
            )}
          </Form>
        </Card>
      )}
      {standing === 'draft' && may.register && (
        <Form
          of={registerAct}
          row={{ issuedOn: today, number: nextNumber }}
          id="register"
          action={`${base}/${act.id}/register`}
          fold={{ text: t('acts.number.open') }}
          submit={t('acts.number.submit')}
          submitLook="ghost"
        >
          {(f) => (
            <>
              <p>{t('acts.number.text')}</p>
              <TextField {...f('number')} width="short" />
              <DateField {...f('issuedOn')} max={today} />
            </>
          )}
        </Form>
      )}
    </>
  );
}

function Publishing({ act, publication, publishable, may }: ActPageProps) {
  const { t, fmt, href } = useI18n();
  const base = useRoom('acts');
  if (!may.publish || act.state !== 'signed' || act.template === null) return null;
  return (
    <Card title={t('acts.publish.title')}>
      {publication ? (
        <>
          <p>
            {t('acts.publish.since', {
              date: fmt.dateTime(publication.publishedAt),
              name: publication.publishedBy,
            })}{' '}
            <a href={href(`/acts/${act.municipalityId}/${publication.id}`)}>{t('acts.publish.open')}</a>
          </p>
          <Confirm
            id="withdraw"
            action={`${base}/${act.id}/withdraw`}
            verb={t('acts.withdraw.submit')}
            reason
            example={t('acts.example.withdraw')}
          >
            <p>{t('acts.withdraw.text')}</p>
          </Confirm>
        </>
      ) : publishable ? (
        <>
          <p>{t('acts.publish.text')}</p>
          <ActionForm action={`${base}/${act.id}/publish`}>
            <Button look="ghost">{t('ui.publish')}</Button>
          </ActionForm>
        </>
      ) : (
        <p>{t('acts.publish.personal')}</p>
      )}
    </Card>
  );
}

/** A signed paper that the data have outlived, the draft that will take its place, and who took it. */
function Renewal({ act, neighbours, outlived, may }: ActPageProps) {
  const { t, fmt, href } = useI18n();
  const base = useRoom('acts');
  const named = ({ id, number, issuedOn }: ActHead) => (
    <a href={href(`${base}/${id}`)}>
      {`№ ${number ?? ''}${issuedOn === null ? '' : `, ${fmt.dateLong(issuedOn)}`}`}
    </a>
  );
  const { replaces, replacedBy } = neighbours;
  return (
    <>
      {act.state === 'annulled' && (
        <Notice tone="warn" title={t('acts.annulled.title')}>
          {replacedBy ? (
            <>
              {t('acts.replaced-by')} {named(replacedBy)}
            </>
          ) : (
            act.annulledReason
          )}
        </Notice>
      )}
      {replaces && act.state === 'draft' && (
        <Notice tone="info">
          {t('acts.replaces')} {named(replaces)}
          {may.register && act.number === null && replaces.state === 'signed' && (
            <Confirm id="drop" action={`${base}/${act.id}/drop`} verb={t('acts.drop.submit')}>
              <p>{t('acts.drop.text')}</p>
            </Confirm>
          )}
        </Notice>
      )}
      {act.state === 'signed' && act.template !== null && !replacedBy && may.register && (
        <Card
          title={t(outlived ? 'acts.outlived.title' : 'acts.renew.title')}
          look={outlived ? 'next' : undefined}
        >
          <p>{t('acts.renew.text')}</p>
          <ActionForm action={`${base}/${act.id}/renew`}>
            <Button look="ghost">{t('acts.renew.submit')}</Button>
          </ActionForm>
        </Card>
      )}
    </>
  );
}

/** One act: its facts, what can be done with it, and the paper itself. */
export function ActPage(props: ActPageProps) {
  const { t, fmt, lang } = useI18n();
  const base = useRoom('acts');
  const { act, paper, shown, may } = props;
  const title = titleOf(act, lang);
  return (
    <Layout title={title} variant="staff" wide>
      <PageHeader
        crumbs={[{ label: t('acts.register.title'), path: base }, { label: title }]}
        title={title}
        tag={<StandingTag act={act} />}
      />
      <Renewal {...props} />
      <div class="stack">
        <Pairs
          items={[
            { label: t('acts.field.type'), value: t(`acts.type.${act.type}`) },
            { label: t('acts.field.body'), value: t(`acts.body.${act.issuingBody}`) },
            { label: t('acts.field.number'), value: act.number === null ? t('ui.none') : `№ ${act.number}` },
            {
              label: t('acts.field.date'),
              value: act.issuedOn ? fmt.dateLong(act.issuedOn) : t('ui.not-set'),
            },
            { label: t('acts.field.signer'), value: act.signedBy ?? t('ui.not-set') },
            ...(act.signedAs ? [{ label: t('acts.field.signed-as'), value: act.signedAs }] : []),
            ...(act.note ? [{ label: t('ui.field.note'), value: act.note }] : []),
          ]}
        />
        <RegisterAndSign {...props} />
        <Publishing {...props} />
        <LifeOfAct {...props} />
        {paper ? (
          <>
            <PaperDownloads base={`${base}/${act.id}`} />
            {standingOf(act) === 'draft' && <p class="hint">{t('acts.paper.draft')}</p>}
            <PaperSheets paper={paper} shown={shown} path={`${base}/${act.id}`} />
          </>
        ) : (
          <Notice tone="info">{t(act.template === null ? 'acts.paper.outside' : 'acts.paper.gone')}</Notice>
        )}
        {may.annul && act.number !== null && act.state !== 'annulled' && (
          <Confirm
            id="annul"
            danger
            action={`${base}/${act.id}/annul`}
            verb={t('acts.annul.submit')}
            reason
            example={t('acts.example.annul')}
          >
            <p>{t('acts.annul.text')}</p>
          </Confirm>
        )}
      </div>
    </Layout>
  );
}

/** Entering a paper that was made elsewhere. */
export function OutsideActPage() {
  const { t } = useI18n();
  const base = useRoom('acts');
  return (
    <Layout title={t('acts.outside.open')} variant="staff">
      <PageHeader
        crumbs={[{ label: t('acts.register.title'), path: base }, { label: t('acts.outside.open') }]}
        title={t('acts.outside.open')}
        lead={t('acts.outside.lead')}
      />
      <Form of={recordOutsideAct} action={base} submit={t('ui.save')} cancel={base} requiredNote>
        {(f) => (
          <>
            <SelectField {...f('issuingBody')} />
            <SelectField {...f('type')} />
            <TextField {...f('number')} width="short" hint={t('acts.number.hint')} />
            <DateField {...f('issuedOn')} />
            <TextField {...f('titleKy')} />
            <TextField {...f('titleRu')} />
            <TextField {...f('signedBy')} width="medium" />
            <TextField {...f('note')} />
          </>
        )}
      </Form>
    </Layout>
  );
}
