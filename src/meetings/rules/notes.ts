import { ifSent } from '../../platform/forms/field.ts';
import { text } from '../../platform/forms/fields.ts';

/** The name of the field with the notes of a part. */
export const notesField = <Part extends string>(part: Part): `${Part}Notes` => `${part}Notes`;

/** Letters that the notes of one part may have. */
export const mostNotes = 20_000;

export const notesText = () => ifSent(text(mostNotes, 0));

/** The notes among the fields of a form, by part, and the fields without them. */
export function splitNotes(
  parts: readonly string[],
  sent: Readonly<Record<string, unknown>>,
): { readonly notes: Readonly<Record<string, string>>; readonly fields: Readonly<Record<string, unknown>> } {
  const partOf = new Map(parts.map((part) => [notesField(part) as string, part]));
  const notes = Object.entries(sent).flatMap(([name, said]) => {
    const part = partOf.get(name);
    return part === undefined || typeof said !== 'string' ? [] : [[part, said] as const];
  });
  const fields = Object.entries(sent).filter(([name]) => !partOf.has(name));
  return { notes: Object.fromEntries(notes), fields: Object.fromEntries(fields) };
}

/** Notes under the names of their fields. */
export const noteValues = (notes: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(notes).map(([part, text]) => [notesField(part), text ?? '']));
