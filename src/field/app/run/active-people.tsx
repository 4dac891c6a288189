import { searchKey } from '../../../methods/names.ts';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import type { SessionPerson } from '../../../needs/rules/session-record.ts';
import { nextNumber } from '../../rules/attendance.ts';
import { agreed } from '../../rules/closing-checks.ts';
import { newItemId, useApp, useMeeting, useRecord } from '../core/hooks.ts';
import { LineField } from './inputs.tsx';

const uses = ['forFocusGroup', 'forInitiativeGroup', 'forMonitoring'] as const;
type Use = (typeof uses)[number];

/**
 * Those who agreed to be called upon (R-SES-07; Annex 7, part 6). Only here a name is needed, and only of those who
 * say yes. Works beside a head count too: then only they are written down.
 */
export function ActivePeople(): VNode {
  const { t, fmt } = useApp();
  const { edit, info } = useMeeting();
  const { people, attendance } = useRecord();
  const [sought, seek] = useState('');
  const [all, showAll] = useState(false);
  const [fresh, setFresh] = useState<readonly string[]>([]);
  const active = people.filter(agreed);
  const word = searchKey(sought);
  // A head count knows nobody by name: its list holds those who agreed and nobody else.
  const shown = people.filter(
    (one) =>
      (word === '' || searchKey(one.fullName).includes(word) || String(one.number) === word) &&
      (all ||
        attendance === 'counts' ||
        word !== '' ||
        agreed(one) ||
        fresh.includes(one.id) ||
        active.length === 0),
  );
  const toggle = (person: SessionPerson, use: Use) => edit.put('people', person.id, { [use]: !person[use] });
  const add = () => {
    const personId = newItemId();
    edit.put('people', personId, { number: nextNumber(people), kind: 'community', ageBand: info.ageGroup });
    setFresh([...fresh, personId]);
    seek('');
  };
  return (
    <section aria-labelledby="run-active">
      <div class="run-path-head">
        <h2 id="run-active">{t('field.run.active')}</h2>
        <p class="hint" role="status">
          {t('field.run.active-count', { count: active.length })}
        </p>
      </div>
      <blockquote class="run-consent">
        <p>{t('field.run.consent')}</p>
      </blockquote>
      {people.length > 8 && (
        <div class="field run-search">
          <label for="run-active-search">{t('field.run.active-search')}</label>
          <input
            id="run-active-search"
            type="search"
            value={sought}
            autocomplete="off"
            onInput={(event) => seek(event.currentTarget.value)}
          />
        </div>
      )}
      <ol class="run-people">
        {shown.map((person) => {
          const name = person.fullName.trim();
          const asked = agreed(person) || fresh.includes(person.id);
          return (
            <li key={person.id}>
              <div class="run-person">
                <span class="run-person-number">{fmt.number(person.number)}</span>
                <span class="run-person-name">
                  <b class={name === '' ? 'nameless' : undefined}>{name || t('field.run.nameless')}</b>
                  {person.occupation.trim() !== '' && <small>{person.occupation}</small>}
                </span>
              </div>
              <div
                class="run-uses"
                role="group"
                aria-label={t('field.run.uses-of', { number: person.number, name })}
              >
                {uses.map((use) => (
                  <button
                    key={use}
                    type="button"
                    class="run-pick"
                    aria-pressed={person[use]}
                    onClick={() => toggle(person, use)}
                  >
                    {person[use] && <Icon name="check" size={18} />}
                    {t(`field.run.use.${use}`)}
                  </button>
                ))}
              </div>
              {asked && (
                <div class="run-agreed">
                  <LineField
                    label={t('field.run.name-needed')}
                    value={person.fullName}
                    onValue={(fullName) => edit.put('people', person.id, { fullName: fullName.trim() })}
                  />
                  <LineField
                    label={t('field.run.contact')}
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
        {attendance === 'list' && word === '' && active.length > 0 && (
          <button type="button" class="btn ghost" aria-expanded={all} onClick={() => showAll(!all)}>
            <Icon name="people" />
            {all ? t('field.run.active-only') : t('field.run.active-all', { count: people.length })}
          </button>
        )}
        <button type="button" class="btn ghost" onClick={add}>
          <Icon name="plus" />
          {t('field.run.active-add')}
        </button>
      </div>
    </section>
  );
}
