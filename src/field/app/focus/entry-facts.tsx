import type { VNode } from 'preact';
import {
  contributionForms,
  likelihoods,
  parties,
  type FocusColumn,
  type FocusEntry,
} from '../../../needs/focus/rules/focus-record.ts';
import { useApp } from '../core/hooks.ts';
import { LineField } from '../kit/line-field.tsx';
import { orNone, Segments } from '../kit/segments.tsx';

/** What is said of a line besides its words; which of it depends on the column. */
export type EntryFacts = Pick<FocusEntry, 'likelihood' | 'party' | 'who' | 'form'>;

/** Asks of a consequence how likely it is, of a contribution who gives it and in what form. */
export function FactsOfEntry(props: {
  column: FocusColumn;
  facts: EntryFacts;
  onChange: (facts: Partial<EntryFacts>) => void;
}): VNode | null {
  const { t } = useApp();
  const { column, facts, onChange } = props;
  if (column === 'consequence')
    return (
      <Segments
        shown
        class="fo-likelihood"
        label={t('needs.focus.likelihood')}
        value={facts.likelihood}
        of={likelihoods}
        words={(one) => t(`needs.focus.likelihood.${one}`)}
        onValue={(likelihood) => onChange({ likelihood })}
      />
    );
  if (column !== 'contribution') return null;
  return (
    <>
      <Segments
        shown
        label={t('needs.focus.party')}
        value={facts.party}
        of={parties}
        words={(one) => t(`needs.focus.party.${one}`)}
        onValue={(party) => onChange({ party })}
      />
      {facts.party === 'other' && (
        <LineField
          label={t('needs.focus.who-exactly')}
          hint={t('field.focus.who-hint')}
          value={facts.who}
          onValue={(who) => onChange({ who: who.trim() })}
        />
      )}
      <Segments
        shown
        label={t('needs.focus.form')}
        value={facts.form}
        of={contributionForms}
        words={(one) => t(`needs.focus.form.${one}`)}
        onValue={orNone(facts.form, (form) => onChange({ form }))}
      />
    </>
  );
}
