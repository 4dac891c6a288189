import { z } from 'zod';

// What is known of a field beside its check (the fields themselves are in fields.ts).

export type FieldFacts = {
  readonly kind:
    | ('text' | 'phone' | 'email' | 'day' | 'time' | 'count' | 'money' | 'share')
    | ('tick' | 'choice' | 'id' | 'list' | 'rows' | 'revision');
  /** Left empty it is refused. */
  readonly required: boolean;
  /** Most characters; of rows, most rows. */
  readonly max?: number;
  /** The values of a choice, and the beginning of the messages that name them; empty: the page names them itself. */
  readonly values?: readonly string[];
  readonly words?: string;
  /**
   * Its label is `<room>.field.<called>`; the field's own name when left out, a whole key when it has a dot, and
   * nothing when it is empty: the page says it itself.
   */
  readonly called?: string;
  /** Of rows: the fields of each. */
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  /** Of rows: whether a row of the form says something, asked which of its fields are filled in. */
  readonly said?: (filled: (name: string) => boolean) => boolean;
};

const registry = new WeakMap<z.ZodType, FieldFacts>();

/** What is known of a field; undefined for a part of a shape that no form may send (`postOf` leaves it out). */
export function factsOf(schema: z.ZodType): FieldFacts | undefined {
  return registry.get(schema);
}

/** Makes a field of any check: for the few that only one room has. */
export function field<S extends z.ZodType>(facts: FieldFacts, schema: S): S {
  registry.set(schema, facts);
  return schema;
}

/** Nothing was typed. */
export const blank = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** May be left empty, and is then null or what is given. */
export function optional<S extends z.ZodType, const E = null>(inner: S, empty = null as E) {
  const schema = z
    .preprocess((value): unknown => (blank(value) ? null : value), inner.nullable())
    .transform((value): z.output<S> | E => (value === null ? empty : value))
    .prefault(null);
  return field({ ...factsOf(inner)!, required: false }, schema);
}

/** Left out of the form it is undefined, and what stands stays; left empty it is null, a text is empty. */
export function ifSent<S extends z.ZodType>(inner: S) {
  const facts = factsOf(inner)!;
  const schema = z
    .preprocess(
      (value): unknown => (value !== undefined && blank(value) && facts.kind !== 'text' ? null : value),
      inner.nullable(),
    )
    .optional();
  return field({ ...facts, required: false }, schema);
}

/** May be left empty, and is then not there. */
export function ifSaid<S extends z.ZodType>(inner: S) {
  const schema = optional(inner).transform((value): z.output<S> | undefined => value ?? undefined);
  return field({ ...factsOf(inner)!, required: false }, schema);
}

/** The same field under a label of another name. */
export function called<S extends z.ZodType>(name: string, inner: S): S {
  return field({ ...factsOf(inner)!, called: name }, inner);
}

/** Several of a field; one value of a form stands for a list of one. */
export const several = <S extends z.ZodType>(inner: S, min: number, max: number) =>
  field(
    { ...factsOf(inner)!, kind: 'list', required: min > 0 },
    z.preprocess(
      (value): unknown => (blank(value) ? [] : Array.isArray(value) ? value : [value]),
      z.array(inner).min(min).max(max),
    ),
  );
