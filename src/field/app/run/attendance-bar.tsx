import type { VNode } from 'preact';
import { Icon } from '../../../platform/ui/icon.tsx';
import { attendanceHints, womenShare, type AttendanceSums } from '../../rules/attendance.ts';
import { useApp, useMeeting } from '../core/hooks.ts';

/** How many are here, in words that stand still while people come in, and what to look at. */
export function AttendanceBar({ sums }: { sums: AttendanceSums }): VNode {
  const { t, fmt } = useApp();
  const { info } = useMeeting();
  const share = womenShare(sums);
  const parts = [
    ...(sums.women === null ? [] : [t('field.run.sum.women', { count: sums.women })]),
    ...(sums.men === null ? [] : [t('field.run.sum.men', { count: sums.men })]),
    ...(sums.sexUnknown > 0 ? [t('field.run.sum.unknown', { count: sums.sexUnknown })] : []),
  ];
  const beside = [
    ...(sums.deputies > 0 ? [t('field.run.sum.deputies', { count: sums.deputies })] : []),
    ...(sums.executives > 0 ? [t('field.run.sum.executives', { count: sums.executives })] : []),
    ...(sums.guests > 0 ? [t('field.run.sum.guests', { count: sums.guests })] : []),
  ];
  const hints = attendanceHints(sums, info.sexMode);
  return (
    <div class="run-sums">
      <p role="status">
        <b class="run-sum-number">{fmt.number(sums.people ?? 0)}</b>
        <span>
          {t('field.run.sum.people', { count: sums.people ?? 0 })}
          {parts.length > 0 && <>: {parts.join(', ')}</>}
          {beside.length > 0 && <>; {t('field.run.sum.beside', { list: beside.join(', ') })}</>}
        </span>
      </p>
      {share !== null && info.sexMode === 'mixed' && (
        <div class="run-share">
          <svg class="bar" width="100%" height="14" aria-hidden="true">
            <rect class="bar-rest part-2" width="100%" height="14" rx="4" />
            <rect class="part-5" width={`${Math.round(share * 100)}%`} height="14" rx="4" />
          </svg>
          <p class="hint">{t('field.run.sum.share', { percent: Math.round(share * 100) })}</p>
        </div>
      )}
      {hints.length > 0 && (
        <ul class="run-hints">
          {hints.map((hint) => (
            <li key={hint.code}>
              <Icon name="info" size={18} />
              {t(`field.run.hint.${hint.code}`, hint.params)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
