import type { TimeRule } from '../../deadlines/rules/time-rule.ts';
import { addWorkPlanItem } from '../../cycle/commands/add-work-plan-item.ts';
import { editWorkPlanItem } from '../../cycle/commands/edit-work-plan-item.ts';
import type { workPlanItemShape } from '../../cycle/commands/work-plan-item.ts';
import type { WorkPlanItem } from '../../cycle/data.ts';
import type { CycleState } from '../data.ts';
import { responsibleOf } from '../../cycle/documents/work-plan.ts';
import { firstWorkingDay, planWarnings, weeksOfRule } from '../../cycle/rules/activities.ts';
import { activityDone } from '../rules/next-step.ts';
import { partyText } from '../../cycle/rules/party.ts';
import { FormPage } from '../../platform/forms/form-page.tsx';
import { Form } from '../../platform/forms/form.tsx';
import type { Lang } from '../../platform/i18n/lang.ts';
import { useI18n, type I18n } from '../../platform/i18n/context.ts';
import { LinkButton } from '../../platform/ui/button.tsx';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { CheckboxField, DateField, SelectField, TextField, type Option } from '../../platform/ui/fields.tsx';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { EmptyState, Notice, Tag } from '../../platform/ui/surfaces.tsx';
import { useCrumbs } from './cycle-page.tsx';
import { makeWorkPlan } from '../../cycle/commands/make-work-plan.ts';
import { stages } from '../../drawings/words.ts';
import { type ListColumn, type ListOf, List } from '../../platform/ui/list.tsx';
import { useRoom } from '../../platform/ui/page-context.ts';

export function workPlanColumns(
  { t, lang, fmt }: I18n,
  { plan, steps }: CycleState,
  today: string,
  mayEdit: boolean,
): ListColumn<WorkPlanItem>[] {
  return [
    { key: 'number', label: '№', only: 'file', value: (item) => plan.indexOf(item) + 1 },
    {
      key: 'activity',
      only: 'page',
      head: true,
      order: true,
      value: (item) => textOf(item, lang),
      cell: (item) => (mayEdit ? <ItemLink item={item} /> : textOf(item, lang)),
    },
    {
      key: 'stage',
      order: (a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage) || a.seq - b.seq,
      value: (item) => t(`cycle.stage.${item.stage}`),
      cell: (item) => t(`drawings.stage.${item.stage}`),
    },
    { key: 'textKy', only: 'file', value: (item) => item.textKy },
    { key: 'textRu', only: 'file', value: (item) => item.textRu },
    { key: 'startsOn', only: 'file', value: (item) => item.startsOn },
    { key: 'dueOn', only: 'file', value: (item) => item.dueOn },
    {
      key: 'when',
      only: 'page',
      order: (a, b) => fmt.compare(a.dueOn ?? '9999', b.dueOn ?? '9999'),
      cell: (item) => <Period item={item} />,
    },
    {
      key: 'responsible',
      value: (item) => responsibleOf(item, t),
      cell: (item) => responsibleOf(item, t) || t('ui.not-set'),
    },
    { key: 'result', only: 'page', value: (item) => (lang === 'ky' ? item.resultKy : item.resultRu) },
    { key: 'resultKy', only: 'file', value: (item) => item.resultKy },
    { key: 'resultRu', only: 'file', value: (item) => item.resultRu },
    {
      key: 'done',
      value: (item) => item.done,
      cell: (item) =>
        item.done || activityDone(item.activity, steps) ? (
          <Tag tone="ok">{t('ui.yes')}</Tag>
        ) : item.dueOn !== null && item.dueOn < today ? (
          <Tag tone="bad">{t('cycle.agenda.over')}</Tag>
        ) : (
          <Tag>{t('ui.no')}</Tag>
        ),
    },
  ];
}

export const textOf = (item: WorkPlanItem, lang: Lang) => (lang === 'ky' ? item.textKy : item.textRu);

function ItemLink({ item }: { item: WorkPlanItem }) {
  const { href, lang } = useI18n();
  return <a href={href(`${useRoom('cycle')}/plan/${item.id}`)}>{textOf(item, lang)}</a>;
}

/** A line's days as one period. */
export function Period({ item: { startsOn, dueOn } }: { item: WorkPlanItem }) {
  const { t, fmt } = useI18n();
  const one = startsOn ?? dueOn;
  if (startsOn && dueOn) return <>{fmt.dateRange(startsOn, dueOn)}</>;
  return <>{one ? fmt.date(one) : t('cycle.plan.undated')}</>;
}

