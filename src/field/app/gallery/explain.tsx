import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { clockText, startClock, stopClock } from '../../rules/programme.ts';
import { useApp, useMeeting } from '../core/hooks.ts';
import { useClockView } from '../run/clock.tsx';
import { Button } from '../kit/button.tsx';
import { Segments } from '../kit/segments.tsx';

const rightOnes = ['road', 'leisure', 'water', 'waste', 'kindergarten'] as const;
const wrongOnes = ['tool', 'action'] as const;

/** Shown to the room before anybody writes: what a problem is, by examples (R-GAL-01, R-GAL-02), and the time. */
export function Explain(): VNode {
  const { t } = useApp();
  const { info } = useMeeting();
  return (
    <div class="gal-explain">
      <section class="card gal-examples" aria-labelledby="gal-examples">
        <h2 id="gal-examples">{t('field.gallery.explain.title')}</h2>
        <p class="gal-rule">{t('field.gallery.explain.rule')}</p>
        <div class="gal-pair">
          <div>
            <h3>{t('field.gallery.explain.right')}</h3>
            <ul class="kit-list">
              {rightOnes.map((name) => (
                <li key={name} class="gal-right">
                  <Icon name="check" size={22} />
                  {t(`field.gallery.example.${name}`)}
                </li>
              ))}
            </ul>
          </div>
          <div>
            <h3>{t('field.gallery.explain.wrong')}</h3>
            <ul class="kit-list">
              {wrongOnes.map((name) => (
                <li key={name} class="gal-bad">
                  <Icon name="cross" size={22} />
                  <span>
                    {t(`field.gallery.example.${name}`)}
                    <small>{t(`field.gallery.example.${name}-why`)}</small>
                  </span>
                </li>
              ))}
            </ul>
          </div>
        </div>
        <ol class="gal-howto">
          <li>{t('field.gallery.explain.step1', { count: info.stickersPerPerson })}</li>
          <li>{t('field.gallery.explain.step2')}</li>
          <li>{t('field.gallery.explain.step3')}</li>
        </ol>
      </section>
      <WritingTimer />
    </div>
  );
}

const writingStep = 'gallery-writing';
/** R-GAL-04. */
const writingMinutes = [10, 12, 15] as const;

/** The 10–15 minutes for writing; every device of the meeting shows the same time. */
function WritingTimer(): VNode {
  const app = useApp();
  const { t, fmt } = app;
  const { edit } = useMeeting();
  const view = useClockView(writingStep);
  const over = view.minutes > 0 && view.over > 0;
  const rang = useRef(over);
  useEffect(() => {
    if (over && !rang.current && view.state === 'running') navigator.vibrate?.([200, 100, 200]);
    rang.current = over;
  }, [over, view.state]);
  const minutes = view.minutes === 0 ? 12 : view.minutes;
  const shown = view.state === 'waiting' ? minutes * 60_000 : over ? view.over : (view.left ?? 0);
  return (
    <section class={over ? 'card gal-timer over' : 'card gal-timer'} aria-labelledby="gal-timer">
      <h2 id="gal-timer">{t('field.gallery.timer.title')}</h2>
      <p class="gal-time" role="timer">
        {over && '+'}
        {clockText(shown)}
      </p>
      <p role="status">{over ? t('field.gallery.timer.over') : ''}</p>
      <Segments
        label={t('field.gallery.timer.minutes')}
        value={minutes}
        of={writingMinutes}
        words={(count) => t('field.gallery.timer.min', { count: fmt.number(count) })}
        onValue={(count) => edit.setClock(writingStep, { minutes: count })}
      />
      <div class="actions">
        {view.state === 'running' ? (
          <Button look="ghost" onClick={() => edit.setClock(writingStep, stopClock(app.now()))}>
            {t('field.gallery.timer.stop')}
          </Button>
        ) : (
          <Button
            icon="clock"
            onClick={() => edit.setClock(writingStep, { ...startClock(view, app.now()), minutes })}
          >
            {t(view.state === 'stopped' ? 'ui.continue' : 'field.gallery.timer.start')}
          </Button>
        )}
        {view.state !== 'waiting' && (
          <Button look="plain" onClick={() => edit.setClock(writingStep, { startedAt: null, endedAt: null })}>
            {t('field.gallery.timer.reset')}
          </Button>
        )}
      </div>
    </section>
  );
}
