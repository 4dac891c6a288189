import { createContext, type ComponentChildren } from 'preact';
import { useContext, useId } from 'preact/hooks';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { KeptNotice } from './kept-notice.tsx';
import { usePage, type PageContext } from './page-context.ts';
import { useStyles } from './head.ts';

/** What the reader sent, to fill the form in again. */
export type FormValues = Readonly<Record<string, string | readonly string[] | undefined>>;
/** Field name → what is wrong, in words; the empty name is for the form as a whole. */
export type FormErrors = Readonly<Record<string, string>>;
/** A form that was sent and refused; a `Problem` is one. */
export type Sent = { readonly values: FormValues; readonly errors: FormErrors };

interface FormState {
  id: string;
  values: FormValues;
  errors: FormErrors;
  /** The fields stand outside of the form's own element. */
  apart?: boolean;
  /** The values were kept over a new sign-in, and nothing of them was looked at yet. */
  kept: boolean;
}

const FormContext = createContext<FormState>({ id: 'f', values: {}, errors: {}, kept: false });

/** The element id of a field; the error summary links to it. */
export function fieldId(formId: string, name: string): string {
  return `${formId}-${name.replace(/[^\w-]+/g, '-')}`;
}

/** What the surrounding form knows about one field. */
export function useField(name: string): {
  id: string;
  error: string | undefined;
  sent: string | readonly string[] | undefined;
  /** The form was sent: a box or a choice that is not among its values was left alone. */
  posted: boolean;
  /** The form that a field outside of it belongs to. */
  form: string | undefined;
  /** The form was sent before a new sign-in: what it was typed over is what was sent with it, not what stands now. */
  kept: boolean;
} {
  const form = useContext(FormContext);
  const posted = form.values.operationId !== undefined;
  return {
    id: fieldId(form.id, name),
    error: form.errors[name],
    sent: form.values[name],
    posted,
    form: form.apart ? form.id : undefined,
    kept: form.kept,
  };
}

/** The refusal that a form shows: of what was posted to its address, with its own fixed fields. */
export function refusedOf(
  { refused, refusedIn = '', path }: PageContext,
  { action, id = 'f', fields = {} }: Pick<FormProps, 'action' | 'id' | 'fields'>,
): Sent | undefined {
  if (!refused) return undefined;
  // What was kept may be of another page's form; what was refused is of this page.
  const own = action ?? (refused.code === 'kept' ? path : undefined);
  if (own !== undefined && own.split('?', 1)[0] !== refused.action) return undefined;
  if (refusedIn !== '' && refusedIn !== id) return undefined;
  return Object.entries(fields).every(([name, value]) => refused.values[name] === value)
    ? refused
    : undefined;
}

export interface ErrorSummaryProps {
  errors: FormErrors;
  formId: string;
}

/** Lists what is wrong, each with a link to its field; takes the focus when the page opens. */
export function ErrorSummary({ errors, formId }: ErrorSummaryProps) {
  const { t } = usePage();
  const titleId = useId();
  const entries = Object.entries(errors);
  if (entries.length === 0) return null;
  const fields = entries.filter(([name]) => name !== '');
  return (
    <div class="notice bad error-summary" role="alert" aria-labelledby={titleId} tabIndex={-1} autofocus>
      <Icon name="alert" size={22} />
      <div>
        <p class="notice-title" id={titleId}>
          {fields.length > 0 ? t('ui.errors.title', { count: fields.length }) : t('ui.status.error')}
        </p>
        <ul>
          {entries.map(([name, message]) => (
            <li key={name}>{name === '' ? message : <a href={`#${fieldId(formId, name)}`}>{message}</a>}</li>
          ))}
        </ul>
        {fields.length > 0 && <p>{t('ui.errors.kept')}</p>}
      </div>
    </div>
  );
}

export interface FormProps {
  /** Where it is posted, without language prefix; the page's own address when left out. */
  action?: string;
  /** Values sent along. */
  fields?: Readonly<Record<string, string>>;
  /** Needed when a page holds several forms, so that the ids of equal fields differ. */
  id?: string;
  values?: FormValues;
  errors?: FormErrors;
  /** `values` and `errors` of one refusal. */
  sent?: Sent | undefined;
  /** Text of the button; leave out to place own buttons in `children`. */
  submit?: string;
  submitLook?: 'primary' | 'ghost' | 'danger';
  /** A link back beside the button; path without language prefix. */
  cancel?: string;
  /** For file fields. */
  multipart?: boolean;
  /** Fields in one row where there is room (short filters, one-line additions). */
  inline?: boolean;
  /** Says what the star means; on for forms with required fields unless `false`. */
  requiredNote?: boolean;
  class?: string;
  /** Folded away under these words until it is wanted, or comes back refused. */
  fold?: Fold;
  /** What is typed here is nobody else's business, not even this browser's: it is kept nowhere until it is saved. */
  unkept?: boolean;
  children?: ComponentChildren;
}

