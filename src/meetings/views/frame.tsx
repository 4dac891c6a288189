import type { ComponentChildren } from 'preact';
import type { I18n } from '../../platform/i18n/context.ts';
import { Layout } from '../../platform/ui/layout.tsx';
import { PageHeader, type PageHeaderProps } from '../../platform/ui/page-header.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Notice, Tag, type Tone } from '../../platform/ui/surfaces.tsx';
import type { MeetingFacts } from '../data/kind.ts';

type State = MeetingFacts['state'];

const stateTone: Record<State, Tone> = { planned: 'info', open: 'warn', closed: 'ok', cancelled: 'bad' };

export function MeetingState({ state }: { state: State }) {
  const { t } = usePage();
  return <Tag tone={stateTone[state]}>{t(`meetings.state.${state}`)}</Tag>;
}

/** Neither closed nor cancelled. */
export const isWritable = ({ state }: { readonly state: State }) => state === 'planned' || state === 'open';

type Times = Pick<MeetingFacts, 'startsAt' | 'endsAt'>;

/** «10:00–12:30»; empty while no hour is set. */
export const hoursText = ({ fmt }: I18n, { startsAt, endsAt }: Times) =>
  startsAt === null ? '' : endsAt === null ? fmt.time(startsAt) : fmt.timeRange(startsAt, endsAt);

/** What every page of a meeting is given (`routes/meeting-page.ts`). */
export interface MeetingPageProps {
  today: string;
  /** May this account write this record now? */
  mayRecord: boolean;
  mayPlan: boolean;
  mayLock: boolean;
  /** Names and telephones of people: those who invite and record. */
  seeContacts: boolean;
}

export interface MeetingFrameProps {
  meeting: MeetingFacts;
  /** What the meeting is called, and where its own page is. */
  name: string;
  path: string;
  /** The way to it. */
  crumbs: NonNullable<PageHeaderProps['crumbs']>;
  /** Left out on the meeting's own page. */
  title?: string | undefined;
  lead?: string | undefined;
  mayRecord: boolean;
  /** Why nothing can be written yet although the meeting's state allows it. */
  notYet?: ComponentChildren;
  /** Stands between the heading and the notices. */
  above?: ComponentChildren;
  wide?: boolean | undefined;
  actions?: ComponentChildren;
  children: ComponentChildren;
}

/** The frame of every page of one meeting: where we are, its state, why nothing can be written. */
export function MeetingFrame(props: MeetingFrameProps) {
  const i18n = usePage();
  const { t, fmt } = i18n;
  const { meeting, name, title, path } = props;
  const { heldOn } = meeting;
  const day = heldOn ?? meeting.plannedOn;
  const said = [
    title === undefined ? '' : name,
    day === null ? t('meetings.no-day') : fmt.date(day),
    // The hours are planned ones: of a meeting held on another day they say nothing.
    heldOn === null || heldOn === meeting.plannedOn ? hoursText(i18n, meeting) : '',
    meeting.heldVenue ?? meeting.venue,
  ];
  return (
    <Layout title={title === undefined ? name : `${title} · ${name}`} variant="staff" wide={props.wide}>
      <PageHeader
        crumbs={[
          ...props.crumbs,
          title === undefined ? { label: name } : { label: name, path },
          ...(title === undefined ? [] : [{ label: title }]),
        ]}
        title={title ?? name}
        lead={props.lead ?? said.filter((text) => text !== '').join(' · ')}
        tag={<MeetingState state={meeting.state} />}
        actions={props.actions}
      />
      {props.above}
      {meeting.state === 'closed' && (
        <Notice tone="info" title={t('meetings.closed-title')}>
          {t('meetings.closed-text', { name: meeting.closedBy ?? '' })}
        </Notice>
      )}
      {meeting.state === 'cancelled' && <Notice tone="bad" title={t('meetings.cancelled-title')} />}
      {isWritable(meeting) &&
        (props.notYet ?? (!props.mayRecord && <Notice tone="info">{t('meetings.read-only')}</Notice>))}
      {props.children}
    </Layout>
  );
}
