import { PageHeader } from '../ui/page-header.tsx';
import { LinkButton } from '../ui/button.tsx';
import { Layout } from '../ui/layout.tsx';
import { usePage } from '../ui/page-context.ts';
import { renderPage } from '../ui/render-page.tsx';
import type { Translate } from '../i18n/translate.ts';
import type { ErrorStatus } from './errors.ts';
import { wantsJson, type C } from './request.ts';

/** A page that says in words what went wrong and where to go on. Never what happened inside. */
export function ErrorPage({
  status,
  code,
  requestId,
}: {
  status: ErrorStatus;
  code?: string | undefined;
  requestId?: string | undefined;
}) {
  const { t, homePath } = usePage();
  const title = wordsOf(t, 'title', status, code);
  return (
    <Layout title={title} noindex>
      <PageHeader title={title} lead={wordsOf(t, 'text', status, code)} />
      {requestId && <p class="hint">{t('http.request-id', { id: requestId })}</p>}
      <div class="actions">
        <LinkButton href={homePath ?? '/'} look="ghost" icon="home">
          {t('http.home')}
        </LinkButton>
      </div>
    </Layout>
  );
}

/** What is known more closely has words of its own: an old form is no missing right, though both are a 403. */
function wordsOf(
  t: Translate,
  part: 'title' | 'text',
  status: ErrorStatus,
  code: string | undefined,
): string {
  const closer = `http.${code}.${part}`;
  return code !== undefined && t.has(closer) ? t(closer) : t(`http.${status}.${part}`);
}

/** Answers with the error's page, or with its code for a custom element. */
export function errorPage(c: C, status: ErrorStatus, code?: string): Response {
  const page = c.get('page');
  c.header('Cache-Control', 'no-store');
  if (wantsJson(c)) {
    return c.json(
      { ok: false, code: code ?? `http-${status}`, message: wordsOf(page.t, 'text', status, code) },
      status,
    );
  }
  // The page that was asked for is not the one that is shown.
  delete page.help;
  const requestId = status === 500 ? c.get('requestId') : undefined;
  return c.html(renderPage(page, <ErrorPage status={status} code={code} requestId={requestId} />), status);
}
