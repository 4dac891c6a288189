import type { VNode } from 'preact';
import { Icon } from '../../../platform/ui/icon.tsx';
import { Notice } from '../../../platform/ui/surfaces.tsx';
import { useApp, useClocks, useFocus, useMeeting, useOpen, useRecord } from '../core/hooks.ts';
import { stepsOf } from '../core/steps.ts';
import {
  clockView,
  currentStep,
  isProgrammeStep,
  plannedMinutes,
  realMinutes,
  totalMinutes,
} from '../../rules/programme.ts';
import { focusFill } from '../../rules/focus-fill.ts';
import { publicFill } from '../../rules/public-fill.ts';
import { stepFill } from '../../rules/step-fill.ts';
import { useWatched } from '../core/watched.ts';
import { useStartClock } from './clock.tsx';
import { HallState, OutboxState } from './states.tsx';
import { useTally } from './tally.ts';
import { FinishButton } from './finish.tsx';
import { fillText, groupText, stepIcon, stepName } from './words.ts';
import { Button } from '../kit/button.tsx';

/** The place `#/m/<id>`: all steps of the meeting as a path, its day and place, what is still empty. */
export default function Programme(): VNode {
  const app = useApp();
  const { t, fmt, now, navigate } = app;
  const { id, info, role } = useMeeting();
  const record = useRecord();
  const focus = useFocus();
  const open = useOpen();
  const clocks = useClocks();
  const tally = useTally();
  const start = useStartClock();
  useWatched((look) => {
    const timer = setInterval(look, 15_000);
    return () => clearInterval(timer);
  });

  const steps = stepsOf(info.meeting);
  const fills = steps.map((step) =>
    isProgrammeStep(step)
      ? stepFill(step, record, tally)
      : (focusFill(step, record, focus) ?? publicFill(step, record, open)),
  );
  const current = currentStep(steps, clocks, (step) =>
    ['begun', 'full'].includes(fills[steps.indexOf(step as (typeof steps)[number])]?.state ?? ''),
  );
  const views = steps.map((step) => clockView(step, info.programme, clocks[step], now()));
  const begun = views.some((view) => view.state !== 'waiting');
  // Work that was recorded without any clock is under way all the same.
  const underway = begun || current !== steps[0];
  const planned = totalMinutes(steps, info.programme, clocks);
  const spent = views.reduce((sum, view) => sum + (realMinutes(view) ?? 0), 0);
  const day = record.heldOn ?? info.plannedOn;
  const place = record.heldVenue.trim() || info.venue;
  /** From the list the step that stands, or the one after it, is begun like from the foot; others are looked at. */
  const walk = (step: string) => {
    const ahead =
      steps.indexOf(step as (typeof steps)[number]) - steps.indexOf(current as (typeof steps)[number]);
    if (role === 'host' && begun && !clocks[step]?.startedAt && (ahead === 0 || ahead === 1)) start(step);
  };
  const go = () => {
    if (current === undefined) return;
    // The first press begins the meeting; later ones lead back to where it stands, and begin what was not begun.
    if (role === 'host' && !clocks[current]?.startedAt) start(current);
    navigate(`/m/${id}/${current}`);
  };

  return (
    <div class="run-programme">
      <header class="run-top">
        {role === 'host' && (
          <a class="kit-icon" href="#/meetings" aria-label={t('field.run.to-meetings')}>
            <Icon name="back" size={22} />
          </a>
        )}
        <p class="run-where">
          <span>{info.municipality}</span>
        </p>
        <div class="run-states">
          <HallState />
          <OutboxState />
        </div>
      </header>
      <main>
        <h1>
          {info.village}
          <span class="run-group">{groupText(app, info)}</span>
        </h1>
        <ul class="kit-list run-when">
          <li>
            <Icon name="calendar" />
            <span>
              {day === null ? t('field.core.no-day') : fmt.date(day)}
              {info.startsAt !== null &&
                `, ${info.endsAt === null ? fmt.time(info.startsAt) : fmt.timeRange(info.startsAt, info.endsAt)}`}
            </span>
          </li>
          <li>
            <Icon name="home" />
            <span>{place === '' ? t('field.run.no-place') : place}</span>
          </li>
          {info.facilitators.length > 0 && (
            <li>
              <Icon name="people" />
              <span>{info.facilitators.join(', ')}</span>
            </li>
          )}
        </ul>
        {(info.state === 'closed' || info.state === 'cancelled') && (
          <Notice tone="warn">{t(`field.run.meeting-${info.state}`)}</Notice>
        )}
        {current !== undefined && (
          <p class="run-continue">
            <Button after="arrow" onClick={go}>
              {underway
                ? t('field.run.continue', { step: stepName(app, current) })
                : t('field.run.begin', { step: stepName(app, current) })}
            </Button>
          </p>
        )}
        <section aria-labelledby="run-path-title">
          <div class="kit-head run-path-head">
            <h2 id="run-path-title">{t('field.run.programme')}</h2>
            <p class="hint">
              {begun
                ? t('field.run.total-spent', { planned, spent })
                : t('field.run.total', { count: planned })}
            </p>
          </div>
          <ol class="kit-list run-path">
            {steps.map((step, index) => {
              const view = views[index]!;
              const fill = fills[index];
              const real = realMinutes(view);
              const given = plannedMinutes(step, info.programme, clocks[step]);
              const passed = view.state === 'stopped';
              const here = step === current;
              const done = passed && (fill === undefined || fill.state === 'full' || fill.state === 'told');
              return (
                <li key={step} class={done ? 'done' : here ? 'current' : 'next'}>
                  <a
                    href={`#/m/${id}/${step}`}
                    aria-current={here ? 'step' : undefined}
                    onClick={() => walk(step)}
                  >
                    <span class="run-dot" aria-hidden="true">
                      {done ? <Icon name="check" size={18} /> : <Icon name={stepIcon(step)} size={18} />}
                    </span>
                    <span class="kit-name">
                      <b>{stepName(app, step)}</b>
                      {fill && (
                        <small class={fill.state === 'empty' && passed ? 'warn' : undefined}>
                          {fillText(app, step, fill)}
                        </small>
                      )}
                    </span>
                    <span class="run-path-time">
                      {given > 0 && <span>{t('field.run.minutes', { count: given })}</span>}
                      {real !== null && (
                        <small class={given > 0 && real > given ? 'warn' : undefined}>
                          {view.state === 'running'
                            ? t('field.run.running-for', { count: real })
                            : t('field.run.took', { count: real })}
                        </small>
                      )}
                    </span>
                  </a>
                </li>
              );
            })}
          </ol>
        </section>
        <p class="actions">
          {info.meeting !== 'focusGroup' && (
            <>
              {info.meeting === 'session' && (
                <Button look="ghost" icon="document" href={`#/m/${id}/minutes`}>
                  {t('field.run.step.minutes')}
                </Button>
              )}
              {role === 'host' && (
                <Button look="ghost" icon="internet" href={`#/m/${id}/hall`}>
                  {t('field.run.step.hall')}
                </Button>
              )}
            </>
          )}
          {underway && <FinishButton ghost />}
        </p>
      </main>
    </div>
  );
}
