import { participantKinds } from '../../../meetings/rules/who-counts.ts';
import type { VNode } from 'preact';
import type { SessionPerson } from '../../../needs/sessions/rules/session-record.ts';
import { bandOfAge, bandText } from '../../rules/attendance.ts';
import { useApp, useMeeting } from '../core/hooks.ts';
import { Button } from '../kit/button.tsx';
import { LineField } from '../kit/line-field.tsx';
import { orNone, Segments } from '../kit/segments.tsx';

/** Everything about one person; each change is kept at once. Only what people tell is filled in. */
export function PersonForm({
  person,
  more,
  onDone,
  onRemove,
}: {
  person: SessionPerson;
  /** What only this kind of meeting asks. */
  more?: ((person: SessionPerson) => VNode) | undefined;
  onDone: () => void;
  onRemove: () => void;
}): VNode {
  const { t } = useApp();
  const { edit, info } = useMeeting();
  const put = (fields: Partial<Omit<SessionPerson, 'id'>>) => edit.put('people', person.id, fields);
  const bands = info.ageGroups.length > 0 ? info.ageGroups : [info.ageGroup];
  return (
    <div class="kit-box run-person-form">
      <LineField
        label={t('field.run.name')}
        value={person.fullName}
        onValue={(fullName) => put({ fullName: fullName.trim() })}
      />
      <Segments
        shown
        label={t('ui.field.sex')}
        value={person.sex}
        of={['female', 'male'] as const}
        words={(sex) => t(`ui.sex.${sex}`)}
        onValue={orNone(person.sex, (sex) => put({ sex }))}
      />
      <Segments
        shown
        label={t('ui.field.ageGroup')}
        value={person.ageBand}
        of={bands}
        words={bandText}
        onValue={orNone(person.ageBand, (ageBand) => put({ ageBand, age: null }))}
      />
      <LineField
        short
        label={t('ui.field.age')}
        hint={t('field.run.age-hint')}
        inputmode="numeric"
        maxLength={3}
        value={person.age === null ? '' : String(person.age)}
        onValue={(typed) => {
          const age = /^\d{1,3}$/.test(typed.trim()) ? Number(typed.trim()) : null;
          if (age === null) put({ age: null });
          else if (age >= 18 && age <= 120) put({ age, ageBand: bandOfAge(age, bands) ?? person.ageBand });
        }}
      />
      <Segments
        shown
        label={t('field.run.kind-label')}
        value={person.kind}
        of={participantKinds}
        words={(kind) => t(`field.run.kind.${kind}`)}
        onValue={(kind) => put({ kind })}
      />
      {more?.(person)}
      <LineField
        label={t('ui.field.occupation')}
        value={person.occupation}
        onValue={(occupation) => put({ occupation: occupation.trim() })}
      />
      <LineField
        label={t('field.run.street')}
        value={person.street}
        onValue={(street) => put({ street: street.trim() })}
      />
      <LineField
        label={t('field.run.contact')}
        hint={t('field.run.contact-hint')}
        inputmode="tel"
        value={person.contact}
        onValue={(contact) => put({ contact: contact.trim() })}
      />
      <div class="actions">
        <Button icon="check" onClick={onDone}>
          {t('ui.done')}
        </Button>
        <Button look="danger" onClick={onRemove}>
          {t('meetings.people.remove')}
        </Button>
      </div>
    </div>
  );
}
