import type { VNode } from 'preact';
import { presences, type Presences } from '../../../meetings/rules/who-counts.ts';
import { fewestFocusPeople, mostFocusPeople } from '../../../needs/focus/rules/focus-record.ts';
import { useApp, useFocus, useRecord } from '../core/hooks.ts';
import { Attendance } from '../run/who-came.tsx';

/** Who is here, counted as a focus group counts. */
export function usePresence(): Presences {
  const record = useRecord();
  const { organisations } = useFocus();
  return presences('focusGroup', { ...record, organisations }, record.people);
}

/** How many are here and what to look at: at most 25 people, and fewer than 20 speak for too few. */
export function Presence({ sums }: { sums: Presences }): VNode {
  const { t } = useApp();
  const { women, men, deputies, executives, organisations } = sums;
  const count = sums.people ?? 0;
  const hint =
    count > 0 && count < fewestFocusPeople
      ? t('needs.focus.hint.few-people', { count, minimum: fewestFocusPeople })
      : count > mostFocusPeople
        ? t('needs.focus.hint.many-people', { count, maximum: mostFocusPeople })
        : undefined;
  return (
    <Attendance
      people={sums.people}
      sums={{ women, men }}
      of={{ deputies, executives, organisations }}
      hints={hint === undefined ? [] : [{ key: 'people', words: hint }]}
    />
  );
}
