import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useApp, useKeeping, useMeeting } from '../core/hooks.ts';
import { notKept } from '../core/store-words.ts';
import { stepsOf, type ScreenName } from '../core/steps.ts';
import { clockView, focusPartOf, isProgrammeStep, noteOfStep, stopClock } from '../../rules/programme.ts';
import { viewOf } from '../core/hooks.ts';
import { StepClockBar, useStartClock } from './clock.tsx';
import { MinutesDrawer } from './minutes-drawer.tsx';
import { HallState, OutboxState } from './states.tsx';
import { groupText, stepName } from './words.ts';

/** Whether the minutes lie open beside the steps; kept while the app runs, so that it stays open from step to step. */
let minutesOpen: boolean | undefined;

/**
 * What stands around each step of a meeting: village and group, the step and its clock, the minutes, the way on.
 * Gives the page its `h1`; screens begin with `h2`. Must stand inside MeetingContext and AppContext.
 */
export function Frame({ step, children }: { step: ScreenName; children: ComponentChildren }): VNode {
  const app = useApp();
  const { t, fmt, navigate, now } = app;
  const meeting = useMeeting();
  const { edit, info, id, role, doc } = meeting;
  const { failure } = useKeeping();
  const start = useStartClock();
  const steps = stepsOf(info.meeting);
  const at = steps.indexOf(step);
  const timed = at >= 0;
  // Whoever records has the minutes at hand; whoever leads wants the drawing.
  const wide = matchMedia('(min-width: 1000px)').matches;
  const [open, setOpen] = useState(minutesOpen ?? (role === 'recorder' && wide));
  const show = (next: boolean) => {
    minutesOpen = next;
    setOpen(next);
  };
  const name = stepName(app, step);

  useEffect(() => {
    const before = document.title;
    document.title = `${name} · ${info.village}`;
    return () => {
      document.title = before;
    };
  }, [name, info.village]);

  /** Leaves a step for another: what ran stops there and goes on here, unless somebody only looks around. */
  const go = (to: ScreenName) => {
    const clocks = viewOf(doc).clocks;
    const here = clockView(step, info.programme, clocks[step], now());
    if (timed && here.state === 'running') {
      edit.setClock(step, stopClock(now()));
      const there = clockView(to, info.programme, clocks[to], now());
      if (there.state === 'waiting' && steps.indexOf(to) > at) start(to, there);
    }
    navigate(`/m/${id}/${to}`);
  };
  const previous = at > 0 ? steps[at - 1] : undefined;
  const next = timed ? steps[at + 1] : undefined;
  const part = isProgrammeStep(step) ? noteOfStep[step] : focusPartOf(step);

  return (
    <div class={open ? 'run with-minutes' : 'run'} data-step={step}>
      <header class="run-top">
        <a class="run-icon" href={`#/m/${id}`} aria-label={t('field.run.to-programme')}>
          <Icon name="back" size={22} />
        </a>
        <p class="run-where">
          <b>{info.village}</b> <span>{groupText(app, info)}</span>
        </p>
        <div class="run-states">
          <HallState />
          <OutboxState />
        </div>
      </header>
      {failure && (
        <p class="run-alarm" role="alert">
          <Icon name="alert" />
          {notKept(t, 'field.run.keeping-failed', failure)}
        </p>
      )}
      <main class="run-main">
        <div class="run-title">
          <h1>
            {timed && (
              <span class="run-count">
                <span class="hidden">{t('field.run.step-of', { number: at + 1, of: steps.length })}: </span>
                <span aria-hidden="true">
                  {fmt.number(at + 1)}/{fmt.number(steps.length)}
                </span>
              </span>
            )}
            {name}
          </h1>
          {timed && <StepClockBar key={step} step={step} />}
        </div>
        <div class="run-body">
          <div class="run-screen">{children}</div>
          {open && <MinutesDrawer part={part ?? 'opening'} onClose={() => show(false)} />}
        </div>
      </main>
      <nav class="run-foot" aria-label={t('field.run.ways')}>
        {previous ? (
          <button type="button" class="btn ghost run-foot-back" onClick={() => go(previous)}>
            <Icon name="back" />
            <span class="run-foot-name">{stepName(app, previous)}</span>
            <span class="hidden"> {t('field.run.previous')}</span>
          </button>
        ) : (
          <a class="btn ghost run-foot-back" href={`#/m/${id}`}>
            <Icon name="back" />
            <span class="run-foot-name">{t('field.run.programme')}</span>
          </a>
        )}
        {step !== 'minutes' && (
          <button
            type="button"
            class="btn ghost run-foot-minutes"
            aria-expanded={open}
            onClick={() => show(!open)}
          >
            <Icon name="edit" />
            {t('field.run.notes')}
          </button>
        )}
        {next ? (
          <button type="button" class="btn" onClick={() => go(next)}>
            <span class="run-foot-name">{stepName(app, next)}</span>
            <span class="hidden"> {t('field.run.next')}</span>
            <Icon name="arrow" />
          </button>
        ) : timed && info.meeting === 'session' ? (
          <a class="btn" href={`#/m/${id}/minutes`}>
            <span class="run-foot-name">{t('field.run.notes-all')}</span>
            <Icon name="arrow" />
          </a>
        ) : null}
      </nav>
    </div>
  );
}
