import { searchKey } from '../../../methods/names.ts';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { SessionPerson } from '../../../needs/sessions/rules/session-record.ts';
import { nextNumber } from '../../rules/attendance.ts';
import { newItemId, useApp, useMeeting, useRecord } from '../core/hooks.ts';
import { Button } from '../kit/button.tsx';
import { LineField } from '../kit/line-field.tsx';
import { SearchField } from '../kit/search-field.tsx';
import { PersonLine } from './person-line.tsx';

/** So many are looked through without a search. */
const few = 8;

/**
 * People who are asked whether they may be called upon. Only of those who say yes a name and how to reach them are
 * asked for. Works beside a head count too: then only they are written down.
 */
export function PeopleToCall(props: {
  saysYes: (person: SessionPerson) => boolean;
  /** Whether somebody stands in the list whom nobody looks for by name. */
  listed: (person: SessionPerson) => boolean;
  /** What is said of somebody who is added here. */
  added: Partial<SessionPerson>;
  /** The question, in the person's line or under it. */
  beside?: (person: SessionPerson) => VNode;
  below?: (person: SessionPerson) => VNode;
  /** Stands beside the button that adds, while nobody is looked for. */
  more?: VNode | false;
}): VNode {
  const { t } = useApp();
  const { edit } = useMeeting();
  const { people } = useRecord('people');
  const [sought, seek] = useState('');
  const [fresh, setFresh] = useState<readonly string[]>([]);
  const word = searchKey(sought);
  const shown = people.filter((one) =>
    word === ''
      ? props.listed(one) || fresh.includes(one.id)
      : searchKey(one.fullName).includes(word) || String(one.number) === word,
  );
  const add = () => {
    const id = newItemId();
    edit.put('people', id, { number: nextNumber(people), kind: 'community', ...props.added });
    setFresh([...fresh, id]);
    seek('');
  };
  return (
    <>
      {people.length > few && (
        <SearchField label={t('field.run.active-search')} value={sought} onValue={seek} />
      )}
      <ol class="kit-list run-people">
        {shown.map((person) => (
          <li key={person.id}>
            <PersonLine person={person} facts={[person.occupation.trim()].filter(Boolean)}>
              {props.beside?.(person)}
            </PersonLine>
            {props.below?.(person)}
            {(props.saysYes(person) || fresh.includes(person.id)) && (
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
        ))}
      </ol>
      <div class="actions">
        {word === '' && props.more}
        <Button look="ghost" icon="plus" onClick={add}>
          {t('field.run.active-add')}
        </Button>
      </div>
    </>
  );
}
