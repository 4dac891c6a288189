import { Layout } from '../../platform/ui/layout.tsx';
import { useStyles } from '../../platform/ui/head.ts';
import { usePage } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { contents, manualPath, readers, type PageName, type Reader } from '../contents.ts';
import type { ManualPage } from '../data.ts';
import { Markdown } from './markdown.tsx';

export type Titles = Readonly<Record<PageName, string>>;

const root = '/manual';

/** The pages for one kind of reader. */
function PageList({ reader, titles, current }: { reader: Reader; titles: Titles; current?: PageName }) {
  const { href } = usePage();
  const names = contents[reader].map((page) => `${reader}/${page}` as PageName);
  return (
    <ul class="manual-list">
      {names.map((name) => (
        <li key={name}>
          <a href={href(manualPath(name))} aria-current={name === current ? 'page' : undefined}>
            {titles[name]}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The contents of the whole manual. */
export function ContentsPage({ titles }: { titles: Titles }) {
  useStyles('manual.css');
  const { t } = usePage();
  return (
    <Layout title={t('ui.manual')} description={t('manual.lead')}>
      <PageHeader title={t('ui.manual')} lead={t('manual.lead')} />
      {readers.map((reader) => (
        <section key={reader} aria-labelledby={reader}>
          <h2 id={reader}>{t(`manual.reader.${reader}`)}</h2>
          <PageList reader={reader} titles={titles} />
        </section>
      ))}
    </Layout>
  );
}

/** One page: its text, what stands on it, and the other pages for the same reader. */
export function ManualPageView({ page, titles }: { page: ManualPage; titles: Titles }) {
  useStyles('manual.css');
  const { t } = usePage();
  const reader = page.name.split('/', 1)[0] as Reader;
  const parts = page.sections.filter(({ depth }) => depth === 2);
  const crumbs = [
    { label: t('ui.manual'), path: root },
    { label: t(`manual.reader.${reader}`), path: `${root}#${reader}` },
    { label: page.title },
  ];
  return (
    <Layout title={page.title}>
      <PageHeader title={page.title} crumbs={crumbs} />
      <div class="manual">
        {parts.length > 1 && (
          <nav class="manual-parts" aria-label={t('manual.parts')}>
            <ul>
              {parts.map(({ id, text }) => (
                <li key={id}>
                  <a href={`#${id}`}>{text}</a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <Markdown tokens={page.tokens} page={page} />
        <nav class="manual-others" aria-label={t(`manual.reader.${reader}`)}>
          <h2>{t(`manual.reader.${reader}`)}</h2>
          <PageList reader={reader} titles={titles} current={page.name} />
        </nav>
      </div>
    </Layout>
  );
}
