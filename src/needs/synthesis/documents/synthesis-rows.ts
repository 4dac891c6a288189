import type { I18n } from '../../../platform/i18n/context.ts';
import type { TableValue } from '../../../platform/tables/table-value.ts';
import { focusColumns } from '../../focus/rules/focus-record.ts';
import type { RussianNames } from '../../rules/catalogue.ts';
import { problemText } from '../../views/labels.ts';
import type { ProblemSynthesis } from '../rules/synthesis.ts';

/** Every line of every focus group with the wording it stands under and the verdict of its problem. */
export function synthesisRows(
  i18n: I18n,
  problems: readonly ProblemSynthesis[],
  russian: RussianNames,
): TableValue[][] {
  const { t, lang } = i18n;
  const word = (key: string, value: string | null) => (value === null ? '' : t(`${key}.${value}`));
  return [
    [
      t('ui.field.problem'),
      t('needs.synthesis.rank'),
      t('needs.import.column'),
      t('needs.synthesis.wording'),
      t('ui.field.village'),
      t('needs.focus.text'),
      t('needs.focus.likelihood'),
      t('needs.focus.party'),
      t('needs.focus.who-exactly'),
      t('needs.focus.form'),
      t('needs.synthesis.verdict'),
      t('needs.synthesis.helper'),
      t('ui.field.why'),
    ],
    ...problems.flatMap((problem) =>
      focusColumns.flatMap((column) =>
        problem.columns[column].flatMap((joint) =>
          joint.lines.map((line) => {
            const place = problem.places.find((one) => one.groupId === line.groupId);
            return [
              problemText(i18n, problem.name, russian),
              problem.rank,
              t(`needs.focus.column.${column}`),
              joint.joined ? joint.text : '',
              (lang === 'ru' ? place?.nameRu : place?.nameKy) ?? '',
              line.text,
              word('needs.focus.likelihood', line.likelihood),
              word('needs.focus.party', line.party),
              line.who,
              word('needs.focus.form', line.form),
              word('needs.synthesis.verdict', problem.verdict?.verdict ?? null),
              problem.verdict?.helper ?? '',
              problem.verdict?.reason ?? '',
            ];
          }),
        ),
      ),
    ),
  ];
}
