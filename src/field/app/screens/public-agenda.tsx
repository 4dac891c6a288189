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
          <NoteField
            part={`heard:${point.id}`}
            id={`op-h-${point.id}`}
            label={t('field.open.heard')}
            rows={4}
            maxLength={publicLimits.heard}
          />
          <NoteField
            part={`decision:${point.id}`}
            id={`op-d-${point.id}`}
            label={t('field.open.decision')}
            rows={2}
            maxLength={publicLimits.decision}
          />
        </section>
      ))}
    </>
  );
}
