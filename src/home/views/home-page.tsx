import type { AgendaItem as DueItem } from '../../deadlines/data/agenda.ts';
import { ClockList } from '../../deadlines/views/clocks.tsx';
import type { CycleState, VillageRow } from '../data.ts';
import { activityDone, nextStep, type NextStep } from '../rules/next-step.ts';
import { useI18n } from '../../platform/i18n/context.ts';
import { daysBetween, type IsoDate } from '../../platform/i18n/calendar.ts';
import { LinkButton } from '../../platform/ui/button.tsx';
import { DataTable } from '../../platform/ui/data-table.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { StageTrack } from '../../drawings/stages.tsx';
import { Card, EmptyState, Tag, type Tone } from '../../platform/ui/surfaces.tsx';
import { AgendaList, Checklist, type AgendaItem, type ChecklistItem } from '../../platform/ui/task-lists.tsx';
import type { SessionItem } from '../../needs/sessions/data/sessions.ts';
import { nameIn } from '../../territory/rules/versions.ts';
import { groupName } from '../documents/schedule.ts';
import { fewestInvited, type Readiness } from '../../cycle/rules/readiness.ts';
import { shortName } from '../../cycle/documents/names.ts';
import type { CycleRow } from '../../cycle/data.ts';
import type { CycleTrack } from '../data/stages.ts';
import { CycleSwitch } from './cycle-switch.tsx';
import { Track } from './stages.tsx';
import { useRoom } from '../../platform/ui/page-context.ts';
import { readinessNote } from './readiness-note.ts';

/** Where each next step is done; `base` is the municipality's path. */
export function stepPath(step: NextStep, base: string, state: CycleState | undefined): string {
  const year = state ? `?year=${state.cycle.year}` : '';
  const needs = state ? `${base}/needs?cycle=${state.cycle.id}` : `${base}/needs`;
  const group = state?.group
    ? `${base}/people/bodies/${state.group.id}`
    : `${base}/cycle/working-group${year}`;
  switch (step) {
    case 'openCycle':
      return `${base}/cycle/new`;
    case 'decision':
      return `${base}/cycle/decision${year}`;
    case 'workingGroup':
      return group;
    case 'specialist':
      return `${base}/cycle${year}#specialist`;
    case 'groupOrder':
      return state?.groupOrder ? `${base}/acts/${state.groupOrder.id}` : group;
    case 'planOrder':
      return state?.planOrder ? `${base}/acts/${state.planOrder.id}` : `${base}/cycle/plan${year}`;
    case 'workPlan':
      return `${base}/cycle/plan${year}`;
    case 'programmes':
      return `${base}/cycle/programmes${year}`;
    case 'readiness':
    case 'open':
      return `${base}/cycle/readiness${year}`;
    case 'schedule':
    case 'sessions':
    case 'closeSessions':
      return needs;
    case 'priorities':
      return `${base}/needs/priorities${year}`;
  }
}

/** Where a readiness question is put right. */
export function readinessPath(question: number, base: string, state: CycleState): string {
  const step: Record<number, NextStep> = {
    1: 'workingGroup',
    2: 'workingGroup',
    3: 'schedule',
    5: 'schedule',
    6: 'schedule',
  };
  const found = step[question];
  // Without a chair or a secretary the pairs of leaders cannot be named: that is put right in the group.
  const note = state.readiness.find((one) => one.question === question)?.note;
  if (question === 5 && note === 'leaders') return stepPath('workingGroup', base, state);
  if (question === 1 && state.steps.groupComplete) return stepPath('groupOrder', base, state);
  return stepPath(found ?? 'readiness', base, state);
}

/** The eight answers as lines of a list. */
export function useReadinessItems(state: CycleState, base: string): ChecklistItem[] {
  const { t } = useI18n();
  return state.readiness.map((one: Readiness) => ({
    key: String(one.question),
    label: t(`cycle.readiness.${one.question}`),
    answer: one.answer,
    path: readinessPath(one.question, base, state),
    note: readinessNote(t, one),
  }));
}

/** Whoever wrote it says that it is whole: the chair looks and closes. */
const isWhole = (one: SessionItem) => one.state === 'open' && one.finishedAt !== null;

function sessionTag(one: SessionItem, today: IsoDate): [Tone, string] {
  if (isWhole(one)) return ['ok', 'whole'];
  if (one.state === 'closed') return ['ok', 'closed'];
  if (one.state === 'open' || (one.plannedOn !== null && one.plannedOn < today)) return ['warn', 'held'];
  return one.invited >= fewestInvited ? ['ok', 'ready'] : ['bad', 'few'];
}

