/* eslint-disable max-lines -- all controls of forms, a few lines each */
import type { ComponentChildren, VNode } from 'preact';
import { useField } from './form.tsx';
import { Icon } from './icon.tsx';
import { usePage } from './page-context.ts';

export interface FieldProps {
  /** Name in the posted form; the keys of the form's `errors` and `values` are the same names. */
  name: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  /** What could be typed, in the reader's language: for words that go into a paper. */
  example?: string;
  /** What is wrong; usually left to the form's `errors`. */
  error?: string;
  required?: boolean;
  /** How wide the answer is expected to be. */
  width?: 'short' | 'medium' | 'full';
  disabled?: boolean;
}

function describedBy(id: string, hint: unknown, error: unknown, example?: unknown): string | undefined {
  const parts = [hint && `${id}-hint`, example && `${id}-example`, error && `${id}-error`];
  return parts.filter(Boolean).join(' ') || undefined;
}

function Label({ children, required }: { children: ComponentChildren; required?: boolean }) {
  const { t } = usePage();
  return (
    <>
      {children}
      {required && (
        <span class="star" title={t('ui.required')} aria-hidden="true">
          *
        </span>
      )}
    </>
  );
}

function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <p class="error" id={`${id}-error`}>
      <Icon name="alert" size={18} />
      {error}
    </p>
  );
}

interface Control {
  id: string;
  name: string;
  form: string | undefined;
  required?: boolean;
  disabled?: boolean;
  'aria-describedby': string | undefined;
  'aria-invalid': 'true' | undefined;
}

/** Label, hint, example, the control and its error, in the order a screen reader should meet them. */
function Frame({
  field,
  control,
  value,
}: {
  field: FieldProps;
  control: (props: Control, value: string) => VNode;
  value: string | number | undefined;
}) {
  const { t } = usePage();
  const { id, error: formError, sent, form } = useField(field.name);
  const error = field.error ?? formError;
  const filled = typeof sent === 'string' ? sent : value === undefined ? '' : String(value);
  return (
    <div class={`field${field.width ? ` ${field.width}` : ''}${error ? ' wrong' : ''}`}>
      <label for={id}>
        <Label required={field.required}>{field.label}</Label>
      </label>
      {field.hint && (
        <p class="hint" id={`${id}-hint`}>
          {field.hint}
        </p>
      )}
      {field.example && (
        <p class="hint" id={`${id}-example`}>
          {t('ui.example', { text: field.example })}
        </p>
      )}
      <FieldError id={id} error={error} />
      {control(
        {
          id,
          name: field.name,
          form,
          required: field.required,
          disabled: field.disabled,
          'aria-describedby': describedBy(id, field.hint, error, field.example),
          'aria-invalid': error ? 'true' : undefined,
        },
        filled,
      )}
    </div>
  );
}

export interface TextFieldProps extends FieldProps {
  value?: string;
  type?: 'text' | 'email' | 'tel' | 'search' | 'url';
  autocomplete?: string;
  inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | 'search';
  maxLength?: number;
  /** Known answers to choose from while typing; anything else may be typed as well. */
  suggestions?: readonly string[];
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  return (
    <Frame
      field={props}
      value={props.value}
      control={(control, value) => (
        <>
          <input
            {...control}
            type={props.type ?? 'text'}
            value={value}
            autocomplete={props.autocomplete ?? 'off'}
            inputMode={props.inputmode}
            maxLength={props.maxLength}
            list={props.suggestions && `${control.id}-list`}
          />
          {props.suggestions && (
            <datalist id={`${control.id}-list`}>
              {props.suggestions.map((text) => (
                <option key={text} value={text} />
              ))}
            </datalist>
          )}
        </>
      )}
    />
  );
}

export interface NumberFieldProps extends FieldProps {
  value?: number | string;
  /** Decimals allowed; the phone shows a keyboard with a comma. */
  decimal?: boolean;
  /** Word after the field: «сом», «киши». */
  unit?: string;
}

/**
 * A number typed as text: number fields of browsers change it by the wheel and drop the comma of our languages.
 * The server reads spaces and a comma.
 */
