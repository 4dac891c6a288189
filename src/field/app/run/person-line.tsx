import type { ComponentChildren, VNode } from 'preact';
import type { SessionPerson } from '../../../needs/sessions/rules/session-record.ts';
import { useApp } from '../core/hooks.ts';

/** What somebody is called on this meeting's sheet. */
export function useNameOf(): (person: Pick<SessionPerson, 'fullName'>) => string {
  const { t } = useApp();
  return (person) => person.fullName.trim() || t('field.run.nameless');
}

/** One person of the registration sheet: number, name, what is known; what can be done stands at the end. */
export function PersonLine(props: {
  person: SessionPerson;
  facts: readonly string[];
  children?: ComponentChildren;
}): VNode {
  const { fmt } = useApp();
  const nameOf = useNameOf();
  const { person, facts } = props;
  return (
    <div class="run-person">
      <span class="kit-number">{fmt.number(person.number)}</span>
      <span class="kit-name">
        <b class={person.fullName.trim() === '' ? 'nameless' : undefined}>{nameOf(person)}</b>
        {facts.length > 0 && <small>{facts.join(' · ')}</small>}
      </span>
      {props.children}
    </div>
  );
}
