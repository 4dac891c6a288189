import type { VNode } from 'preact';
import { focusHints } from '../../../needs/rules/focus-record.ts';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useApp, useFocus, useMeeting, useRecord } from '../core/hooks.ts';
import { usePresence } from '../focus/presence.tsx';
import { FocusTable } from '../focus/table.tsx';
import { useTopics } from '../focus/topics.ts';
import { NoTopics } from '../focus/work.tsx';
import { DoneToday, Finished, useFinish } from '../run/finish.tsx';

/** What was found, problem by problem; what may be missing; thanks; and the end of the meeting. */
export default function FocusClosing(): VNode {
  const { t, fmt } = useApp();
  const { id, info, role } = useMeeting();
  const record = useRecord();
  const focus = useFocus();
  const topics = useTopics();
  const sums = usePresence();
  const { finished, busy, finish } = useFinish();
  const candidates = record.people.filter((one) => one.forInitiativeGroup);
  const hints = focusHints(
    sums,
    topics.map((topic) => topic.problemId),
    focus,
    record.people,
  );
  const nameOf = (problemId: string | undefined) =>
    topics.find((topic) => topic.problemId === problemId)?.name ?? '';

  const ask = () =>
    finish(
      t('field.focus.finish-ask', { village: info.village, count: focus.entries.length }),
      t('field.focus.finish'),
    );
  const facts = [
    {
      value: sums.people === null ? '–' : fmt.number(sums.people),
      label: t('field.run.fact.people', { count: sums.people ?? 0 }),
    },
    { value: fmt.number(topics.length), label: t('field.focus.fact.topics', { count: topics.length }) },
    {
      value: fmt.number(focus.entries.length),
      label: t('field.focus.fact.lines', { count: focus.entries.length }),
    },
    {
      value: fmt.number(candidates.length),
      label: t('field.focus.fact.candidates', { count: candidates.length }),
    },
  ];
  return (
    <>
      {finished !== '' && <Finished title={t('field.focus.finished', { time: fmt.dateTime(finished) })} />}
      <DoneToday facts={facts} />
      <section aria-labelledby="fo-tables">
        <h2 id="fo-tables">{t('field.focus.tables')}</h2>
        {topics.length === 0 ? (
          <NoTopics />
        ) : (
          topics.map((topic) =>
            topic.entries.length === 0 ? (
              <p key={topic.problemId} class="hint">
                {t('field.focus.topic-empty', { name: topic.name })}
              </p>
            ) : (
              <FocusTable key={topic.problemId} topic={topic} />
            ),
          )
        )}
      </section>
      {candidates.length > 0 && (
        <section aria-labelledby="fo-group">
          <h2 id="fo-group">{t('field.focus.candidates')}</h2>
          <ul>
            {candidates.map((one) => (
              <li key={one.id}>
                {one.fullName.trim() || t('field.run.nameless')}
                {one.occupation.trim() !== '' && `, ${one.occupation.trim()}`}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="card run-thanks" aria-labelledby="run-thanks">
        <h2 id="run-thanks">{t('field.run.thanks-title')}</h2>
        <p>{t('field.focus.thanks-1')}</p>
        <p>{t('field.focus.thanks-2')}</p>
      </section>
      {hints.length > 0 && (
        <section aria-labelledby="run-checks">
          <h2 id="run-checks">{t('field.run.checks')}</h2>
          <p class="hint">{t('field.run.checks-hint')}</p>
          <ul class="run-checks">
            {hints.map((hint) => (
              <li key={`${hint.code} ${hint.problemId ?? ''}`} class="look">
                <a href={`#/m/${id}/focus-${hint.part}`}>
                  <Icon name="alert" />
                  <span>
                    {t(`field.focus.hint.${hint.code}`, { ...hint.params, name: nameOf(hint.problemId) })}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {role === 'host' && (
        <p class="run-finish">
          <button type="button" class="btn" disabled={busy} onClick={() => void ask()}>
            <Icon name="check" />
            {finished === '' ? t('field.focus.finish') : t('field.run.finish-again')}
          </button>
          {finished !== '' && <span class="hint">{t('field.run.finish-again-hint')}</span>}
        </p>
      )}
    </>
  );
}
