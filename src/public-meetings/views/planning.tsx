import { MeetingFrame, hoursText, isWritable, MeetingState } from '../../meetings/views/frame.tsx';
import type { MeetingFrameProps, MeetingPageProps } from '../../meetings/views/frame.tsx';
import type { Term } from '../../deadlines/data/term.ts';
import { sourceInWords, windowInWords } from '../../deadlines/views/in-words.ts';
import type { InvitationItem } from '../../meetings/data/people.ts';
import { PeopleFields, PlanFields, PlanForms, type Usual } from '../../meetings/views/plan.tsx';
import type { ActivePerson } from '../../needs/focus/data/focus-groups.ts';
import type { Person } from '../../people/data.ts';
import { Form } from '../../platform/forms/form.tsx';
import type { I18n } from '../../platform/i18n/context.ts';
import { Button, LinkButton } from '../../platform/ui/button.tsx';
import { DataTable } from '../../platform/ui/data-table.tsx';
import { ActionForm } from '../../platform/ui/form.tsx';
import { List, type ListColumn } from '../../platform/ui/list.tsx';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { Card, EmptyState, Notice } from '../../platform/ui/surfaces.tsx';
import { planPlanningMeeting } from '../commands/plan-planning-meeting.ts';
import { planningSteps } from '../commands/planning-steps.ts';
import type { PlanningItem } from '../data/planning.ts';
import { planningMinutes, planningPeople } from '../rules/planning.ts';

const usual: Usual = { startsAt: '10:00', minutes: planningMinutes, people: planningPeople };

type Cycle = { readonly id: string; readonly year: number };

/** Address of a planning meeting, without language prefix. */
export const planningPath = (one: { municipalityId: string; id: string }, rest = '') =>
  `/m/${one.municipalityId}/public-meetings/planning/${one.id}${rest}`;

/** Until when the book wants the meeting; said louder where it is planned or was held later. */
function Custom({ term, days }: { term: Term; days: readonly (string | null)[] }) {
  const i18n = usePage();
  const { t, fmt } = i18n;
  const { last, due } = term;
  const late = due !== null && days.some((day) => day !== null && day > due);
  return (
    <Notice tone={late ? 'warn' : 'info'} title={late ? t('public-meetings.custom.late') : undefined}>
      {t('deadlines.rule-says', { window: windowInWords(i18n, term.name, term.rule) })}{' '}
      {sourceInWords(i18n, term.rule)}{' '}
      {last === null
        ? t('public-meetings.custom.none')
        : t('public-meetings.custom.until', {
            last: fmt.date(last),
            until: due === null ? t('deadlines.no-day') : fmt.date(due),
          })}
    </Notice>
  );
}

export const planningColumns = (i18n: I18n): ListColumn<PlanningItem>[] => {
  const { t, fmt } = i18n;
  const dayOf = (one: PlanningItem) => one.heldOn ?? one.plannedOn;
  return [
    {
      key: 'day',
      head: true,
      order: true,
      label: t('ui.field.plannedOn'),
      value: dayOf,
      cell: (one) => {
        const day = dayOf(one);
        return (
          <a href={i18n.href(planningPath(one))}>{day === null ? t('meetings.no-day') : fmt.date(day)}</a>
        );
      },
    },
    { key: 'hours', label: t('needs.col.time'), value: (one) => hoursText(i18n, one) },
    { key: 'venue', label: t('ui.field.place'), value: (one) => one.heldVenue ?? one.venue },
    { key: 'people', label: t('ui.field.people'), align: 'end', value: (one) => one.sums.people },
    {
      key: 'proposals',
      label: t('public-meetings.proposals'),
      align: 'end',
      value: (one) => one.proposals.length,
    },
    { key: 'added', label: t('public-meetings.added'), align: 'end', value: (one) => one.added.length },
    {
      key: 'state',
      label: t('ui.field.state'),
      value: (one) => t(`meetings.state.${one.state}`),
      cell: (one) => <MeetingState state={one.state} />,
    },
  ];
};

