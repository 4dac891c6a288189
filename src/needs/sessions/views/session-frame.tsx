import type { ComponentChildren } from 'preact';
import { isWritable, MeetingFrame } from '../../../meetings/views/frame.tsx';
import { LinkButton } from '../../../platform/ui/button.tsx';
import { useStyles } from '../../../platform/ui/head.ts';
import { Icon } from '../../../platform/ui/icon.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { Card, Facts, Notice } from '../../../platform/ui/surfaces.tsx';
import type { SessionItem } from '../data/sessions.ts';
import {
  controlSums,
  sessionSteps,
  sessionWarnings,
  type SessionStep,
  type SessionWarning,
} from '../rules/session.ts';
import { isStepDone } from '../rules/session-steps.ts';
import { sessionGroupText } from '../../views/labels.ts';

/** Addresses of a municipality's sessions, without language prefix. */
export const needsPath = (municipalityId: string, rest = '') => `/m/${municipalityId}/needs${rest}`;

export const sessionPath = (one: { municipalityId: string; id: string }, rest = '') =>
  needsPath(one.municipalityId, `/sessions/${one.id}${rest}`);

export function stepPath(one: SessionItem, step: SessionWarning['step']): string {
  return sessionPath(one, step === 'grouping' ? '/board' : `/${step}`);
}

/** The group of a session in the reader's words. */
export function useGroupName() {
  const i18n = usePage();
  return (one: Pick<SessionItem, 'ageGroup' | 'sexMode' | 'part' | 'audience'>) =>
    sessionGroupText(i18n, one);
}

export function useVillageName() {
  const { lang } = usePage();
  return (village: { nameKy: string; nameRu: string }) => (lang === 'ru' ? village.nameRu : village.nameKy);
}

/** People, stickers and pie at a glance; stands on every step. */
export function SessionSums({ session }: { session: SessionItem }) {
  const { t, fmt } = usePage();
  const sums = controlSums(session.facts);
  const shown = (value: number | null) => (value === null ? '–' : fmt.number(value));
  return (
    <Facts
      items={[
        {
          label: t('ui.field.people'),
          value: shown(sums.people),
          note:
            sums.people === null
              ? t('meetings.sums.unknown')
              : t('needs.focus.by-sex', { women: sums.women ?? 0, men: sums.men ?? 0 }),
        },
        {
          label: t('ui.field.stickers'),
          value: shown(sums.statements),
          note:
            sums.limit === null
              ? sums.statements === 0
                ? undefined
                : t('needs.sums.implied', { count: sums.impliedPeople })
              : t('needs.sums.limit', { limit: sums.limit }),
        },
        { label: t('needs.sums.unused'), value: shown(sums.unused) },
        { label: t('needs.sums.ungrouped'), value: shown(session.facts.ungrouped) },
      ]}
    />
  );
}

/** What deserves a look, each with the way to where it is repaired. */
export function SessionWarnings({ session, today }: { session: SessionItem; today: string }) {
  const { t, href } = usePage();
  const warnings = sessionWarnings(session.facts, today);
  if (warnings.length === 0) return null;
  return (
    <Notice tone="warn" title={t('ui.status.warn')}>
      <ul>
        {warnings.map((warning) => (
          <li key={warning.code}>
            <a href={href(stepPath(session, warning.step))}>
              {t(`needs.session-warning.${warning.code}`, warning.params)}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** The seven steps; a tick means that something is recorded there, not that it stands before the current one. */
export function SessionSteps({
  session,
  step,
  inside = false,
}: {
  session: SessionItem;
  step: SessionFrameProps['step'];
  /** The page is a part of the step: the step itself is a link back. */
  inside?: boolean | undefined;
}) {
  useStyles('staff.css');
  const { t, href } = usePage();
  return (
    <nav aria-label={t('needs.session.steps')}>
      <ol class="steps">
        {sessionSteps.map((one, index) => {
          const current = one === step;
          const done = isStepDone(session, one);
          const name = (
            <>
              {t(`needs.step.${one}`)}
              {done && <span class="hidden">: {t('needs.step.done')}</span>}
            </>
          );
          return (
            <li
              key={one}
              class={current ? 'current' : done ? 'done' : 'next'}
              aria-current={current ? 'step' : undefined}
            >
              <b aria-hidden="true">{done && !current ? <Icon name="check" size={18} /> : index + 1}</b>
              {current && !inside ? <span>{name}</span> : <a href={href(stepPath(session, one))}>{name}</a>}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** The step after this one; of the session's own page, the first in which nothing is recorded. */
function stepAfter(session: SessionItem, step: SessionStep | 'overview'): SessionStep | undefined {
  if (step === 'overview')
    return isWritable(session) ? sessionSteps.find((one) => !isStepDone(session, one)) : undefined;
  return sessionSteps[sessionSteps.indexOf(step) + 1];
}

/** The way on, at the foot of a page that has no form of its own to lead there. */
export function NextStep({ session, step }: { session: SessionItem; step: SessionStep | 'overview' }) {
  const { t } = usePage();
  const next = stepAfter(session, step);
  if (next === undefined) return null;
  return (
    <p>
      <LinkButton
        look={step === 'overview' ? 'primary' : 'ghost'}
        icon="arrow"
        href={stepPath(session, next)}
      >
        {t('needs.session.next', { step: t(`needs.step.${next}`) })}
      </LinkButton>
    </p>
  );
}

/** What every page of a session knows. */
export interface StepProps {
  session: SessionItem;
  today: string;
  mayRecord: boolean;
  /** The session phase of the cycle is open; without it nothing can be recorded yet. */
  phaseOpen: boolean;
}

export interface SessionFrameProps {
  page: StepProps;
  /** The step shown; `schedule` and `overview` stand outside the row of steps. */
  step: SessionStep | 'schedule' | 'overview';
  /** None on the session's own page. */
  title?: string;
  lead?: string;
  wide?: boolean;
  /** A page within the step: the map, the list of people. */
  inside?: boolean;
  /** The form of the page leads on when it is saved, so no link stands beside it. */
  leadsOn?: boolean;
  children: ComponentChildren;
}

/** The frame of every page of one session: where we are, the seven steps, the sums and the warnings. */
export function SessionFrame(props: SessionFrameProps) {
  const { t, href } = usePage();
  const { page, step } = props;
  const { session } = page;
  const { municipalityId } = session;
  return (
    <MeetingFrame
      meeting={session}
      name={`${useVillageName()(session.village)}: ${useGroupName()(session)}`}
      path={sessionPath(session)}
      crumbs={[{ label: t('needs.schedule.title'), path: needsPath(municipalityId) }]}
      title={props.title}
      lead={props.lead}
      mayRecord={page.mayRecord}
      wide={props.wide}
      above={<SessionSteps session={session} step={step} inside={props.inside} />}
      notYet={
        page.phaseOpen ? undefined : (
          <Notice
            tone="warn"
            title={t('needs.schedule.not-open')}
            actions={
              <a href={href(`/m/${municipalityId}/cycle/readiness`)}>{t('needs.schedule.not-open-link')}</a>
            }
          >
            {t('needs.schedule.not-open-text')}
          </Notice>
        )
      }
    >
      {props.children}
      {step !== 'schedule' && props.leadsOn !== true && <NextStep session={session} step={step} />}
      {step !== 'schedule' && (
        <Card title={t('needs.sums.title')} level={2}>
          <SessionSums session={session} />
          <SessionWarnings session={session} today={page.today} />
        </Card>
      )}
    </MeetingFrame>
  );
}
