import { PieChart } from '../../platform/ui/charts.tsx';
import { NumberField, SelectField, TextArea, TextField } from '../../platform/ui/fields.tsx';
import { FieldGroup, Form } from '../../platform/ui/form.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card, Notice } from '../../platform/ui/surfaces.tsx';
import { VennDiagram } from '../../platform/ui/venn-diagram.tsx';
import type { listGuesses, listInstitutions, SessionItem } from '../data/sessions.ts';
import { sharePercent, wholePie } from '../rules/session.ts';
import { sessionPath, SessionFrame } from './session-frame.tsx';
import type { StepProps } from './session-record.tsx';
import { EditedMeanwhile } from './session-record.tsx';
import { revision } from './session-record.tsx';
import { formState } from './session-record.tsx';

export type InstitutionRow = Awaited<ReturnType<typeof listInstitutions>>[number];

export type GuessRow = Awaited<ReturnType<typeof listGuesses>>[number];

const importance = { big: 'high', middle: 'medium', small: 'low' } as const;

const closeness = {
  full: 'inside',
  partial: 'overlapping',
  touching: 'touching',
  separate: 'apart',
} as const;

export function Venn({ institutions }: { institutions: readonly InstitutionRow[] }) {
  const { t } = usePage();
  const drawn = [...new Set(institutions.map((one) => one.drawnBy))];
  return (
    <>
      {drawn.map((who) => (
        <VennDiagram
          key={who}
          title={t(`needs.venn.${who}`)}
          hideTitle={drawn.length === 1}
          institutions={institutions
            .filter((one) => one.drawnBy === who)
            .map((one) => ({
              name: one.name,
              importance: importance[one.size ?? 'middle'],
              relation: closeness[one.relation ?? 'touching'],
            }))}
        />
      ))}
    </>
  );
}

/** Rows of a form beyond those that stand, for adding. */
const spareRows = 5;

/** Институттар: the Venn diagram, in falling importance. */
export function InstitutionsView(props: StepProps & { institutions: readonly InstitutionRow[] }) {
  const { t } = usePage();
  const { session, institutions } = props;
  const sent = Object.keys(props.values ?? {}).filter((name) => /^rows\.\d+\.name$/.test(name)).length;
  const count = Math.max(institutions.length + spareRows, sent);
  return (
    <SessionFrame
      session={session}
      step="institutions"
      title={t('needs.step.institutions')}
      lead={t('needs.institutions.lead')}
      today={props.today}
      phaseOpen={props.phaseOpen}
      mayRecord={props.mayRecord}
    >
      <EditedMeanwhile standing={props.standing} />
      {institutions.length > 0 && <Venn institutions={institutions} />}
      {props.mayRecord && (
        <Card>
          <Form
            action={sessionPath(session, '/institutions')}
            submit={t('ui.save-and-continue')}
            {...formState(props)}
          >
            {revision(session)}
            {Array.from({ length: count }, (_, index) => {
              const one = institutions[index];
              const name = `rows.${index}`;
              return (
                <FieldGroup key={index} legend={t('needs.institutions.row', { number: index + 1 })}>
                  <TextField
                    name={`${name}.name`}
                    label={t('needs.institutions.name')}
                    value={one?.name ?? ''}
                  />
                  <SelectField
                    name={`${name}.size`}
                    label={t('needs.institutions.size')}
                    value={one?.size ?? ''}
                    options={(['big', 'middle', 'small'] as const).map((size) => ({
                      value: size,
                      label: t(`needs.institution.size.${size}`),
                    }))}
                  />
                  <SelectField
                    name={`${name}.relation`}
                    label={t('needs.institutions.relation')}
                    value={one?.relation ?? ''}
                    options={(['full', 'partial', 'touching', 'separate'] as const).map((relation) => ({
                      value: relation,
                      label: t(`needs.institution.relation.${relation}`),
                    }))}
                  />
                  <SelectField
                    name={`${name}.kind`}
                    label={t('needs.institutions.kind')}
                    value={one?.kind ?? ''}
                    options={(['localGroup', 'localInstitution', 'outside'] as const).map((kind) => ({
                      value: kind,
                      label: t(`needs.institution.kind.${kind}`),
                    }))}
                  />
                  <SelectField
                    name={`${name}.drawnBy`}
                    label={t('needs.institutions.drawn-by')}
                    value={one?.drawnBy ?? 'common'}
                    empty={null}
                    options={(['common', 'women', 'men'] as const).map((who) => ({
                      value: who,
                      label: t(`needs.venn.${who}`),
                    }))}
                  />
                  <TextArea
                    name={`${name}.judgement`}
                    label={t('needs.institutions.judgement')}
                    rows={2}
                    value={one?.judgement ?? ''}
                  />
                </FieldGroup>
              );
            })}
            <TextArea
              name="institutionNotes"
              label={t('needs.institutions.notes')}
              rows={5}
              value={session.institutionNotes}
            />
          </Form>
        </Card>
      )}
    </SessionFrame>
  );
}

