import { participantKinds } from '../../../meetings/rules/who-counts.ts';
import type { VNode } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { recordLimits, type SessionPerson } from '../../../needs/sessions/rules/session-record.ts';
import { bandText, nextNumber, notYetHere } from '../../rules/attendance.ts';
import { newItemId, useApp, useDraft, useMeeting, useRecord } from '../core/hooks.ts';
import { Offers } from '../kit/add-line.tsx';
import { IconButton } from '../kit/button.tsx';
import { Fold } from '../kit/fold.tsx';
import { useLatest } from '../kit/latest.ts';
import { memo } from '../kit/memo.ts';
import { useRemoved } from '../kit/removed.tsx';
import { Segments } from '../kit/segments.tsx';
import { PersonForm } from './person-form.tsx';
import { PersonLine, useNameOf } from './person-line.tsx';

type Kind = SessionPerson['kind'];

/** What only one kind of meeting asks of a person, and says in their line; both always the same functions. */
export type PersonMore = {
  readonly more?: ((person: SessionPerson) => VNode) | undefined;
  readonly factsOf?: ((person: SessionPerson) => readonly string[]) | undefined;
  /** Asked before somebody is added, and what is done with the answers when they are. */
  readonly asked?: VNode | undefined;
  readonly onAdded?: ((personId: string) => void) | undefined;
};

/** Registration by name or by number: one tap adds a person, everything else may be added later. */
export function PeopleList({ more, factsOf, asked, onAdded }: PersonMore): VNode {
  const { t } = useApp();
  const { edit, info } = useMeeting();
  const { people } = useRecord('people');
  const id = useId();
  const [name, setName] = useDraft('run.person-name');
  const [kind, setKind] = useState<Kind>('community');
  const [asks, ask] = useState(false);
  const [editing, setEditing] = useState<string>();
  const [added, setAdded] = useState<{ readonly id: string; readonly number: number }>();
  const nameField = useRef<HTMLInputElement>(null);
  const band = info.ageGroup;
  const full = people.length >= recordLimits.people;
  const nameOf = useNameOf();
  const removed = useRemoved<SessionPerson>({
    among: people,
    take: (person) => edit.remove('people', person),
    put: (person, fields) => edit.put('people', person, fields),
    say: (person) => t('field.run.person-removed', { number: person.number, name: nameOf(person) }),
  });
  const expected = notYetHere(info.invited, people);

  const add = (sex: SessionPerson['sex'], fullName = name.trim()) => {
    if (full) return;
    const number = nextNumber(people);
    const personId = newItemId();
    edit.put('people', personId, {
      number,
      fullName,
      sex,
      kind,
      // Deputies and staff come with their office, not with an age group.
      ageBand: kind === 'community' ? band : null,
    });
    onAdded?.(personId);
    setName('');
    setKind('community');
    ask(false);
    removed.forget();
    setAdded({ id: personId, number });
    // Whoever writes names goes on with the next one; whoever only counts is not given a keyboard.
    if (fullName !== '') nameField.current?.focus({ preventScroll: true });
  };
  const rowActions = useLatest<RowActions>({
    open: (person) => setEditing(person?.id),
    remove: (person) => {
      removed.remove(person);
      setEditing(undefined);
      setAdded(undefined);
    },
  });
  const addButton = (sex: 'female' | 'male') => (
    <button
      type="button"
      class="run-add"
      disabled={full}
      // The finger that says the sex leaves the keyboard where it is: the next name is typed at once.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => add(sex)}
    >
      <Icon name="plus" />
      <span>
        {t(`ui.sex.${sex}`)}
        <small>{kind === 'community' ? bandText(band) : t(`field.run.kind.${kind}`)}</small>
      </span>
    </button>
  );
  return (
    <>
      <form
        class="run-register"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '') return;
          // Enter after a name: where one sex was invited it adds, else the two buttons ask and the name waits.
          if (info.sexMode === 'women') add('female');
          else if (info.sexMode === 'men') add('male');
          else document.getElementById(`${id}-female`)?.querySelector('button')?.focus();
        }}
      >
        <div class="field">
          <label for={`${id}-n`}>{t('field.run.name')}</label>
          <input
            ref={nameField}
            id={`${id}-n`}
            type="text"
            value={name}
            maxLength={recordLimits.name}
            autocomplete="off"
            aria-describedby={`${id}-h`}
            enterkeyhint="done"
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        {asked}
        <div class="run-adds">
          <span id={`${id}-female`}>{addButton('female')}</span>
          {addButton('male')}
        </div>
        {asks && (
          <Segments
            shown
            label={t('field.run.kind-label')}
            value={kind}
            of={participantKinds}
            words={(one) => t(`field.run.kind.${one}`)}
            onValue={setKind}
          />
        )}
        <p class="run-added" role="status">
          {!added && (
            <span class="hint" id={`${id}-h`}>
              {t('field.run.name-free')}
            </span>
          )}
          {added && (
            <>
              <Icon name="check" size={18} />
              {t('field.run.person-added', { number: added.number })}
              <button
                type="button"
                class="linklike"
                onClick={() => {
                  edit.remove('people', added.id);
                  setAdded(undefined);
                }}
              >
                {t('ui.undo')}
                <span class="hidden">: № {added.number}</span>
              </button>
            </>
          )}
          {!asks && (
            <button type="button" class="linklike run-other-kind" onClick={() => ask(true)}>
              {t('field.run.kind-other')}
            </button>
          )}
        </p>
      </form>
      {expected.length > 0 && (
        <Fold title={t('field.run.invited', { count: expected.length })}>
          <Offers
            label={t('field.run.invited', { count: expected.length })}
            offers={expected.map((one, index) => ({
              ...one,
              key: `${one.name}${index}`,
              icon: one.sex === null ? ('edit' as const) : ('plus' as const),
            }))}
            onTake={(one) => {
              if (one.sex !== null) return add(one.sex, one.name);
              // Whether a woman or a man has come is not known: it is asked by the two buttons.
              setName(one.name);
              nameField.current?.focus();
            }}
          />
        </Fold>
      )}
      {removed.note}
      {people.length === 0 ? (
        <p class="hint">{t('field.run.people-empty')}</p>
      ) : (
        <ol class="kit-list run-people">
          {people.map((person) => (
            <PersonRow
              key={person.id}
              {...{ person, more, actions: rowActions }}
              said={factsOf?.(person).join(' · ') ?? ''}
              open={editing === person.id}
            />
          ))}
        </ol>
      )}
    </>
  );
}

