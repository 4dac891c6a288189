import type { VNode } from 'preact';
import { presences, type Presences } from '../../../meetings/rules/who-counts.ts';
import { fewestFocusPeople, mostFocusPeople } from '../../../needs/rules/focus-record.ts';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useApp, useFocus, useRecord } from '../core/hooks.ts';

/** Who is here, counted as a focus group counts. */
export function usePresence(): Presences {
  const record = useRecord();
  const { organisations } = useFocus();
  return presences('focusGroup', { ...record, organisations }, record.people);
}

/** How many are here and what to look at: at most 25 people, and fewer than 20 speak for too few. */
export function Presence({ sums }: { sums: Presences }): VNode {
  const { t, fmt } = useApp();
  const people = sums.people ?? 0;
  const parts = [
    ...(sums.women === null ? [] : [t('field.run.sum.women', { count: sums.women })]),
    ...(sums.men === null ? [] : [t('field.run.sum.men', { count: sums.men })]),
    ...(sums.deputies > 0 ? [t('field.run.sum.deputies', { count: sums.deputies })] : []),
    ...(sums.executives > 0 ? [t('field.run.sum.executives', { count: sums.executives })] : []),
    ...(sums.organisations === null || sums.organisations === 0
      ? []
      : [t('field.focus.sum.organisations', { count: sums.organisations })]),
  ];
  const hint =
    people === 0
      ? undefined
      : people < fewestFocusPeople
        ? t('field.focus.hint.few-people', { count: people, minimum: fewestFocusPeople })
        : people > mostFocusPeople
          ? t('field.focus.hint.many-people', { count: people, maximum: mostFocusPeople })
          : undefined;
  return (
    <div class="run-sums">
      <p role="status">
        <b class="run-sum-number">{fmt.number(people)}</b>
        <span>
          {t('field.run.sum.people', { count: people })}
          {parts.length > 0 && <>: {parts.join(', ')}</>}
        </span>
      </p>
      {hint && (
        <ul class="run-hints">
          <li>
            <Icon name="info" size={18} />
            {hint}
          </li>
        </ul>
      )}
    </div>
  );
}
