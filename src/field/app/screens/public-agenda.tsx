import type { VNode } from 'preact';
import { publicLimits } from '../../../public-meetings/rules/public-record.ts';
import { Notice } from '../../../platform/ui/surfaces.tsx';
import { useApp } from '../core/hooks.ts';
import { useTakenAlong } from '../open/work.ts';
import { NoteField } from '../run/note-field.tsx';

/** Point by point: what was heard, and what was decided without a vote. Two recorders may write in one text. */
export default function PublicAgenda(): VNode {
  const { t, fmt } = useApp();
  const { agenda } = useTakenAlong();
  if (agenda.length === 0) return <Notice tone="warn">{t('field.open.no-agenda')}</Notice>;
  return (
    <>
      {agenda.map((point, index) => (
        <section key={point.id} class="card" aria-labelledby={`op-${point.id}`}>
          <h2 id={`op-${point.id}`}>
            {fmt.number(index + 1)}. {point.text}
          </h2>
          {(point.speaker !== '' || point.minutes !== null) && (
            <p class="hint">
              {[point.speaker, point.minutes === null ? '' : t('field.run.minutes', { count: point.minutes })]
                .filter(Boolean)
                .join(' · ')}
            </p>
          )}
          {(['heard', 'decision'] as const).map((part) => (
            <div key={part} class="field">
              <label for={`op-${part}-${point.id}`}>{t(`public-meetings.field.${part}`)}</label>
              <NoteField
                part={`${part}:${point.id}`}
                id={`op-${part}-${point.id}`}
                rows={part === 'heard' ? 4 : 2}
                maxLength={publicLimits[part]}
              />
            </div>
          ))}
        </section>
      ))}
    </>
  );
}
