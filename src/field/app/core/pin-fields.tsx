import type { InputHTMLAttributes, VNode } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useApp } from './app-context.ts';
import { pinFault } from './lockout.ts';

type FieldProps = {
  label: string;
  value: string;
  change: (value: string) => void;
  hint?: string;
  error?: string | undefined;
};

function Field(props: FieldProps & { width: 'short' | 'medium'; input: InputHTMLAttributes }): VNode {
  const id = useId();
  const { hint, error } = props;
  return (
    <div class={`field ${props.width}${error ? ' wrong' : ''}`}>
      <label for={id}>{props.label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`} role="alert">
          <Icon name="alert" size={18} />
          {error}
        </p>
      )}
      <input
        {...props.input}
        id={id}
        autocomplete="off"
        value={props.value}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={`${hint ? `${id}-hint ` : ''}${id}-error`}
        onInput={(event) => props.change(event.currentTarget.value)}
      />
    </div>
  );
}

/** A field for a PIN: digits on the phone's number keyboard, never kept by the browser. */
export function PinField({ change, autofocus, ...props }: FieldProps & { autofocus?: boolean }): VNode {
  return (
    <Field
      {...props}
      change={(value) => change(value.replace(/\D/g, ''))}
      width="short"
      input={{ class: 'fa-pin', type: 'password', inputMode: 'numeric', maxLength: 12, autofocus }}
    />
  );
}

/** A line of text; `code` is one from the office, in capital letters. */
export function TextLine({ code, ...props }: FieldProps & { code?: boolean }): VNode {
  return (
    <Field
      {...props}
      width={code ? 'short' : 'medium'}
      input={{
        class: code ? 'code num' : undefined,
        type: 'text',
        autocapitalize: code ? 'characters' : undefined,
        spellcheck: false,
        maxLength: code ? 20 : 100,
      }}
    />
  );
}

/** A new PIN, typed twice. */
export function useNewPin(): {
  readonly pin: string;
  /** Looks at it and shows what is wrong; true when it is good. */
  readonly check: () => boolean;
  readonly clear: () => void;
  readonly fields: VNode;
} {
  const { t } = useApp();
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [faults, setFaults] = useState<{ pin?: 'short' | 'digits' | 'easy'; again?: 'differs' }>({});
  return {
    pin,
    check() {
      const fault = pinFault(pin);
      const found = fault ? { pin: fault } : pin === again ? {} : { again: 'differs' as const };
      setFaults(found);
      return Object.keys(found).length === 0;
    },
    clear() {
      setPin('');
      setAgain('');
    },
    fields: (
      <>
        <PinField
          label={t('field.core.pin.new')}
          hint={t('field.core.pin.hint')}
          value={pin}
          change={setPin}
          error={faults.pin && t(`field.core.pin.${faults.pin}`)}
        />
        <PinField
          label={t('field.core.pin.again')}
          value={again}
          change={setAgain}
          error={faults.again && t(`field.core.pin.${faults.again}`)}
        />
      </>
    ),
  };
}
