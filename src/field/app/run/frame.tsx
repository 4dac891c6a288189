import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { StepContext, useApp, useFailure, useMeeting, viewOf } from '../core/hooks.ts';
import { notKept } from '../core/store-words.ts';
import { stepsOf, type ScreenName } from '../core/steps.ts';
import { focusPartOf, isProgrammeStep, noteOfStep, walkBegins } from '../../rules/programme.ts';
import { StepClockBar, useStartClock } from './clock.tsx';
import { FinishButton } from './finish.tsx';
import { MinutesDrawer } from './minutes-drawer.tsx';
import { Note } from '../kit/note.tsx';
import { HallState, OutboxState } from './states.tsx';
import { groupText, stepName } from './words.ts';
import { Button } from '../kit/button.tsx';
import { useStuck } from '../kit/stuck.ts';

/** Whether the minutes lie open beside the steps; kept while the app runs, so that it stays open from step to step. */
let minutesOpen: boolean | undefined;

/**
 * What stands around each step of a meeting: village and group, the step and its clock, the minutes, the way on.
 * Gives the page its `h1`; screens begin with `h2`. Must stand inside MeetingContext and AppContext.
 */
export function Frame({ step, children }: { step: ScreenName; children: ComponentChildren }): VNode {
  const app = useApp();
  const { t, fmt, navigate } = app;
  const meeting = useMeeting();
  const { info, id, role, doc } = meeting;
  const failure = useFailure();
  const start = useStartClock();
  const steps = stepsOf(info.meeting);
  const at = steps.indexOf(step);
  const timed = at >= 0;
  // Whoever records has the minutes at hand; whoever leads wants the drawing.
  const wide = matchMedia('(min-width: 1000px)').matches;
  const [open, setOpen] = useState(
    // What is said at a public meeting is written at its points.
    info.meeting !== 'public' && (minutesOpen ?? (role === 'recorder' && wide)),
  );
  const show = (next: boolean) => {
    minutesOpen = next;
    setOpen(next);
  };
  const name = stepName(app, step);
  const title = useStuck<HTMLDivElement>('--run-title');
  const foot = useStuck<HTMLElement>('--run-foot');

  useEffect(() => {
    const before = document.title;
    document.title = `${name} · ${info.village}`;
    return () => {
      document.title = before;
    };
  }, [name, info.village]);

  /** Leaves a step for another, whose clock begins when one goes on in the meeting. */
  const go = (to: ScreenName) => {
    if (walkBegins(steps, viewOf(doc).clocks, step, to)) start(to);
    navigate(`/m/${id}/${to}`);
  };
  const previous = at > 0 ? steps[at - 1] : undefined;
  const next = timed ? steps[at + 1] : undefined;
  const part = isProgrammeStep(step) ? noteOfStep[step] : focusPartOf(step);

  return (
    <div class={open ? 'run with-minutes' : 'run'} data-step={step}>
      <header class="run-top">
        <a class="kit-icon" href={`#/m/${id}`} aria-label={t('field.run.to-programme')}>
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
        <Note tone="bad" icon="alert">
          {notKept(t, 'field.run.keeping-failed', failure)}
        </Note>
      )}
      <main class="run-main">
        <div class="run-title" ref={title}>
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
          <div class="run-screen">
            <StepContext.Provider value={step}>{children}</StepContext.Provider>
          </div>
          {open && <MinutesDrawer part={part ?? 'opening'} onClose={() => show(false)} />}
        </div>
      </main>
      <nav class="run-foot" ref={foot} aria-label={t('ui.steps.label')}>
        {previous ? (
          <Button look="ghost" class="run-foot-back" icon="back" onClick={() => go(previous)}>
            <span class="run-foot-name">{stepName(app, previous)}</span>
            <span class="hidden"> {t('ui.previous')}</span>
          </Button>
        ) : (
          <Button look="ghost" class="run-foot-back" icon="back" href={`#/m/${id}`}>
            <span class="run-foot-name">{t('field.run.programme')}</span>
          </Button>
        )}
        {step !== 'minutes' && info.meeting !== 'public' && (
          <Button
            look="ghost"
            class="run-foot-minutes"
            icon="edit"
            expanded={open}
            onClick={() => show(!open)}
          >
            {t('field.run.step.minutes')}
          </Button>
        )}
        {next ? (
          <Button after="arrow" onClick={() => go(next)}>
            <span class="run-foot-name">{stepName(app, next)}</span>
            <span class="hidden"> {t('field.run.next')}</span>
          </Button>
        ) : timed ? (
          <FinishButton />
        ) : step === 'minutes' ? (
          <Button after="arrow" href={`#/m/${id}/${steps.at(-1)}`}>
            <span class="run-foot-name">{stepName(app, steps.at(-1) ?? '')}</span>
          </Button>
        ) : null}
      </nav>
    </div>
  );
}
