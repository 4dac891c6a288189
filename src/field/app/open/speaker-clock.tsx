import type { VNode } from 'preact';
import { useEffect, useReducer, useRef } from 'preact/hooks';
import { publicLimits } from '../../../public-meetings/rules/public-record.ts';
import { clockText } from '../../rules/programme.ts';
import { useApp, useDraft } from '../core/hooks.ts';
import { Button } from '../kit/button.tsx';
import { Segments } from '../kit/segments.tsx';

/** Minutes that a chair usually gives a speaker; which one, the meeting agrees on. */
const limits = [3, 5, 10] as const;

type Kept = {
  readonly limit?: number;
  /** When the speaker began, while the clock runs. */
  readonly startedAt?: string;
  /** Milliseconds spoken, once it was stopped. */
  readonly spent?: number;
};

const readClock = (draft: string): Kept => (draft === '' ? {} : (JSON.parse(draft) as Kept));

/** The clock of whoever speaks now. It survives a killed browser and a sleeping phone. */
export function useSpeakerClock() {
  const { now } = useApp();
  const [draft, keep] = useDraft('open.clock');
  const { limit = limits[0], startedAt, spent } = readClock(draft);
  const [, tick] = useReducer((turn: number) => turn + 1, 0);
  const runs = startedAt !== undefined;
  useEffect(() => {
    if (!runs) return undefined;
    const timer = setInterval(() => tick(0), 1000);
    return () => clearInterval(timer);
  }, [runs]);
  // A clock that was turned back counts from nothing, never below it.
  const elapsed = runs ? Math.max(0, now().getTime() - Date.parse(startedAt)) : (spent ?? 0);
  return {
    ...{ runs, limit, elapsed },
    /** Whole minutes to write down; null when the clock was not started. */
    minutes:
      runs || spent !== undefined
        ? Math.min(publicLimits.minutes, Math.max(1, Math.round(elapsed / 60_000)))
        : null,
    start: () =>
      keep(JSON.stringify({ limit, startedAt: new Date(now().getTime() - elapsed).toISOString() })),
    stop: () => keep(JSON.stringify({ limit, spent: elapsed })),
    clear: () => keep(JSON.stringify({ limit })),
    setLimit: (minutes: number) =>
      keep(JSON.stringify({ ...readClock(draft), limit: minutes } satisfies Kept)),
  };
}

/** How long somebody has left, and by how much they are over. */
export function SpeakerClock({ clock }: { clock: ReturnType<typeof useSpeakerClock> }): VNode {
  const { t } = useApp();
  const { runs, limit, elapsed } = clock;
  const left = limit * 60_000 - elapsed;
  const over = left < 0;
  const before = useRef(over);
  useEffect(() => {
    // One short buzz in the pocket when the time is over, where a phone can.
    if (runs && over && !before.current) navigator.vibrate?.(200);
    before.current = over;
  }, [runs, over]);
  return (
    <>
      <Segments
        shown
        label={t('field.open.limit')}
        value={limit}
        of={limits}
        words={(minutes) => t('field.run.minutes', { count: minutes })}
        onValue={clock.setLimit}
      />
      <div class={`run-clock${over ? ' over' : ''}${runs ? '' : ' still'}`}>
        <Button look="ghost" onClick={runs ? clock.stop : clock.start}>
          {t(`field.run.clock.${runs ? 'pause' : elapsed > 0 ? 'resume' : 'start'}`)}
        </Button>
        <span class="run-clock-face">
          <span class="run-clock-word">{t(`field.run.clock.${over ? 'over' : 'left'}`)}</span>
          <b>{over ? `+${clockText(-left)}` : clockText(left)}</b>
        </span>
      </div>
    </>
  );
}
