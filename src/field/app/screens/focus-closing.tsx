import type { VNode } from 'preact';
import { focusHints } from '../../../needs/focus/rules/focus-record.ts';
import { useApp, useFocus, useRecord } from '../core/hooks.ts';
import { usePresence } from '../focus/presence.tsx';
import { FocusTable } from '../focus/table.tsx';
import { useTopics } from '../focus/topics.ts';
import { NoTopics } from '../focus/work.tsx';
import { MeetingEnd } from '../run/finish.tsx';
import { useNameOf } from '../run/person-line.tsx';

/** What was found, problem by problem; what may be missing; thanks; and the end of the meeting. */
export default function FocusClosing(): VNode {
  const { t, fmt } = useApp();
  const { people } = useRecord('people');
  const focus = useFocus();
  const topics = useTopics();
  const sums = usePresence();
  const nameOf = useNameOf();
  const candidates = people.filter((one) => one.forInitiativeGroup);
  const ids = topics.map((topic) => topic.problemId);
  const topicOf = (id: string | undefined) => topics.find(({ problemId }) => problemId === id)?.name ?? '';
  const counted = (name: string, count: number) => ({
    value: fmt.number(count),
    label: t(`field.focus.fact.${name}`, { count }),
  });
  return (
    <MeetingEnd
      facts={[
        {
          value: sums.people === null ? '–' : fmt.number(sums.people),
          label: t('field.run.fact.people', { count: sums.people ?? 0 }),
        },
        counted('topics', topics.length),
        counted('lines', focus.entries.length),
        counted('candidates', candidates.length),
      ]}
      thanks={[t('field.focus.thanks-1'), t('field.focus.thanks-2')]}
      checks={focusHints(sums, ids, focus, people).map(({ code, params, part, problemId }) => ({
        key: `${code} ${problemId ?? ''}`,
        words: t(`needs.focus.hint.${code}`, { ...params, name: topicOf(problemId) }),
        step: `focus-${part}`,
        weight: 'look',
      }))}
    >
      <section aria-labelledby="fo-tables">
        <h2 id="fo-tables">{t('field.focus.tables')}</h2>
        {topics.length === 0 && <NoTopics />}
        {topics.map((topic) =>
          topic.entries.length === 0 ? (
            <p key={topic.problemId} class="hint">
              {t('field.focus.topic-empty', { name: topic.name })}
            </p>
          ) : (
            <FocusTable key={topic.problemId} topic={topic} />
          ),
        )}
      </section>
      {candidates.length > 0 && (
        <section aria-labelledby="fo-group">
          <h2 id="fo-group">{t('field.focus.candidates')}</h2>
          <ul>
            {candidates.map((one) => (
              <li key={one.id}>{[nameOf(one), one.occupation.trim()].filter(Boolean).join(', ')}</li>
            ))}
          </ul>
        </section>
      )}
    </MeetingEnd>
  );
}