/** The working group's plan as a table, or the form that makes it. */
export function WorkPlanPage(props: {
  state: CycleState;
  list: ListOf<WorkPlanItem>;
  today: string;
  mayEdit: boolean;
  /** How long the assessment takes. */
  rule: TimeRule;
}) {
  const { t, fmt } = useI18n();
  const cycle = useRoom('cycle');
  const { mayEdit, list, state } = props;
  const { atLeast, atMost } = weeksOfRule(props.rule);
  const { year } = state.cycle;
  const empty = list.rows.length === 0;
  const lines = list.rows.map((item) => ({
    ...item,
    done: item.done || activityDone(item.activity, state.steps),
  }));
  return (
    <StaffPage
      title={t('cycle.plan.title')}
      crumbs={useCrumbs(year)}
      lead={t('cycle.plan.lead')}
      wide={!empty}
      actions={
        !empty && (
          <>
            {mayEdit && !state.steps.opened && (
              <LinkButton href={`${cycle}?cycle=${state.cycle.id}&next=yes`}>
                {t('people.members.next')}
              </LinkButton>
            )}
            {mayEdit && (
              <LinkButton href={`${cycle}/plan/new?year=${year}`} look="ghost" icon="plus">
                {t('cycle.plan.add')}
              </LinkButton>
            )}
            {mayEdit && (
              <LinkButton href={`${cycle}/plan/move?year=${year}`} look="ghost">
                {t('cycle.move.title')}
              </LinkButton>
            )}
            <LinkButton href={`${cycle}/papers/work-plan?year=${year}`} look="ghost" icon="document">
              {t('cycle.paper.work-plan')}
            </LinkButton>
          </>
        )
      }
    >
      {planWarnings(lines, props.rule).map((warning) => (
        <Notice key={warning.code} tone="warn">
          {t(`cycle.plan.warn.${warning.code}`, {
            weeks: warning.weeks,
            range: atMost === Infinity ? fmt.number(atLeast) : fmt.range(atLeast, atMost),
          })}
        </Notice>
      ))}
      {!empty && (
        <List of={list} caption={t('cycle.plan.title')} hideCaption searched files={`${cycle}/plan`} />
      )}
      {empty && !mayEdit && <EmptyState title={t('cycle.plan.empty')} />}
      {empty && mayEdit && (
        <Form
          of={makeWorkPlan}
          row={{ startsOn: firstWorkingDay(props.today, state.cycle.decidedOn) }}
          action={`${cycle}/plan?year=${year}`}
          submit={t('cycle.next.workPlan.action')}
          cancel={cycle}
        >
          {(f) => (
            <>
              <p>{t('cycle.next.workPlan.text')}</p>
              <DateField {...f('startsOn')} />
            </>
          )}
        </Form>
      )}
    </StaffPage>
  );
}

/** One line of the plan: added or changed. */
export function WorkPlanItemPage(props: { year: number; item?: WorkPlanItem; people: readonly Option[] }) {
  const { t, lang } = useI18n();
  const { item, year } = props;
  const plan = `${useRoom('cycle')}/plan`;
  return (
    <FormPage<typeof workPlanItemShape>
      title={item ? t('cycle.plan.edit', { name: textOf(item, lang) }) : t('cycle.plan.add')}
      crumbs={[...useCrumbs(year), { label: t('cycle.plan.title'), path: `${plan}?year=${year}` }]}
      of={item ? editWorkPlanItem : addWorkPlanItem}
      row={item ? { ...item, responsibleText: partyText(item.responsibleText, t) } : { stage: 'needs' }}
      action={item ? `${plan}/${item.id}` : `${plan}/new?year=${year}`}
      below={
        item && (
          <Confirm id="remove" danger action={`${plan}/${item.id}/remove`} verb={t('cycle.plan.remove')}>
            <p>{t('cycle.plan.remove.text')}</p>
          </Confirm>
        )
      }
    >
      {(f) => (
        <>
          <SelectField {...f('stage')} empty={null} />
          <TextField {...f('textKy')} />
          <TextField {...f('textRu')} />
          <DateField {...f('startsOn')} />
          <DateField {...f('dueOn')} />
          <SelectField {...f('responsiblePersonId')} options={props.people} empty={t('ui.not-set')} />
          <TextField {...f('responsibleText')} width="medium" />
          <TextField {...f('resultKy')} />
          <TextField {...f('resultRu')} />
          {item && <CheckboxField {...f('done')} />}
        </>
      )}
    </FormPage>
  );
}
