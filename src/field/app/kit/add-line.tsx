import type { ComponentChildren, Ref, VNode } from 'preact';
import { useId } from 'preact/hooks';
import { useApp } from '../core/app-context.ts';
import { Icon, type IconName } from '../../../platform/ui/icon.tsx';
import { Button } from './button.tsx';

/** A line in which something new is written: Enter or the button adds it. `before` asks what belongs to it. */
export function AddLine(props: {
  label: string;
  /** The label stands in the empty line instead of above it. */
  labelInside?: boolean;
  text: string;
  onText: (text: string) => void;
  onAdd: () => void;
  maxLength: number;
  fieldRef?: Ref<HTMLInputElement>;
  before?: ComponentChildren;
  children?: ComponentChildren;
}): VNode {
  const { t } = useApp();
  const id = useId();
  return (
    <form
      class="kit-add field"
      onSubmit={(event) => {
        event.preventDefault();
        props.onAdd();
      }}
    >
      {props.before}
      <label class={props.labelInside ? 'hidden' : undefined} for={id}>
        {props.label}
      </label>
      <div class="kit-line">
        <input
          ref={props.fieldRef}
          id={id}
          type="text"
          value={props.text}
          placeholder={props.labelInside ? props.label : undefined}
          maxLength={props.maxLength}
          autocomplete="off"
          enterkeyhint="done"
          onInput={(event) => props.onText(event.currentTarget.value)}
        />
        <Button type="submit" icon="plus">
          {t('ui.add')}
        </Button>
      </div>
      {props.children}
    </form>
  );
}

export type Offer = { readonly key: string; readonly name: string; readonly icon?: IconName };

/** Names that one press adds. */
export function Offers<O extends Offer>({
  label,
  offers,
  onTake,
}: {
  label: string;
  offers: readonly O[];
  onTake: (offer: O) => void;
}): VNode | null {
  if (offers.length === 0) return null;
  return (
    <div class="kit-chips" role="group" aria-label={label}>
      {offers.map((one) => (
        <button key={one.key} type="button" onClick={() => onTake(one)}>
          <Icon name={one.icon ?? 'plus'} size={18} />
          {one.name}
        </button>
      ))}
    </div>
  );
}
