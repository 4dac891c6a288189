import type { ComponentChildren } from 'preact';
import type { z } from 'zod';
import type { I18n } from '../i18n/context.ts';
import { exampleOf, labelOf } from '../i18n/labels.ts';
import { DataTable } from '../ui/data-table.tsx';
import { HiddenField, type Option } from '../ui/fields.tsx';
import { Form as Frame, refusedOf, type FormProps, type FormValues } from '../ui/form.tsx';
import { usePage } from '../ui/page-context.ts';
import { Notice } from '../ui/surfaces.tsx';
import { factsOf, type FieldFacts } from './field.ts';
import { readAs, shown } from './shown.ts';
import type { FormCommand } from './post.ts';
import { linesOf, rowsOf, withStanding, type Line } from './rows.ts';

/** What a field of a form is given: spread it into `TextField`, `DateField`, `SelectField` …. */
type Given<T> = {
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
  readonly maxLength?: number;
  readonly example?: string;
  readonly options: readonly Option[];
} & (T extends boolean
  ? { readonly checked: boolean }
  : T extends readonly (infer E)[]
    ? E extends Rec
      ? {
          /** The rows that stand or were sent, and empty ones: so many more than stand. */
          readonly lines: (spare: number) => readonly (Line<Partial<E>> & { readonly f: FieldsFor<E> })[];
        }
      : { readonly values: readonly string[] }
    : { readonly value: string });

type Rec = Readonly<Record<string, unknown>>;
type FieldsFor<Output> = <K extends keyof Output & string>(name: K) => Given<NonNullable<Output[K]>>;

/** Gives the fields of a shape by name; a name that the command does not have does not compile. */
export type FieldsOf<Shape extends z.ZodRawShape> = FieldsFor<{ [K in keyof Shape]: z.output<Shape[K]> }>;

type Standing<T> =
  | (T extends readonly (infer E)[]
      ? readonly (E extends Rec ? { readonly [K in keyof E]?: Standing<E[K]> } : E)[]
      : T)
  | null
  | undefined;
type RowOf<Shape extends z.ZodRawShape> = { readonly [K in keyof Shape]?: Standing<z.output<Shape[K]>> };

/**
 * The form of a command. Its children are written out by hand, each with `f('name')`: from the command's shape come
 * the name, whether it is required, its greatest length, its label `<room>.field.<name>` and its example, from the row its value;
 * what was sent and refused stands before the row. A thing with a revision sends back the one it was opened with; when
 * somebody saved meanwhile, both versions stand above the form, and sending it again puts the reader's over the other.
 */
export function Form<Shape extends z.ZodRawShape>({
  of,
  row,
  children,
  ...frame
}: Omit<FormProps, 'children' | 'values' | 'errors'> & {
  of: FormCommand<Shape>;
  /** What stands now. */
  row?: RowOf<Shape>;
  children: (f: FieldsOf<Shape>) => ComponentChildren;
}) {
  const page = usePage();
  const stands = (row ?? {}) as Rec;
  const room = of.name.slice(0, of.name.indexOf('.'));
  const sent = frame.sent ?? refusedOf(page, frame);
  const refused = page.refused === sent ? page.refused : undefined;
  const meanwhile = refused?.code === 'edited-meanwhile';
  const shape = Object.fromEntries(
    Object.entries(of.input.shape).flatMap(([name, schema]) => {
      const facts = factsOf(schema as unknown as z.ZodType);
      return facts ? [[name, facts] as const] : [];
    }),
  );
  const lists = Object.entries(shape).filter(([, { kind }]) => kind === 'rows');
  // Rows that somebody added meanwhile come after those that were sent; what was kept over a new sign-in is first shown
  // as it was sent, with the revision it was typed over, and meets them when it is saved.
  const values =
    sent &&
    (refused?.code === 'kept'
      ? sent.values
      : lists.reduce((all, [name, facts]) => withStanding(all, name, facts, stands[name]), sent.values));

  const fields =
    (known: Readonly<Record<string, FieldFacts>>, now: Rec, prefix: string) => (name: string) => {
      const facts = known[name];
      if (!facts) throw new Error(`${of.name}: ${prefix}${name} is not a field.`);
      const { kind, called = name, words = `${room}.${called}` } = facts;
      const value = now[name];
      return {
        name: prefix + name,
        label: labelFor(page, room, name, facts),
        required: facts.required,
        ...(facts.max !== undefined && { maxLength: facts.max }),
        ...(kind === 'text' && prefix === '' && { example: exampleOf(page.t, of.name, name) }),
        options: (words === '' ? [] : (facts.values ?? [])).map((one) => ({
          value: one,
          label: page.t(`${words}.${one}`),
        })),
        ...(kind === 'tick'
          ? { checked: value === true }
          : kind === 'list'
            ? { values: (value ?? []) as readonly string[] }
            : kind === 'rows'
              ? { lines: (spare: number) => lines(name, facts, value, spare) }
              : { value: shown(kind, value) }),
        ...controls[kind],
      };
    };
  const lines = (name: string, facts: FieldFacts, value: unknown, spare: number) => {
    const errors = sent && !meanwhile ? sent.errors : {};
    const own = Object.fromEntries(
      Object.entries(facts.shape ?? {}).map(([field, schema]) => [
        field,
        // Which row it is the reader never sees.
        { ...factsOf(schema)!, ...(field === 'id' && { called: '' }) },
      ]),
    );
    return linesOf({ values: values ?? {}, errors }, name, facts, value, spare).map((line) => ({
      ...line,
      f: fields(own, line.row ?? {}, `${line.name}.`),
    }));
  };

  const versions = Object.entries(shape).filter(([name, { kind }]) => kind === 'revision' && name in stands);
  return (
    <Frame {...frame} {...(sent && values && { values, ...(meanwhile && { errors: {} }) })}>
      {meanwhile && <Meanwhile differing={differences(page, room, of.input.shape, stands, refused.values)} />}
      {versions.map(([name]) => (
        <HiddenField key={name} name={name} value={shown('revision', stands[name])} />
      ))}
      {children(fields(shape, stands, '') as unknown as FieldsOf<Shape>)}
    </Frame>
  );
}

