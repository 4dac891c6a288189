import type { VNode } from 'preact';
import { useCallback } from 'preact/hooks';
import { presences } from '../../../meetings/rules/who-counts.ts';
import type { SessionPerson } from '../../../needs/sessions/rules/session-record.ts';
import { publicLimits, twice } from '../../../public-meetings/rules/public-record.ts';
import { countedOnce } from '../../rules/attendance.ts';
import { useApp, useOpen, useRecord } from '../core/hooks.ts';
import { LineField } from '../kit/line-field.tsx';
import { Note } from '../kit/note.tsx';
import { orNone, Segments } from '../kit/segments.tsx';
import { usePublicEdits, useTakenAlong } from '../open/work.ts';
import { DayAndPlace } from '../run/day-place.tsx';
import { HeadCount } from '../run/head-count.tsx';
import { Attendance, WhoCame } from '../run/who-came.tsx';

/** The door: who came, from which village, and with the number of which card they may vote. */
export default function PublicOpening(): VNode {
  const { t, fmt } = useApp();
  const record = useRecord();
  const { door } = useOpen();
  const { villages } = useTakenAlong();
  const sums = presences('public', { ...record, organisations: null }, record.people);
  const here = new Set(record.people.map(({ id }) => id));
  const cards = door.filter((one) => here.has(one.id)).map((one) => one.card);
  const again = twice(cards);
  const voters = new Set(cards.filter((card) => card !== null)).size;
  const more = useCallback((person: SessionPerson) => <AtDoor person={person} />, []);
  const factsOf = (person: SessionPerson) => {
    const mine = door.find((one) => one.id === person.id);
    const village = villages.find((one) => one.id === mine?.villageId)?.name;
    return [
      ...(village === undefined ? [] : [village]),
      ...(mine?.card ? [t('field.open.card-of', { number: mine.card })] : []),
    ];
  };
  return (
    <>
      <DayAndPlace />
      <WhoCame
        {...{ more, factsOf }}
        sums={
          <Attendance
            people={sums.people}
            sums={{ women: sums.women, men: sums.men }}
            of={{ deputies: sums.deputies, executives: sums.executives }}
            hints={[]}
          >
            <p>{t('field.open.voters', { count: voters })}</p>
            {again.length > 0 && (
              <Note tone="bad" icon="alert">
                {t('field.open.card-twice', { numbers: again.map((one) => fmt.number(one)).join(', ') })}
              </Note>
            )}
          </Attendance>
        }
        counted={() => (record.people.length > 0 ? countedOnce(record, sums) : {})}
        counts={<HeadCount of={['deputies', 'executives']} />}
      />
    </>
  );
}

/** Where somebody lives, and the card that was handed out; without a card they may speak and not vote. */
function AtDoor({ person }: { person: SessionPerson }): VNode {
  const { t } = useApp();
  const edits = usePublicEdits();
  const { villages } = useTakenAlong();
  const mine = useOpen().door.find((one) => one.id === person.id);
  return (
    <>
      <Segments
        shown
        look="chips"
        label={t('ui.field.village')}
        value={mine?.villageId ?? null}
        of={villages.map((one) => one.id)}
        words={(id) => villages.find((one) => one.id === id)?.name}
        onValue={orNone(mine?.villageId ?? null, (villageId) => edits.setDoor(person.id, { villageId }))}
      />
      <LineField
        short
        label={t('decisions.field.card')}
        hint={t('field.open.card-hint')}
        inputmode="numeric"
        maxLength={5}
        value={mine?.card ? String(mine.card) : ''}
        onValue={(typed) => {
          const card = /^\d{1,5}$/.test(typed.trim()) ? Number(typed.trim()) : 0;
          edits.setDoor(person.id, { card: card >= 1 && card <= publicLimits.card ? card : null });
        }}
      />
    </>
  );
}
