import { MeetingFrame, MeetingState } from '../../meetings/views/frame.tsx';
import type { MeetingFrameProps, MeetingPageProps } from '../../meetings/views/frame.tsx';
import { PeopleFields, PlanFields, type Usual } from '../../meetings/views/plan.tsx';
import { Form } from '../../platform/forms/form.tsx';
import type { I18n } from '../../platform/i18n/context.ts';
import { LinkButton } from '../../platform/ui/button.tsx';
import { List, type ListColumn } from '../../platform/ui/list.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { Card, EmptyState, Notice } from '../../platform/ui/surfaces.tsx';
import { planPublicMeeting } from '../commands/plan-public-meeting.ts';
import type { PublicHead, PublicItem } from '../data/public-meetings.ts';
import { formRules, meetingForms, publicMinutes, publicPeople, type MeetingForm } from '../rules/forms.ts';
import { AboutFields, type VillageOption } from './about-fields.tsx';
import { meetingName } from './words.ts';

export const usual: Usual = { startsAt: '14:00', minutes: publicMinutes, people: publicPeople };

/** Address of a public meeting, without language prefix. */
export const publicPath = (one: { municipalityId: string; id: string }, rest = '') =>
  `/m/${one.municipalityId}/public-meetings/${one.id}${rest}`;

export const publicColumns = (i18n: I18n): ListColumn<PublicHead>[] => {
  const { t, fmt } = i18n;
  const dayOf = (one: PublicHead) => one.heldOn ?? one.plannedOn;
  return [
    {
      key: 'name',
      head: true,
      value: (one) => meetingName(i18n, one),
      sought: ({ title, titleOther }) => `${title} ${titleOther}`,
      cell: (one) => <a href={i18n.href(publicPath(one))}>{meetingName(i18n, one)}</a>,
    },
    {
      key: 'day',
      order: true,
      label: t('ui.field.plannedOn'),
      value: dayOf,
      cell: (one) => {
        const day = dayOf(one);
        return day === null ? t('meetings.no-day') : fmt.date(day);
      },
    },
    { key: 'venue', label: t('ui.field.place'), value: (one) => one.heldVenue ?? one.venue },
    { key: 'people', label: t('ui.field.people'), align: 'end', value: (one) => one.sums.people },
    {
      key: 'state',
      label: t('ui.field.state'),
      value: (one) => t(`meetings.state.${one.state}`),
      cell: (one) => <MeetingState state={one.state} />,
    },
  ];
};

type Cycle = { readonly id: string; readonly year: number };

export function PublicMeetingsPage(props: {
  cycle: Cycle;
  meetings: readonly PublicHead[];
  mayPlan: boolean;
  /** Address of the calendar that residents read. */
  calendar: string;
}) {
  const i18n = usePage();
  const { t, fmt, href } = i18n;
  const room = useRoom('public-meetings');
  const { cycle, mayPlan } = props;
  const asked = props.meetings.filter((one) => one.answer === 'refused');
  const standing = props.meetings.filter((one) => one.state !== 'cancelled');
  const cancelled = props.meetings.filter((one) => one.state === 'cancelled' && one.answer !== 'refused');
  const plan = mayPlan && (
    <LinkButton href={`${room}/new?cycle=${cycle.id}`} icon="calendar">
      {t('public-meetings.plan-one')}
    </LinkButton>
  );
  const rows = { rows: standing, columns: publicColumns(i18n), words: 'public-meetings' };
  const line = (one: PublicHead, note: string) => (
    <li key={one.id}>
      <a href={href(publicPath(one))}>{meetingName(i18n, one)}</a>
      <br />
      <small>{note}</small>
    </li>
  );
  return (
    <StaffPage
      title={t('public-meetings.all')}
      lead={t('public-meetings.all-lead')}
      actions={standing.length > 0 && plan}
      wide
    >
      {standing.length === 0 ? (
        <EmptyState icon="people" title={t('public-meetings.all-empty')} action={plan}>
          {t('public-meetings.all-empty-text')}
        </EmptyState>
      ) : (
        <List
          of={rows}
          caption={t('public-meetings.all')}
          hideCaption
          searched
          rowKey={(one) => one.id}
          files={`${room}/export`}
        />
      )}
      {asked.length > 0 && (
        <Card title={t('public-meetings.asked-not-held')}>
          <ul class="plain">
            {asked.map((one) =>
              line(
                one,
                t('public-meetings.asked-refused', {
                  day: fmt.date(one.answeredOn ?? one.initiatedOn),
                  reason: one.answerReason,
                }),
              ),
            )}
          </ul>
        </Card>
      )}
      {cancelled.length > 0 && (
        <Card title={t('meetings.cancelled-title')} look="quiet">
          <ul class="plain">
            {cancelled.map((one) =>
              line(one, one.plannedOn === null ? t('meetings.no-day') : fmt.date(one.plannedOn)),
            )}
          </ul>
        </Card>
      )}
      <Card look="quiet" title={t('public-meetings.more')}>
        <ul class="plain">
          <li>
            <a href={href(`${room}/planning`)}>{t('public-meetings.title')}</a>
          </li>
          <li>
            <a href={href(`${room}/participation`)}>{t('public-meetings.participation')}</a>
          </li>
          <li>
            <a href={href(props.calendar)}>{t('public-meetings.calendar')}</a>
          </li>
        </ul>
      </Card>
    </StaffPage>
  );
}