type RowActions = {
  /** Somebody's form; undefined closes it. */
  open(person: SessionPerson | undefined): void;
  remove(person: SessionPerson): void;
};

/** Somebody who is here: drawn again only when something of theirs changes. */
const PersonRow = memo(function PersonRow({
  person,
  said,
  more,
  open,
  actions,
}: {
  person: SessionPerson;
  said: string;
  more: PersonMore['more'];
  open: boolean;
  actions: RowActions;
}): VNode {
  const { t } = useApp();
  const nameOf = useNameOf();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (open) row.current?.querySelector('input')?.focus({ preventScroll: true });
  }, [open]);
  const facts = [
    person.sex === null ? t('meetings.people.no-sex') : t(`ui.sex.${person.sex}`),
    ...(person.age !== null
      ? [t('field.run.age-years', { count: person.age })]
      : person.ageBand !== null
        ? [bandText(person.ageBand)]
        : []),
    ...(person.kind === 'community' ? [] : [t(`field.run.kind.${person.kind}`)]),
    ...(person.occupation.trim() === '' ? [] : [person.occupation.trim()]),
    ...(said === '' ? [] : [said]),
  ];
  return (
    <li
      ref={row}
      class={`${person.kind === 'deputy' || person.kind === 'executive' ? 'apart' : ''}${open ? ' open' : ''}`}
    >
      <PersonLine person={person} facts={facts}>
        <IconButton
          icon={open ? 'check' : 'edit'}
          label={t('field.run.person-edit', { number: person.number, name: nameOf(person) })}
          expanded={open}
          onClick={() => actions.open(open ? undefined : person)}
        />
      </PersonLine>
      {open && (
        <PersonForm
          person={person}
          more={more}
          onDone={() => actions.open(undefined)}
          onRemove={() => actions.remove(person)}
        />
      )}
    </li>
  );
});
