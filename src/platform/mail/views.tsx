import { useI18n } from '../i18n/context.ts';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { ActionForm } from '../ui/form.tsx';
import { Layout } from '../ui/layout.tsx';
import { usePage } from '../ui/page-context.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { EmptyState, Notice, Tag } from '../ui/surfaces.tsx';
import type { UnsentLetter } from './unsent.ts';

/** Beside the person to whom a letter was written: that it did not come, and where to look. */
export function UnsentLetterTag({
  municipalityId,
  letter,
}: {
  municipalityId: string;
  letter: UnsentLetter;
}) {
  const { t } = useI18n();
  const page = usePage();
  return (
    <div>
      <Tag tone="bad">{t('letters.unsent')}</Tag>{' '}
      <a href={page.href(`/m/${municipalityId}/letters`)}>{t(`letters.cause.${letter.cause}`)}</a>
    </div>
  );
}

/** Whether a mail server is named, and how many letters lie in the folder because none was. */
export type LetterWay = { readonly connected: boolean; readonly lying: number };

/** Letters that did not go: to whom, why, what to do, and sending again. */
export function UnsentLettersPage(props: {
  /** Whose they are: of a municipality, or of accounts alone. */
  of: 'municipality' | 'accounts';
  base: string;
  way: LetterWay;
  letters: readonly UnsentLetter[];
  message?: string | undefined;
}) {
  const { t, fmt } = useI18n();
  const page = usePage();
  const title = t('letters.title');
  const { connected, lying } = props.way;
  const allWent = connected && lying === 0;
  const causes = [...new Set(props.letters.map(({ cause }) => cause))];
  return (
    <Layout title={title} variant="staff">
      <PageHeader
        {...(props.of === 'accounts'
          ? { crumbs: [{ label: t('letters.accounts'), path: '/admin/account' }, { label: title }] }
          : {})}
        title={title}
        lead={t(`letters.lead.${props.of}`)}
      />
      {props.message && <Notice tone="bad" title={props.message} live />}
      {!allWent && (
        <Notice tone="warn" title={t(connected ? 'letters.lay' : 'letters.no-server')}>
          {lying > 0 && t('letters.lying', { count: lying })}{' '}
          {t(connected ? 'letters.lay.cure' : `letters.no-server.cure.${props.of}`)}{' '}
          {props.of === 'accounts' && <a href={page.href('/admin/installation')}>{t('installation.nav')}</a>}
        </Notice>
      )}
      {causes.map((cause) => (
        <Notice key={cause} tone="warn" title={t(`letters.cause.${cause}`)}>
          {t(`letters.cure.${cause}`)} {cause === 'connection' && t(`letters.urgent.${props.of}`)}
        </Notice>
      ))}
      {props.of === 'municipality' && (props.letters.length > 0 || !allWent) && (
        <p>
          {t('letters.by-hand')}{' '}
          <a href={page.href(props.base.replace(/letters$/, 'people/staff'))}>{t('letters.by-hand-where')}</a>
        </p>
      )}
      <DataTable
        caption={title}
        hideCaption
        words="letters"
        columns={[
          { key: 'to', head: true, cell: (letter) => letter.to },
          { key: 'subject', cell: (letter) => letter.subject },
          { key: 'failed', cell: (letter) => fmt.dateTime(letter.failedAt) },
          { key: 'reason', cell: (letter) => t(`letters.cause.${letter.cause}`) },
          {
            key: 'state',
            cell: (letter) => (
              <div>
                {t(letter.givenUp ? 'letters.given-up' : 'letters.trying')}
                <div>
                  <ActionForm action={`${props.base}/${letter.id}/again`}>
                    <Button look="plain" small label={t('letters.again-to', { to: letter.to })}>
                      {t('letters.again')}
                    </Button>
                  </ActionForm>
                </div>
              </div>
            ),
          },
        ]}
        rows={props.letters}
        empty={
          <EmptyState title={t(allWent ? 'letters.none' : 'letters.none-waiting')} icon="check">
            {t('letters.none-text')}
          </EmptyState>
        }
      />
    </Layout>
  );
}
