import { addCalendarDays, dayNumber, deadlineOf, isWorkingDay } from '../../methods/deadlines.ts';
import { DateField, SelectField, TextField } from '../../platform/ui/fields.tsx';
import { FieldGroup } from '../../platform/ui/form.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Facts } from '../../platform/ui/surfaces.tsx';
import type { Inputs } from '../inputs.ts';
import { NumberRow, ResultTable, Try } from './parts.tsx';

const example = { event: '2027-03-04', days: 3, holidays: '2027-03-08' };
const kinds = ['within', 'after', 'before'] as const;
const units = ['working', 'calendar'] as const;

function isDate(text: string): boolean {
  try {
    const year = Number(text.slice(0, 4));
    dayNumber(text);
    return year >= 1990 && year <= 2100;
  } catch {
    return false;
  }
}

/** A deadline counted day by day. */
export function DeadlinesExample({ inputs }: { inputs: Inputs }) {
  const { t, fmt } = usePage();
  const typed = inputs.text('event', example.event, 10);
  if (!isDate(typed)) inputs.refuse('event');
  const event = isDate(typed) ? typed : example.event;
  const days = inputs.whole('days', example.days, { min: 0, max: 60 });
  const kind = inputs.choice('kind', kinds, 'within');
  const unit = inputs.choice('unit', units, 'working');
  const list = inputs
    .text('holidays', example.holidays, 400)
    .split(/[\s,;]+/)
    .filter((text) => text !== '');
  if (list.some((text) => !isDate(text))) inputs.refuse('holidays');
  const calendar = { holidays: new Set(list.filter(isDate)) };
  const deadline = deadlineOf({ kind, days, unit }, event, calendar);
  const [from, to] = event < deadline ? [event, deadline] : [deadline, event];
  const length = Math.min(100, dayNumber(to) - dayNumber(from));
  const step = (date: string): string => {
    if (date === event) return t('explain.deadlines.event');
    if (date === deadline) return t('explain.deadlines.deadline');
    return t(isWorkingDay(date, calendar) ? 'explain.deadlines.working' : 'explain.deadlines.free');
  };
  return (
    <>
      <Facts items={[{ value: fmt.date(deadline), label: t(`explain.deadlines.result.${kind}`) }]} />
      <ResultTable
        caption={t('explain.deadlines.table')}
        columns={[t('explain.deadlines.day'), t('explain.deadlines.what')]}
        rows={Array.from({ length: length + 1 }, (_, index) => addCalendarDays(from, index)).map((date) => [
          fmt.weekdayDate(date),
          step(date),
        ])}
      />
      <Try inputs={inputs}>
        <NumberRow
          inputs={inputs}
          fields={[{ name: 'days', label: t('explain.deadlines.days'), value: example.days }]}
        >
          <DateField
            name="event"
            label={t('explain.deadlines.event')}
            value={inputs.shown('event', example.event)}
            {...(inputs.isWrong('event') ? { error: t('explain.unreadable.field') } : {})}
          />
          <SelectField
            name="kind"
            label={t('explain.rule')}
            empty={null}
            value={kind}
            options={kinds.map((value) => ({ value, label: t(`explain.deadlines.kind.${value}`) }))}
          />
          <SelectField
            name="unit"
            label={t('explain.deadlines.unit')}
            empty={null}
            value={unit}
            options={units.map((value) => ({ value, label: t(`explain.deadlines.unit.${value}`) }))}
          />
        </NumberRow>
        <FieldGroup legend={t('explain.deadlines.calendar')}>
          <TextField
            name="holidays"
            label={t('explain.deadlines.holidays')}
            hint={t('explain.deadlines.holidays.hint')}
            value={inputs.shown('holidays', example.holidays)}
            {...(inputs.isWrong('holidays') ? { error: t('explain.unreadable.field') } : {})}
          />
        </FieldGroup>
      </Try>
    </>
  );
}