/** The closed line above a form, a button in its look. */
export interface Fold {
  text: ComponentChildren;
  /** For those who hear it, when the words need the row they stand in. */
  label?: string;
  look?: string;
  open?: boolean;
}

/**
 * A form that posts: carries the token against forged posts and an operation id, so that a double click counts
 * once. The browser's own checks are off: our answers are in the reader's language and keep what was typed.
 */
export function Form(props: FormProps) {
  useStyles('staff.css');
  const page = usePage();
  const refused = refusedOf(page, props);
  const sent = props.sent ?? refused;
  const { id = 'f', errors = sent?.errors ?? {}, fold } = props;
  // What came back after a new sign-in stands before what a page makes of its own refusals.
  const kept = page.refused?.code === 'kept' && refused === page.refused ? refused : undefined;
  const values = kept?.values ?? props.values ?? sent?.values ?? {};
  if (sent === page.refused && page.refused) page.refusedIn = id;
  const drafts = props.unkept ? undefined : page.actor?.drafts;
  const action = props.action ?? page.path;
  const form = (
    <FormContext.Provider value={{ id, values, errors, kept: kept !== undefined }}>
      <form
        id={id}
        class={['form', props.inline && 'inline', props.class].filter(Boolean).join(' ')}
        method="post"
        action={page.href(action)}
        encType={props.multipart ? 'multipart/form-data' : undefined}
        noValidate
        data-draft={drafts?.nameOf(`${action} ${id} ${JSON.stringify(props.fields ?? {})}`)}
        data-draft-returned={
          drafts && values.operationId !== undefined ? String(values.operationId) : undefined
        }
      >
        <input type="hidden" name="csrf" value={page.csrfToken} />
        <input type="hidden" name="operationId" value={page.operationId()} />
        {props.unkept && <input type="hidden" name="unkept" value="yes" />}
        {kept && (
          <>
            <KeptNotice />
            <input type="hidden" name="kept" value={String(kept.values.kept)} />
          </>
        )}
        <ErrorSummary errors={errors} formId={id} />
        {Object.entries(props.fields ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {props.requiredNote && <p class="hint">{page.t('ui.required-note')}</p>}
        {props.children}
        {(props.submit || props.cancel) && (
          <div class="actions">
            {props.submit && <Button look={props.submitLook ?? 'primary'}>{props.submit}</Button>}
            {props.cancel && <a href={page.href(props.cancel)}>{page.t('ui.cancel')}</a>}
          </div>
        )}
      </form>
    </FormContext.Provider>
  );
  if (!fold) return form;
  return (
    <details class="confirm" open={fold.open || sent !== undefined || undefined}>
      <summary class={`btn ${fold.look ?? 'ghost'}`} aria-label={fold.label}>
        {fold.text}
      </summary>
      <div class="confirm-body">{form}</div>
    </details>
  );
}

/**
 * Fields of the form `of` that stand elsewhere on its page: they are sent with it, by any of its buttons, and filled in
 * again with it. For a page whose parts have forms of their own between them, which cannot stand inside one another.
 */
export function FormPart({
  of,
  action,
  children,
}: {
  of: string;
  action: string;
  children: ComponentChildren;
}) {
  const page = usePage();
  const sent = refusedOf(page, { action, id: of });
  const kept = sent !== undefined && page.refused?.code === 'kept';
  const state = { id: of, values: sent?.values ?? {}, errors: sent?.errors ?? {}, apart: true, kept };
  return <FormContext.Provider value={state}>{children}</FormContext.Provider>;
}

export interface ActionFormProps {
  action: string;
  /** Values sent along. */
  fields?: Readonly<Record<string, string>>;
  children: ComponentChildren;
}

/** One button that posts (publish, remove, undo); the `Button` is the child. */
export function ActionForm({ action, fields = {}, children }: ActionFormProps) {
  useStyles('staff.css');
  const page = usePage();
  return (
    <form class="action" method="post" action={page.href(action)}>
      <input type="hidden" name="csrf" value={page.csrfToken} />
      <input type="hidden" name="operationId" value={page.operationId()} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

/** Fields that belong together under one heading. */
export function FieldGroup({
  legend,
  hint,
  children,
}: {
  legend: string;
  hint?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <fieldset class="group">
      <legend>{legend}</legend>
      {hint && <p class="hint">{hint}</p>}
      {children}
    </fieldset>
  );
}
