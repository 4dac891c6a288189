import type { NotePart } from '../../needs/sessions/rules/session-record.ts';
import {
  focusParts,
  focusMinutes as focusPartMinutes,
  type FocusPart,
} from '../../needs/focus/rules/focus-record.ts';
import type { StepClock } from './document.ts';

/**
 * The programme of a meeting (textbook 2015, Annex 5): which steps stand in which order, how many minutes each is
 * given, and the clock of a step. Pure: the device's clock comes in as a value.
 */

export const programmeSteps = [
  'opening',
  'aims',
  'map',
  'venn',
  'competence',
  'pie',
  'gallery',
  'closing',
] as const;
export type ProgrammeStep = (typeof programmeSteps)[number];

/**
 * Minutes of the sample programme: greeting 15, aims 5, map and Venn 60 together, what local government can do and
 * the pie 50 together, gallery 20: 150 in all. Closing has no time of its own there; it takes what is left.
 */
export const usualMinutes: Readonly<Record<ProgrammeStep, number>> = {
  opening: 15,
  aims: 5,
  map: 30,
  venn: 30,
  competence: 10,
  pie: 40,
  gallery: 20,
  closing: 0,
};

/** Steps of a focus group (Annex 5, second programme): 15, 30, 30, 60, 15 and 20 minutes, 170 in all. */
export const focusMinutes: Readonly<Record<string, number>> = Object.fromEntries(
  focusParts.map((part) => [`focus-${part}`, focusPartMinutes[part]]),
);

/** Steps of a public meeting: no book gives their minutes; the points of the agenda have their own. */
export const publicSteps = [
  'public-opening',
  'public-agenda',
  'public-speeches',
  'public-votes',
  'public-closing',
] as const;

/** The part of a focus group's minutes in which notes are taken during a step; undefined for other steps. */
export function focusPartOf(step: string): FocusPart | undefined {
  return focusParts.find((part) => `focus-${part}` === step);
}

/** Shortest and longest a step may be given, as the shared document reads it. */
export const fewestMinutes = 1;
export const mostMinutes = 600;

/** The part of the minutes in which notes are taken during a step. */
export const noteOfStep: Readonly<Record<ProgrammeStep, NotePart>> = {
  opening: 'opening',
  aims: 'opening',
  map: 'resources',
  venn: 'institutions',
  competence: 'competence',
  pie: 'budget',
  gallery: 'gallery',
  closing: 'closing',
};

/** The step in which the notes of a part are taken. */
export const stepOfNote: Readonly<Record<NotePart, ProgrammeStep>> = {
  opening: 'opening',
  resources: 'map',
  institutions: 'venn',
  competence: 'competence',
  budget: 'pie',
  gallery: 'gallery',
  closing: 'closing',
};

export function isProgrammeStep(step: string): step is ProgrammeStep {
  return (programmeSteps as readonly string[]).includes(step);
}

const whole = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= mostMinutes ? value : null;

/** Minutes given to a step: what was set in the room, else the office's programme, else Annex 5; 0 = no limit. */
export function plannedMinutes(
  step: string,
  programme: Readonly<Record<string, number>>,
  clock?: StepClock,
): number {
  const usual = isProgrammeStep(step) ? usualMinutes[step] : (focusMinutes[step] ?? 0);
  return clock?.minutes ?? whole(programme[step]) ?? usual;
}

/** Longer than this one step does not last: the clock of a device was set anew meanwhile. */
const believable = 10 * 3_600_000;
/** Clocks of two devices in one room stand this far apart without anybody caring. */
const slack = 2 * 60_000;

export type ClockState =
  /** Not begun. */
  | 'waiting'
  | 'running'
  /** Stopped; it can go on. */
  | 'stopped'
  /** It says it began in the future or half a day ago: a device's clock was changed. */
  | 'doubtful';

export type ClockView = {
  readonly state: ClockState;
  /** Minutes given; 0 means no limit. */
  readonly minutes: number;
  /** Milliseconds the step has run, never negative. */
  readonly elapsed: number;
  /** Milliseconds left, never negative; null without a limit or while the clock is doubtful. */
  readonly left: number | null;
  /** Milliseconds over the time given; 0 until then. */
  readonly over: number;
};

