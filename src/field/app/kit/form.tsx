import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useApp } from '../core/app-context.ts';
import { Button } from './button.tsx';

/** A form of the app: nothing is posted, its work is done here; while that goes on it cannot be sent again. */
export function Form(props: {
  children: ComponentChildren;
  /** What its button says. */
  submit: string;
  look?: 'ghost';
  /** What is needed is there. */
  ready?: boolean;
  onDo: () => Promise<void>;
  /** Stands beside the button. */
  beside?: ComponentChildren;
}): VNode {
  const { t } = useApp();
  const [busy, setBusy] = useState(false);
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        setBusy(true);
        void props.onDo().finally(() => setBusy(false));
      }}
    >
      {props.children}
      <div class="actions">
        <Button type="submit" look={props.look} disabled={busy || props.ready === false}>
          {busy ? t('field.core.busy') : props.submit}
        </Button>
        {props.beside}
      </div>
    </form>
  );
}
