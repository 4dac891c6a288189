import type { VNode } from 'preact';
import { useId } from 'preact/hooks';

/** Narrows a list while it is typed. The label stands in the empty field where there is no room above it. */
export function SearchField(props: {
  label: string;
  labelInside?: boolean;
  example?: string;
  value: string;
  onValue: (value: string) => void;
}): VNode {
  const id = useId();
  return (
    <div class="field kit-search">
      <label class={props.labelInside ? 'hidden' : undefined} for={id}>
        {props.label}
      </label>
      <input
        id={id}
        type="search"
        value={props.value}
        autocomplete="off"
        placeholder={props.labelInside ? props.label : props.example}
        onInput={(event) => props.onValue(event.currentTarget.value)}
      />
    </div>
  );
}
