import type { WorkPlanItem } from '../../cycle/data.ts';
import { firstDay, movedPlan } from '../../cycle/rules/activities.ts';
import { Form } from '../../platform/forms/form.tsx';
import { useI18n } from '../../platform/i18n/context.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { Button } from '../../platform/ui/button.tsx';
import { DataTable } from '../../platform/ui/data-table.tsx';
import { DateField } from '../../platform/ui/fields.tsx';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { EmptyState } from '../../platform/ui/surfaces.tsx';
import { useRoom } from '../../platform/ui/page-context.ts';
import { moveWorkPlan } from '../commands/move-work-plan.ts';
import { useCrumbs } from './cycle-page.tsx';
import { Period, textOf } from './work-plan.tsx';

/** Moving the plan in one step: the new first day, what would come of it, and the button that does it. */
export function MovePlanPage(props: {
  year: number;
  /** Lines that move. */
  lines: readonly WorkPlanItem[];
  /** Lines that are done and stay. */
  staying: number;
  /** The day that was typed, once it is one. */
  asked: IsoDate | undefined;
}) {
  const { t, lang, fmt, href } = useI18n();
  const { year, lines, staying, asked } = props;
  const plan = `${useRoom('cycle')}/plan`;
  const first = firstDay(lines);
  const moved = asked === undefined ? [] : movedPlan(lines, asked);
  return (
    <StaffPage
      title={t('cycle.move.title')}
      crumbs={[...useCrumbs(year), { label: t('cycle.plan.title'), path: `${plan}?year=${year}` }]}
      lead={t('cycle.move.lead')}
    >
      {first === undefined ? (
        <EmptyState title={t('cycle.move.nothing')} />
      ) : (
        <Form
          of={moveWorkPlan}
          row={{ startsOn: asked ?? first }}
          action={`${plan}/move?year=${year}`}
          fields={{ from: first }}
        >
          {(f) => (
            <>
              <p>{t('cycle.move.now', { date: fmt.onDay(first), count: lines.length })}</p>
              {staying > 0 && <p class="hint">{t('cycle.move.staying', { count: staying })}</p>}
              <DateField {...f('startsOn')} />
              {moved.length > 0 && (
                <DataTable
                  caption={t('cycle.move.preview')}
                  words="cycle.move"
                  columns={[
                    { key: 'line', head: true, cell: ({ was }) => textOf(was, lang) },
                    { key: 'was', cell: ({ was }) => <Period item={was} /> },
                    { key: 'becomes', cell: ({ becomes }) => <Period item={becomes} /> },
                  ]}
                  rows={lines.map((was, index) => ({ id: was.id, was, becomes: moved[index] ?? was }))}
                />
              )}
              <div class="actions">
                <Button name="preview" value="yes" look={asked === undefined ? 'primary' : 'ghost'}>
                  {t('cycle.move.look')}
                </Button>
                {asked !== undefined && <Button>{t('cycle.move.do')}</Button>}
                <a href={href(`${plan}?year=${year}`)}>{t('ui.cancel')}</a>
              </div>
            </>
          )}
        </Form>
      )}
    </StaffPage>
  );
}
