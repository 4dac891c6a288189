import type { VNode } from 'preact';
import { countedOnce } from '../../rules/attendance.ts';
import { useApp, useFocus, useRecord } from '../core/hooks.ts';
import { Presence, usePresence } from '../focus/presence.tsx';
import { useFocusEdits, useTopics } from '../focus/topics.ts';
import { NoTopics } from '../focus/work.tsx';
import { Stepper } from '../kit/stepper.tsx';
import { DayAndPlace } from '../run/day-place.tsx';
import { HeadCount } from '../run/head-count.tsx';
import { WhoCame } from '../run/who-came.tsx';

/** Greeting and registration of a focus group, and the problems it has come together for. */
export default function FocusOpening(): VNode {
  const { t, fmt } = useApp();
  const edits = useFocusEdits();
  const record = useRecord();
  const { organisations } = useFocus();
  const topics = useTopics();
  const sums = usePresence();
  return (
    <>
      <DayAndPlace />
      <section aria-labelledby="fo-about">
        <h2 id="fo-about">{t('field.focus.about')}</h2>
        <p>{t('field.focus.about-text')}</p>
        {topics.length === 0 ? (
          <NoTopics />
        ) : (
          <ol class="kit-list kit-rows">
            {topics.map((topic, index) => (
              <li key={topic.problemId}>
                <span class="kit-number" aria-hidden="true">
                  {fmt.number(index + 1)}
                </span>
                <span class="kit-name">
                  <b>{topic.name}</b>
                  {topic.votes > 0 && <small>{t('ui.votes', { count: topic.votes })}</small>}
                </span>
              </li>
            ))}
          </ol>
        )}
      </section>
      <WhoCame
        sums={<Presence sums={sums} />}
        counted={() => (record.people.length > 0 ? countedOnce(record, sums) : {})}
        countsHint={t('field.focus.counts-hint')}
        counts={
          <>
            <h3>{t('field.focus.of-them')}</h3>
            <HeadCount of={['deputies', 'executives']}>
              <Stepper
                label={t('field.focus.organisations')}
                value={organisations}
                onValue={(value) => edits.setOrganisations(value)}
              />
            </HeadCount>
          </>
        }
      />
    </>
  );
}
