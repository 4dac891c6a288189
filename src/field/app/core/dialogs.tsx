import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Translate } from '../../../platform/i18n/translate.ts';

export type Question = {
  readonly message: string;
  readonly doLabel: string;
  readonly answer: (yes: boolean) => void;
};

/** Asks before what cannot be taken back. Focus stays inside and goes back where it was. */
export function ConfirmDialog({ question, t }: { question: Question; t: Translate }): VNode {
  const cancel = useRef<HTMLButtonElement>(null);
  const act = useRef<HTMLButtonElement>(null);
  // The second click of a double click that opened the question is no answer to it.
  const click = (event: MouseEvent, yes: boolean) => {
    if (event.detail < 2) question.answer(yes);
  };
  useEffect(() => {
    const before = document.activeElement;
    cancel.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <div class="fa-veil" onClick={(event) => event.target === event.currentTarget && click(event, false)}>
      <div
        class="fa-dialog"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby="fa-question"
        onKeyDown={(event) => {
          if (event.key === 'Escape') question.answer(false);
          if (event.key !== 'Tab') return;
          event.preventDefault();
          (document.activeElement === cancel.current ? act : cancel).current?.focus();
        }}
      >
        <p id="fa-question">{question.message}</p>
        <div class="actions">
          <button ref={act} type="button" class="btn" onClick={(event) => click(event, true)}>
            {question.doLabel}
          </button>
          <button ref={cancel} type="button" class="btn ghost" onClick={(event) => click(event, false)}>
            {t('field.core.cancel')}
          </button>
        </div>
      </div>
    </div>
  );
}

export type ToastLine = { readonly id: number; readonly message: string };

/** Short words at the foot of the screen, read aloud. */
export function Toasts({ lines }: { lines: readonly ToastLine[] }): VNode {
  return (
    <div class="fa-toasts" role="status" aria-live="polite">
      {lines.map((line) => (
        <p key={line.id}>{line.message}</p>
      ))}
    </div>
  );
}
