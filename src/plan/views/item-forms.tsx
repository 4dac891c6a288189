import { FormPage } from '../../platform/forms/form-page.tsx';
import { RowFields } from '../../platform/forms/row-fields.tsx';
import type { FieldsOf } from '../../platform/forms/form.tsx';
import {
  CheckboxField,
  DateField,
  NumberField,
  SelectField,
  TextArea,
  TextField,
  type Option,
} from '../../platform/ui/fields.tsx';
import { FieldGroup } from '../../platform/ui/form.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { addItem } from '../commands/add-item.ts';
import type { itemShape } from '../commands/item-fields.ts';
import { saveIndicators } from '../commands/save-indicators.ts';
import { saveItem } from '../commands/save-item.ts';
import { saveMoney } from '../commands/save-money.ts';
import { saveSteps } from '../commands/save-steps.ts';
import type { Plan, PlanItem, Task } from '../rules/plan.ts';
import { itemTemplates } from '../rules/templates.ts';
import { ChangeFields } from './change-fields.tsx';
import { usePlanCrumbs } from './plan-page.tsx';
import { itemName, planPath } from './words.ts';

type OfItem = { readonly plan: Plan; readonly item: PlanItem };

function useItemCrumbs({ plan, item }: OfItem) {
  const page = usePage();
  const room = useRoom('plan');
  return [
    ...usePlanCrumbs(plan),
    {
      label: `${item.code} ${itemName(page, plan, item)}`,
      path: planPath(room, plan.id, `/items/${item.id}`),
    },
  ];
}

function ItemFields({ f, people }: { f: FieldsOf<typeof itemShape>; people: readonly Option[] }) {
  const { t } = usePage();
  return (
    <>
      <TextArea {...f('name')} rows={2} hint={t('plan.field.item-hint')} />
      <TextArea {...f('nameOther')} rows={2} hint={t('plan.field.other-hint')} />
      <SelectField {...f('kind')} empty={null} />
      <FieldGroup legend={t('plan.field.term-of')}>
        <DateField {...f('startsOn')} />
        <DateField {...f('endsOn')} />
      </FieldGroup>
      <FieldGroup legend={t('plan.who')}>
        <SelectField {...f('responsiblePersonId')} options={people} empty={t('ui.not-set')} />
        <TextField {...f('responsibleText')} hint={t('plan.field.responsible-hint')} />
        <TextField {...f('coExecutors')} />
        <CheckboxField {...f('byAgreement')} hint={t('plan.field.by-agreement-hint')} />
        <SelectField {...f('doer')} empty={null} />
        <TextField {...f('partner')} hint={t('plan.field.partner-hint')} />
      </FieldGroup>
      <FieldGroup legend={t('plan.for-whom')}>
        <TextField {...f('beneficiaries')} />
        <NumberField {...f('beneficiaryCount')} unit={t('meetings.unit.people')} />
      </FieldGroup>
      <TextField {...f('cost')} hint={t('plan.field.cost-hint')} />
      <TextArea {...f('risks')} rows={2} hint={t('plan.field.risks-hint')} />
    </>
  );
}

/** A new item of a task. */
export function NewItemPage({
  plan,
  task,
  people,
  sheet,
}: {
  plan: Plan;
  task: Task;
  people: readonly Option[];
  /** The number of the sheet of paper it is typed from. */
  sheet: string | undefined;
}) {
  const { t, lang } = usePage();
  const room = useRoom('plan');
  return (
    <FormPage<typeof addItem.input.shape>
      title={t('plan.add-item')}
      lead={`${t('plan.task', { number: String(task.number) })} ${task.text}`}
      crumbs={usePlanCrumbs(plan)}
      of={addItem}
      action={planPath(room, plan.id, `/tasks/${task.id}/items/new`)}
      row={{ kind: 'works', doer: 'own' }}
      {...(sheet !== undefined && { fields: { sheet } })}
    >
      {(f) => (
        <>
          {sheet !== undefined && <p class="hint">{t('plan.sheets.from', { number: sheet })}</p>}
          <SelectField
            {...f('template')}
            options={itemTemplates.map((one) => ({
              value: one.id,
              label: one[lang === 'ru' ? 'ru' : 'ky'].name,
            }))}
            empty={t('plan.no-template')}
            hint={t('plan.field.template-hint')}
          />
          <ItemFields f={f} people={people} />
          <ChangeFields plan={plan} f={f} chainOnly />
        </>
      )}
    </FormPage>
  );
}

/** What an item says of itself. */
export function EditItemPage({ people, ...of }: OfItem & { people: readonly Option[] }) {
  const { t } = usePage();
  return (
    <FormPage<typeof saveItem.input.shape>
      title={t('plan.item-edit')}
      crumbs={useItemCrumbs(of)}
      of={saveItem}
      row={of.item}
    >
      {(f) => (
        <>
          <ItemFields f={f} people={people} />
          <ChangeFields plan={of.plan} f={f} />
        </>
      )}
    </FormPage>
  );
}

