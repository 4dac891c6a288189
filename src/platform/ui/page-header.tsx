import type { ComponentChildren } from 'preact';
import { useHead, useStyles } from './head.ts';
import { usePage } from './page-context.ts';

export interface Crumb {
  label: string;
  /** Path without language prefix; the last crumb may have none. */
  path?: string;
}

export interface PageHeaderProps {
  crumbs?: readonly Crumb[];
  title: ComponentChildren;
  /** One or two sentences: what this page is for. */
  lead?: ComponentChildren;
  /** State of the thing shown, beside the title. */
  tag?: ComponentChildren;
  /** Buttons: at most one primary. */
  actions?: ComponentChildren;
}

/** Opens every page: where we are, what this is, what can be done. */
export function PageHeader({ crumbs, title, lead, tag, actions }: PageHeaderProps) {
  const page = usePage();
  return (
    <div class="page-head">
      {crumbs && crumbs.length > 0 && (
        <nav class="crumbs" aria-label={page.t('ui.nav.crumbs')}>
          <ol>
            {crumbs.map((crumb, i) => (
              <li key={i}>{crumb.path ? <a href={page.href(crumb.path)}>{crumb.label}</a> : crumb.label}</li>
            ))}
          </ol>
        </nav>
      )}
      {page.help ? <TitleWithHelp title={title} to={page.help} /> : <h1>{title}</h1>}
      {tag && <p class="head-tag">{tag}</p>}
      {lead && <p class="lead">{lead}</p>}
      {actions && <div class="actions">{actions}</div>}
    </div>
  );
}

/**
 * The title with its question mark: the part of the manual about this page, in a window of its own, so that nothing
 * that was typed here is left.
 */
function TitleWithHelp({ title, to }: { title: ComponentChildren; to: string }) {
  useStyles('staff.css');
  const { t, href } = usePage();
  const ofWindow = useHead()?.title ?? '';
  const about = typeof title === 'string' ? title : ofWindow;
  return (
    <div class="head-title">
      <h1>{title}</h1>
      <a
        class="help"
        href={href(to)}
        target="_blank"
        rel="noopener"
        aria-label={t('ui.help', { title: about })}
      >
        ?
      </a>
    </div>
  );
}
