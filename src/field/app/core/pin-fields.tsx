import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useApp } from './app-context.ts';
import { pinFault } from './lockout.ts';

/** A field for a PIN: digits on the phone's number keyboard, never kept by the browser. */
export function PinField(props: {
  label: string;
  value: string;
  change: (value: string) => void;
  hint?: string;
  error?: string | undefined;
  autofocus?: boolean;
}): VNode {
  const id = useId();
  return (
    <div class={props.error ? 'field short wrong' : 'field short'}>
      <label for={id}>{props.label}</label>
      {props.hint && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      <ErrorLine id={`${id}-error`} text={props.error} />
      <input
        id={id}
        class="fa-pin"
        type="password"
        inputMode="numeric"
        autocomplete="off"
        maxLength={12}
        value={props.value}
        autofocus={props.autofocus}
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={`${props.hint ? `${id}-hint ` : ''}${id}-error`}
        onInput={(event) => props.change(event.currentTarget.value.replace(/\D/g, ''))}
      />
    </div>
  );
}

export function TextLine(props: {
  label: string;
  value: string;
  change: (value: string) => void;
  hint?: string;
  error?: string | undefined;
  code?: boolean;
  width?: 'short' | 'medium';
}): VNode {
  const id = useId();
  return (
    <div class={`field ${props.width ?? 'medium'}${props.error ? ' wrong' : ''}`}>
      <label for={id}>{props.label}</label>
      {props.hint && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      <ErrorLine id={`${id}-error`} text={props.error} />
      <input
        id={id}
        class={props.code ? 'code num' : undefined}
        type="text"
        autocomplete="off"
        autocapitalize={props.code ? 'characters' : undefined}
        spellcheck={false}
        maxLength={props.code ? 20 : 100}
        value={props.value}
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={`${props.hint ? `${id}-hint ` : ''}${id}-error`}
        onInput={(event) => props.change(event.currentTarget.value)}
      />
    </div>
  );
}

export function ErrorLine({ id, text }: { id?: string; text: string | undefined }): VNode | null {
  if (!text) return null;
  return (
    <p class="error" id={id} role="alert">
      <Icon name="alert" size={18} />
      {text}
    </p>
  );
}

/** A new PIN, twice; the errors by field, nothing when it is good. */
export function newPinErrors(
  pin: string,
  again: string,
): { pin?: 'short' | 'digits' | 'easy'; again?: 'differs' } {
  const fault = pinFault(pin);
  if (fault) return { pin: fault };
  return pin === again ? {} : { again: 'differs' };
}

export type PinErrors = ReturnType<typeof newPinErrors>;

/** Both fields of a new PIN. */
export function NewPin(props: {
  pin: string;
  again: string;
  change: (pin: string, again: string) => void;
  errors: PinErrors;
}): VNode {
  const { t } = useApp();
  const { errors } = props;
  return (
    <>
      <PinField
        label={t('field.core.pin.new')}
        hint={t('field.core.pin.hint')}
        value={props.pin}
        change={(pin) => props.change(pin, props.again)}
        error={errors.pin && t(`field.core.pin.${errors.pin}`)}
      />
      <PinField
        label={t('field.core.pin.again')}
        value={props.again}
        change={(again) => props.change(props.pin, again)}
        error={errors.again && t('field.core.pin.differs')}
      />
    </>
  );
}
