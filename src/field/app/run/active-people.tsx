import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { agreed } from '../../rules/closing-checks.ts';
import { useApp, useMeeting, useRecord } from '../core/hooks.ts';
import { Button } from '../kit/button.tsx';
import { Note } from '../kit/note.tsx';
import { Segments } from '../kit/segments.tsx';
import { PeopleToCall } from './people-to-call.tsx';

const uses = ['forFocusGroup', 'forInitiativeGroup', 'forMonitoring'] as const;

/** Those who agreed to be called upon (R-SES-07; Annex 7, part 6). */
export function ActivePeople(): VNode {
  const { t } = useApp();
  const { edit, info } = useMeeting();
  const { people, attendance } = useRecord('people', 'attendance');
  const [all, showAll] = useState(false);
  const active = people.filter(agreed);
  return (
    <section aria-labelledby="run-active">
      <div class="kit-head run-path-head">
        <h2 id="run-active">{t('field.run.active')}</h2>
        <p class="hint" role="status">
          {t('field.run.active-count', { count: active.length })}
        </p>
      </div>
      <Note still tone="warn">
        {t('field.run.consent')}
      </Note>
      <PeopleToCall
        saysYes={agreed}
        // A head count knows nobody by name: its list holds those who agreed and nobody else.
        listed={(one) => all || attendance === 'counts' || agreed(one)}
        added={{ ageBand: info.ageGroup }}
        below={(person) => (
          <Segments
            tick
            label={t('field.run.uses-of', { number: person.number, name: person.fullName.trim() })}
            value={uses.filter((use) => person[use])}
            of={uses}
            words={(use) => t(`field.run.use.${use}`)}
            onValue={(use) => edit.put('people', person.id, { [use]: !person[use] })}
          />
        )}
        more={
          attendance === 'list' &&
          people.length > active.length && (
            <Button look="ghost" icon="people" expanded={all} onClick={() => showAll(!all)}>
              {all ? t('field.run.active-only') : t('field.run.active-all', { count: people.length })}
            </Button>
          )
        }
      />
    </section>
  );
}