export function NumberField(props: NumberFieldProps) {
  return (
    <Frame
      field={{ width: 'short', ...props }}
      value={props.value}
      control={(control, value) => (
        <span class="with-unit">
          <input
            {...control}
            type="text"
            class="num"
            value={value}
            inputMode={props.decimal ? 'decimal' : 'numeric'}
            autocomplete="off"
          />
          {props.unit && <span class="unit">{props.unit}</span>}
        </span>
      )}
    />
  );
}

export interface DateFieldProps extends FieldProps {
  /** `YYYY-MM-DD`. */
  value?: string;
  min?: string;
  max?: string;
  autocomplete?: string;
}

/** A day. The browser's picker where there is one; `YYYY-MM-DD` is sent, or what was typed in an old browser. */
export function DateField(props: DateFieldProps) {
  const { t } = usePage();
  return (
    <Frame
      field={{ width: 'short', hint: t('ui.date.hint'), ...props }}
      value={props.value}
      control={(control, value) => (
        <input
          {...control}
          type="date"
          value={value}
          min={props.min}
          max={props.max}
          autocomplete={props.autocomplete ?? 'off'}
        />
      )}
    />
  );
}

export interface TimeFieldProps extends FieldProps {
  /** `HH:MM`. */
  value?: string;
  /** Minutes between the offered times. */
  step?: number;
}

/** A time of day. */
export function TimeField(props: TimeFieldProps) {
  const { t } = usePage();
  return (
    <Frame
      field={{ width: 'short', hint: t('ui.time.hint'), ...props }}
      value={props.value}
      control={(control, value) => (
        <input {...control} type="time" value={value} step={props.step && props.step * 60} />
      )}
    />
  );
}

export interface TextAreaProps extends FieldProps {
  value?: string;
  rows?: number;
  maxLength?: number;
}

/** Several lines of text. */
export function TextArea(props: TextAreaProps) {
  return (
    <Frame
      field={props}
      value={props.value}
      control={(control, value) => (
        <textarea {...control} rows={props.rows ?? 4} maxLength={props.maxLength} value={value} />
      )}
    />
  );
}

export interface Option {
  value: string;
  label: string;
  hint?: ComponentChildren;
  disabled?: boolean;
  /** Options with the same group stand under its name (select only). */
  group?: string;
}

export interface SelectFieldProps extends FieldProps {
  value?: string;
  options: readonly Option[];
  /** Text of the empty first option; «Тандаңыз» when left out, none when `null`. */
  empty?: string | null;
}

function Options({ options, value }: { options: readonly Option[]; value: string }) {
  return (
    <>
      {options.map((option) => (
        <option
          key={option.value}
          value={option.value}
          selected={option.value === value}
          disabled={option.disabled}
        >
          {option.label}
        </option>
      ))}
    </>
  );
}

/** One of many; for five or fewer use `RadioGroup`, which shows them all. */
export function SelectField(props: SelectFieldProps) {
  const { t } = usePage();
  const groups = [...new Set(props.options.map((option) => option.group))];
  return (
    <Frame
      field={props}
      value={props.value}
      control={(control, value) => (
        <select {...control}>
          {props.empty !== null && <option value="">{props.empty ?? t('ui.choose')}</option>}
          {groups.map((group) => {
            const inside = props.options.filter((option) => option.group === group);
            return group === undefined ? (
              <Options key="" options={inside} value={value} />
            ) : (
              <optgroup key={group} label={group}>
                <Options options={inside} value={value} />
              </optgroup>
            );
          })}
        </select>
      )}
    />
  );
}

export interface ChoiceGroupProps extends FieldProps {
  options: readonly Option[];
  /** Choices beside one another where there is room. */
  inline?: boolean;
}

