import { DocumentView } from '../../../platform/documents/html.tsx';
import type { DocumentModel } from '../../../platform/documents/model.ts';
import { DownloadLinks } from '../../../platform/ui/data-table.tsx';
import { TypedWords } from '../../../platform/documents/typed-words.tsx';
import { useStyles } from '../../../platform/ui/head.ts';
import { Layout } from '../../../platform/ui/layout.tsx';
import { PageHeader, type Crumb } from '../../../platform/ui/page-header.tsx';

/** A paper as a page, with its files beside it. `path` has no ending. */
export function PaperPage({
  paper,
  path,
  query,
  crumbs,
}: {
  paper: DocumentModel;
  path: string;
  query: string;
  crumbs: readonly Crumb[];
}) {
  useStyles('documents.css');
  return (
    <Layout title={paper.title} variant="staff">
      <PageHeader
        crumbs={crumbs}
        title={paper.title}
        actions={<DownloadLinks links={{ docx: `${path}.docx${query}`, pdf: `${path}.pdf${query}` }} />}
      />
      <TypedWords lang={paper.lang} />
      <DocumentView document={paper} />
    </Layout>
  );
}
