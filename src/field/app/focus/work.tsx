import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { FocusColumn } from '../../../needs/focus/rules/focus-record.ts';
import { Notice } from '../../../platform/ui/surfaces.tsx';
import { useApp } from '../core/hooks.ts';
import { UndoBar } from '../kit/undo-bar.tsx';
import { useWatched } from '../core/watched.ts';
import { Column } from './column.tsx';
import { FocusTable } from './table.tsx';
import { TopicPicker } from './topic-picker.tsx';
import { useChosenTopic, useTopics } from './topics.ts';
import { Button } from '../kit/button.tsx';

/** From here on the whole table of a problem fits beside itself. */
const tableWidth = '(min-width: 900px)';

/** A step in which columns of one problem are filled: choose the problem, write, look at the whole table. */
export function Work({ columns }: { columns: readonly FocusColumn[] }): VNode {
  const { t } = useApp();
  const topics = useTopics();
  const [chosen, choose] = useChosenTopic(topics);
  const [asTable, showTable] = useState(false);
  useWatched((look) => {
    const query = matchMedia(tableWidth);
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  });
  if (!chosen) return <NoTopics />;
  const wide = matchMedia(tableWidth).matches;
  const tools = (
    <div class="kit-line fo-tools">
      <UndoBar />
      {wide && (
        <Button
          look="ghost"
          small
          icon={asTable ? 'edit' : 'menu'}
          pressed={asTable}
          onClick={() => showTable(!asTable)}
        >
          {t(asTable ? 'field.focus.as-cards' : 'field.focus.as-table')}
        </Button>
      )}
    </div>
  );
  return (
    <>
      <TopicPicker topics={topics} chosen={chosen} columns={columns} onChoose={choose} />
      {wide && asTable ? (
        <>
          {tools}
          <FocusTable topic={chosen} />
        </>
      ) : (
        columns.map((column, at) => (
          <Column
            key={`${chosen.problemId} ${column}`}
            topic={chosen}
            column={column}
            tools={at === 0 ? tools : null}
          />
        ))
      )}
    </>
  );
}

/** The office has chosen no problem: what to do, since here nothing can be done about it. */
export function NoTopics(): VNode {
  const { t } = useApp();
  return (
    <Notice tone="warn" title={t('needs.focus.no-topics')}>
      {t('field.focus.no-topics-text')}
    </Notice>
  );
}