export function Pie({ session, guesses }: { session: SessionItem; guesses: readonly GuessRow[] }) {
  const { t, fmt } = usePage();
  const total = guesses.reduce((sum, one) => sum + one.share, 0);
  return (
    <>
      <PieChart
        title={t('needs.budget.pie')}
        hideTitle
        parts={guesses.map((one) => ({ label: one.name, value: one.share }))}
        format={(share) =>
          session.budgetTotal === null
            ? `${sharePercent(share)} %`
            : `${sharePercent(share)} % · ${fmt.money((session.budgetTotal * BigInt(share)) / BigInt(wholePie))}`
        }
        middle={`${sharePercent(total)} %`}
      />
      {total !== wholePie && (
        <Notice tone="warn">
          {t('needs.session-warning.pie-not-whole', { percent: sharePercent(total) })}
        </Notice>
      )}
    </>
  );
}

/** Токоч: the budget as the group thinks it is shared. */
export function BudgetView(props: StepProps & { guesses: readonly GuessRow[] }) {
  const { t } = usePage();
  const { session, guesses } = props;
  const sent = Object.keys(props.values ?? {}).filter((name) => /^rows\.\d+\.name$/.test(name)).length;
  const count = Math.max(guesses.length + spareRows, sent);
  return (
    <SessionFrame
      session={session}
      step="budget"
      title={t('needs.step.budget')}
      lead={t('needs.budget.lead')}
      today={props.today}
      phaseOpen={props.phaseOpen}
      mayRecord={props.mayRecord}
    >
      <EditedMeanwhile standing={props.standing} />
      {guesses.length > 0 && <Pie session={session} guesses={guesses} />}
      {props.mayRecord && (
        <Card>
          <Form
            action={sessionPath(session, '/budget')}
            submit={t('ui.save-and-continue')}
            {...formState(props)}
          >
            {revision(session)}
            <NumberField
              name="budgetTotal"
              label={t('needs.budget.total')}
              hint={t('needs.budget.total-hint')}
              unit={t('needs.unit.som')}
              decimal
              value={session.budgetTotal === null ? '' : String(session.budgetTotal / 100n)}
            />
            {Array.from({ length: count }, (_, index) => (
              <FieldGroup key={index} legend={t('needs.budget.row', { number: index + 1 })}>
                <TextField
                  name={`rows.${index}.name`}
                  label={t('needs.budget.name')}
                  value={guesses[index]?.name ?? ''}
                />
                <NumberField
                  name={`rows.${index}.share`}
                  label={t('needs.budget.share')}
                  unit="%"
                  decimal
                  value={guesses[index] === undefined ? '' : sharePercent(guesses[index].share)}
                />
              </FieldGroup>
            ))}
            <TextArea
              name="budgetNotes"
              label={t('needs.budget.notes')}
              rows={5}
              value={session.budgetNotes}
            />
          </Form>
        </Card>
      )}
    </SessionFrame>
  );
}