/** First what kind of meeting it is, since the form asks for other things then. */
export function NewPublicMeetingPage({
  cycle,
  form,
  villages,
  today,
}: {
  cycle: Cycle;
  form: MeetingForm | undefined;
  villages: readonly VillageOption[];
  today: string;
}) {
  const { t, href, lang } = usePage();
  const room = useRoom('public-meetings');
  const crumbs = [{ label: t('public-meetings.all'), path: room }];
  if (form === undefined)
    return (
      <StaffPage title={t('public-meetings.plan-one')} crumbs={crumbs}>
        <Card title={t('public-meetings.choose-form')}>
          <ul class="plain">
            {meetingForms.map((one) => (
              <li key={one}>
                <a href={href(`${room}/new?cycle=${cycle.id}&form=${one}`)}>
                  <strong>{t(`public-meetings.form.${one}`)}</strong>
                </a>
                <br />
                <small>{t(`public-meetings.form-hint.${one}`)}</small>
              </li>
            ))}
            <li>
              <a href={href(`${room}/planning/new?cycle=${cycle.id}`)}>
                <strong>{t('public-meetings.planning')}</strong>
              </a>
              <br />
              <small>{t('public-meetings.empty-text')}</small>
            </li>
          </ul>
        </Card>
      </StaffPage>
    );
  return (
    <StaffPage
      title={t('public-meetings.plan-form', { form: t(`public-meetings.form.${form}`) })}
      crumbs={crumbs}
    >
      <Force form={form} />
      <Card>
        <Form
          of={planPublicMeeting}
          action={room}
          fields={{ cycleId: cycle.id, form }}
          row={{
            titleLang: lang === 'ru' ? 'ru' : 'ky',
            initiatedOn: today,
            level: formRules[form].levels[0],
            initiator: 'head',
          }}
          submit={t('public-meetings.plan-one')}
          cancel={room}
        >
          {(f) => (
            <>
              <AboutFields f={f} form={form} villages={villages} />
              <PlanFields f={f} usual={usual} />
              <PeopleFields f={f} usual={usual} />
            </>
          )}
        </Form>
      </Card>
    </StaffPage>
  );
}

/** What the decisions of this form are; where sources differ both are shown to the staff. */
export function Force({ form }: { form: MeetingForm }) {
  const { t } = usePage();
  const { force, stronger } = formRules[form];
  return (
    <Notice tone="info">
      {t(`public-meetings.force.${force}`)} {stronger && t('public-meetings.force.stronger')}
    </Notice>
  );
}

/** What every page of a public meeting needs. */
export type PublicPageProps = MeetingPageProps & { readonly meeting: PublicItem };

export function PublicFrame({
  meeting,
  ...frame
}: Pick<PublicPageProps, 'meeting'> &
  Pick<MeetingFrameProps, 'mayRecord' | 'title' | 'lead' | 'wide' | 'actions' | 'above' | 'children'>) {
  const i18n = usePage();
  return (
    <MeetingFrame
      {...frame}
      meeting={meeting}
      name={meetingName(i18n, meeting)}
      path={publicPath(meeting)}
      crumbs={[
        {
          label: i18n.t('public-meetings.all'),
          path: `${useRoom('public-meetings')}?cycle=${meeting.cycleId}`,
        },
      ]}
    />
  );
}
