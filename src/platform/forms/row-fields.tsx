import type { ComponentChildren } from 'preact';
import { CheckboxField, HiddenField } from '../ui/fields.tsx';
import { FieldGroup } from '../ui/form.tsx';
import { usePage } from '../ui/page-context.ts';

type Line<Row> = { readonly name: string; readonly row: Row | undefined };

/**
 * Rows of a form, those that stand and `spare` empty ones, each in its group with its id; one that stands already can be
 * ticked away. `children` draws the fields of a row.
 */
export function RowFields<Row extends { readonly id?: unknown }, L extends Line<Row>>({
  of,
  spare,
  legend,
  children,
}: {
  of: { readonly lines: (spare: number) => readonly L[] };
  spare: number;
  legend: (number: number) => string;
  children: (line: L) => ComponentChildren;
}) {
  const { t } = usePage();
  return (
    <>
      {of.lines(spare).map((line, index) => {
        const id = line.row?.id;
        const stands = typeof id === 'string' && id !== '';
        return (
          <FieldGroup key={line.name} legend={legend(index + 1)}>
            {stands && <HiddenField name={`${line.name}.id`} value={id} />}
            {children(line)}
            {stands && <CheckboxField name={`${line.name}.remove`} label={t('ui.remove')} value="yes" />}
          </FieldGroup>
        );
      })}
    </>
  );
}
