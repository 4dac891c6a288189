import { nameKey } from '../../methods/names.ts';
import { CheckboxField, HiddenField, SelectField } from '../../platform/ui/fields.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { FieldGroup } from '../../platform/ui/form.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { EmptyState } from '../../platform/ui/surfaces.tsx';
import { carryOver, mostCarried } from '../commands/carry-over.ts';
import type { Unfinished } from '../data/former-plan.ts';
import type { Plan } from '../rules/plan.ts';
import { usePlanCrumbs } from './plan-page.tsx';
import { placeName, planPath, problemName, type Places } from './words.ts';

/** Unfinished items of the plan before, each with the problem of this plan under which it would go on. */
export function CarryOverPage({
  plan,
  villages,
  offered,
}: {
  plan: Plan;
  villages: Places;
  offered: readonly Unfinished[];
}) {
  const page = usePage();
  const { t } = page;
  const room = useRoom('plan');
  const here = plan.directions.flatMap((one) => one.problems);
  const options = here.map((one) => ({
    value: one.id,
    label: problemName(page, one),
    group: placeName(page, villages, one.villageId),
  }));
  const shown = offered.slice(0, mostCarried);
  /** The same problem of the same village, by its name: each cycle has its own list. */
  const sameOf = ({ problem }: Unfinished) =>
    here.find((one) => one.villageId === problem.villageId && nameKey(one.name) === nameKey(problem.name))
      ?.id;
  return (
    <StaffPage title={t('plan.carry')} lead={t('plan.carry-lead')} crumbs={usePlanCrumbs(plan)}>
      {shown.length === 0 ? (
        <EmptyState icon="check" title={t('plan.carry-none')} />
      ) : (
        <Form
          of={carryOver}
          action={planPath(room, plan.id, '/carry')}
          row={{ rows: shown.map((one) => ({ itemId: one.item.id, problemId: sameOf(one) })) }}
          submit={t('plan.carry-chosen')}
          cancel={planPath(room, plan.id)}
        >
          {(f) =>
            f('rows')
              .lines(0)
              .map((line) => {
                const one = shown.find(({ item }) => item.id === line.row?.itemId);
                if (!one) return null;
                const { item, problem } = one;
                return (
                  <FieldGroup key={item.id} legend={`${item.code} ${item.name}`}>
                    <p class="hint">
                      {placeName(page, villages, problem.villageId)} · {problemName(page, problem)}
                    </p>
                    <HiddenField name={line.f('itemId').name} value={item.id} />
                    <CheckboxField {...line.f('carry')} value="yes" />
                    <SelectField {...line.f('problemId')} options={options} empty={t('ui.none')} />
                  </FieldGroup>
                );
              })
          }
        </Form>
      )}
    </StaffPage>
  );
}
