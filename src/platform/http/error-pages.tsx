import { PageHeader } from '../ui/page-header.tsx';
import { LinkButton } from '../ui/button.tsx';
import { Layout } from '../ui/layout.tsx';
import { usePage } from '../ui/page-context.ts';
import { renderPage } from '../ui/render-page.tsx';
import type { ErrorStatus } from './errors.ts';
import { wantsJson, type C } from './request.ts';

/** A page that says in words what went wrong and where to go on. Never what happened inside. */
export function ErrorView({ status, requestId }: { status: ErrorStatus; requestId?: string }) {
  const { t, homePath } = usePage();
  return (
    <Layout title={t(`http.${status}.title`)} noindex>
      <PageHeader title={t(`http.${status}.title`)} lead={t(`http.${status}.text`)} />
      {requestId && <p class="hint">{t('http.request-id', { id: requestId })}</p>}
      <div class="actions">
        <LinkButton href={homePath ?? '/'} look="ghost" icon="home">
          {t('http.home')}
        </LinkButton>
      </div>
    </Layout>
  );
}

/** Answers with the error's page, or with its code for a custom element. */
export function errorPage(c: C, status: ErrorStatus, code?: string): Response {
  const page = c.get('page');
  c.header('Cache-Control', 'no-store');
  if (wantsJson(c)) {
    return c.json(
      { ok: false, code: code ?? `http-${status}`, message: page.t(`http.${status}.text`) },
      status,
    );
  }
  const requestId = status === 500 ? c.get('requestId') : undefined;
  return c.html(renderPage(page, <ErrorView status={status} requestId={requestId} />), status);
}