/** The steps, each with what it gives. */
export function StepsPage(of: OfItem) {
  const { t } = usePage();
  const { steps, revision } = of.item;
  return (
    <FormPage
      title={t('plan.steps-edit')}
      lead={t('plan.steps-lead')}
      crumbs={useItemCrumbs(of)}
      of={saveSteps}
      row={{ revision, rows: steps }}
    >
      {(f) => (
        <>
          <RowFields
            of={f('rows')}
            spare={3}
            legend={(number) => t('plan.step-row', { number: String(number) })}
          >
            {(line) => (
              <>
                <TextField {...line.f('text')} required={false} />
                <TextField {...line.f('result')} hint={t('plan.field.step-result-hint')} />
              </>
            )}
          </RowFields>
          <ChangeFields plan={of.plan} f={f} />
        </>
      )}
    </FormPage>
  );
}

/** By what people will see that it was done, and what it changed. */
export function IndicatorsPage(of: OfItem) {
  const { t } = usePage();
  const { indicators, revision } = of.item;
  return (
    <FormPage
      title={t('plan.indicators-edit')}
      lead={t('plan.indicators-lead')}
      crumbs={useItemCrumbs(of)}
      of={saveIndicators}
      row={{ revision, rows: indicators }}
    >
      {(f) => (
        <>
          <RowFields
            of={f('rows')}
            spare={1}
            legend={(number) => t('plan.indicator-row', { number: String(number) })}
          >
            {(line) => (
              <>
                <TextField {...line.f('text')} required={false} />
                <SelectField
                  {...line.f('kind')}
                  value={line.row?.kind ?? 'final'}
                  required={false}
                  empty={null}
                />
                <TextField {...line.f('unit')} width="medium" />
                <TextField {...line.f('baseline')} width="medium" hint={t('plan.field.baseline-hint')} />
                <TextField {...line.f('target')} width="medium" />
                <CheckboxField {...line.f('bySex')} />
                <SelectField {...line.f('way')} empty={t('ui.none')} />
                <TextField {...line.f('source')} />
                <TextField {...line.f('document')} hint={t('plan.field.document-hint')} />
                <TextField {...line.f('frequency')} hint={t('plan.field.frequency-hint')} />
                <DateField {...line.f('measuredOn')} />
              </>
            )}
          </RowFields>
          <ChangeFields plan={of.plan} f={f} />
        </>
      )}
    </FormPage>
  );
}

/** What it costs and who gives what. */
export function MoneyPage({ organisations, ...of }: OfItem & { organisations: readonly Option[] }) {
  const { t } = usePage();
  const { commitments, revision, cost } = of.item;
  const standing = commitments.map(({ withdrawnOn, promised, ...row }) => ({
    ...row,
    fixed: promised || withdrawnOn !== null,
  }));
  return (
    <FormPage
      title={t('plan.money-edit')}
      lead={t('plan.money-lead')}
      crumbs={useItemCrumbs(of)}
      of={saveMoney}
      row={{ revision, cost, rows: standing }}
    >
      {(f) => (
        <>
          <TextField {...f('cost')} hint={t('plan.field.cost-hint')} />
          <RowFields
            of={f('rows')}
            spare={1}
            legend={(number) => t('plan.commitment-row', { number: String(number) })}
          >
            {(line) => (
              <>
                <SelectField
                  {...line.f('source')}
                  value={line.row?.source ?? 'localBudget'}
                  required={false}
                  empty={null}
                />
                <SelectField
                  {...line.f('giver')}
                  value={line.row?.giver ?? 'municipality'}
                  required={false}
                  empty={null}
                />
                {organisations.length > 0 && (
                  <SelectField
                    {...line.f('organisationId')}
                    options={organisations}
                    empty={t('ui.not-set')}
                    hint={t('plan.field.organisation-hint')}
                  />
                )}
                <TextField {...line.f('promiser')} hint={t('plan.field.promiser-hint')} />
                <TextField {...line.f('amount')} required={false} />
                <SelectField
                  {...line.f('term')}
                  value={line.row?.term ?? 'once'}
                  required={false}
                  empty={null}
                />
                <NumberField
                  {...line.f('year')}
                  value={String(line.row?.year ?? of.plan.fromYear)}
                  required={false}
                />
                <TextField {...line.f('quantity')} hint={t('plan.field.quantity-hint')} />
                <TextField {...line.f('valuation')} hint={t('plan.field.valuation-hint')} />
                <CheckboxField {...line.f('named')} hint={t('plan.field.named-hint')} />
              </>
            )}
          </RowFields>
          <ChangeFields plan={of.plan} f={f} />
        </>
      )}
    </FormPage>
  );
}
