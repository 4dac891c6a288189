import type { Term } from '../../../deadlines/data/term.ts';
import { sourceInWords, windowInWords } from '../../../deadlines/views/in-words.ts';
import { PlanFields } from '../../../meetings/views/plan.tsx';
import { Form, type FieldsOf } from '../../../platform/forms/form.tsx';
import { changeFocusGroup } from '../commands/change-focus-group.ts';
import { planFocusGroup } from '../commands/plan-focus-group.ts';
import type { focusPlanFields } from '../rules/focus-fields.ts';
import { MeetingState } from '../../../meetings/views/frame.tsx';
import { LinkButton, Button } from '../../../platform/ui/button.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { DataTable, DownloadLinks } from '../../../platform/ui/data-table.tsx';
import { CheckboxField, CheckboxGroup } from '../../../platform/ui/fields.tsx';
import { ActionForm } from '../../../platform/ui/form.tsx';
import { Layout } from '../../../platform/ui/layout.tsx';
import { PageHeader } from '../../../platform/ui/page-header.tsx';
import { useAsked, usePage } from '../../../platform/ui/page-context.ts';
import { Card, EmptyState, Notice, Tag } from '../../../platform/ui/surfaces.tsx';
import type { IsoDate } from '../../../platform/i18n/calendar.ts';
import type { ActivePerson, FocusItem, PlacePriority } from '../data/focus-groups.ts';
import type { CycleRow } from '../../../cycle/data.ts';
import type { UnitVersion } from '../../../territory/rules/versions.ts';
import { fewestFocusPeople, focusLength, mostFocusPeople, usualTopics } from '../rules/focus-record.ts';
import { FocusFrame, focusPath, useFocusPlace, type FocusPageProps } from './focus-frame.tsx';
import { problemText } from '../../views/labels.ts';
import { needsPath, useVillageName } from '../../sessions/views/session-frame.tsx';

/** A village that has no focus group yet, and until when it should have. */
export type WaitingPlace = {
  readonly village: UnitVersion;
  readonly lastSession: IsoDate | null;
  readonly until: IsoDate | null;
};

export interface FocusListProps {
  municipalityId: string;
  cycle: CycleRow;
  groups: readonly FocusItem[];
  waiting: readonly WaitingPlace[];
  /** By which rule focus groups are held now. */
  term: Term;
  mayPlan: boolean;
  mine: readonly string[];
  today: IsoDate;
}

