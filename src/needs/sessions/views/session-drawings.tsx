import { labelOf } from '../../../platform/i18n/labels.ts';
import { PieChart } from '../../../drawings/charts.tsx';
import { DataTable } from '../../../platform/ui/data-table.tsx';
import { NumberField, SelectField, TextArea, TextField } from '../../../platform/ui/fields.tsx';
import { FieldGroup, Form } from '../../../platform/ui/form.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { Card, Notice } from '../../../platform/ui/surfaces.tsx';
import { VennDiagram } from '../../../drawings/venn-diagram.tsx';
import type { InstitutionLink } from '../data/institution-links.ts';
import type { KnownBudget } from '../data/known-expenses.ts';
import type { listGuesses, listInstitutions, SessionItem } from '../data/sessions.ts';
import { comparePies, isUsualExpense, pointsText, usualExpenses } from '../rules/pie.ts';
import { diagrams, type Diagram } from '../rules/session-record.ts';
import { sharePercent, wholePie } from '../rules/session.ts';
import { compareDiagrams, differenceText, rowsOfTable } from '../rules/venn-compare.ts';
import { sessionPath, SessionFrame } from './session-frame.tsx';
import type { StepProps } from './session-record.tsx';
import { EditedMeanwhile } from './session-record.tsx';
import { revision } from './session-record.tsx';
import { formState } from './session-record.tsx';

export type InstitutionRow = Awaited<ReturnType<typeof listInstitutions>>[number];

export type GuessRow = Awaited<ReturnType<typeof listGuesses>>[number];

/** The diagrams as they were drawn, side by side, and in words how the women's and the men's differ. */
export function Venn({
  institutions,
  links,
}: {
  institutions: readonly InstitutionRow[];
  links: readonly InstitutionLink[];
}) {
  const { t, fmt } = usePage();
  const drawn = institutions.filter((one) => one.drawn);
  const named = institutions.filter((one) => !one.drawn);
  const shown = diagrams.filter((who) => drawn.some((one) => one.drawnBy === who));
  const rows = (who: Diagram) => rowsOfTable(institutions, links, who, t('needs.venn.executive'));
  const differences =
    shown.includes('women') && shown.includes('men')
      ? compareDiagrams(rows('women'), rows('men'))
      : undefined;
  const mark = (value: number | null) =>
    value === null ? '–' : t('needs.mark.text', { mark: value, word: t(`needs.mark.${value}`) });
  const marks = (['quality', 'satisfaction'] as const).filter((kind) =>
    drawn.some((one) => one[kind] !== null),
  );
  return (
    <>
      {differences && (
        <section>
          <h3>{t('needs.venn.differences')}</h3>
          {differences.length === 0 ? (
            <p>{t('needs.venn.no-differences')}</p>
          ) : (
            <ul>
              {differences.map((one, index) => (
                <li key={index}>{differenceText(t, one)}</li>
              ))}
            </ul>
          )}
        </section>
      )}
      <div class={shown.length > 1 ? 'drawing-sides' : undefined}>
        {shown.map((who) => (
          <VennDiagram
            key={who}
            title={t(`needs.venn.${who}`)}
            hideTitle={shown.length === 1}
            columns={marks.map((kind) => labelOf(t, 'needs.institutions', kind))}
            institutions={drawn
              .filter((one) => one.drawnBy === who)
              .map((one) => ({
                name: one.name,
                importance: one.size ?? 'middle',
                relation: one.relation ?? (one.x === null ? 'touching' : 'separate'),
                executive: one.executive,
                at: one.x === null || one.y === null ? undefined : { x: one.x, y: one.y },
                cells: marks.map((kind) => mark(one[kind])),
              }))}
          />
        ))}
      </div>
      <Pairs institutions={drawn} links={links} />
      {named.length > 0 && (
        <p class="hint">{t('needs.venn.not-drawn', { names: fmt.list(named.map((one) => one.name)) })}</p>
      )}
    </>
  );
}

