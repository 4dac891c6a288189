import type { VNode } from 'preact';
import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import { useApp, useClocks, useMeeting, viewOf } from '../core/hooks.ts';
import type { ClockView } from '../../rules/programme.ts';
import {
  changedMinutes,
  clockText,
  clockView,
  running,
  startClock,
  stopClock,
} from '../../rules/programme.ts';
import { stepName } from './words.ts';
import { Button } from '../kit/button.tsx';

/** Clocks this device has started: only those it sets right when its own clock is turned back. */
const startedHere = new Map<string, string>();

/** Starts a step's clock unless it runs and ends whichever other ran; the one way in which the app starts clocks. */
export function useStartClock(): (step: string) => void {
  const { edit, id, info, doc } = useMeeting();
  const { now } = useApp();
  return (step) => {
    const { clocks } = viewOf(doc);
    const view = clockView(step, info.programme, clocks[step], now());
    if (view.state === 'running') return;
    const change = startClock(view, now());
    startedHere.set(`${id}/${step}`, change.startedAt ?? '');
    edit.together(() => {
      for (const other of running(Object.keys(clocks), clocks)) edit.setClock(other, stopClock(now()));
      edit.setClock(step, change);
    });
  };
}

/** What the clock of a step shows now; renders again each second while it runs. */
export function useClockView(step: string): ClockView {
  const { edit, id, info } = useMeeting();
  const { now } = useApp();
  const clock = useClocks()[step];
  const [, tick] = useReducer((n: number) => n + 1, 0);
  const view = clockView(step, info.programme, clock, now());
  const ticks = view.state === 'running' || view.state === 'doubtful';
  const last = useRef({ at: now().getTime(), elapsed: view.elapsed });
  useEffect(() => {
    if (!ticks) return undefined;
    const look = () => {
      const at = now().getTime();
      const own = clock?.startedAt && startedHere.get(`${id}/${step}`) === clock.startedAt;
      if (own && at < last.current.at - 5000) {
        // The device's clock was turned back while the step ran: what has run so far stays.
        const startedAt = new Date(at - last.current.elapsed).toISOString();
        startedHere.set(`${id}/${step}`, startedAt);
        edit.setClock(step, { startedAt });
        last.current = { ...last.current, at };
        return;
      }
      last.current = { at, elapsed: clockView(step, info.programme, clock, now()).elapsed };
      tick(0);
    };
    const timer = setInterval(look, 1000);
    // A phone that slept shows the right time at once.
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [ticks, clock, step]);
  return view;
}

/** How near the end is; spoken when it changes. */
function stageOf(view: ClockView): 'calm' | 'soon' | 'over' {
  if (view.state !== 'running') return 'calm';
  if (view.over > 0) return 'over';
  return view.left !== null && view.minutes >= 5 && view.left <= 120_000 ? 'soon' : 'calm';
}

/** The clock of a step with its buttons. */
export function StepClockBar({ step }: { step: string }): VNode {
  const app = useApp();
  const { t, fmt, now } = app;
  const { edit } = useMeeting();
  const view = useClockView(step);
  const start = useStartClock();
  const [open, setOpen] = useState(false);
  const stage = stageOf(view);
  const runs = view.state === 'running';
  const before = useRef(stage);
  useEffect(() => {
    // One short buzz in the pocket when the time is over, where a phone can.
    if (runs && stage === 'over' && before.current !== 'over') navigator.vibrate?.(200);
    before.current = stage;
  }, [stage, runs]);

  const shown =
    view.left === null
      ? clockText(view.elapsed)
      : view.over > 0
        ? `+${clockText(view.over)}`
        : clockText(view.left);
  const said =
    view.state === 'doubtful'
      ? t('field.run.clock.doubtful')
      : view.over > 0
        ? t('field.run.clock.over')
        : view.left === null
          ? t('field.run.clock.running')
          : t('field.run.clock.left');
  const minutes = (by: number) => edit.setClock(step, { minutes: changedMinutes(view.minutes, by) });
  return (
    <div class={`run-clock ${stage}${runs ? '' : ' still'}`}>
      <button
        type="button"
        class="run-clock-face"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        aria-label={`${said} ${view.state === 'doubtful' ? '' : shown}. ${t('field.run.clock.change')}`}
      >
        <span class="run-clock-word">{view.state === 'waiting' ? t('field.run.clock.given') : said}</span>
        <b>{view.state === 'doubtful' ? '?' : shown}</b>
      </button>
      {runs ? (
        <button
          type="button"
          class="run-round"
          aria-label={t('field.run.clock.pause')}
          onClick={() => edit.setClock(step, stopClock(now()))}
        >
          <svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
            <path fill="currentColor" d="M6 4.5h4v15H6zM14 4.5h4v15h-4z" />
          </svg>
        </button>
      ) : (
        <button
          type="button"
          class="run-round go"
          aria-label={t(view.state === 'stopped' ? 'field.run.clock.resume' : 'field.run.clock.start')}
          onClick={() => start(step)}
        >
          <svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
            <path fill="currentColor" d="M7 4.5v15l12.5-7.5z" />
          </svg>
        </button>
      )}
      <p class="hidden" role="status">
        {runs && stage !== 'calm' ? t(`field.run.clock.say-${stage}`, { step: stepName(app, step) }) : ''}
      </p>
      {open && (
        <div class="run-clock-panel">
          <p>
            {t('field.run.clock.minutes', { count: view.minutes })}
            {view.state !== 'waiting' && view.state !== 'doubtful' && (
              <>
                {' · '}
                {t('field.run.clock.elapsed', { time: clockText(view.elapsed) })}
              </>
            )}
          </p>
          {view.state === 'doubtful' && <p class="hint">{t('field.run.clock.doubtful-hint')}</p>}
          <div class="kit-row">
            <Button look="ghost" small disabled={view.minutes <= 1} onClick={() => minutes(-5)}>
              −{fmt.number(5)}
              {t('field.run.min')}
            </Button>
            <Button look="ghost" small onClick={() => minutes(5)}>
              +{fmt.number(5)}
              {t('field.run.min')}
            </Button>
            {view.state !== 'waiting' && (
              <Button
                look="plain"
                small
                icon="undo"
                onClick={() => edit.setClock(step, { startedAt: null, endedAt: null })}
              >
                {t('field.run.clock.reset')}
              </Button>
            )}
          </div>
        </div>
      )}
    </div>
  );
}