/** Focus groups of a cycle, and the villages that still have none. */
export function FocusListPage(props: FocusListProps) {
  const i18n = usePage();
  const { t, fmt, href } = i18n;
  const { municipalityId, cycle, groups, waiting, term } = props;
  const place = useFocusPlace();
  const villageName = useVillageName();
  const planPath = needsPath(municipalityId, `/focus/new?cycle=${cycle.id}`);
  const standing = groups.filter((one) => one.state !== 'cancelled');
  const cancelled = groups.filter((one) => one.state === 'cancelled');
  return (
    <Layout title={t('ui.focus-groups')} variant="staff" wide>
      <PageHeader
        crumbs={[
          { label: t('needs.schedule.title'), path: needsPath(municipalityId, `?cycle=${cycle.id}`) },
          { label: t('ui.focus-groups') },
        ]}
        title={t('ui.focus-groups')}
        lead={t('needs.focus.lead', { year: cycle.year })}
        actions={
          <>
            {props.mayPlan && (
              <LinkButton href={planPath} icon="calendar">
                {t('needs.focus.plan')}
              </LinkButton>
            )}
            {standing.some((one) => one.topics.some((topic) => topic.entries > 0)) && (
              <LinkButton href={needsPath(municipalityId, `/synthesis?cycle=${cycle.id}`)} look="ghost">
                {t('needs.synthesis.title')}
              </LinkButton>
            )}
          </>
        }
      />
      {standing.length === 0 ? (
        <EmptyState
          icon="people"
          title={t('needs.focus.empty')}
          action={props.mayPlan && <LinkButton href={planPath}>{t('needs.focus.plan')}</LinkButton>}
        >
          {t(props.mayPlan ? 'needs.focus.empty-text' : 'needs.focus.empty-others')}
        </EmptyState>
      ) : (
        <DataTable
          caption={t('ui.focus-groups')}
          hideCaption
          rows={standing}
          rowKey={(one) => one.id}
          exports={
            <DownloadLinks
              links={{
                xlsx: needsPath(municipalityId, `/focus.xlsx?cycle=${cycle.id}`),
                csv: needsPath(municipalityId, `/focus.csv?cycle=${cycle.id}`),
              }}
            />
          }
          columns={[
            {
              key: 'place',
              label: t('ui.field.village'),
              head: true,
              cell: (one) => (
                <>
                  <a href={href(focusPath(one))}>{place(one)}</a>
                  {props.mine.includes(one.id) && (
                    <>
                      {' '}
                      <Tag tone="info">{t('needs.schedule.mine')}</Tag>
                    </>
                  )}
                </>
              ),
            },
            {
              key: 'day',
              label: t('ui.field.plannedOn'),
              cell: (one) => {
                const day = one.heldOn ?? one.plannedOn;
                return day === null ? '–' : fmt.dateShort(day);
              },
            },
            {
              key: 'people',
              label: t('ui.field.people'),
              align: 'end',
              cell: (one) => (one.sums.people === null ? '–' : fmt.number(one.sums.people)),
            },
            {
              key: 'topics',
              label: t('needs.focus.topics'),
              align: 'end',
              cell: (one) => fmt.number(one.topics.length),
            },
            {
              key: 'lines',
              label: t('needs.focus.lines'),
              align: 'end',
              cell: (one) => fmt.number(one.topics.reduce((sum, topic) => sum + topic.entries, 0)),
            },
            {
              key: 'candidates',
              label: t('needs.focus.candidates'),
              align: 'end',
              cell: (one) => fmt.number(one.candidates),
            },
            {
              key: 'state',
              label: t('ui.field.state'),
              cell: (one) => (
                <>
                  <MeetingState state={one.state} />
                  {one.finishedAt !== null && one.state === 'open' && (
                    <Tag tone="ok">{t('needs.focus.finished')}</Tag>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
      {waiting.length > 0 && (
        <Card title={t('needs.focus.waiting')}>
          <p class="hint">
            {t('needs.focus.waiting-hint', { window: windowInWords(i18n, term.name, term.rule) })}{' '}
            {sourceInWords(i18n, term.rule)}
          </p>
          <ul>
            {waiting.map(({ village, lastSession, until }) => (
              <li key={village.unitId}>
                {props.mayPlan ? (
                  <a href={href(`${planPath}&village=${village.unitId}`)}>{villageName(village)}</a>
                ) : (
                  villageName(village)
                )}
                {': '}
                {lastSession === null || until === null ? (
                  t('needs.focus.no-sessions-yet')
                ) : (
                  <>
                    {t('needs.focus.sessions-ended', { day: fmt.dayMonth(lastSession) })}{' '}
                    <Tag tone={until < props.today ? 'bad' : 'info'}>
                      {t('needs.focus.until', { day: fmt.dayMonth(until) })}
                    </Tag>
                  </>
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {cancelled.length > 0 && (
        <Card title={t('needs.focus.cancelled')} look="quiet">
          <ul>
            {cancelled.map((one) => (
              <li key={one.id}>
                <a href={href(focusPath(one))}>{place(one)}</a>{' '}
                {props.mayPlan && (
                  <ActionForm action={focusPath(one, '/restore')}>
                    <Button
                      look="ghost"
                      small
                      icon="undo"
                      label={`${t('needs.schedule.restore')}: ${place(one)}`}
                    >
                      {t('needs.schedule.restore')}
                    </Button>
                  </ActionForm>
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Layout>
  );
}

/** First of all: for which place. Problems and people depend on it. */
export function FocusPlacePage(props: {
  municipalityId: string;
  cycle: CycleRow;
  municipality: { nameKy: string; nameRu: string };
  places: readonly (WaitingPlace & { readonly has: boolean })[];
}) {
  const { t, fmt, href } = usePage();
  const { municipalityId, cycle } = props;
  const villageName = useVillageName();
  const path = (village: string) =>
    href(needsPath(municipalityId, `/focus/new?cycle=${cycle.id}&village=${village}`));
  return (
    <Layout title={t('needs.focus.plan')} variant="staff">
      <PageHeader
        crumbs={[
          { label: t('ui.focus-groups'), path: needsPath(municipalityId, `/focus?cycle=${cycle.id}`) },
          { label: t('needs.focus.plan') },
        ]}
        title={t('needs.focus.plan')}
        lead={t('needs.focus.place-lead')}
      />
      <Card>
        <ul>
          {props.places.map(({ village, lastSession, has }) => (
            <li key={village.unitId}>
              <a href={path(village.unitId)}>{villageName(village)}</a>
              {': '}
              {lastSession === null
                ? t('needs.focus.no-sessions-yet')
                : t('needs.focus.sessions-ended', { day: fmt.dayMonth(lastSession) })}
              {has && (
                <>
                  {' '}
                  <Tag tone="warn">{t('needs.focus.has-one')}</Tag>
                </>
              )}
            </li>
          ))}
          <li>
            <a href={path('all')}>{t('needs.focus.whole', { name: villageName(props.municipality) })}</a>
          </li>
        </ul>
      </Card>
    </Layout>
  );
}

export interface FocusPlanFormProps {
  people: readonly { readonly id: string; readonly fullName: string; readonly trained: boolean }[];
  priorities: readonly PlacePriority[];
  active: readonly ActivePerson[];
}

/** A new focus group of a place. */
export function NewFocusPage(
  props: FocusPlanFormProps & {
    municipalityId: string;
    cycle: CycleRow;
    /** Undefined: the whole municipality. */
    village: UnitVersion | undefined;
    municipality: { nameKy: string; nameRu: string };
  },
) {
  const { t } = usePage();
  const { municipalityId, cycle, village } = props;
  const villageName = useVillageName();
  const place = village
    ? villageName(village)
    : t('needs.focus.whole', { name: villageName(props.municipality) });
  const back = needsPath(municipalityId, `/focus?cycle=${cycle.id}`);
  return (
    <Layout title={t('needs.focus.plan')} variant="staff">
      <PageHeader
        crumbs={[
          { label: t('ui.focus-groups'), path: back },
          { label: t('needs.focus.plan'), path: needsPath(municipalityId, `/focus/new?cycle=${cycle.id}`) },
          { label: place },
        ]}
        title={t('needs.focus.of', { place })}
        lead={t('needs.focus.plan-lead', { fewest: fewestFocusPeople, most: mostFocusPeople })}
      />
      <Card>
        <Form
          of={planFocusGroup}
          row={{ problemIds: props.priorities.slice(0, usualTopics).map((one) => one.problemId) }}
          action={needsPath(municipalityId, '/focus')}
          fields={{ cycleId: cycle.id, villageId: village?.unitId ?? '' }}
          submit={t('needs.focus.plan')}
          cancel={back}
        >
          {(f) => <FocusPlanFields f={f} people={props.people} priorities={props.priorities} />}
        </Form>
      </Card>
      <Invite active={props.active} />
    </Layout>
  );
}

function FocusPlanFields({
  f,
  people,
  priorities,
}: Pick<FocusPlanFormProps, 'people' | 'priorities'> & { f: FieldsOf<typeof focusPlanFields> }) {
  const i18n = usePage();
  const { t } = i18n;
  const asked = useAsked('confirmed');
  const options = people.map((one) => ({ value: one.id, label: one.fullName }));
  return (
    <>
      <PlanFields f={f} usual={{ startsAt: '', minutes: focusLength }} />
      {asked && <CheckboxField {...f('confirmed')} value="yes" />}
      {priorities.length === 0 ? (
        <Notice tone="warn" title={t('needs.focus.no-priorities')}>
          {t('needs.focus.no-priorities-text')}
        </Notice>
      ) : (
        <CheckboxGroup
          {...f('problemIds')}
          hint={t('needs.focus.topics-hint')}
          options={priorities.map((one) => ({
            value: one.problemId,
            label: `${one.rank}. ${problemText(i18n, one.name)}`,
            hint: t('ui.votes', { count: one.votes }),
          }))}
        />
      )}
      {people.length === 0 ? (
        <Notice tone="warn">{t('needs.plan.no-group')}</Notice>
      ) : (
        <>
          <CheckboxGroup
            {...f('facilitatorIds')}
            hint={t('needs.focus.facilitators-hint')}
            options={options}
            inline
          />
          <CheckboxGroup {...f('recorderIds')} options={options} inline />
        </>
      )}
    </>
  );
}

/** Who said at the sessions that they would come. */
export function Invite({ active }: { active: readonly ActivePerson[] }) {
  const { t, fmt } = usePage();
  return (
    <Card title={t('needs.focus.invite')} look="quiet">
      <p class="hint">{t('needs.focus.invite-hint', { most: mostFocusPeople })}</p>
      {active.length === 0 ? (
        <p>{t('needs.focus.invite-none')}</p>
      ) : (
        <>
          <p>
            {t('needs.focus.invite-count', { count: active.length })}{' '}
            {t('needs.focus.by-sex', {
              women: active.filter((one) => one.sex === 'female').length,
              men: active.filter((one) => one.sex === 'male').length,
            })}
          </p>
          <DataTable
            caption={t('needs.focus.invite')}
            hideCaption
            rows={active}
            rowKey={(one) => `${one.villageId} ${one.fullName}`}
            columns={[
              { key: 'name', label: t('meetings.col.name'), head: true, cell: (one) => one.fullName },
              {
                key: 'sex',
                label: t('ui.field.sex'),
                cell: (one) => (one.sex === null ? '–' : t(`ui.sex.${one.sex}`)),
              },
              { key: 'work', label: t('ui.field.occupation'), cell: (one) => one.occupation ?? '–' },
              { key: 'contact', label: t('ui.field.contact'), cell: (one) => one.contact ?? '–' },
            ]}
          />
          {active.length > mostFocusPeople && (
            <Notice tone="warn">
              {t('needs.focus.invite-many', { count: fmt.number(active.length), most: mostFocusPeople })}
            </Notice>
          )}
        </>
      )}
    </Card>
  );
}

/** When, where, who leads, which problems; and taking it off the plan. */
export function FocusPlanPage(props: FocusPageProps & FocusPlanFormProps) {
  const { t } = usePage();
  const { group } = props;
  const of = (role: 'facilitator' | 'recorder') =>
    group.facilitators.filter((one) => one.role === role).map((one) => one.personId);
  // Leaders who have left the working group since, and problems that have fallen out of the list, stay to be chosen.
  const people = [
    ...props.people,
    ...group.facilitators
      .filter((one) => !props.people.some((person) => person.id === one.personId))
      .map((one) => ({ id: one.personId, fullName: one.fullName, trained: false })),
  ];
  const priorities = [
    ...props.priorities,
    ...group.topics
      .filter((topic) => !props.priorities.some((one) => one.problemId === topic.problemId))
      .map(({ problemId, name }) => ({ problemId, name, votes: 0, rank: props.priorities.length + 1 })),
  ];
  return (
    <FocusFrame group={group} mayRecord={props.mayRecord} title={t('needs.focus.plan-title')}>
      <Card>
        <Form
          of={changeFocusGroup}
          row={{
            ...group,
            problemIds: group.topics.map((topic) => topic.problemId),
            facilitatorIds: of('facilitator'),
            recorderIds: of('recorder'),
          }}
          id="plan"
          action={focusPath(group, '/plan')}
          submit={t('ui.save')}
          cancel={focusPath(group)}
        >
          {(f) => <FocusPlanFields f={f} people={people} priorities={priorities} />}
        </Form>
      </Card>
      <Invite active={props.active} />
      <Card>
        <Confirm
          id="cancel"
          danger
          action={focusPath(group, '/cancel')}
          verb={t('meetings.cancel.verb')}
          reason
          example={t('meetings.example.cancel')}
        >
          <p>{t('meetings.cancel.text')}</p>
        </Confirm>
      </Card>
    </FocusFrame>
  );
}
