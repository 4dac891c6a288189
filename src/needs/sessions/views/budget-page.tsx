import { NumberField, SelectField, TextArea, TextField } from '../../../platform/ui/fields.tsx';
import { FieldGroup, Form } from '../../../platform/ui/form.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { Card } from '../../../platform/ui/surfaces.tsx';
import type { KnownBudget } from '../data/known-expenses.ts';
import { usualExpenses } from '../rules/pie.ts';
import { sharePercent } from '../../../methods/written-share.ts';
import { EnterSaves, FieldsRow, OneMore, rowsShown } from './drawing-rows.tsx';
import { Pie, type GuessRow } from './session-drawings.tsx';
import { sessionPath, SessionFrame } from './session-frame.tsx';
import { EditedMeanwhile, formState, revision, type StepProps } from './session-record.tsx';

/** Slices a group cuts as a rule. */
const usualRows = 5;

/** Токоч: the budget as the group thinks it is shared. A slice chosen from the list needs no name of its own. */
export function BudgetPage(
  props: StepProps & { guesses: readonly GuessRow[]; known: KnownBudget | undefined },
) {
  const { t } = usePage();
  const { session, guesses } = props;
  const count = rowsShown(props.values, guesses.length, usualRows);
  const path = sessionPath(session, '/budget');
  return (
    <SessionFrame
      session={session}
      step="budget"
      title={t('needs.step.budget')}
      lead={t('needs.budget.lead')}
      leadsOn={props.mayRecord}
      today={props.today}
      phaseOpen={props.phaseOpen}
      mayRecord={props.mayRecord}
      wide
    >
      <EditedMeanwhile standing={props.standing} />
      {guesses.length > 0 && <Pie session={session} guesses={guesses} known={props.known} />}
      {!props.known && <p class="hint">{t('needs.budget.no-real')}</p>}
      {props.mayRecord && (
        <Card>
          <Form class="drawing-form" action={path} submit={t('ui.save-and-continue')} {...formState(props)}>
            <EnterSaves />
            {revision(session)}
            <NumberField
              name="budgetTotal"
              label={t('needs.budget.total')}
              hint={t('needs.budget.total-hint')}
              unit={t('needs.unit.som')}
              decimal
              value={session.budgetTotal === null ? '' : String(session.budgetTotal / 100n)}
            />
            <p class="hint">{t('needs.budget.rows-hint')}</p>
            {Array.from({ length: count }, (_, index) => (
              <FieldGroup key={index} legend={t('needs.budget.row', { number: index + 1 })}>
                <Slice name={`rows.${index}`} one={guesses[index]} />
              </FieldGroup>
            ))}
            <OneMore count={count} path={path} text={t('needs.budget.one-more')} />
            <TextArea
              name="budgetNotes"
              label={t('needs.budget.notes')}
              example={t('needs.example.budgetNotes')}
              rows={5}
              value={session.notes.budget}
            />
          </Form>
        </Card>
      )}
    </SessionFrame>
  );
}

function Slice({ name, one }: { name: string; one: GuessRow | undefined }) {
  const { t } = usePage();
  return (
    <>
      {one && <input type="hidden" name={`${name}.id`} value={one.id} />}
      <FieldsRow>
        <SelectField
          name={`${name}.key`}
          label={t('needs.budget.key')}
          value={one?.key ?? ''}
          empty={t('needs.budget.key-own')}
          options={usualExpenses.map((key) => ({ value: key, label: t(`needs.expense.${key}`) }))}
        />
        <TextField name={`${name}.name`} label={t('needs.budget.name')} value={one?.name ?? ''} />
        <NumberField
          name={`${name}.share`}
          label={t('ui.field.share')}
          unit="%"
          decimal
          value={one === undefined ? '' : sharePercent(one.share)}
        />
      </FieldsRow>
    </>
  );
}
