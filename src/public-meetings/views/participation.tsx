import type { I18n } from '../../platform/i18n/context.ts';
import { participationByForm } from '../../people/rules/participation.ts';
import { List, type ListColumn } from '../../platform/ui/list.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { EmptyState, Facts, Tag } from '../../platform/ui/surfaces.tsx';
import type { FormRow } from '../data/participation.ts';

type Row = FormRow & ReturnType<typeof participationByForm>['forms'][number];

/** A form's name: an event of the assessment, a group, a planning meeting, or a form of public meeting. */
function formName({ t }: Pick<I18n, 't'>, form: string): string {
  if (form === 'planning') return t('public-meetings.title');
  const known = `public-meetings.form.${form}`;
  return t.has(known) ? t(known) : t(`public-meetings.counted.${form}`);
}

/** The rows with their shares and the 30 % rule. */
export const participationRows = (rows: readonly FormRow[]): Row[] => {
  const { forms } = participationByForm(rows);
  return rows.map((row, index) => ({ ...row, ...forms[index]! }));
};

/** What the 30 % rule says: asked of people, not of the printed share. */
const minorityText = ({ t }: Pick<I18n, 't'>, { minority }: Row) =>
  minority.holds ? t('ui.yes') : t(`public-meetings.lacks.${minority.smaller}`, { count: minority.missing });

export const participationColumns = (i18n: I18n): ListColumn<Row>[] => {
  const { t } = i18n;
  return [
    { key: 'form', head: true, value: (one) => formName(i18n, one.form) },
    { key: 'meetings', align: 'end', value: (one) => one.meetings },
    { key: 'people', align: 'end', label: t('ui.field.people'), value: (one) => one.participants },
    { key: 'women', align: 'end', label: t('ui.field.women'), value: (one) => one.women },
    {
      key: 'share',
      align: 'end',
      label: t('public-meetings.women-share'),
      value: (one) => Number(one.percent),
      cell: (one) => i18n.fmt.percent(Number(one.percent) / 100, 1),
    },
    {
      key: 'minority',
      label: t('public-meetings.thirty'),
      value: (one) => minorityText(i18n, one),
      cell: (one) => <Tag tone={one.minority.holds ? 'ok' : 'warn'}>{minorityText(i18n, one)}</Tag>,
    },
  ];
};

/** Who takes part, by form; women's share beside it, as all women of all people and as the mean of the forms. */
export function ParticipationPage({ rows, year }: { rows: readonly FormRow[]; year: string | undefined }) {
  const page = usePage();
  const { t, fmt } = page;
  const room = useRoom('public-meetings');
  const { pooledPercent, unweightedPercent } = participationByForm(rows);
  const percent = (value: string | null) => (value === null ? '–' : fmt.percent(Number(value) / 100, 1));
  return (
    <StaffPage
      title={t('public-meetings.participation')}
      lead={t('public-meetings.participation-lead')}
      crumbs={[{ label: t('public-meetings.all'), path: room }]}
      wide
    >
      {rows.length === 0 ? (
        <EmptyState icon="people" title={t('public-meetings.participation-empty')} />
      ) : (
        <>
          <Facts
            items={[
              { label: t('public-meetings.pooled'), value: percent(pooledPercent) },
              { label: t('public-meetings.unweighted'), value: percent(unweightedPercent) },
            ]}
          />
          <List
            of={{
              rows: participationRows(rows),
              columns: participationColumns(page),
              words: 'public-meetings',
            }}
            caption={t('public-meetings.participation')}
            hideCaption
            rowKey={(one) => one.form}
            files={`${room}/participation/export${year === undefined ? '' : `?year=${year}`}`}
          />
        </>
      )}
    </StaffPage>
  );
}
