import type { VNode } from 'preact';
import { Bar } from '../../../platform/ui/bar.tsx';
import { sharePercent } from '../../../methods/written-share.ts';
import { attendanceHints, attendanceSums } from '../../rules/attendance.ts';
import { closingHints } from '../../rules/closing-checks.ts';
import { rankedOf } from '../../rules/tally.ts';
import { useApp, useMeeting, useRecord } from '../core/hooks.ts';
import { ActivePeople } from '../run/active-people.tsx';
import { MeetingEnd } from '../run/finish.tsx';
import { useTally } from '../run/tally.ts';

/** What was done, who agreed to go on, what may be missing, thanks — and the end of the meeting. */
export default function Closing(): VNode {
  const { t, fmt } = useApp();
  const { info } = useMeeting();
  const record = useRecord();
  const tally = useTally();
  const sums = attendanceSums(record);
  const top = rankedOf(tally.columns).filter((one) => one.top);
  const most = top[0]?.votes ?? 0;
  const pie = record.slices.reduce((sum, slice) => sum + slice.share, 0);
  const limit = sums.people === null ? null : sums.people * info.stickersPerPerson;
  const { stickers } = tally;
  const ofAttendance = new Set<string>(attendanceHints(sums, info.sexMode).map(({ code }) => code));
  const counted = (name: string, count: number) => ({
    value: fmt.number(count),
    label: t(`field.run.fact.${name}`, { count }),
  });
  return (
    <MeetingEnd
      facts={[
        {
          ...counted('people', sums.people ?? 0),
          ...(sums.people === null ? { value: '–' } : {}),
          note: sums.women === null ? undefined : t('field.run.sum.women', { count: sums.women }),
        },
        counted('objects', record.mapObjects.length),
        counted('institutions', record.institutions.length),
        { value: `${sharePercent(pie)} %`, label: t('field.run.fact.pie') },
        {
          ...counted('stickers', stickers),
          note:
            limit !== null && limit > stickers
              ? t('field.run.fact.unused', { count: limit - stickers })
              : undefined,
        },
      ]}
      thanks={[
        t('field.run.thanks-1', { village: info.village }),
        top.length > 0
          ? t('field.run.thanks-2', { count: sums.people ?? 0, stickers })
          : t('field.run.thanks-2-plain'),
        t('field.run.thanks-3'),
      ]}
      checks={closingHints(info, record, tally).map(({ code, params, step, weight }) => ({
        key: code,
        words: t(`field.run.${ofAttendance.has(code) ? 'hint' : 'check'}.${code}`, params),
        step,
        weight,
      }))}
    >
      <section aria-labelledby="run-top">
        <h2 id="run-top">{t('field.run.top')}</h2>
        {top.length === 0 ? (
          <p class="hint">{t('field.run.top-empty')}</p>
        ) : (
          <ol class="kit-list run-top-problems">
            {top.map((one) => (
              <li key={one.id}>
                <span class="kit-number" aria-hidden="true">
                  {fmt.number(one.rank)}
                </span>
                <b>{one.name.trim() || t('field.run.nameless-problem')}</b>
                <b>{t('ui.votes', { count: one.votes })}</b>
                <Bar share={most === 0 ? 0 : one.votes / most} />
              </li>
            ))}
          </ol>
        )}
      </section>
      <ActivePeople />
    </MeetingEnd>
  );
}
