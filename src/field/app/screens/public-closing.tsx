import type { VNode } from 'preact';
import { presences } from '../../../meetings/rules/who-counts.ts';
import { agreement, twice } from '../../../public-meetings/rules/public-record.ts';
import { useApp, useOpen, useRecord } from '../core/hooks.ts';
import { useTakenAlong } from '../open/work.ts';
import { MeetingEnd, type Check } from '../run/finish.tsx';

/** What was done, what may be missing or stands twice, thanks, and the end of the meeting. */
export default function PublicClosing(): VNode {
  const { t, fmt } = useApp();
  const record = useRecord();
  const { speeches, heard, door, counts } = useOpen();
  const { agenda, questions } = useTakenAlong();
  const undecided = questions.filter(({ id }) => agreement(counts, id).state !== 'agreed').length;
  const people = presences('public', { ...record, organisations: null }, record.people).people;
  const here = new Set(record.people.map(({ id }) => id));
  const cards = door.filter((one) => here.has(one.id)).map((one) => one.card);
  const written = new Set(heard.filter((one) => one.heard || one.decision).map((one) => one.id));
  const silent = agenda.filter((point) => !written.has(point.id)).length;
  const numbers = (again: readonly number[]) => ({ numbers: again.map((one) => fmt.number(one)).join(', ') });
  const look = (code: string, step: string, is: boolean, params = {}): Check[] =>
    is ? [{ key: code, words: t(`field.open.${code}`, params), step: `public-${step}`, weight: 'look' }] : [];
  return (
    <MeetingEnd
      facts={[
        {
          value: people === null ? '–' : fmt.number(people),
          label: t('field.run.fact.people', { count: people ?? 0 }),
        },
        {
          value: fmt.number(new Set(cards.filter((card) => card !== null)).size),
          label: t('field.open.fact.cards'),
        },
        { value: fmt.number(speeches.length), label: t('field.open.fact.speeches') },
      ]}
      thanks={[t('field.open.thanks-1'), t('field.open.thanks-2')]}
      checks={[
        ...look('card-twice', 'opening', twice(cards).length > 0, numbers(twice(cards))),
        ...look(
          'slip-twice',
          'speeches',
          twice(speeches.map((one) => one.slip)).length > 0,
          numbers(twice(speeches.map((one) => one.slip))),
        ),
        ...look('votes-open', 'votes', undecided > 0, { count: undecided }),
        ...look('points-silent', 'agenda', silent > 0, { count: silent }),
      ]}
    >
      {null}
    </MeetingEnd>
  );
}
