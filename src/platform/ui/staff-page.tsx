import type { ComponentChildren } from 'preact';
import { Layout } from './layout.tsx';
import { PageHeader, type Crumb, type PageHeaderProps } from './page-header.tsx';

/** A page behind the sign-in: its title, said once, names the window, the heading and the end of the way here. */
export function StaffPage({
  title,
  crumbs = [],
  wide,
  noindex,
  children,
  ...head
}: Pick<PageHeaderProps, 'lead' | 'tag' | 'actions'> & {
  title: string;
  /** The pages above this one. */
  crumbs?: readonly Crumb[];
  wide?: boolean;
  noindex?: boolean;
  children?: ComponentChildren;
}) {
  const way = crumbs.length > 0 ? [...crumbs, { label: title }] : [];
  return (
    <Layout title={title} variant="staff" wide={wide} noindex={noindex}>
      <PageHeader crumbs={way} title={title} {...head} />
      {children}
    </Layout>
  );
}