/** Ties of the others to each other; those to the executive stand in the diagram's own table. */
function Pairs({
  institutions,
  links,
}: {
  institutions: readonly InstitutionRow[];
  links: readonly InstitutionLink[];
}) {
  const { t } = usePage();
  const byId = new Map(institutions.map((one) => [one.id, one]));
  const pairs = links.flatMap((link) => {
    const [a, b] = [byId.get(link.aId), byId.get(link.bId)];
    return a && b && !a.executive && !b.executive ? [{ ...link, a, b }] : [];
  });
  if (pairs.length === 0) return null;
  return (
    <DataTable
      caption={t('needs.venn.pairs')}
      rows={pairs}
      rowKey={(one) => `${one.aId}|${one.bId}`}
      columns={[
        {
          key: 'pair',
          label: t('needs.venn.pair'),
          head: true,
          cell: (one) => `${one.a.name} – ${one.b.name}`,
        },
        {
          key: 'relation',
          label: t('needs.venn.tie'),
          cell: (one) => t(`needs.institution.relation.${one.relation}`),
        },
        {
          key: 'diagram',
          label: t('needs.institutions.drawn-by'),
          cell: (one) => t(`needs.venn.${one.a.drawnBy}`),
        },
      ]}
    />
  );
}

/** Rows of a form beyond those that stand, for adding. */
const spareRows = 5;

/** Уюмдар: the Venn diagram, in falling importance. */
export function InstitutionsPage(
  props: StepProps & { institutions: readonly InstitutionRow[]; links: readonly InstitutionLink[] },
) {
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
      leadsOn={props.mayRecord}
      today={props.today}
      phaseOpen={props.phaseOpen}
      mayRecord={props.mayRecord}
    >
      <EditedMeanwhile standing={props.standing} />
      {institutions.length > 0 && <Venn institutions={institutions} links={props.links} />}
      {props.mayRecord && (
        <Card>
          <Form
            action={sessionPath(session, '/institutions')}
            submit={t('ui.save-and-continue')}
            {...formState(props)}
          >
            {revision(session)}
            {institutions.some((one) => one.x !== null) && (
              <p class="hint">{t('needs.institutions.field-note')}</p>
            )}
            {Array.from({ length: count }, (_, index) => {
              const one = institutions[index];
              const name = `rows.${index}`;
              return (
                <FieldGroup key={index} legend={t('needs.institutions.row', { number: index + 1 })}>
                  {one && <input type="hidden" name={`${name}.id`} value={one.id} />}
                  <TextField name={`${name}.name`} label={t('ui.field.name')} value={one?.name ?? ''} />
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
                    label={t('drawings.venn.relation')}
                    value={one?.relation ?? ''}
                    options={(['full', 'partial', 'touching', 'separate'] as const).map((relation) => ({
                      value: relation,
                      label: t(`needs.institution.relation.${relation}`),
                    }))}
                  />
                  <SelectField
                    name={`${name}.kind`}
                    label={t('ui.field.kind')}
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
                  {(['quality', 'satisfaction'] as const).map((kind) => (
                    <SelectField
                      key={kind}
                      name={`${name}.${kind}`}
                      label={labelOf(t, 'needs.institutions', kind)}
                      value={String(one?.[kind] ?? '')}
                      options={[1, 2, 3, 4, 5].map((mark) => ({
                        value: String(mark),
                        label: t('needs.mark.text', { mark, word: t(`needs.mark.${mark}`) }),
                      }))}
                    />
                  ))}
                  <TextArea
                    name={`${name}.judgement`}
                    label={t('ui.field.judgement')}
                    rows={2}
                    value={one?.judgement ?? ''}
                  />
                </FieldGroup>
              );
            })}
            <TextArea
              name="institutionsNotes"
              label={t('needs.institutions.notes')}
              rows={5}
              value={session.notes.institutions}
            />
          </Form>
        </Card>
      )}
    </SessionFrame>
  );
}

