import type { VNode } from 'preact';
import { useCallback, useId } from 'preact/hooks';
import { presences } from '../../../meetings/rules/who-counts.ts';
import type { SessionPerson } from '../../../needs/sessions/rules/session-record.ts';
import { publicLimits, twice } from '../../../public-meetings/rules/public-record.ts';
import { countedOnce } from '../../rules/attendance.ts';
import { useApp, useDraft, useOpen, useRecord } from '../core/hooks.ts';
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
  const next = useNextAtDoor();
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
        {...{ more, factsOf, asked: next.asked, onAdded: next.onAdded }}
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

/**
 * What is given to the next person with the tap that adds them: the village of the one before, and the next card of this
 * device's stack. Whoever lives elsewhere gets no card.
 */
function useNextAtDoor(): { readonly asked: VNode; readonly onAdded: (personId: string) => void } {
  const { t } = useApp();
  const id = useId();
  const edits = usePublicEdits();
  const { villages } = useTakenAlong();
  // A killed browser goes on at the same card.
  const [draft, keep] = useDraft('open.door');
  const only = villages.length === 1 ? villages[0]!.id : null;
  const next = {
    ...{ villageId: only, card: null, stack: null },
    ...(draft === '' ? {} : (JSON.parse(draft) as Partial<NextAtDoor>)),
  };
  const put = (fields: Partial<NextAtDoor>) => keep(JSON.stringify({ ...next, ...fields }));
  const { villageId, card } = next;
  return {
    asked: (
      <>
        <Segments
          shown
          look="chips"
          label={t('ui.field.village')}
          value={villageId}
          of={villages.map((one) => one.id)}
          words={(id) => villages.find((one) => one.id === id)?.name}
          onValue={orNone(villageId, (id) => put({ villageId: id }))}
        />
        {villageId !== null && (
          <div class="field short">
            <label for={id}>{t('decisions.field.card')}</label>
            <p class="hint" id={`${id}-hint`}>
              {t('field.open.card-hint')}
            </p>
            {/* What stands here when the sex is pressed is given, however fast that was: nothing waits for a pause. */}
            <input
              id={id}
              type="text"
              inputMode="numeric"
              maxLength={5}
              autocomplete="off"
              aria-describedby={`${id}-hint`}
              value={card ?? ''}
              onInput={({ currentTarget }) => {
                const typed = cardOf(currentTarget.value);
                put({ card: typed, ...(typed !== null && { stack: typed }) });
              }}
            />
          </div>
        )}
      </>
    ),
    onAdded: (personId) => {
      const given = villageId === null ? null : card;
      edits.setDoor(personId, { villageId, card: given });
      // Who got none leaves the card on the stack.
      const top = given === null ? next.stack : given + 1;
      put({ card: top, stack: top });
    },
  };
}

type NextAtDoor = {
  readonly villageId: string | null;
  readonly card: number | null;
  /** The card that lies on top. */
  readonly stack: number | null;
};

/** The number of a card as it was typed; null for none. */
function cardOf(typed: string): number | null {
  const card = /^\d{1,5}$/.test(typed.trim()) ? Number(typed.trim()) : 0;
  return card >= 1 && card <= publicLimits.card ? card : null;
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
        onValue={(typed) => edits.setDoor(person.id, { card: cardOf(typed) })}
      />
    </>
  );
}
