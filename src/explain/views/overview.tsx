import { Layout } from '../../platform/ui/layout.tsx';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { topicPath, topics } from '../topics.ts';

/** The list of topics. */
export function OverviewPage() {
  const { t, href } = usePage();
  return (
    <Layout title={t('explain.title')} description={t('explain.lead')}>
      <PageHeader title={t('explain.title')} lead={t('explain.lead')} />
      <p>{t('explain.open')}</p>
      <ul>
        {topics.map((topic) => (
          <li key={topic}>
            <a href={href(topicPath(topic))}>{t(`explain.${topic}.title`)}</a>
            <br />
            {t(`explain.${topic}.lead`)}
          </li>
        ))}
      </ul>
    </Layout>
  );
}