/** The pie as the group cut it, beside the real budget where the office has entered it. */
export function Pie({
  session,
  guesses,
  known,
}: {
  session: SessionItem;
  guesses: readonly GuessRow[];
  known: KnownBudget | undefined;
}) {
  const { t, fmt } = usePage();
  if (known && guesses.length > 0) return <PieBeside guesses={guesses} known={known} />;
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

/** Guess and reality in one order, so that a line has the same number and colour in both; then the differences. */
function PieBeside({ guesses, known }: { guesses: readonly GuessRow[]; known: KnownBudget }) {
  const { t, fmt, lang } = usePage();
  const differences = comparePies(guesses, known.items, known.total, t('needs.expense.other')).map((one) => ({
    ...one,
    name: isUsualExpense(one.key) ? t(`needs.expense.${one.key}`) : one.name,
  }));
  const order = [...differences].sort((a, b) => (b.real ?? 0) - (a.real ?? 0));
  const total = guesses.reduce((sum, one) => sum + one.share, 0);
  const percent = (share: number) => `${sharePercent(share)} %`;
  return (
    <>
      <div class="drawing-sides">
        <PieChart
          title={t('needs.budget.pie')}
          numbered
          parts={order.map((one) => ({ label: one.name, value: one.guess ?? 0 }))}
          format={percent}
          middle={percent(total)}
        />
        <PieChart
          title={t('needs.budget.real', { year: known.year })}
          numbered
          parts={order.map((one) => ({ label: one.name, value: one.real ?? 0 }))}
          format={percent}
        />
      </div>
      {total !== wholePie && (
        <Notice tone="warn">
          {t('needs.session-warning.pie-not-whole', { percent: sharePercent(total) })}
        </Notice>
      )}
      <DataTable
        caption={t('needs.budget.difference')}
        narrow="scroll"
        rows={differences}
        rowKey={(one) => one.key ?? one.name}
        columns={[
          { key: 'name', label: t('needs.budget.name'), head: true, cell: (one) => one.name },
          {
            key: 'gap',
            label: t('needs.budget.gap'),
            align: 'end',
            cell: (one) => <b>{pointsText(one.gap, lang === 'en' ? '.' : ',')}</b>,
          },
          {
            key: 'guess',
            label: t('needs.budget.guess-share'),
            align: 'end',
            cell: (one) => (one.guess === null ? t('needs.budget.not-named') : sharePercent(one.guess)),
          },
          {
            key: 'real',
            label: t('needs.budget.real-share'),
            align: 'end',
            cell: (one) => (one.real === null ? t('needs.budget.not-separate') : sharePercent(one.real)),
          },
          {
            key: 'guess-som',
            label: t('needs.budget.guess-som'),
            align: 'end',
            cell: (one) => (one.guess === null ? '–' : fmt.moneyNumber(one.guessAmount)),
          },
          {
            key: 'real-som',
            label: t('needs.budget.real-som'),
            align: 'end',
            cell: (one) => (one.real === null ? '–' : fmt.moneyNumber(one.realAmount)),
          },
        ]}
      />
      <p class="hint">{t('needs.budget.difference-lead')}</p>
    </>
  );
}

/** Токоч: the budget as the group thinks it is shared. */
export function BudgetPage(
  props: StepProps & { guesses: readonly GuessRow[]; known: KnownBudget | undefined },
) {
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
      leadsOn={props.mayRecord}
      today={props.today}
      phaseOpen={props.phaseOpen}
      mayRecord={props.mayRecord}
    >
      <EditedMeanwhile standing={props.standing} />
      {guesses.length > 0 && <Pie session={session} guesses={guesses} known={props.known} />}
      {!props.known && <p class="hint">{t('needs.budget.no-real')}</p>}
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
                {guesses[index] && (
                  <input type="hidden" name={`rows.${index}.id`} value={guesses[index].id} />
                )}
                <TextField
                  name={`rows.${index}.name`}
                  label={t('needs.budget.name')}
                  value={guesses[index]?.name ?? ''}
                />
                <SelectField
                  name={`rows.${index}.key`}
                  label={t('needs.budget.key')}
                  value={guesses[index]?.key ?? ''}
                  empty={t('needs.budget.key-own')}
                  options={usualExpenses.map((key) => ({ value: key, label: t(`needs.expense.${key}`) }))}
                />
                <NumberField
                  name={`rows.${index}.share`}
                  label={t('ui.field.share')}
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
              value={session.notes.budget}
            />
          </Form>
        </Card>
      )}
    </SessionFrame>
  );
}
