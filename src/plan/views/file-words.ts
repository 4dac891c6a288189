import type { I18n } from '../../platform/i18n/context.ts';
import type { PersonalColumn } from '../../platform/tables/personal-numbers.ts';
import type { PlanFileError, PlanFileNote } from '../rules/plan-file-outcome.ts';

type Words = Pick<I18n, 't'>;

/** A mistake of a file in words; those about days and counts are said alike wherever people type them. */
export function fileErrorText({ t }: Words, { code, params = {} }: PlanFileError): string {
  const own = `plan.file.${code}`;
  return t.has(own) ? t(own, params) : `«${params.value ?? ''}»: ${t(`ui.written.${code}`, params)}`;
}

export const fileNoteText = ({ t }: Words, { code, params }: PlanFileNote): string =>
  t(`plan.file.note.${code}`, params);

/** Why a file with personal numbers was not read, naming the columns and never the numbers. */
export const personalText = ({ t }: Words, columns: readonly PersonalColumn[]): string =>
  t('plan.file.personal', {
    columns: columns.map(({ sheet, column }) => (sheet === '' ? column : `«${sheet}» ${column}`)).join(', '),
  });
