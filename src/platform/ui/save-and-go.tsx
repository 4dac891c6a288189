import type { ComponentChildren } from 'preact';
import { Button } from './button.tsx';
import type { IconName } from './icon.tsx';
import { usePage } from './page-context.ts';

/**
 * Leads from a page that is being filled in to another: what is typed is saved first, by the form whose id is named.
 * Stands behind the form's own button, which answers Enter, or beside a form that has no line to press Enter in.
 */
export function SaveAndGo(props: {
  /** Path without language prefix, in the same municipality. */
  to: string;
  form?: string;
  icon?: IconName;
  children: ComponentChildren;
}) {
  const { href } = usePage();
  return (
    <Button look="ghost" icon={props.icon} name="then" value={href(props.to)} form={props.form ?? 'f'}>
      {props.children}
    </Button>
  );
}
