import type { ComponentChildren } from 'preact';
import { Button } from './button.tsx';
import { TextField } from './fields.tsx';
import { Form, refusedOf, type FormErrors, type FormValues, type Sent } from './form.tsx';
import { Icon } from './icon.tsx';
import { usePage } from './page-context.ts';

export interface ConfirmProps {
  /** Where the confirmed act is posted. */
  action: string;
  /** Text of the closed line and of the last button: the act by its name («Сессияны жабуу»). */
  verb: string;
  /** What will happen and whether it can be taken back. */
  children: ComponentChildren;
  /** The reader types this name to confirm; sent as `confirmName`. For acts that cannot be taken back. */
  typeName?: string;
  /** Asks for a reason, sent as `reason`. */
  reason?: boolean | string;
  /** A reason as it could be typed. */
  example?: string;
  danger?: boolean;
  fields?: Readonly<Record<string, string>>;
  errors?: FormErrors;
  values?: FormValues;
  /** `values` and `errors` of one refusal. */
  sent?: Sent | undefined;
  /** Unique on the page when several stand on it. */
  id?: string;
}

/** A confirmation without a dialogue: a folded line that opens to what will happen and one named button. */
export function Confirm(props: ConfirmProps) {
  const page = usePage();
  const { t } = page;
  const { id = 'confirm' } = props;
  const sent = props.sent ?? refusedOf(page, { ...props, id });
  const { errors = sent?.errors ?? {}, values = sent?.values } = props;
  const wrong = Object.keys(errors).length > 0;
  return (
    <details
      class={props.danger ? 'confirm danger' : 'confirm'}
      open={wrong || sent !== undefined || undefined}
    >
      <summary class={`btn ${props.danger ? 'danger' : 'ghost'}`}>
        {props.danger && <Icon name="alert" />}
        {props.verb}
      </summary>
      <div class="confirm-body">
        {props.children}
        <Form id={id} action={props.action} fields={props.fields} errors={errors} values={values} sent={sent}>
          {props.reason && (
            <TextField
              name="reason"
              label={props.reason === true ? t('ui.field.reason') : props.reason}
              example={props.example}
              required
              maxLength={500}
            />
          )}
          {props.typeName && (
            <TextField name="confirmName" label={t('ui.confirm.type', { name: props.typeName })} required />
          )}
          <div class="actions">
            <Button look={props.danger ? 'danger' : 'primary'}>{props.verb}</Button>
          </div>
        </Form>
      </div>
    </details>
  );
}

/** What can be done to one row of a table, folded: a list of people is to be read, not to be pressed by a slip. */
export function RowActions({ children }: { children: ComponentChildren }) {
  const { t } = usePage();
  return (
    <details class="row-actions">
      <summary class="btn plain small">{t('ui.actions')}</summary>
      <div class="row-actions-body">{children}</div>
    </details>
  );
}
