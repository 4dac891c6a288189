import { FormPage } from '../../platform/forms/form-page.tsx';
import { DataTable } from '../../platform/ui/data-table.tsx';
import { CheckboxField, DateField, SelectField, TextArea, TextField } from '../../platform/ui/fields.tsx';
import { FieldGroup } from '../../platform/ui/form.tsx';
import { useStyles } from '../../platform/ui/head.ts';
import { usePage } from '../../platform/ui/page-context.ts';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { Notice, Tag } from '../../platform/ui/surfaces.tsx';
import { saveCalendarYear } from '../commands/save-calendar-year.ts';
import type { CalendarYear } from '../data/calendar.ts';
import type { CalendarDay } from '../rules/calendar-days.ts';

export const calendarPath = '/admin/calendar';

/** The years, those that nobody entered among them. */
export function CalendarPage({
  years,
  wanted,
}: {
  years: readonly CalendarYear[];
  wanted: readonly number[];
}) {
  const { t, fmt, href } = usePage();
  const all = [...new Set([...wanted, ...years.map(({ year }) => year)])].sort((a, b) => b - a);
  const found = (year: number) => years.find((one) => one.year === year);
  return (
    <StaffPage title={t('deadlines.calendar.title')} lead={t('deadlines.calendar.lead')}>
      <DataTable
        caption={t('deadlines.calendar.title')}
        hideCaption
        rows={all}
        rowKey={String}
        columns={[
          {
            key: 'year',
            label: t('deadlines.calendar.year'),
            head: true,
            cell: (year) => <a href={href(`${calendarPath}/${year}`)}>{year}</a>,
          },
          {
            key: 'state',
            label: t('ui.field.state'),
            cell: (year) => (
              <Tag tone={found(year) ? 'ok' : 'warn'}>
                {t(found(year) ? 'deadlines.calendar.entered' : 'deadlines.calendar.missing')}
              </Tag>
            ),
          },
          {
            key: 'days',
            label: t('deadlines.calendar.days'),
            align: 'end',
            cell: (year) => fmt.number(found(year)?.days.length ?? 0),
          },
        ]}
      />
    </StaffPage>
  );
}

/** Empty rows beyond the days that stand: Orozo ait, Kurman ait, and days that the government moves. */
const spareRows = 6;

/** One year: its days, the decisions they follow from, and the word that it is whole. */
export function CalendarYearPage(props: {
  year: number;
  standing: CalendarYear | undefined;
  offered: readonly CalendarDay[];
}) {
  useStyles('deadlines.css');
  const { t, fmt } = usePage();
  const { year, standing, offered } = props;
  return (
    <FormPage
      title={t('deadlines.calendar.of-year', { year })}
      crumbs={[{ label: t('deadlines.calendar.title'), path: calendarPath }]}
      of={saveCalendarYear}
      row={standing ?? { revision: 0, basis: '', days: offered }}
      action={`${calendarPath}/${year}`}
      class="roomy"
    >
      {(f) => (
        <>
          {!standing && <Notice tone="info">{t('deadlines.calendar.offered')}</Notice>}
          <FieldGroup legend={t('deadlines.calendar.days')} hint={t('deadlines.calendar.days-hint')}>
            {f('days')
              .lines(spareRows)
              .map((line) => (
                <div key={line.name} class="entry-row calendar-row">
                  <DateField
                    {...line.f('on')}
                    width="full"
                    label={
                      line.row?.on
                        ? t('deadlines.calendar.day-of', { weekday: fmt.weekday(line.row.on) })
                        : line.f('on').label
                    }
                    hint=""
                  />
                  <SelectField {...line.f('kind')} />
                  <TextField {...line.f('note')} />
                </div>
              ))}
          </FieldGroup>
          <TextArea {...f('basis')} hint={t('deadlines.calendar.basis-hint')} />
          <CheckboxField {...f('confirmed')} value="yes" />
        </>
      )}
    </FormPage>
  );
}
