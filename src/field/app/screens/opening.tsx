import type { VNode } from 'preact';
import { attendanceSums, countsFromList } from '../../rules/attendance.ts';
import { useApp, useMeeting, useRecord } from '../core/hooks.ts';
import { AttendanceBar } from '../run/attendance-bar.tsx';
import { DayAndPlace } from '../run/day-place.tsx';
import { AttendanceChoice, HeadCount } from '../run/head-count.tsx';
import { PeopleList } from '../run/people-list.tsx';

/** Welcome and registration: the day and the place, and who came — one by one or as a head count. */
export default function Opening(): VNode {
  const { t } = useApp();
  const { edit } = useMeeting();
  const record = useRecord();
  const sums = attendanceSums(record);
  const counts = record.attendance === 'counts';
  return (
    <>
      <DayAndPlace />
      <section aria-labelledby="run-who">
        <h2 id="run-who">{t('field.run.who-came')}</h2>
        <AttendanceChoice
          onValue={(value) => {
            if (value === 'counts') edit.setMeta({ attendance: 'counts', ...countsFromList(record) });
            else edit.setMeta({ attendance: 'list' });
          }}
        />
        <AttendanceBar sums={sums} />
        {counts ? (
          <>
            {record.people.length > 0 && (
              <p class="hint">{t('field.run.list-kept', { count: record.people.length })}</p>
            )}
            <HeadCount of={['women', 'men']} />
            <h3>{t('field.run.apart')}</h3>
            <p class="hint">{t('field.run.apart-hint')}</p>
            <HeadCount of={['deputies', 'executives', 'guests']} />
          </>
        ) : (
          <>
            <PeopleList />
            <HeadCount of={['guests']} />
          </>
        )}
      </section>
    </>
  );
}
