import type { Ref, VNode } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Typing is handed on after so long without a key, so that a killed browser loses at most half a word. */
const pause = 300;

/**
 * A text of the shared document that is being typed. While it has the focus it shows what is typed; otherwise what
 * stands, also when another device changes it. It is handed on a moment after the last key, and at once when the field
 * is left, the page hidden or the screen changed.
 * @param mustStand an empty text is not handed on: when the field is left, what stands is shown again
 */
export function useTyped(value: string, onValue: (value: string) => void, mustStand = false) {
  const [text, setText] = useState(value);
  const typing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const waiting = useRef<string | undefined>(undefined);
  const give = useRef(onValue);
  give.current = onValue;
  const commit = () => {
    clearTimeout(timer.current);
    const due = waiting.current;
    waiting.current = undefined;
    if (due !== undefined && !(mustStand && due.trim() === '')) give.current(due);
  };
  useEffect(() => {
    if (!typing.current) setText(value);
  }, [value]);
  // Before the field is seen, so that a screen left at once hands on as well.
  useLayoutEffect(() => {
    addEventListener('pagehide', commit);
    return () => {
      removeEventListener('pagehide', commit);
      commit();
    };
  }, []);
  return {
    value: text,
    onFocus: () => {
      typing.current = true;
    },
    onInput: (event: { currentTarget: { value: string } }) => {
      const next = event.currentTarget.value;
      setText(next);
      waiting.current = next;
      clearTimeout(timer.current);
      timer.current = setTimeout(commit, pause);
    },
    onBlur: () => {
      typing.current = false;
      commit();
      if (mustStand && text.trim() === '') setText(value);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter') commit();
    },
  };
}

/** A line (or with `rows` a few lines) of text that belongs to the shared document, with its label. */
export function LineField(props: {
  label: string;
  value: string;
  onValue: (value: string) => void;
  inputmode?: 'numeric' | 'tel';
  hint?: string;
  maxLength?: number;
  short?: boolean;
  rows?: number;
  mustStand?: boolean;
  fieldRef?: Ref<HTMLInputElement>;
}): VNode {
  const id = useId();
  const typed = useTyped(props.value, props.onValue, props.mustStand);
  const { hint, rows } = props;
  const common = {
    id,
    maxLength: props.maxLength ?? 200,
    'aria-describedby': hint ? `${id}-hint` : undefined,
    ...typed,
  };
  return (
    <div class={props.short ? 'field short' : 'field'}>
      <label for={id}>{props.label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {rows === undefined ? (
        <input
          {...common}
          ref={props.fieldRef}
          type="text"
          inputMode={props.inputmode}
          autocomplete="off"
          enterkeyhint="done"
        />
      ) : (
        // Enter begins a new line here and hands nothing on.
        <textarea {...common} rows={rows} onKeyDown={undefined} />
      )}
    </div>
  );
}

/** A text of the shared document in a row of others: its name is only spoken, and it cannot be emptied. */
export function RowText(props: {
  label: string;
  value: string;
  maxLength: number;
  onValue: (value: string) => void;
}): VNode {
  const typed = useTyped(props.value, props.onValue, true);
  return (
    <input
      class="kit-input"
      type="text"
      autocomplete="off"
      aria-label={props.label}
      maxLength={props.maxLength}
      {...typed}
    />
  );
}