/** What the clock of a step shows at a moment. Never a negative time, whatever a device's clock says. */
export function clockView(
  step: string,
  programme: Readonly<Record<string, number>>,
  clock: StepClock | undefined,
  now: Date,
): ClockView {
  const minutes = plannedMinutes(step, programme, clock);
  const limit = minutes * 60_000;
  const still = (state: ClockState): ClockView => ({
    state,
    minutes,
    elapsed: 0,
    left: limit > 0 && state !== 'doubtful' ? limit : null,
    over: 0,
  });
  const began = clock?.startedAt ? Date.parse(clock.startedAt) : NaN;
  if (Number.isNaN(began)) return still('waiting');
  const ended = clock?.endedAt ? Date.parse(clock.endedAt) : NaN;
  const running = Number.isNaN(ended);
  const ran = (running ? now.getTime() : ended) - began;
  if (ran < -slack || ran > believable) return still('doubtful');
  const elapsed = Math.max(0, ran);
  return {
    state: running ? 'running' : 'stopped',
    minutes,
    elapsed,
    left: limit > 0 ? Math.max(0, limit - elapsed) : null,
    over: limit > 0 ? Math.max(0, elapsed - limit) : 0,
  };
}

/**
 * Starts a step's clock, or lets a stopped one go on: the beginning is laid back by what has run already, so that
 * two moments are enough to know the time spent.
 */
export function startClock(view: ClockView, now: Date): Pick<StepClock, 'startedAt' | 'endedAt'> {
  const ran = view.state === 'stopped' ? view.elapsed : 0;
  return { startedAt: new Date(now.getTime() - ran).toISOString(), endedAt: null };
}

/** Stops a running clock. */
export function stopClock(now: Date): Pick<StepClock, 'endedAt'> {
  return { endedAt: now.toISOString() };
}

/** Minutes after «+5» or «−5», within what the document can hold. */
export function changedMinutes(minutes: number, by: number): number {
  return Math.min(mostMinutes, Math.max(fewestMinutes, minutes + by));
}

/** Milliseconds as `12:40`; hours are minutes too, because a programme is written in minutes: `75:00`. */
export function clockText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Whole minutes a step has really taken, for the overview; null when it was not begun or is not known. */
export function realMinutes(view: ClockView): number | null {
  if (view.state === 'waiting' || view.state === 'doubtful') return null;
  return Math.round(view.elapsed / 60_000);
}

/**
 * Where the meeting stands: the step whose clock runs; else the last that was begun or holds something. One that was
 * begun and left is followed by the next, as far as there is one; the first of all before the beginning.
 * @param holds whether something was recorded at a step: clocks may have been forgotten, work was not
 */
export function currentStep(
  steps: readonly string[],
  clocks: Readonly<Record<string, StepClock>>,
  holds: (step: string) => boolean = () => false,
): string | undefined {
  const begun = (step: string) => Boolean(clocks[step]?.startedAt);
  const now = running(steps, clocks).at(-1);
  if (now !== undefined) return now;
  const lastOf = (is: (step: string) => boolean) =>
    steps.reduce((found, step, index) => (is(step) ? index : found), -1);
  const left = lastOf(begun);
  const full = lastOf(holds);
  return full > left ? steps[full] : steps[Math.min(left + 1, steps.length - 1)];
}

/**
 * Whether walking from one step to another begins it (and so ends whichever runs: a room does one thing at a time).
 * Going on into a step that was not begun does, from wherever one came; a look back does not, and before the meeting has
 * begun one may look at everything.
 */
export function walkBegins(
  steps: readonly string[],
  clocks: Readonly<Record<string, StepClock>>,
  from: string,
  to: string,
): boolean {
  const forward = steps.includes(from) && steps.indexOf(to) > steps.indexOf(from);
  return forward && !clocks[to]?.startedAt && steps.some((step) => clocks[step]?.startedAt);
}

/** The steps whose clocks run. */
export const running = (
  steps: readonly string[],
  clocks: Readonly<Record<string, StepClock>>,
): readonly string[] => steps.filter((step) => clocks[step]?.startedAt && !clocks[step].endedAt);

/** The sum of the minutes given. */
export function totalMinutes(
  steps: readonly string[],
  programme: Readonly<Record<string, number>>,
  clocks: Readonly<Record<string, StepClock>>,
): number {
  return steps.reduce((sum, step) => sum + plannedMinutes(step, programme, clocks[step]), 0);
}
