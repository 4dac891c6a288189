type Values = Readonly<Record<string, string | string[] | undefined>>;

/** One text of a posted form; empty when it was not sent. */
export function textOf(values: Values, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

export type SentRows = {
  readonly rows: Record<string, string>[];
  /** Index in the form of each row that was kept. */
  readonly indexes: readonly number[];
};

/** Rows `rows.<n>.<name>` of a form in their order, without those whose `key` fields are all empty. */
export function rowsOf(values: Values, names: readonly string[], key: readonly string[]): SentRows {
  const found = new Map<number, Record<string, string>>();
  for (const [field, value] of Object.entries(values)) {
    const match = /^rows\.(\d{1,4})\.(\w+)$/.exec(field);
    if (!match || !names.includes(match[2] ?? '')) continue;
    const index = Number(match[1]);
    const row = found.get(index) ?? {};
    row[match[2] ?? ''] = typeof value === 'string' ? value : (value?.[0] ?? '');
    found.set(index, row);
  }
  const kept = [...found]
    .sort(([a], [b]) => a - b)
    .filter(([, row]) => key.some((name) => (row[name] ?? '').trim() !== ''));
  return { rows: kept.map(([, row]) => row), indexes: kept.map(([index]) => index) };
}

/** Errors of the command's rows put back beside the rows of the form. */
export function errorsOfRows(
  errors: Readonly<Record<string, string>>,
  indexes: readonly number[],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([field, message]) => [
      field.replace(/^rows\.(\d+)\./, (_, index: string) => `rows.${indexes[Number(index)] ?? index}.`),
      message,
    ]),
  );
}