export function PlanningListPage(props: {
  cycle: Cycle;
  meetings: readonly PlanningItem[];
  term: Term;
  mayPlan: boolean;
}) {
  const i18n = usePage();
  const { t, fmt } = i18n;
  const { cycle, term, mayPlan } = props;
  const room = `${useRoom('public-meetings')}/planning`;
  const standing = props.meetings.filter((one) => one.state !== 'cancelled');
  const plan = mayPlan && (
    <LinkButton href={`${room}/new?cycle=${cycle.id}`} icon="calendar">
      {t('public-meetings.plan')}
    </LinkButton>
  );
  const rows = { rows: standing, columns: planningColumns(i18n), words: 'public-meetings' };
  return (
    <StaffPage
      title={t('public-meetings.title')}
      lead={t('public-meetings.lead', { year: cycle.year, range: fmt.range(...planningPeople) })}
      actions={standing.length > 0 && plan}
      wide
    >
      <Custom term={term} days={standing.map((one) => one.heldOn ?? one.plannedOn)} />
      {standing.length === 0 ? (
        <EmptyState icon="people" title={t('public-meetings.empty')} action={plan}>
          {t('public-meetings.empty-text')}
        </EmptyState>
      ) : (
        <List
          of={rows}
          caption={t('public-meetings.title')}
          hideCaption
          rowKey={(one) => one.id}
          files={`${room}/export`}
        />
      )}
      {props.meetings
        .filter((one) => one.state === 'cancelled')
        .map((one) => (
          <Card key={one.id} title={t('meetings.cancelled-title')} look="quiet">
            <p>
              {[one.plannedOn === null ? t('meetings.no-day') : fmt.date(one.plannedOn), one.venue]
                .filter((text) => text !== '')
                .join(' · ')}
            </p>
            {mayPlan && (
              <ActionForm action={planningPath(one, '/restore')}>
                <Button look="ghost" small icon="undo">
                  {t('needs.schedule.restore')}
                </Button>
              </ActionForm>
            )}
          </Card>
        ))}
    </StaffPage>
  );
}

export function NewPlanningPage({ cycle, term }: { cycle: Cycle; term: Term }) {
  const { t } = usePage();
  const room = `${useRoom('public-meetings')}/planning`;
  return (
    <StaffPage title={t('public-meetings.plan')} crumbs={[{ label: t('public-meetings.title'), path: room }]}>
      <Custom term={term} days={[]} />
      <Card>
        <Form
          of={planPlanningMeeting}
          action={room}
          fields={{ cycleId: cycle.id }}
          submit={t('public-meetings.plan')}
          cancel={room}
        >
          {(f) => (
            <>
              <PlanFields f={f} usual={usual} />
              <PeopleFields f={f} usual={usual} />
            </>
          )}
        </Form>
      </Card>
    </StaffPage>
  );
}

/** What every page of a planning meeting needs. */
export type PlanningPageProps = MeetingPageProps & { readonly meeting: PlanningItem };

export function PlanningFrame({
  meeting,
  ...frame
}: Pick<PlanningPageProps, 'meeting'> &
  Pick<MeetingFrameProps, 'mayRecord' | 'title' | 'lead' | 'wide' | 'actions' | 'children'>) {
  const { t } = usePage();
  return (
    <MeetingFrame
      {...frame}
      meeting={meeting}
      name={t('public-meetings.planning')}
      path={planningPath(meeting)}
      crumbs={[
        {
          label: t('public-meetings.title'),
          path: `${useRoom('public-meetings')}/planning?cycle=${meeting.cycleId}`,
        },
      ]}
    />
  );
}

/** Day, place, who leads, who is asked to come, and whom to ask first. */
export function PlanningSchedulePage(
  props: PlanningPageProps & {
    term: Term;
    group: readonly { readonly id: string; readonly fullName: string }[];
    registered: readonly Person[];
    invitations: readonly InvitationItem[];
    willing: readonly ActivePerson[];
  },
) {
  const { t, fmt } = usePage();
  const { meeting, willing } = props;
  const editable = props.mayPlan && isWritable(meeting);
  return (
    <PlanningFrame meeting={meeting} mayRecord={editable} title={t('public-meetings.schedule')}>
      <Custom term={props.term} days={[meeting.heldOn ?? meeting.plannedOn]} />
      <PlanForms
        {...props}
        of={planningSteps}
        leaders={meeting.leaders}
        people={props.registered}
        usual={usual}
        villageId={null}
        asWhom
        path={(rest) => planningPath(meeting, rest)}
        editable={editable}
      />
      {props.seeContacts && (
        <Card title={t('public-meetings.willing')} look="quiet">
          <p class="hint">{t('public-meetings.willing-hint', { range: fmt.range(...planningPeople) })}</p>
          <DataTable
            caption={t('public-meetings.willing')}
            hideCaption
            rows={willing}
            rowKey={(one) => `${one.villageId} ${one.fullName}`}
            empty={<p class="hint">{t('needs.focus.invite-none')}</p>}
            columns={[
              { key: 'name', label: t('meetings.col.name'), head: true, cell: (one) => one.fullName },
              { key: 'work', label: t('ui.field.occupation'), cell: (one) => one.occupation ?? '–' },
              { key: 'contact', label: t('ui.field.contact'), cell: (one) => one.contact ?? '–' },
            ]}
          />
        </Card>
      )}
    </PlanningFrame>
  );
}
