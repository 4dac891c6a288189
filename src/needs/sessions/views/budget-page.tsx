import { NotesLang } from '../../../meetings/views/record.tsx';
import { Form } from '../../../platform/forms/form.tsx';
import { HiddenField, NumberField, SelectField, TextArea, TextField } from '../../../platform/ui/fields.tsx';
import { FieldGroup } from '../../../platform/ui/form.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { Card } from '../../../platform/ui/surfaces.tsx';
import { saveBudgetGuess } from '../commands/save-budget-guess.ts';
import type { KnownBudget } from '../data/known-expenses.ts';
import { isUsualExpense } from '../rules/pie.ts';
import { EnterSaves, FieldsRow, OneMore, rowsShown } from './drawing-rows.tsx';
import { Pie, type GuessRow } from './session-drawings.tsx';
import { sessionPath, SessionFrame, type StepProps } from './session-frame.tsx';

/** Slices a group cuts as a rule. */
const usualRows = 5;

/** Токоч: the budget as the group thinks it is shared. A slice chosen from the list needs no name of its own. */
export function BudgetPage(
  props: StepProps & { guesses: readonly GuessRow[]; known: KnownBudget | undefined },
) {
  const { t, refused } = usePage();
  const { session, guesses } = props;
  const count = rowsShown(refused?.values, guesses.length, usualRows);
  const path = sessionPath(session, '/budget');
  const rows = guesses.map((one) => ({ ...one, key: isUsualExpense(one.key) ? one.key : null }));
  return (
    <SessionFrame
      page={props}
      step="budget"
      title={t('needs.step.budget')}
      lead={t('needs.budget.lead')}
      leadsOn={props.mayRecord}
      wide
    >
      {guesses.length > 0 && <Pie session={session} guesses={guesses} known={props.known} />}
      {!props.known && <p class="hint">{t('needs.budget.no-real')}</p>}
      {props.mayRecord && (
        <Card>
          <Form
            of={saveBudgetGuess}
            class="drawing-form"
            action={path}
            row={{ ...session, budgetNotes: session.notes.budget, rows }}
            submit={t('ui.save-and-continue')}
          >
            {(f) => (
              <>
                <EnterSaves />
                <NumberField
                  {...f('budgetTotal')}
                  hint={t('needs.budget.total-hint')}
                  unit={t('needs.unit.som')}
                />
                <p class="hint">{t('needs.budget.rows-hint')}</p>
                {f('rows')
                  .lines(count - guesses.length)
                  .map(({ f: line, name, index }) => (
                    <FieldGroup key={name} legend={t('needs.budget.row', { number: index + 1 })}>
                      <HiddenField {...line('id')} />
                      <FieldsRow>
                        <SelectField {...line('key')} empty={t('needs.budget.key-own')} />
                        <TextField {...line('name')} required={false} />
                        <NumberField {...line('share')} required={false} />
                      </FieldsRow>
                    </FieldGroup>
                  ))}
                <OneMore count={count} path={path} text={t('needs.budget.one-more')} />
                <TextArea {...f('budgetNotes')} rows={5} />
                <NotesLang f={f} />
              </>
            )}
          </Form>
        </Card>
      )}
    </SessionFrame>
  );
}
