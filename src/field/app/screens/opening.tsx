import type { VNode } from 'preact';
import { attendanceSums, countsFromList } from '../../rules/attendance.ts';
import { useApp, useMeeting, useRecord } from '../core/hooks.ts';
import { AttendanceBar } from '../run/attendance-bar.tsx';
import { DayAndPlace } from '../run/day-place.tsx';
import { Choice, Stepper } from '../run/inputs.tsx';
import { PeopleList } from '../run/people-list.tsx';

/** Welcome and registration: the day and the place, and who came — one by one or as a head count. */
export default function Opening(): VNode {
  const { t } = useApp();
  const { edit } = useMeeting();
  const record = useRecord();
  const words = { more: t('field.run.more'), less: t('field.run.less') };
  const sums = attendanceSums(record);
  const counts = record.attendance === 'counts';
  return (
    <>
      <DayAndPlace />
      <section aria-labelledby="run-who">
        <h2 id="run-who">{t('field.run.who-came')}</h2>
        <Choice
          label={t('field.run.attendance')}
          hideLabel
          value={record.attendance}
          options={[
            { value: 'list', label: t('field.run.attendance-list') },
            { value: 'counts', label: t('field.run.attendance-counts') },
          ]}
          onValue={(value) => {
            if (value === 'counts') edit.setMeta({ attendance: 'counts', ...countsFromList(record) });
            else if (value === 'list') edit.setMeta({ attendance: 'list' });
          }}
        />
        <AttendanceBar sums={sums} />
        {counts ? (
          <>
            {record.people.length > 0 && (
              <p class="hint">{t('field.run.list-kept', { count: record.people.length })}</p>
            )}
            <div class="run-steppers">
              <Stepper
                label={t('field.run.women')}
                value={record.women}
                words={words}
                onValue={(women) => edit.setMeta({ women })}
              />
              <Stepper
                label={t('field.run.men')}
                value={record.men}
                words={words}
                onValue={(men) => edit.setMeta({ men })}
              />
            </div>
            <h3>{t('field.run.apart')}</h3>
            <p class="hint">{t('field.run.apart-hint')}</p>
            <div class="run-steppers">
              <Stepper
                label={t('field.run.deputies')}
                value={record.deputies}
                words={words}
                onValue={(deputies) => edit.setMeta({ deputies })}
              />
              <Stepper
                label={t('field.run.executives')}
                value={record.executives}
                words={words}
                onValue={(executives) => edit.setMeta({ executives })}
              />
              <Stepper
                label={t('field.run.guests')}
                value={record.guests}
                words={words}
                onValue={(guests) => edit.setMeta({ guests })}
              />
            </div>
          </>
        ) : (
          <>
            <PeopleList />
            <div class="run-steppers">
              <Stepper
                label={t('field.run.guests')}
                value={record.guests}
                words={words}
                onValue={(guests) => edit.setMeta({ guests })}
              />
            </div>
          </>
        )}
      </section>
    </>
  );
}
