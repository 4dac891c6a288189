import type { ComponentChildren } from 'preact';
import type { z } from 'zod';
import { labelOf } from '../i18n/labels.ts';
import { HiddenField, type Option } from '../ui/fields.tsx';
import { Form as Frame, type FormProps } from '../ui/form.tsx';
import { usePage } from '../ui/page-context.ts';
import { factsOf } from './field.ts';
import type { FormCommand } from './post.ts';

/** What a field of a form is given: spread it into `TextField`, `DateField`, `SelectField` …. */
type Given<T> = {
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
  readonly maxLength?: number;
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
 * the name, whether it is required, its greatest length and its label `<room>.field.<name>`, from the row its value;
 * what was sent and refused stands before the row. A thing with a revision sends back the one it was opened with.
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
  const { t } = usePage();
  const stands = (row ?? {}) as Readonly<Record<string, unknown>>;
  const room = of.name.slice(0, of.name.indexOf('.'));
  const f = (name: string) => {
    const facts = factsOf(of.input.shape[name] as unknown as z.ZodType);
    if (!facts) throw new Error(`${of.name}: ${name} is not a field.`);
    const { required, called = name, words = `${room}.${called}`, kind } = facts;
    const value = stands[name];
    return {
      name,
      label: called === '' ? '' : called.includes('.') ? t(called) : labelOf(t, `${room}.field`, called),
      required,
      ...(facts.max !== undefined && { maxLength: facts.max }),
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
  return (
    <Frame {...frame}>
      {stands.revision !== undefined && <HiddenField name="revision" value={shown(stands.revision)} />}
      {children(f as unknown as FieldsOf<Shape>)}
    </Frame>
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
