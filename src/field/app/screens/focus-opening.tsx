import type { VNode } from 'preact';
import { useApp, useFocus, useMeeting, useRecord } from '../core/hooks.ts';
import { Presence, usePresence } from '../focus/presence.tsx';
import { useFocusEdits, useTopics } from '../focus/topics.ts';
import { NoTopics } from '../focus/work.tsx';
import { DayAndPlace } from '../run/day-place.tsx';
import { AttendanceChoice, CountStepper, HeadCount } from '../run/head-count.tsx';
import { PeopleList } from '../run/people-list.tsx';

/** Greeting and registration of a focus group, and the problems it has come together for. */
export default function FocusOpening(): VNode {
  const { t, fmt } = useApp();
  const { edit } = useMeeting();
  const edits = useFocusEdits();
  const record = useRecord();
  const { organisations } = useFocus();
  const topics = useTopics();
  const sums = usePresence();
  const counts = record.attendance === 'counts';
  return (
    <>
      <DayAndPlace />
      <section aria-labelledby="fo-about">
        <h2 id="fo-about">{t('field.focus.about')}</h2>
        <p>{t('field.focus.about-text')}</p>
        {topics.length === 0 ? (
          <NoTopics />
        ) : (
          <ol class="fo-priorities">
            {topics.map((topic, index) => (
              <li key={topic.problemId}>
                <span class="fo-chip-number" aria-hidden="true">
                  {fmt.number(index + 1)}
                </span>
                <span>
                  <b>{topic.name}</b>
                  {topic.votes > 0 && <small>{t('field.run.votes', { count: topic.votes })}</small>}
                </span>
              </li>
            ))}
          </ol>
        )}
      </section>
      <section aria-labelledby="run-who">
        <h2 id="run-who">{t('field.run.who-came')}</h2>
        <AttendanceChoice
          onValue={(value) => {
            if (value === 'list') edit.setMeta({ attendance: 'list' });
            else {
              // What the list counts already is carried over; what was counted by hand stays.
              edit.setMeta({
                attendance: 'counts',
                ...(record.people.length > 0
                  ? {
                      women: record.women ?? sums.women,
                      men: record.men ?? sums.men,
                      deputies: record.deputies ?? sums.deputies,
                      executives: record.executives ?? sums.executives,
                    }
                  : {}),
              });
            }
          }}
        />
        <Presence sums={sums} />
        {counts ? (
          <>
            {record.people.length > 0 && (
              <p class="hint">{t('field.run.list-kept', { count: record.people.length })}</p>
            )}
            <p class="hint">{t('field.focus.counts-hint')}</p>
            <HeadCount of={['women', 'men']} />
            <h3>{t('field.focus.of-them')}</h3>
            <HeadCount of={['deputies', 'executives']}>
              <CountStepper
                label={t('field.focus.organisations')}
                value={organisations}
                onValue={(value) => edits.setOrganisations(value)}
              />
            </HeadCount>
          </>
        ) : (
          <PeopleList />
        )}
      </section>
    </>
  );
}
