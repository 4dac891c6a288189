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
  return (
    <Layout title={t(`http.${status}.title`)} noindex>
      <PageHeader title={t(`http.${status}.title`)} lead={textOf(t, status, code)} />
      {requestId && <p class="hint">{t('http.request-id', { id: requestId })}</p>}
      <div class="actions">
        <LinkButton href={homePath ?? '/'} look="ghost" icon="home">
          {t('http.home')}
        </LinkButton>
      </div>
    </Layout>
  );
}

/** What is known more closely has a text of its own. */
function textOf(t: Translate, status: ErrorStatus, code: string | undefined): string {
  const closer = `http.${code}.text`;
  return code !== undefined && t.has(closer) ? t(closer) : t(`http.${status}.text`);
}

/** Answers with the error's page, or with its code for a custom element. */
export function errorPage(c: C, status: ErrorStatus, code?: string): Response {
  const page = c.get('page');
  c.header('Cache-Control', 'no-store');
  if (wantsJson(c)) {
    return c.json(
      { ok: false, code: code ?? `http-${status}`, message: textOf(page.t, status, code) },
      status,
    );
  }
  const requestId = status === 500 ? c.get('requestId') : undefined;
  return c.html(renderPage(page, <ErrorPage status={status} code={code} requestId={requestId} />), status);
}