function Choices({
  field,
  type,
  chosen,
}: {
  field: ChoiceGroupProps;
  type: 'radio' | 'checkbox';
  chosen: ReadonlySet<string>;
}) {
  const { id, error: formError, form } = useField(field.name);
  const error = field.error ?? formError;
  return (
    <fieldset
      class={`field${error ? ' wrong' : ''}`}
      aria-describedby={describedBy(id, field.hint, error)}
      role={type === 'radio' ? 'radiogroup' : undefined}
      aria-required={type === 'radio' && field.required ? 'true' : undefined}
    >
      <legend>
        <Label required={field.required}>{field.label}</Label>
      </legend>
      {field.hint && (
        <p class="hint" id={`${id}-hint`}>
          {field.hint}
        </p>
      )}
      <FieldError id={id} error={error} />
      <div class={field.inline ? 'choices inline' : 'choices'}>
        {field.options.map((option, i) => (
          <label key={option.value} class="choice">
            <input
              id={i === 0 ? id : `${id}-${i}`}
              type={type}
              name={field.name}
              form={form}
              value={option.value}
              checked={chosen.has(option.value)}
              disabled={field.disabled || option.disabled}
            />
            <span>
              {option.label}
              {option.hint && <small>{option.hint}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** One of a few, all visible. */
export function RadioGroup(props: ChoiceGroupProps & { value?: string }) {
  const { sent, posted } = useField(props.name);
  const value = typeof sent === 'string' ? sent : posted ? undefined : props.value;
  return <Choices field={props} type="radio" chosen={new Set(value === undefined ? [] : [value])} />;
}

/** Any number of a few. Sends the name once for each chosen value. */
export function CheckboxGroup(props: ChoiceGroupProps & { values?: readonly string[] }) {
  const { sent, posted } = useField(props.name);
  const stands = posted ? [] : (props.values ?? []);
  const values = sent === undefined ? stands : typeof sent === 'string' ? [sent] : sent;
  return <Choices field={props} type="checkbox" chosen={new Set(values)} />;
}

export interface CheckboxFieldProps extends FieldProps {
  checked?: boolean;
  /** What is sent when it is ticked; `yes` when left out. */
  value?: string;
}

/** One yes or no. */
export function CheckboxField(props: CheckboxFieldProps) {
  const { id, error: formError, sent, posted } = useField(props.name);
  const error = props.error ?? formError;
  const value = props.value ?? 'yes';
  const checked =
    sent === undefined
      ? !posted && props.checked
      : sent === value || (Array.isArray(sent) && sent.includes(value));
  return (
    <div class={`field${error ? ' wrong' : ''}`}>
      <FieldError id={id} error={error} />
      <label class="choice">
        <input
          id={id}
          type="checkbox"
          name={props.name}
          value={value}
          checked={checked}
          disabled={props.disabled}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={describedBy(id, undefined, error)}
        />
        <span>
          <Label required={props.required}>{props.label}</Label>
          {props.hint && <small>{props.hint}</small>}
        </span>
      </label>
    </div>
  );
}

export interface FileFieldProps extends FieldProps {
  /** E.g. `.csv,.xlsx`. */
  accept?: string;
  multiple?: boolean;
}

/** A file; the form must be `multipart`. */
export function FileField(props: FileFieldProps) {
  return (
    <Frame
      field={props}
      value={undefined}
      control={(control) => (
        <input {...control} type="file" class="file" accept={props.accept} multiple={props.multiple} />
      )}
    />
  );
}

export interface PasswordFieldProps extends FieldProps {
  autocomplete: 'current-password' | 'new-password' | 'one-time-code';
}

/** A password or code. Never filled in again. */
export function PasswordField(props: PasswordFieldProps) {
  const code = props.autocomplete === 'one-time-code';
  return (
    <Frame
      field={{ width: code ? 'short' : 'medium', ...props }}
      value={undefined}
      control={(control) =>
        code ? (
          <input {...control} type="text" class="num code" inputMode="numeric" autocomplete="one-time-code" />
        ) : (
          <input {...control} type="password" autocomplete={props.autocomplete} />
        )
      }
    />
  );
}

/** A value the reader does not see. A form that came back over a new sign-in keeps the one it was sent with. */
export function HiddenField({ name, value }: { name: string; value: string }) {
  const { sent, kept } = useField(name);
  return <input type="hidden" name={name} value={kept && typeof sent === 'string' ? sent : value} />;
}
