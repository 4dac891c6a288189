import { Form } from '../../platform/forms/form.tsx';
import { Button } from '../../platform/ui/button.tsx';
import { SelectField, TextField } from '../../platform/ui/fields.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { Card, EmptyState } from '../../platform/ui/surfaces.tsx';
import { keepPlanVersion } from '../commands/keep-version.ts';
import type { VersionHead } from '../data/versions.ts';
import type { Difference } from '../rules/compare.ts';
import type { Plan } from '../rules/plan.ts';
import { differenceWords } from './difference-words.ts';
import { usePlanCrumbs } from './plan-page.tsx';
import { placeName, planPath, type Places } from './words.ts';

export type Compared = {
  readonly from: number;
  /** Null: the plan as it stands now. */
  readonly to: number | null;
  readonly differences: readonly Difference[];
};

/** What was kept of the plan, and two of them side by side. */
export function VersionsPage({
  plan,
  versions,
  compared,
  villages,
  mayKeep,
}: {
  plan: Plan;
  versions: readonly VersionHead[];
  compared: Compared | undefined;
  villages: Places;
  mayKeep: boolean;
}) {
  const page = usePage();
  const { t, fmt, href } = page;
  const base = planPath(useRoom('plan'), plan.id, '/versions');
  const options = versions.map((one) => ({
    value: String(one.number),
    label: t('plan.version', { number: String(one.number), day: fmt.dateTime(one.at) }),
  }));
  return (
    <StaffPage title={t('plan.versions')} lead={t('plan.versions-lead')} crumbs={usePlanCrumbs(plan)}>
      {versions.length === 0 ? (
        <EmptyState title={t('plan.versions-none')}>{t('plan.versions-none-text')}</EmptyState>
      ) : (
        <>
          <Card title={t('plan.compare')}>
            <form method="get" action={href(base)} class="form">
              <SelectField
                name="from"
                label={t('plan.compare-from')}
                empty={null}
                options={options}
                value={String(compared?.from ?? '')}
              />
              <SelectField
                name="to"
                label={t('plan.compare-to')}
                empty={t('plan.compare-now')}
                options={options}
                value={String(compared?.to ?? '')}
              />
              <p class="actions">
                <Button>{t('plan.compare')}</Button>
              </p>
            </form>
            {compared && (
              <>
                {compared.differences.length === 0 && <p>{t('plan.compare-same')}</p>}
                <ul class="plain">
                  {compared.differences.map((one, index) => (
                    <li key={index}>{differenceWords(page, one, (id) => placeName(page, villages, id))}</li>
                  ))}
                </ul>
              </>
            )}
          </Card>
          <Card title={t('plan.versions')}>
            <ol class="plain">
              {versions.map((one) => (
                <li key={one.id}>
                  <b>{t('plan.version', { number: String(one.number), day: fmt.dateTime(one.at) })}</b>:{' '}
                  {t(`plan.version-kind.${one.kind}`)}
                  <br />
                  <small>
                    {[
                      one.byName,
                      one.reason,
                      one.paper === ''
                        ? ''
                        : `${one.paper}${one.paperOn === null ? '' : `, ${fmt.date(one.paperOn)}`}`,
                    ]
                      .filter((text) => text !== '')
                      .join(' · ')}
                  </small>
                </li>
              ))}
            </ol>
          </Card>
        </>
      )}
      {mayKeep && (
        <Card title={t('plan.keep')}>
          <Form of={keepPlanVersion} action={base} submit={t('plan.keep')}>
            {(f) => <TextField {...f('reason')} hint={t('plan.keep-hint')} />}
          </Form>
        </Card>
      )}
    </StaffPage>
  );
}
