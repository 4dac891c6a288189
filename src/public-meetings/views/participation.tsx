import type { I18n } from '../../platform/i18n/context.ts';
import { List, type ListColumn } from '../../platform/ui/list.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { EmptyState } from '../../platform/ui/surfaces.tsx';
import type { ParticipationRow } from '../rules/participation.ts';

export const participationColumns = ({ t, fmt }: I18n): ListColumn<ParticipationRow>[] => [
  { key: 'form', head: true, value: (one) => t(`public-meetings.form.${one.form}`) },
  { key: 'meetings', align: 'end', value: (one) => one.meetings },
  { key: 'people', align: 'end', label: t('ui.field.people'), value: (one) => one.people },
  { key: 'women', align: 'end', label: t('ui.field.women'), value: (one) => one.women },
  {
    key: 'share',
    align: 'end',
    label: t('public-meetings.women-share'),
    value: (one) => (one.people === 0 ? null : Math.round((one.women / one.people) * 1000) / 10),
    cell: (one) => (one.people === 0 ? '–' : fmt.percent(one.women / one.people, 1)),
  },
];

/** Who takes part, by form of meeting; women's share beside it. */
export function ParticipationPage({
  rows,
  year,
}: {
  rows: readonly ParticipationRow[];
  year: string | undefined;
}) {
  const page = usePage();
  const { t } = page;
  const room = useRoom('public-meetings');
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
        <List
          of={{ rows, columns: participationColumns(page), words: 'public-meetings' }}
          caption={t('public-meetings.participation')}
          hideCaption
          rowKey={(one) => one.form}
          files={`${room}/participation/export${year === undefined ? '' : `?year=${year}`}`}
        />
      )}
    </StaffPage>
  );
}
