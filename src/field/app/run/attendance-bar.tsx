import type { VNode } from 'preact';
import { attendanceHints, womenShare, type AttendanceSums } from '../../rules/attendance.ts';
import { useApp, useMeeting } from '../core/hooks.ts';
import { Attendance } from './who-came.tsx';

/** How many have come to a session. */
export function AttendanceBar({ sums }: { sums: AttendanceSums }): VNode {
  const { t } = useApp();
  const { info } = useMeeting();
  const share = womenShare(sums);
  const { women, men, sexUnknown: unknown, deputies, executives, guests } = sums;
  return (
    <Attendance
      people={sums.people}
      sums={{ women, men }}
      of={{ unknown }}
      beside={{ deputies, executives, guests }}
      hints={attendanceHints(sums, info.sexMode).map(({ code, params }) => ({
        key: code,
        words: t(`field.run.hint.${code}`, params),
      }))}
    >
      {share !== null && info.sexMode === 'mixed' && (
        <div class="run-share">
          <svg class="bar" width="100%" height="14" aria-hidden="true">
            <rect class="bar-rest part-2" width="100%" height="14" rx="4" />
            <rect class="part-5" width={`${Math.round(share * 100)}%`} height="14" rx="4" />
          </svg>
          <p class="hint">{t('field.run.sum.share', { percent: Math.round(share * 100) })}</p>
        </div>
      )}
    </Attendance>
  );
}
