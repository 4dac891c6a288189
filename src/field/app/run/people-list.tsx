import { participantKinds } from '../../../meetings/rules/who-counts.ts';
import type { VNode } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { recordLimits, type SessionPerson } from '../../../needs/rules/session-record.ts';
import { bandText, nextNumber, notYetHere } from '../../rules/attendance.ts';
import { newItemId, useApp, useDraft, useMeeting, useRecord } from '../core/hooks.ts';
import { Choice } from './inputs.tsx';
import { PersonForm } from './person-form.tsx';

type Kind = SessionPerson['kind'];

/** Registration by name or by number: one tap adds a person, everything else may be added later. */
export function PeopleList(): VNode {
  const { t } = useApp();
  const { edit, info } = useMeeting();
  const { people } = useRecord();
  const id = useId();
  const [name, setName] = useDraft('run.person-name');
  const [kind, setKind] = useState<Kind>('community');
  const [editing, setEditing] = useState<string>();
  const [removed, setRemoved] = useState<SessionPerson>();
  const [added, setAdded] = useState<{ readonly id: string; readonly number: number }>();
  const nameField = useRef<HTMLInputElement>(null);
  const band = info.ageGroup;
  const full = people.length >= recordLimits.people;
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
    setName('');
    setKind('community');
    setRemoved(undefined);
    setAdded({ id: personId, number });
  };
  const remove = (person: SessionPerson) => {
    edit.remove('people', person.id);
    setEditing(undefined);
    setAdded(undefined);
    setRemoved(person);
  };
  const restore = () => {
    if (!removed) return;
    const { id: personId, ...fields } = removed;
    edit.put('people', personId, fields);
    setRemoved(undefined);
  };
  const label = (person: SessionPerson) => person.fullName.trim() || t('field.run.nameless');
  const addButton = (sex: 'female' | 'male') => (
    <button type="button" class="run-add" disabled={full} onClick={() => add(sex)}>
      <Icon name="plus" />
      <span>
        {t(`field.run.sex.${sex}`)}
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
          // Enter after a name: the sex is asked by the two buttons, the name waits.
          if (name.trim() !== '') document.getElementById(`${id}-female`)?.querySelector('button')?.focus();
        }}
      >
        <div class="field">
          <label for={`${id}-n`}>{t('field.run.name')}</label>
          <p class="hint" id={`${id}-h`}>
            {t('field.run.name-free')}
          </p>
          <input
            ref={nameField}
            id={`${id}-n`}
            type="text"
            value={name}
            maxLength={recordLimits.name}
            autocomplete="off"
            aria-describedby={`${id}-h`}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <Choice
          label={t('field.run.kind-label')}
          value={kind}
          options={participantKinds.map((value) => ({ value, label: t(`field.run.kind.${value}`) }))}
          onValue={(value) => setKind(value ?? 'community')}
        />
        <div class="run-adds">
          <span id={`${id}-female`}>{addButton('female')}</span>
          {addButton('male')}
        </div>
        <p class="run-added" role="status">
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
                {t('field.run.undo')}
                <span class="hidden">: № {added.number}</span>
              </button>
            </>
          )}
        </p>
      </form>
      {expected.length > 0 && (
        <details class="run-invited">
          <summary>{t('field.run.invited', { count: expected.length })}</summary>
          <ul>
            {expected.map((one, index) => (
              <li key={`${one.name}${index}`}>
                {one.sex !== null ? (
                  <button type="button" class="run-chip" onClick={() => add(one.sex, one.name)}>
                    <Icon name="plus" size={18} />
                    {one.name}
                  </button>
                ) : (
                  <button
                    type="button"
                    class="run-chip"
                    onClick={() => {
                      setName(one.name);
                      nameField.current?.focus();
                    }}
                  >
                    <Icon name="edit" size={18} />
                    {one.name}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      {removed && (
        <div class="notice info" role="status">
          <div>
            <p>{t('field.run.person-removed', { number: removed.number, name: label(removed) })}</p>
            <button type="button" class="btn ghost small" onClick={restore}>
              <Icon name="undo" />
              {t('field.run.undo')}
            </button>
          </div>
        </div>
      )}
      {people.length === 0 ? (
        <p class="hint">{t('field.run.people-empty')}</p>
      ) : (
        <ol class="run-people">
          {people.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              name={label(person)}
              open={editing === person.id}
              onOpen={(open) => setEditing(open ? person.id : undefined)}
              onRemove={() => remove(person)}
            />
          ))}
        </ol>
      )}
    </>
  );
}

function PersonRow({
  person,
  name,
  open,
  onOpen,
  onRemove,
}: {
  person: SessionPerson;
  name: string;
  open: boolean;
  onOpen: (open: boolean) => void;
  onRemove: () => void;
}): VNode {
  const { t, fmt } = useApp();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (open) row.current?.querySelector('input')?.focus({ preventScroll: true });
  }, [open]);
  const facts = [
    person.sex === null ? t('field.run.sex-unknown') : t(`field.run.sex.${person.sex}`),
    ...(person.age !== null
      ? [t('field.run.age-years', { count: person.age })]
      : person.ageBand !== null
        ? [bandText(person.ageBand)]
        : []),
    ...(person.kind === 'community' ? [] : [t(`field.run.kind.${person.kind}`)]),
    ...(person.occupation.trim() === '' ? [] : [person.occupation.trim()]),
  ];
  return (
    <li
      ref={row}
      class={`${person.kind === 'deputy' || person.kind === 'executive' ? 'apart' : ''}${open ? ' open' : ''}`}
    >
      <div class="run-person">
        <span class="run-person-number">{fmt.number(person.number)}</span>
        <span class="run-person-name">
          <b class={person.fullName.trim() === '' ? 'nameless' : undefined}>{name}</b>
          <small>{facts.join(' · ')}</small>
        </span>
        <button
          type="button"
          class="run-icon"
          aria-expanded={open}
          aria-label={t('field.run.person-edit', { number: person.number, name })}
          onClick={() => onOpen(!open)}
        >
          <Icon name={open ? 'check' : 'edit'} size={22} />
        </button>
      </div>
      {open && <PersonForm person={person} onDone={() => onOpen(false)} onRemove={onRemove} />}
    </li>
  );
}
