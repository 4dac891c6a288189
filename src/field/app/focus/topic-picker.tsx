import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { FocusColumn } from '../../../needs/focus/rules/focus-record.ts';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useApp, useDraft } from '../core/hooks.ts';
import { Fold } from '../kit/fold.tsx';
import { LineField } from '../kit/line-field.tsx';
import { toMiddle } from '../kit/to-middle.ts';
import { useFocusEdits, type Topic } from './topics.ts';

/** Problems as big chips; which one this table's subgroup works on is said once and stays. */
export function TopicPicker({
  topics,
  chosen,
  columns,
  onChoose,
}: {
  topics: readonly Topic[];
  chosen: Topic;
  /** Columns of this step: their lines are counted on the chips. */
  columns: readonly FocusColumn[];
  onChoose: (problemId: string) => void;
}): VNode {
  const { t, fmt } = useApp();
  const edits = useFocusEdits();
  const [ours, setOurs] = useDraft('focus.ours');
  const mine = ours === chosen.problemId;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // In the next step, too, the problem that is worked on is the one that is seen.
    const chip = list.current?.querySelector<HTMLElement>('[aria-pressed="true"]');
    if (chip && list.current) toMiddle(chip, list.current);
  }, [chosen.problemId]);
  return (
    <section class="fo-topics" aria-labelledby="fo-topics">
      <h2 id="fo-topics" class="kit-label">
        {t('ui.field.problem')}
      </h2>
      <ul class="kit-list fo-chips" ref={list}>
        {topics.map((topic, index) => {
          const lines = topic.entries.filter((entry) => columns.includes(entry.column)).length;
          return (
            <li key={topic.problemId}>
              <button
                type="button"
                class="kit-tile fo-chip"
                aria-pressed={topic.problemId === chosen.problemId}
                onClick={() => onChoose(topic.problemId)}
              >
                <span class="kit-number" aria-hidden="true">
                  {fmt.number(index + 1)}
                </span>
                <span class="kit-name">
                  {topic.name}
                  {(topic.subgroup !== '' || topic.problemId === ours) && (
                    <small>
                      {topic.subgroup === '' ? t('field.focus.ours-short') : topic.subgroup}
                      {topic.problemId === ours &&
                        topic.subgroup !== '' &&
                        ` · ${t('field.focus.ours-short')}`}
                    </small>
                  )}
                </span>
                <span class="kit-count">
                  <span aria-hidden="true">{fmt.number(lines)}</span>
                  <span class="hidden">{t('field.focus.lines', { count: lines })}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <Fold title={t('field.focus.subgroups')}>
        <p class="hint">{t('field.focus.subgroups-hint', { count: topics.length })}</p>
        <button
          type="button"
          class="kit-pick"
          aria-pressed={mine}
          onClick={() => setOurs(mine ? '' : chosen.problemId)}
        >
          {mine && <Icon name="check" size={18} />}
          {t('field.focus.ours')}
        </button>
        <LineField
          key={`s${chosen.problemId}`}
          label={t('field.focus.subgroup')}
          hint={t('field.focus.subgroup-hint')}
          value={chosen.subgroup}
          maxLength={100}
          onValue={(subgroup) => edits.setTopic(chosen.problemId, { subgroup: subgroup.trim() })}
        />
        <LineField
          key={`d${chosen.problemId}`}
          label={t('needs.focus.description')}
          hint={t('field.focus.description-hint')}
          value={chosen.description}
          maxLength={2000}
          onValue={(description) => edits.setTopic(chosen.problemId, { description: description.trim() })}
        />
      </Fold>
    </section>
  );
}
