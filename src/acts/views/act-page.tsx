import { DocumentView } from '../../platform/documents/html.tsx';
import { useI18n } from '../../platform/i18n/context.ts';
import { Button, LinkButton } from '../../platform/ui/button.tsx';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { DateField, SelectField, TextField } from '../../platform/ui/fields.tsx';
import { ActionForm, Form, type FormErrors, type FormValues } from '../../platform/ui/form.tsx';
import { useStyles } from '../../platform/ui/head.ts';
import { Layout } from '../../platform/ui/layout.tsx';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Card, Notice, Pairs } from '../../platform/ui/surfaces.tsx';
import type { ActPublication, ActRow } from '../data.ts';
import { standingOf } from '../rules.ts';
import type { Paper } from '../schema.ts';
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
                format: `${t(`acts.paper.${language}`)}, ${t(`ui.download.${format}`)}`,
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
      <DocumentView document={paper[shown]} />
    </section>
  );
}

export type ActProblem = { readonly form: string; readonly errors: FormErrors; readonly values: FormValues };

export interface ActPageProps {
  base: string;
  act: ActRow;
  paper: Paper | null;
  shown: 'ky' | 'ru';
  publication: ActPublication | undefined;
  publishable: boolean;
  may: { register: boolean; sign: boolean; annul: boolean; publish: boolean };
  today: string;
  /** Whose name stands under papers of the executive. */
  signer: string;
  problem?: ActProblem | undefined;
}

function RegisterAndSign({ base, act, may, today, signer, problem }: ActPageProps) {
  const { t } = useI18n();
  const standing = standingOf(act);
  const of = (form: string) =>
    problem?.form === form ? { errors: problem.errors, values: problem.values } : {};
  if (standing !== 'draft' && standing !== 'registered') return null;
  return (
    <>
      {may.sign && (
        <Card title={t('acts.sign.title')} look="next">
          <p>{t('acts.sign.text')}</p>
          <Form id="sign" action={`${base}/${act.id}/sign`} {...of('sign')} submit={t('acts.sign.submit')}>
            {standing === 'draft' && (
              <DateField name="issuedOn" label={t('acts.field.date')} value={today} max={today} required />
            )}
            <TextField
              name="signedBy"
              label={t('acts.field.signer')}
              value={signer}
              required
              maxLength={200}
            />
          </Form>
        </Card>
      )}
      {standing === 'draft' && may.register && (
        <details class="confirm">
          <summary class="btn ghost">{t('acts.number.open')}</summary>
          <div class="confirm-body">
            <p>{t('acts.number.text')}</p>
            <Form
              id="register"
              action={`${base}/${act.id}/register`}
              {...of('register')}
              submit={t('acts.number.submit')}
              submitLook="ghost"
            >
              <DateField name="issuedOn" label={t('acts.field.date')} value={today} max={today} required />
            </Form>
          </div>
        </details>
      )}
    </>
  );
}

function Publishing({ base, act, publication, publishable, may, problem }: ActPageProps) {
  const { t, fmt } = useI18n();
  if (!may.publish || act.state !== 'signed' || act.template === null) return null;
  const withdrawing = problem?.form === 'withdraw' ? problem : undefined;
  return (
    <Card title={t('acts.publish.title')}>
      {publication ? (
        <>
          <p>
            {t('acts.publish.since', {
              date: fmt.dateTime(publication.publishedAt),
              name: publication.publishedBy,
            })}
          </p>
          <Confirm
            id="withdraw"
            action={`${base}/${act.id}/withdraw`}
            verb={t('acts.withdraw.submit')}
            reason
            errors={withdrawing?.errors ?? {}}
            values={withdrawing?.values ?? {}}
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

/** One act: its facts, what can be done with it, and the paper itself. */
export function ActPage(props: ActPageProps) {
  const { t, fmt, lang } = useI18n();
  const { base, act, paper, shown, may, problem } = props;
  const title = titleOf(act, lang);
  const general = problem && !['sign', 'register', 'annul', 'withdraw'].includes(problem.form);
  return (
    <Layout title={title} variant="staff" wide>
      <PageHeader
        crumbs={[{ label: t('acts.register.title'), path: base }, { label: title }]}
        title={title}
        tag={<StandingTag act={act} />}
      />
      {general && (
        <Notice tone="bad" live>
          {Object.values(problem.errors).join(' ')}
        </Notice>
      )}
      {act.state === 'annulled' && (
        <Notice tone="warn" title={t('acts.annulled.title')}>
          {act.annulledReason}
        </Notice>
      )}
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
            ...(act.note ? [{ label: t('acts.field.note'), value: act.note }] : []),
          ]}
        />
        <RegisterAndSign {...props} />
        <Publishing {...props} />
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
            errors={problem?.form === 'annul' ? problem.errors : {}}
            values={problem?.form === 'annul' ? problem.values : {}}
          >
            <p>{t('acts.annul.text')}</p>
          </Confirm>
        )}
      </div>
    </Layout>
  );
}

/** Entering a paper that was made elsewhere. */
export function OutsideActPage({
  base,
  types,
  bodies,
  problem,
}: {
  base: string;
  types: readonly string[];
  bodies: readonly string[];
  problem?: { errors: FormErrors; values: FormValues } | undefined;
}) {
  const { t } = useI18n();
  return (
    <Layout title={t('acts.outside.title')} variant="staff">
      <PageHeader
        crumbs={[{ label: t('acts.register.title'), path: base }, { label: t('acts.outside.title') }]}
        title={t('acts.outside.title')}
        lead={t('acts.outside.lead')}
      />
      <Form action={base} {...problem} submit={t('ui.save')} cancel={base} requiredNote>
        <OutsideFields types={types} bodies={bodies} />
      </Form>
    </Layout>
  );
}

function OutsideFields({ types, bodies }: { types: readonly string[]; bodies: readonly string[] }) {
  const { t } = useI18n();
  return (
    <>
      <SelectField
        name="issuingBody"
        label={t('acts.field.body')}
        options={bodies.map((value) => ({ value, label: t(`acts.body.${value}`) }))}
        required
      />
      <SelectField
        name="type"
        label={t('acts.field.type')}
        options={types.map((value) => ({ value, label: t(`acts.type.${value}`) }))}
        required
      />
      <TextField
        name="number"
        label={t('acts.field.number')}
        hint={t('acts.outside.number.hint')}
        inputmode="numeric"
        width="short"
        required
      />
      <DateField name="issuedOn" label={t('acts.field.date')} required />
      <TextField name="titleKy" label={t('acts.field.titleKy')} required maxLength={300} />
      <TextField name="titleRu" label={t('acts.field.titleRu')} maxLength={300} />
      <TextField name="signedBy" label={t('acts.field.signer')} maxLength={200} width="medium" />
      <TextField name="note" label={t('acts.field.note')} maxLength={1000} />
    </>
  );
}
