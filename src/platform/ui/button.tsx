import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';
import { usePage } from './page-context.ts';

export interface ButtonLook {
  /** `primary` at most once in a view; `danger` only for what cannot be taken back. */
  look?: 'primary' | 'ghost' | 'danger' | 'plain';
  small?: boolean;
  icon?: IconName;
  children: ComponentChildren;
}

function className({ look = 'primary', small }: Omit<ButtonLook, 'children'>): string {
  return `btn${look === 'primary' ? '' : ` ${look}`}${small ? ' small' : ''}`;
}

export interface ButtonProps extends ButtonLook {
  type?: 'submit' | 'button';
  name?: string;
  value?: string;
  disabled?: boolean;
  /** Sends the form to another address (without language prefix). */
  formAction?: string;
  /** Sends the form without the browser's own checks, e.g. "save as draft". */
  formNoValidate?: boolean;
  /** Spoken name when the visible text is not enough alone («Өчүрүү» → «Өчүрүү: Арал»). */
  label?: string;
  /** Id of a form elsewhere on the page. */
  form?: string;
}

/** A button that sends its form. */
export function Button(props: ButtonProps) {
  const { type = 'submit', name, value, disabled, icon, label, children, form } = props;
  const page = usePage();
  return (
    <button
      class={className(props)}
      type={type}
      name={name}
      value={value}
      disabled={disabled}
      form={form}
      formAction={props.formAction && page.href(props.formAction)}
      formNoValidate={props.formNoValidate}
      aria-label={label}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

export interface LinkButtonProps extends ButtonLook {
  /** Path without language prefix, or any full address. */
  href: string;
  /** Offers the answer as a file. */
  download?: boolean;
  label?: string;
}

/** A link that looks like a button, for going somewhere. */
export function LinkButton(props: LinkButtonProps) {
  const page = usePage();
  return (
    <a
      class={className(props)}
      href={page.href(props.href)}
      download={props.download || undefined}
      aria-label={props.label}
    >
      {props.icon && <Icon name={props.icon} />}
      {props.children}
    </a>
  );
}
