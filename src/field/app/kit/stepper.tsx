import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { useApp } from '../core/app-context.ts';

/** A count from 0 to 999 with big − and +; the number can be typed too. Null while nobody has counted. */
export function Stepper({
  label,
  value,
  onValue,
}: {
  label: string;
  value: number | null;
  onValue: (value: number) => void;
}): VNode {
  const { t } = useApp();
  const id = useId();
  const set = (next: number) => onValue(Math.min(999, Math.max(0, next)));
  const button = (by: 1 | -1) => (
    <button
      type="button"
      class="kit-step"
      aria-label={`${t(by > 0 ? 'field.run.more' : 'field.run.less')}: ${label}`}
      disabled={by < 0 && (value ?? 0) === 0}
      onClick={() => set((value ?? 0) + by)}
    >
      {by > 0 ? '+' : '−'}
    </button>
  );
  return (
    <div class="kit-stepper" role="group" aria-labelledby={`${id}-l`}>
      <label id={`${id}-l`} class="kit-label" for={id}>
        {label}
      </label>
      <div class="kit-stepper-row">
        {button(-1)}
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
        {button(1)}
      </div>
    </div>
  );
}
