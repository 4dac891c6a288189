import { searchKey } from '../../../methods/names.ts';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { focusLimits } from '../../../needs/rules/focus-record.ts';
import { Icon } from '../../../platform/ui/icon.tsx';
import { nextNumber } from '../../rules/attendance.ts';
import { newItemId, useApp, useFocus, useMeeting, useRecord } from '../core/hooks.ts';
import { LineField } from '../run/inputs.tsx';
import { NoteField } from '../run/note-field.tsx';

const suggested = [1, 2, 3, 4, 5, 6] as const;

/** First what people expect of the initiative group, then who they propose for it (R-FG-13). */
export default function FocusCandidates(): VNode {
  const { t, fmt } = useApp();
  const { edit } = useMeeting();
  const { people, attendance } = useRecord();
  const { criteria } = useFocus();
  const [sought, seek] = useState('');
  const [fresh, setFresh] = useState<readonly string[]>([]);
  const chosen = people.filter((one) => one.forInitiativeGroup);
  const word = searchKey(sought);
  const shown = people.filter(
    (one) => word === '' || searchKey(one.fullName).includes(word) || String(one.number) === word,
  );
  const women = chosen.filter((one) => one.sex === 'female').length;
  const men = chosen.filter((one) => one.sex === 'male').length;
  const add = () => {
    const id = newItemId();
    edit.put('people', id, { number: nextNumber(people), kind: 'community', forInitiativeGroup: true });
    setFresh([...fresh, id]);
    seek('');
  };
  const offer = suggested
    .map((number) => t(`field.focus.criterion.${number}`))
    .filter((text) => !criteria.includes(text));
  return (
    <>
      <section class="card" aria-labelledby="fo-criteria">
        <h2 id="fo-criteria">{t('field.focus.criteria')}</h2>
        <p class="hint" id="fo-criteria-hint">
          {t('field.focus.criteria-hint')}
        </p>
        {offer.length > 0 && (
          <ul class="fo-offers" aria-label={t('field.focus.criteria-offers')}>
            {offer.map((text) => (
              <li key={text}>
                <button
                  type="button"
                  class="run-chip"
                  onClick={() =>
                    edit.setNote('criteria', criteria.trim() === '' ? text : `${criteria.trimEnd()}\n${text}`)
                  }
                >
                  <Icon name="plus" size={18} />
                  {text}
                </button>
              </li>
            ))}
          </ul>
        )}
        <NoteField
          part="criteria"
          id="fo-criteria-text"
          label={t('field.focus.criteria')}
          describedBy="fo-criteria-hint"
          rows={4}
          maxLength={focusLimits.criteria}
        />
      </section>
      <section aria-labelledby="fo-candidates">
        <div class="run-path-head">
          <h2 id="fo-candidates">{t('field.focus.candidates')}</h2>
          <p class="hint" role="status">
            {t('field.focus.candidates-count', { count: chosen.length })}
            {chosen.length > 0 && ` (${t('field.focus.by-sex', { women, men })})`}
          </p>
        </div>
        <p class="hint">{t('field.focus.candidates-hint')}</p>
        {people.length > 8 && (
          <div class="field run-search">
            <label for="fo-search">{t('field.run.active-search')}</label>
            <input
              id="fo-search"
              type="search"
              value={sought}
              autocomplete="off"
              onInput={(event) => seek(event.currentTarget.value)}
            />
          </div>
        )}
        {people.length === 0 && (
          <p class="hint">
            {t(attendance === 'counts' ? 'field.focus.candidates-counts' : 'field.run.people-empty')}
          </p>
        )}
        <ol class="run-people">
          {shown.map((person) => {
            const name = person.fullName.trim();
            return (
              <li key={person.id}>
                <div class="run-person">
                  <span class="run-person-number">{fmt.number(person.number)}</span>
                  <span class="run-person-name">
                    <b class={name === '' ? 'nameless' : undefined}>{name || t('field.run.nameless')}</b>
                    {person.occupation.trim() !== '' && <small>{person.occupation}</small>}
                  </span>
                  <button
                    type="button"
                    class="run-pick"
                    aria-pressed={person.forInitiativeGroup}
                    aria-label={t('field.focus.propose-who', { number: person.number, name })}
                    onClick={() =>
                      edit.put('people', person.id, { forInitiativeGroup: !person.forInitiativeGroup })
                    }
                  >
                    {person.forInitiativeGroup && <Icon name="check" size={18} />}
                    {t('field.focus.propose')}
                  </button>
                </div>
                {(person.forInitiativeGroup || fresh.includes(person.id)) && (
                  <div class="run-agreed">
                    <LineField
                      label={t('field.run.name-needed')}
                      value={person.fullName}
                      onValue={(fullName) => edit.put('people', person.id, { fullName: fullName.trim() })}
                    />
                    <LineField
                      label={t('field.run.contact')}
                      hint={t('field.run.contact-hint')}
                      inputmode="tel"
                      value={person.contact}
                      onValue={(contact) => edit.put('people', person.id, { contact: contact.trim() })}
                    />
                  </div>
                )}
              </li>
            );
          })}
        </ol>
        <div class="actions">
          <button type="button" class="btn ghost" onClick={add}>
            <Icon name="plus" />
            {t('field.run.active-add')}
          </button>
        </div>
      </section>
    </>
  );
}
