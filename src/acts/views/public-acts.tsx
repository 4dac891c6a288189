import { useI18n } from '../../platform/i18n/context.ts';
import { Layout } from '../../platform/ui/layout.tsx';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { EmptyState } from '../../platform/ui/surfaces.tsx';
import { revived } from '../documents.ts';
import type { PublicAct, PublicActHead } from '../data.ts';
import { PaperSheets } from './act-page.tsx';
import { ActMarks } from './life-of-act.tsx';
import { titleOf } from './register-page.tsx';

/** What residents may read of a municipality's papers. */
export function PublicActsPage({
  base,
  municipality,
  acts,
}: {
  base: string;
  municipality: string;
  acts: readonly PublicActHead[];
}) {
  const { t, fmt, lang, href } = useI18n();
  const title = t('acts.public.title', { name: municipality });
  return (
    <Layout title={title}>
      <PageHeader title={title} lead={t('acts.public.lead')} />
      {acts.length === 0 ? (
        <EmptyState title={t('acts.public.empty')} />
      ) : (
        <ul class="plain">
          {acts.map(({ id, snapshot }) => (
            <li key={id}>
              <a href={href(`${base}/${id}`)}>{titleOf(snapshot, lang)}</a>
              <br />
              <small>
                {t(`acts.type.${snapshot.type}`)} № {snapshot.number}, {fmt.dateLong(snapshot.issuedOn)}
              </small>
            </li>
          ))}
        </ul>
      )}
    </Layout>
  );
}

/** One published paper. */
export function PublicActPage({
  base,
  municipality,
  published,
  shown,
}: {
  base: string;
  municipality: string;
  published: PublicAct;
  shown: 'ky' | 'ru';
}) {
  const { t, fmt, lang } = useI18n();
  const { snapshot } = published;
  const title = titleOf(snapshot, lang);
  return (
    <Layout title={title} wide>
      <PageHeader
        crumbs={[{ label: t('acts.public.title', { name: municipality }), path: base }, { label: title }]}
        title={title}
        lead={`${t(`acts.type.${snapshot.type}`)} № ${snapshot.number}, ${fmt.dateLong(snapshot.issuedOn)}`}
      />
      <ActMarks marks={snapshot.marks ?? []} />
      <PaperSheets paper={revived(snapshot.paper)} shown={shown} path={`${base}/${published.id}`} />
    </Layout>
  );
}
