import type { ComponentChildren } from 'preact';
import type { z } from 'zod';
import { exampleOf, labelOf } from '../i18n/labels.ts';
import { DataTable } from '../ui/data-table.tsx';
import { HiddenField, type Option } from '../ui/fields.tsx';
import { Form as Frame, refusedOf, type FormProps } from '../ui/form.tsx';
import { usePage } from '../ui/page-context.ts';
import { Notice } from '../ui/surfaces.tsx';
import { factsOf, type FieldFacts } from './field.ts';
import type { FormCommand } from './post.ts';

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
  : T extends readonly unknown[]
    ? { readonly values: readonly string[] }
    : { readonly value: string });

/** Gives the fields of a shape by name; a name that the command does not have does not compile. */
export type FieldsOf<Shape extends z.ZodRawShape> = <K extends keyof Shape & string>(
  name: K,
) => Given<NonNullable<z.output<Shape[K]>>>;

type Standing<T> = (T extends readonly (infer E)[] ? readonly E[] : T) | null | undefined;
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
}: Omit<FormProps, 'children'> & {
  of: FormCommand<Shape>;
  /** What stands now. */
  row?: RowOf<Shape>;
  children: (f: FieldsOf<Shape>) => ComponentChildren;
}) {
  const page = usePage();
  const { t, fmt, refused } = page;
  const stands = (row ?? {}) as Readonly<Record<string, unknown>>;
  const room = of.name.slice(0, of.name.indexOf('.'));
  const known = (name: string) => factsOf(of.input.shape[name] as unknown as z.ZodType);
  const labelFor = (name: string, { called = name }: FieldFacts) =>
    called === '' ? '' : called.includes('.') ? t(called) : labelOf(t, `${room}.field`, called);
  const f = (name: string) => {
    const facts = known(name);
    if (!facts) throw new Error(`${of.name}: ${name} is not a field.`);
    const { required, called = name, words = `${room}.${called}`, kind } = facts;
    const value = stands[name];
    return {
      name,
      label: labelFor(name, facts),
      required,
      ...(facts.max !== undefined && { maxLength: facts.max }),
      ...(kind === 'text' && { example: exampleOf(t, of.name, name) }),
      options: (words === '' ? [] : (facts.values ?? [])).map((one) => ({
        value: one,
        label: t(`${words}.${one}`),
      })),
      ...(kind === 'tick'
        ? { checked: value === true }
        : kind === 'list'
          ? { values: (value ?? []) as readonly string[] }
          : { value: shown(value) }),
      ...controls[kind],
    };
  };
  const meanwhile = refused?.code === 'edited-meanwhile' && refusedOf(page, frame) === refused;
  const differing = Object.keys(meanwhile ? of.input.shape : {}).flatMap((name) => {
    const facts = known(name);
    const yours = refused?.values[name];
    if (!facts || !texts.has(facts.kind) || typeof yours !== 'string') return [];
    const theirs = shown(stands[name]);
    // «9.30» is 09:30: what only looks different is not compared.
    const read = (of.input.shape[name] as unknown as z.ZodType).safeParse(yours);
    if (theirs === (read.success ? shown(read.data) : yours)) return [];
    const said = facts.kind === 'day' && theirs !== '' ? fmt.date(theirs) : theirs;
    return [{ label: labelFor(name, facts), theirs: said, yours }];
  });
  return (
    <Frame {...frame}>
      {meanwhile && <Meanwhile differing={differing} />}
      {stands.revision !== undefined && <HiddenField name="revision" value={shown(stands.revision)} />}
      {children(f as unknown as FieldsOf<Shape>)}
    </Frame>
  );
}

/** Kinds of which the reader can compare two versions as they stand. */
const texts = new Set(['text', 'phone', 'email', 'day', 'time', 'count']);

/** Somebody saved since the form was opened: what stands now beside what was typed. */
export function Meanwhile(props: {
  differing?: readonly { readonly label: string; readonly theirs: string; readonly yours: string }[];
}) {
  const { t } = usePage();
  const { differing = [] } = props;
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

/** What stands in the box; an empty one for nothing. */
function shown(value: unknown): string {
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'bigint'
      ? `${value}`
      : '';
}

/** How phones help with typing. */
const controls: Readonly<Record<string, object>> = {
  phone: { type: 'tel', inputmode: 'tel', width: 'medium' },
  email: { type: 'email', inputmode: 'email', width: 'medium' },
};
