import type { VNode } from 'preact';
import { useEffect, useReducer, useState } from 'preact/hooks';
import type { FocusColumn } from '../../../needs/rules/focus-record.ts';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useApp, useKeeping, useMeeting } from '../core/hooks.ts';
import { Column } from './column.tsx';
import { FocusTable } from './table.tsx';
import { TopicPicker } from './topic-picker.tsx';
import { useChosenTopic, useTopics } from './topics.ts';

/** From here on the whole table of a problem fits beside itself. */
const tableWidth = '(min-width: 900px)';

/** A step in which columns of one problem are filled: choose the problem, write, look at the whole table. */
export function Work({ columns }: { columns: readonly FocusColumn[] }): VNode {
  const { t } = useApp();
  const meeting = useMeeting();
  const { canUndo, canRedo } = useKeeping();
  const topics = useTopics();
  const [chosen, choose] = useChosenTopic(topics);
  const [asTable, showTable] = useState(false);
  const [, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    const query = matchMedia(tableWidth);
    const look = () => again(0);
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  }, []);
  if (!chosen) return <NoTopics />;
  const wide = matchMedia(tableWidth).matches;
  return (
    <>
      <TopicPicker topics={topics} chosen={chosen} columns={columns} onChoose={choose} />
      <div class="fo-tools">
        <button type="button" class="btn ghost small" disabled={!canUndo} onClick={() => meeting.undo()}>
          <Icon name="undo" />
          {t('field.focus.undo')}
        </button>
        <button type="button" class="btn ghost small" disabled={!canRedo} onClick={() => meeting.redo()}>
          {t('field.focus.redo')}
        </button>
        {wide && (
          <button
            type="button"
            class="btn ghost small"
            aria-pressed={asTable}
            onClick={() => showTable(!asTable)}
          >
            <Icon name={asTable ? 'edit' : 'menu'} />
            {t(asTable ? 'field.focus.as-cards' : 'field.focus.as-table')}
          </button>
        )}
      </div>
      {wide && asTable ? (
        <FocusTable topic={chosen} />
      ) : (
        columns.map((column) => (
          <Column key={`${chosen.problemId} ${column}`} topic={chosen} column={column} />
        ))
      )}
    </>
  );
}

/** The office has chosen no problem: what to do, since here nothing can be done about it. */
export function NoTopics(): VNode {
  const { t } = useApp();
  return (
    <div class="notice warn">
      <Icon name="alert" size={22} />
      <div>
        <p class="notice-title">{t('field.focus.no-topics')}</p>
        <p>{t('field.focus.no-topics-text')}</p>
      </div>
    </div>
  );
}