function useAgenda(
  { state, today, mayOrganise, mine }: HomePageProps & { state: CycleState },
  base: string,
): AgendaItem[] {
  const { t, fmt, lang } = useI18n();
  const items: { day: string; at: string; item: AgendaItem }[] = [];
  // Whoever leads meetings and organises none is not told to write the minutes of others.
  const own = mayOrganise || mine.length === 0 ? undefined : new Set(mine);
  for (const one of state.sessions) {
    if (own && !own.has(one.id)) continue;
    const day = (isWhole(one) ? one.heldOn : null) ?? one.plannedOn;
    if (day === null) continue;
    const away = daysBetween(today, day);
    const late = away < 0 && away >= -14 && one.state !== 'closed';
    if (!isWhole(one) && !late && (away < 0 || away > 6)) continue;
    const [tone, word] = sessionTag(one, today);
    const led = one.facilitators.map((person) => shortName(person.fullName)).join(', ');
    const note = [
      [one.startsAt && fmt.time(one.startsAt), one.venue].filter(Boolean).join(', '),
      led,
      one.state === 'planned' ? t('cycle.agenda.invited', { count: one.invited }) : '',
      isWhole(one) ? t('cycle.agenda.told', { name: one.finishedBy ?? '' }) : '',
    ];
    items.push({
      day,
      at: one.startsAt ?? '',
      item: {
        key: one.id,
        when: fmt.weekdayDate(day),
        title: t('cycle.agenda.session', {
          village: nameIn(one.village, lang),
          group: groupName(one, lang === 'ky' ? 'ky' : 'ru'),
        }),
        path: `${base}/needs/sessions/${one.id}${isWhole(one) ? '/close' : ''}`,
        note: note.filter(Boolean).join(' · '),
        tag: (
          <>
            <Tag tone={tone}>{t(`cycle.agenda.${word}`)}</Tag>
            {/* On its day the way into the app stands where the day is looked at. */}
            {one.plannedOn === today && one.state !== 'closed' && (
              <a href={`/field#/m/${one.id}`}>{t('needs.focus.open-app')}</a>
            )}
          </>
        ),
      },
    });
  }
  for (const item of state.plan) {
    if (item.done || item.dueOn === null || activityDone(item.activity, state.steps)) continue;
    const away = daysBetween(today, item.dueOn);
    if (away > 6 || away < -60) continue;
    items.push({
      day: item.dueOn,
      at: '~',
      item: {
        key: item.id,
        when: fmt.weekdayDate(item.dueOn),
        title: lang === 'ky' ? item.textKy : item.textRu,
        // Whoever may not change the line reads it in the plan.
        path: mayOrganise ? `${base}/cycle/plan/${item.id}` : `${base}/cycle/plan?year=${state.cycle.year}`,
        note: fmt.deadline(item.dueOn, today),
        tag: (
          <Tag tone={away < 0 ? 'bad' : 'info'}>{t(away < 0 ? 'cycle.agenda.over' : 'cycle.agenda.due')}</Tag>
        ),
      },
    });
  }
  items.sort((a, b) => (a.day === b.day ? (a.at < b.at ? -1 : 1) : a.day < b.day ? -1 : 1));
  return items.slice(0, 12).map(({ item }) => item);
}

const VILLAGE_TONES: Record<VillageRow['state'], Tone> = {
  unplanned: 'bad',
  planned: 'warn',
  listsMissing: 'warn',
  ready: 'ok',
  running: 'info',
  done: 'ok',
};

function Villages({ rows, base }: { rows: readonly VillageRow[]; base: string }) {
  const { t, fmt, lang, href } = useI18n();
  const number = (value: number) => (value === 0 ? '–' : fmt.number(value));
  const sum = (pick: (row: VillageRow) => number) =>
    number(rows.reduce((total, row) => total + pick(row), 0));
  return (
    <DataTable
      caption={t('ui.field.villages')}
      hideCaption
      narrow="scroll"
      rows={rows}
      empty={<EmptyState title={t('cycle.home.villages.empty')} icon="home" />}
      words="cycle.col"
      columns={[
        {
          key: 'village',
          head: true,
          cell: (row) => (
            <a href={href(`${base}/needs/villages/${row.village.unitId}/priorities`)}>
              {nameIn(row.village, lang)}
            </a>
          ),
        },
        {
          key: 'population',
          align: 'end',
          cell: (row) => (row.population === null ? '–' : fmt.number(row.population)),
          sum: sum((row) => row.population ?? 0),
        },
        {
          key: 'sessions',
          align: 'end',
          cell: (row) => `${row.closed} / ${row.sessions}`,
          sum: `${rows.reduce((n, row) => n + row.closed, 0)} / ${rows.reduce((n, row) => n + row.sessions, 0)}`,
        },
        {
          key: 'participants',
          align: 'end',
          cell: (row) => number(row.participants),
          sum: sum((row) => row.participants),
        },
        {
          key: 'women',
          align: 'end',
          cell: (row) => number(row.women),
          sum: sum((row) => row.women),
        },
        {
          key: 'votes',
          align: 'end',
          cell: (row) => number(row.votes),
          sum: sum((row) => row.votes),
        },
        {
          key: 'state',
          cell: (row) => <Tag tone={VILLAGE_TONES[row.state]}>{t(`cycle.village.${row.state}`)}</Tag>,
        },
      ]}
    />
  );
}