function labelFor({ t }: I18n, room: string, name: string, { called = name }: FieldFacts): string {
  return called === '' ? '' : called.includes('.') ? t(called) : labelOf(t, `${room}.field`, called);
}

/** What stands now beside what was sent, field by field where they differ; of rows, how many there are. */
function differences(
  page: I18n,
  room: string,
  shape: z.ZodRawShape,
  stands: Rec,
  sent: FormValues,
): Difference[] {
  return Object.entries(shape).flatMap(([name, schema]) => {
    const facts = factsOf(schema as unknown as z.ZodType);
    // What the reader never saw has no label.
    if (!facts || !(name in stands) || facts.kind === 'id' || facts.kind === 'revision') return [];
    const label = labelFor(page, room, name, facts);
    if (label === '') return [];
    if (facts.kind === 'rows') {
      const count = (list: unknown) => page.fmt.number((list as readonly unknown[]).length);
      return [{ label, theirs: count(stands[name] ?? []), yours: count(rowsOf(sent, name, facts).rows) }];
    }
    if (!Object.hasOwn(sent, name)) return [];
    const read = (schema as unknown as z.ZodType).safeParse(sent[name]);
    const words = `${room}.${facts.called ?? name}`;
    const theirs = readAs(page, facts, words, stands[name]);
    const yours = read.success ? readAs(page, facts, words, read.data) : shown('text', sent[name]);
    return theirs === undefined || yours === undefined || theirs === yours ? [] : [{ label, theirs, yours }];
  });
}

interface Difference {
  readonly label: string;
  readonly theirs: string;
  readonly yours: string;
}

/** Somebody saved since the form was opened: what stands now beside what was typed. */
export function Meanwhile({ differing = [] }: { differing?: readonly Difference[] }) {
  const { t } = usePage();
  return (
    <Notice tone="warn" title={t('ui.meanwhile.title')} live>
      <p>{t('ui.meanwhile.text')}</p>
      {differing.length > 0 && (
        <DataTable
          caption={t('ui.meanwhile.title')}
          hideCaption
          rows={differing}
          rowKey={(one) => one.label}
          columns={[
            { key: 'field', label: t('ui.meanwhile.field'), head: true, cell: (one) => one.label },
            { key: 'theirs', label: t('ui.meanwhile.theirs'), cell: (one) => one.theirs || '–' },
            { key: 'yours', label: t('ui.meanwhile.yours'), cell: (one) => one.yours || '–' },
          ]}
        />
      )}
    </Notice>
  );
}

/** How phones help with typing. */
const controls: Readonly<Record<string, object>> = {
  phone: { type: 'tel', inputmode: 'tel', width: 'medium' },
  email: { type: 'email', inputmode: 'email', width: 'medium' },
  money: { decimal: true, width: 'medium' },
  share: { decimal: true, unit: '%' },
};
