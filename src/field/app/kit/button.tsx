import type { ComponentChildren, Ref, VNode } from 'preact';
import { Icon, type IconName } from '../../../platform/ui/icon.tsx';

type Act = {
  disabled?: boolean;
  expanded?: boolean;
  pressed?: boolean;
  onClick?: () => void;
};

/** A button of the app, or with `href` a link that looks like one. */
export function Button(
  props: Act & {
    look?: 'ghost' | 'plain' | 'danger';
    small?: boolean;
    icon?: IconName;
    /** A sign after the words, for what leads on. */
    after?: IconName;
    /** Spoken instead of the words. */
    label?: string;
    class?: string;
    type?: 'submit';
    href?: string;
    buttonRef?: Ref<HTMLButtonElement>;
    children: ComponentChildren;
  },
): VNode {
  const { look, small, icon, after, href, children } = props;
  const name = ['btn', look, small && 'small', props.class].filter(Boolean).join(' ');
  const inside = (
    <>
      {icon && <Icon name={icon} />}
      {children}
      {after && <Icon name={after} />}
    </>
  );
  if (href !== undefined)
    return (
      <a class={name} href={href}>
        {inside}
      </a>
    );
  return (
    <button
      ref={props.buttonRef}
      type={props.type ?? 'button'}
      class={name}
      disabled={props.disabled}
      aria-label={props.label}
      aria-expanded={props.expanded}
      aria-pressed={props.pressed}
      onClick={props.onClick}
    >
      {inside}
    </button>
  );
}

/** A sign that can be pressed; its name is spoken and shown when it is pointed at. */
export function IconButton(
  props: Act & { icon: IconName; label: string; size?: number; class?: string; move?: -1 | 1 },
): VNode {
  return (
    <button
      type="button"
      class={props.class ? `kit-icon ${props.class}` : 'kit-icon'}
      data-move={props.move}
      disabled={props.disabled}
      aria-label={props.label}
      title={props.label}
      aria-expanded={props.expanded}
      onClick={props.onClick}
    >
      <Icon name={props.icon} size={props.size ?? 22} />
    </button>
  );
}
