import type { ComponentChildren, VNode } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';

/**
 * A few answers as buttons, one of which is chosen, or several where `value` is a list. `chips` are small ones,
 * `tiles` have room for a picture above the words. Pressing the chosen one gives it again: where none need be chosen,
 * `orNone` takes it back.
 */
export function Segments<V extends string | number | null>({
  label,
  shown,
  value,
  of,
  words,
  said,
  onValue,
  look = 'row',
  tick,
  disabled,
  class: own,
}: {
  label: string;
  /** The label stands above, not only for those who hear the page. */
  shown?: boolean;
  value: V | readonly V[] | null;
  of: readonly V[];
  words: (one: V) => ComponentChildren;
  /** Spoken instead of what is shown. */
  said?: (one: V) => string;
  onValue: (value: V) => void;
  look?: 'row' | 'chips' | 'tiles';
  /** What is chosen carries a tick: where several may be, colour alone would say it. */
  tick?: boolean;
  disabled?: boolean;
  class?: string;
}): VNode {
  const id = useId();
  const chosen: readonly (V | null)[] = Array.isArray(value) ? (value as readonly V[]) : [value as V | null];
  return (
    <div class={own ? `kit-choice ${own}` : 'kit-choice'} role="group" aria-labelledby={id}>
      <p id={id} class={shown ? 'kit-label' : 'hidden'}>
        {label}
      </p>
      <div class={`kit-${look}`}>
        {of.map((one) => (
          <button
            key={one}
            type="button"
            disabled={disabled}
            aria-pressed={chosen.includes(one)}
            aria-label={said?.(one)}
            onClick={() => onValue(one)}
          >
            {tick && chosen.includes(one) && <Icon name="check" size={18} />}
            {words(one)}
          </button>
        ))}
      </div>
    </div>
  );
}

/** For segments of which none need be chosen: the chosen one, pressed again, is taken back. */
export const orNone =
  <V,>(value: V | null, change: (value: V | null) => void) =>
  (pressed: V): void =>
    change(pressed === value ? null : pressed);
