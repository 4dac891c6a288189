import type { VNode } from 'preact';
import { focusLimits } from '../../../needs/focus/rules/focus-record.ts';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useApp, useFocus, useMeeting, useRecord } from '../core/hooks.ts';
import { Offers } from '../kit/add-line.tsx';
import { NoteField } from '../run/note-field.tsx';
import { PeopleToCall } from '../run/people-to-call.tsx';

const suggested = [1, 2, 3, 4, 5, 6] as const;

/** First what people expect of the initiative group, then who they propose for it (R-FG-13). */
export default function FocusCandidates(): VNode {
  const { t } = useApp();
  const { edit } = useMeeting();
  const { people, attendance } = useRecord('people', 'attendance');
  const { criteria } = useFocus();
  const chosen = people.filter((one) => one.forInitiativeGroup);
  const women = chosen.filter((one) => one.sex === 'female').length;
  const men = chosen.filter((one) => one.sex === 'male').length;
  return (
    <>
      <section class="card" aria-labelledby="fo-criteria">
        <h2 id="fo-criteria">{t('field.focus.criteria')}</h2>
        <p class="hint" id="fo-criteria-hint">
          {t('field.focus.criteria-hint')}
        </p>
        <Offers
          label={t('field.focus.criteria-offers')}
          offers={suggested
            .map((number) => ({ key: String(number), name: t(`field.focus.criterion.${number}`) }))
            .filter(({ name }) => !criteria.includes(name))}
          onTake={({ name }) =>
            edit.setNote('criteria', criteria.trim() === '' ? name : `${criteria.trimEnd()}\n${name}`)
          }
        />
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
        <div class="kit-head run-path-head">
          <h2 id="fo-candidates">{t('field.focus.candidates')}</h2>
          <p class="hint" role="status">
            {t('needs.focus.candidates-count', { count: chosen.length })}
            {chosen.length > 0 && ` (${t('needs.focus.by-sex', { women, men })})`}
          </p>
        </div>
        <p class="hint">{t('field.focus.candidates-hint')}</p>
        {people.length === 0 && (
          <p class="hint">
            {t(attendance === 'counts' ? 'field.focus.candidates-counts' : 'field.run.people-empty')}
          </p>
        )}
        <PeopleToCall
          saysYes={(one) => one.forInitiativeGroup}
          listed={() => true}
          added={{ forInitiativeGroup: true }}
          beside={(person) => (
            <button
              type="button"
              class="kit-pick"
              aria-pressed={person.forInitiativeGroup}
              aria-label={t('field.focus.propose-who', {
                number: person.number,
                name: person.fullName.trim(),
              })}
              onClick={() =>
                edit.put('people', person.id, { forInitiativeGroup: !person.forInitiativeGroup })
              }
            >
              {person.forInitiativeGroup && <Icon name="check" size={18} />}
              {t('needs.focus.candidate')}
            </button>
          )}
        />
      </section>
    </>
  );
}
