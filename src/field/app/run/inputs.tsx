import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

/** Typing is handed on after so long without a key, so that a killed browser loses at most half a word. */
const pause = 400;

/**
 * One line of text that belongs to the shared document. While it has the focus it shows what is typed; otherwise
 * what stands, also when another device changes it.
 */
export function LineField({
  label,
  value,
  onValue,
  inputmode,
  hint,
  maxLength = 200,
  short,
}: {
  label: string;
  value: string;
  onValue: (value: string) => void;
  inputmode?: 'numeric' | 'tel';
  hint?: string;
  maxLength?: number;
  short?: boolean;
}): VNode {
  const id = useId();
  const [text, setText] = useState(value);
  const typing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const give = useRef(onValue);
  give.current = onValue;
  const waiting = useRef<string | undefined>(undefined);
  const commit = () => {
    clearTimeout(timer.current);
    if (waiting.current === undefined) return;
    give.current(waiting.current);
    waiting.current = undefined;
  };
  useEffect(() => {
    if (!typing.current) setText(value);
  }, [value]);
  useEffect(() => commit, []);
  return (
    <div class={short ? 'field short' : 'field'}>
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={id}
        type="text"
        inputMode={inputmode}
        autocomplete="off"
        maxLength={maxLength}
        value={text}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onFocus={() => {
          typing.current = true;
        }}
        onInput={(event) => {
          const next = event.currentTarget.value;
          setText(next);
          waiting.current = next;
          clearTimeout(timer.current);
          timer.current = setTimeout(commit, pause);
        }}
        onBlur={() => {
          typing.current = false;
          commit();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
    </div>
  );
}

/** A few answers as big buttons, one of which is chosen. Choosing the chosen one again takes it back if it may be empty. */
export function Choice<V extends string>({
  label,
  value,
  options,
  onValue,
  mayBeEmpty,
  hideLabel,
}: {
  label: string;
  value: V | null;
  options: readonly { readonly value: V; readonly label: ComponentChildren }[];
  onValue: (value: V | null) => void;
  mayBeEmpty?: boolean;
  hideLabel?: boolean;
}): VNode {
  const id = useId();
  return (
    <div class="run-choice" role="group" aria-labelledby={id}>
      <p id={id} class={hideLabel ? 'hidden' : 'run-label'}>
        {label}
      </p>
      <div class="run-choice-row">
        {options.map((option) => (
          <button
            key={option.value}
            type="button"
            class="run-pick"
            aria-pressed={option.value === value}
            onClick={() => onValue(mayBeEmpty && option.value === value ? null : option.value)}
          >
            {option.label}
          </button>
        ))}
      </div>
    </div>
  );
}

/** A count with big − and +; the number can be typed too. */
export function Stepper({
  label,
  value,
  onValue,
  words,
}: {
  label: string;
  value: number | null;
  onValue: (value: number) => void;
  words: { readonly more: string; readonly less: string };
}): VNode {
  const id = useId();
  const set = (next: number) => onValue(Math.min(999, Math.max(0, next)));
  return (
    <div class="run-stepper" role="group" aria-labelledby={`${id}-l`}>
      <label id={`${id}-l`} for={id}>
        {label}
      </label>
      <div class="run-stepper-row">
        <button
          type="button"
          class="run-step-button"
          aria-label={`${words.less}: ${label}`}
          disabled={value === null || value === 0}
          onClick={() => set((value ?? 0) - 1)}
        >
          −
        </button>
        <input
          id={id}
          type="text"
          inputMode="numeric"
          autocomplete="off"
          value={value === null ? '' : String(value)}
          placeholder="–"
          onChange={(event) => {
            const typed = /^\d{1,3}$/.exec(event.currentTarget.value.trim());
            if (typed) set(Number(typed[0]));
            else event.currentTarget.value = value === null ? '' : String(value);
          }}
        />
        <button
          type="button"
          class="run-step-button"
          aria-label={`${words.more}: ${label}`}
          onClick={() => set((value ?? 0) + 1)}
        >
          +
        </button>
      </div>
    </div>
  );
}
