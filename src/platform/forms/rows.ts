import type { FieldFacts } from './field.ts';
import { blank, factsOf } from './field.ts';
import { shown } from './shown.ts';

type Values = Readonly<Record<string, string | readonly string[] | undefined>>;
type Shape = NonNullable<FieldFacts['shape']>;

/** One text of a posted form; empty when it was not sent. */
export function textOf(values: Values, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

/** The numbers of the rows `<name>.<n>.…` of a posted form, in their order. */
function placesOf(values: Values, name: string): number[] {
  const found = new Set<number>();
  for (const field of Object.keys(values)) {
    const [list, place = '', rest] = field.split('.');
    if (list === name && rest !== undefined && /^\d{1,4}$/.test(place)) found.add(Number(place));
  }
  return [...found].sort((a, b) => a - b);
}

/** What was sent of one row: the fields of its shape, and no others. */
function rowAt(values: Values, row: string, shape: Shape): Record<string, string | readonly string[]> {
  return Object.fromEntries(
    Object.entries(shape).flatMap(([name, schema]) => {
      const value = values[`${row}.${name}`];
      if (value === undefined) return [];
      const several = factsOf(schema)?.kind === 'list';
      return [[name, several ? value : textOf(values, `${row}.${name}`)] as const];
    }),
  );
}

export type SentRows = {
  readonly rows: Record<string, string | readonly string[]>[];
  /** The number in the form of each row that was kept. */
  readonly places: readonly number[];
};

/** The rows of a posted form without those that were left empty or ticked `remove`. */
export function rowsOf(values: Values, name: string, { shape = {}, said }: FieldFacts): SentRows {
  const places = placesOf(values, name).filter((place) => {
    const filled = (field: string) => !blank(values[`${name}.${place}.${field}`]);
    return !filled('remove') && (said?.(filled) ?? true);
  });
  return { rows: places.map((place) => rowAt(values, `${name}.${place}`, shape)), places };
}

/** Errors of a command's rows put back beside the rows of the form. */
export function errorsOfRows(
  errors: Readonly<Record<string, string>>,
  name: string,
  places: readonly number[],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([field, message]) => {
      const [list, at, ...rest] = field.split('.');
      const place = list === name && at !== undefined ? places[Number(at)] : undefined;
      return [place === undefined ? field : [name, place, ...rest].join('.'), message];
    }),
  );
}

/** One row of a form: what stands of it, and where its fields are. */
export type Line<Row> = {
  /** Its place in the form, from 0. */
  readonly index: number;
  /** `rows.3`: before the names of its fields. */
  readonly name: string;
  /** Undefined for a row that is new. */
  readonly row: Row | undefined;
  /** Something in it was refused. */
  readonly wrong: boolean;
  /** It is new, and something was typed into it. */
  readonly typed: boolean;
};

type Row = Readonly<Record<string, unknown>>;

/**
 * What was sent, with the rows after it that somebody added meanwhile: rows stay with their thing by its id, so that
 * nothing typed names another (one about a thing that somebody removed becomes a new one, `linesOf`).
 */
export function withStanding(
  values: Values,
  name: string,
  { shape = {} }: FieldFacts,
  standing: unknown,
): Values {
  const places = placesOf(values, name);
  if (!('id' in shape) || places.length === 0) return values;
  const sent = new Set(places.map((place) => textOf(values, `${name}.${place}.id`)));
  const added = ((standing ?? []) as readonly Row[]).filter((row) => !sent.has(String(row.id)));
  const next = (places.at(-1) ?? -1) + 1;
  const more = added.flatMap((row, at) =>
    Object.entries(shape).map(([field, schema]) => {
      const kind = factsOf(schema)!.kind;
      const value = row[field];
      const ticked = value === true ? 'yes' : '';
      const text = kind === 'list' ? (value as string[]) : kind === 'tick' ? ticked : shown(kind, value);
      return [`${name}.${next + at}.${field}`, text === '' ? undefined : text] as const;
    }),
  );
  return { ...values, ...Object.fromEntries(more) };
}

/**
 * The rows of a form in their order: those that were sent, else those that stand, and empty ones.
 * @param spare empty rows beyond those that stand
 */
export function linesOf(
  { values, errors }: { readonly values: Values; readonly errors: Readonly<Record<string, string>> },
  name: string,
  { shape = {}, said, max }: FieldFacts,
  value: unknown,
  spare: number,
): Line<Row>[] {
  const standing = (value ?? []) as readonly Row[];
  const sent = placesOf(values, name);
  const byId = new Map(standing.map((row) => [row.id, row]));
  const rowOf = (index: number) =>
    sent.length === 0 || !('id' in shape) ? standing[index] : byId.get(textOf(values, `${name}.${index}.id`));
  const wrong = new Set(Object.keys(errors).map((field) => field.split('.', 2).join('.')));
  const places = sent.length > 0 ? sent : standing.map((_, index) => index);
  for (let next = (places.at(-1) ?? -1) + 1; places.length < standing.length + spare; next += 1)
    places.push(next);
  return places.slice(0, max).map((index) => {
    const at = `${name}.${index}`;
    const row = rowOf(index);
    return {
      index,
      name: at,
      row,
      wrong: wrong.has(at),
      typed: row === undefined && (said?.((field) => !blank(values[`${at}.${field}`])) ?? false),
    };
  });
}