export interface HomePageProps {
  today: IsoDate;
  state: CycleState | undefined;
  cycles: readonly CycleRow[];
  /** Cycles that run beside each other, each with its stages. */
  tracks: readonly CycleTrack[];
  villages: readonly VillageRow[];
  /** The year to open when there is no cycle. */
  nextYear: number;
  mayOpen: boolean;
  /** Whether lines of the plan lead to their forms. */
  mayOrganise: boolean;
  /** Deadlines that are late or within a week. */
  due: readonly DueItem[];
  /** Meetings that the reader leads. */
  mine: readonly string[];
}

function NextCard({ base, state, today }: { base: string; state: CycleState; today: IsoDate }) {
  const { t, fmt } = useI18n();
  const step = nextStep(state.steps);
  const first = state.sessions.flatMap((one) =>
    one.plannedOn && one.plannedOn >= today ? [one.plannedOn] : [],
  )[0];
  const missing = state.readiness.find((one) => one.answer !== true);
  const text =
    step === 'readiness' && missing
      ? `${t('cycle.next.readiness.text')} ${t(`cycle.readiness.${missing.question}`)}`
      : t(`cycle.next.${step}.text`);
  return (
    <Card
      title={t(`cycle.next.${step}.title`)}
      look="next"
      aside={
        first && !state.steps.opened ? (
          <Tag tone="warn">{`${t('cycle.next.sessions.action')}: ${fmt.deadline(first, today)}`}</Tag>
        ) : undefined
      }
    >
      <p>{text}</p>
      <p>
        <LinkButton href={stepPath(step, base, state)}>{t(`cycle.next.${step}.action`)}</LinkButton>
      </p>
    </Card>
  );
}

/** The soonest deadlines; the rest stand on their own page. */
const mostDue = 3;

function DueSoon({ due }: Pick<HomePageProps, 'due'>) {
  const { t, href } = useI18n();
  const room = useRoom('deadlines');
  if (due.length === 0) return null;
  return (
    <Card title={t('deadlines.title')}>
      <ClockList
        clocks={due.slice(0, mostDue)}
        label={t('deadlines.title')}
        saysYears={false}
        subject={({ subject }) => subject && <a href={href(subject.path)}>{subject.name}</a>}
      />
      <p>
        <a href={href(room)}>{t('deadlines.all-of-them')}</a>
      </p>
    </Card>
  );
}

function HomeBody(props: HomePageProps & { state: CycleState }) {
  const { state, today, villages } = props;
  const { t, href } = useI18n();
  const base = useRoom();
  const agenda = useAgenda(props, base);
  const checks = useReadinessItems(state, base);
  return (
    <div class="cols">
      <div>
        <NextCard base={base} state={state} today={today} />
        <DueSoon due={props.due} />
        <h2>{t('cycle.home.week')}</h2>
        {agenda.length > 0 ? <AgendaList items={agenda} /> : <p class="hint">{t('cycle.home.week.empty')}</p>}
        <h2>{t('ui.field.villages')}</h2>
        <Villages rows={villages} base={base} />
      </div>
      <aside>
        <Card title={t('cycle.home.readiness', { yes: state.ready })}>
          <Checklist items={checks} label={t('cycle.readiness.title')} />
          <p>
            <a href={href(stepPath('readiness', base, state))}>{t('cycle.home.readiness.all')}</a>
          </p>
        </Card>
      </aside>
    </div>
  );
}

/** What staff see first: where the cycle is, the one next thing, the week, the villages, readiness. */
export function HomePage(props: HomePageProps) {
  const { t } = useI18n();
  const base = useRoom();
  const { state } = props;
  return (
    <Layout title={t('cycle.home.title')} variant="staff">
      <PageHeader
        title={t('cycle.home.title')}
        lead={state ? t('cycle.title.year', { year: state.cycle.year }) : undefined}
        actions={state && <CycleSwitch cycles={props.cycles} shown={state.cycle.year} path={base} />}
      />
      {props.tracks.length === 0 ? (
        <StageTrack current="needs" />
      ) : (
        props.tracks.map((track) => <Track key={track.cycle.id} {...track} />)
      )}
      {state ? (
        <HomeBody {...props} state={state} />
      ) : (
        <>
          <EmptyState
            title={t('cycle.home.none.title')}
            icon="cycle"
            action={
              props.mayOpen ? (
                <LinkButton href={`${base}/cycle/new`}>{t('cycle.open.title')}</LinkButton>
              ) : undefined
            }
          >
            {props.mayOpen ? t('cycle.home.none.text', { year: props.nextYear }) : t('cycle.home.none.wait')}
          </EmptyState>
          <DueSoon due={props.due} />
          <h2>{t('ui.field.villages')}</h2>
          <Villages rows={props.villages} base={base} />
        </>
      )}
    </Layout>
  );
}
