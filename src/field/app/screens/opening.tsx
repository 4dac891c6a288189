import type { VNode } from 'preact';
import { attendanceSums, countsFromList } from '../../rules/attendance.ts';
import { useApp, useRecord } from '../core/hooks.ts';
import { AttendanceBar } from '../run/attendance-bar.tsx';
import { DayAndPlace } from '../run/day-place.tsx';
import { HeadCount } from '../run/head-count.tsx';
import { WhoCame } from '../run/who-came.tsx';

/** Welcome and registration: the day and the place, and who came. */
export default function Opening(): VNode {
  const { t } = useApp();
  const record = useRecord();
  return (
    <>
      <DayAndPlace />
      <WhoCame
        sums={<AttendanceBar sums={attendanceSums(record)} />}
        counted={() => countsFromList(record)}
        counts={
          <>
            <h3>{t('field.run.apart')}</h3>
            <p class="hint">{t('field.run.apart-hint')}</p>
            <HeadCount of={['deputies', 'executives', 'guests']} />
          </>
        }
        beside={<HeadCount of={['guests']} />}
      />
    </>
  );
}
