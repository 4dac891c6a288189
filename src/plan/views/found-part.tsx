import { focusColumns } from '../../needs/focus/rules/focus-record.ts';
import { synthesisPath, useSynthesisPlace, VerdictTag } from '../../needs/synthesis/views/synthesis.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { CheckboxField, CheckboxGroup } from '../../platform/ui/fields.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card } from '../../platform/ui/surfaces.tsx';
import { takeFound } from '../commands/take-found.ts';
import { solutionsOf, type Found } from '../rules/found.ts';
import type { PlanProblem } from '../rules/plan.ts';

/** What focus groups and planning meetings found of a problem, and what of it the plan takes. */
export function FoundPart({
  municipalityId,
  found,
  problem,
  action,
  mayTake,
}: {
  municipalityId: string;
  found: Found;
  problem: PlanProblem;
  action: string;
  /** The plan is not approved yet. */
  mayTake: boolean;
}) {
  const { t, href } = usePage();
  const place = useSynthesisPlace();
  const { synthesis, added } = found;
  const { verdict } = synthesis;
  const several = synthesis.places.length > 1;
  const where = (groupIds: ReadonlySet<string>) =>
    synthesis.places
      .filter((one) => groupIds.has(one.groupId))
      .map(place)
      .join(', ');
  const options = solutionsOf(found).filter(
    (one) => !problem.tasks.some((task) => task.text.trim() === one.text.trim()),
  );
  const why = verdict?.verdict === 'notSoon' && problem.withoutItems === '' && problem.tasks.length === 0;
  return (
    <Card
      title={t('plan.found')}
      aside={
        <a href={href(synthesisPath(municipalityId, `/${synthesis.problemId}`))}>{t('plan.found-open')}</a>
      }
    >
      <p>
        <VerdictTag verdict={verdict?.verdict ?? null} />{' '}
        {[verdict?.helper ?? '', verdict?.reason ?? ''].filter((text) => text !== '').join('. ')}
      </p>
      {focusColumns.map((column) => {
        const lines = synthesis.columns[column];
        const more = added.filter((one) => one.column === column);
        if (lines.length + more.length === 0) return null;
        return (
          <div key={column}>
            <h3>{t(`needs.focus.column.${column}`)}</h3>
            <ul>
              {lines.map((line) => (
                <li key={line.id}>
                  {line.text}
                  {several && <small> ({where(new Set(line.lines.map((one) => one.groupId)))})</small>}
                </li>
              ))}
              {more.map((line) => (
                <li key={line.id}>
                  {line.text}
                  <small> ({t('needs.focus.added')})</small>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      {mayTake && (options.length > 0 || why) && (
        <Form of={takeFound} id="take-found" action={action} submit={t('plan.found.take')}>
          {(f) => (
            <>
              {options.length > 0 && (
                <CheckboxGroup
                  {...f('solutions')}
                  options={options.map((one) => ({ value: one.id, label: one.text }))}
                />
              )}
              {why && <CheckboxField {...f('why')} hint={verdict.reason} />}
            </>
          )}
        </Form>
      )}
    </Card>
  );
}
