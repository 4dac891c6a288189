import type { Stage } from '../../drawings/words.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';

/** What people may say of a stage: it began, it is done, it begins later than planned, it is left out this time. */
export const stageMarks = ['begun', 'done', 'later', 'skipped'] as const;
export type StageMark = (typeof stageMarks)[number];

/** What was counted of a cycle on the day it was frozen. */
export type CycleNumbers = {
  readonly villages: number;
  readonly sessions: number;
  readonly participants: number;
  readonly women: number;
  readonly votes: number;
  readonly focusGroups: number;
  readonly groups: number;
  readonly members: number;
  readonly items: number;
  /** Tyiyn, as text. */
  readonly need: string;
  readonly covered: string;
};

export type StageState = 'ahead' | 'late' | 'current' | 'done' | 'skipped';

/** What the records show of one stage. */
export type StageFacts = {
  readonly begun: boolean;
  readonly done: boolean;
  /** The first day of its lines in the work plan. */
  readonly startsOn: IsoDate | null;
};

export type MarkedStage = { readonly mark: StageMark; readonly on: IsoDate | null };

/**
 * Where a stage stands by itself: stages of one cycle, and cycles, run beside each other, so none waits for another.
 * What was done is done whatever was said of it; a stage that should have begun and did not is late, until people say
 * when it begins after all.
 */
export function stageState(facts: StageFacts, marked: MarkedStage | undefined, today: IsoDate): StageState {
  if (facts.done || marked?.mark === 'done') return 'done';
  if (facts.begun || marked?.mark === 'begun') return 'current';
  if (marked?.mark === 'skipped') return 'skipped';
  const from = marked?.mark === 'later' ? marked.on : facts.startsOn;
  return from !== null && from < today ? 'late' : 'ahead';
}

/** Stages that hold a cycle open: neither done nor left out. */
export const stagesLeft = (states: ReadonlyMap<Stage, StageState>): Stage[] =>
  [...states].flatMap(([stage, state]) => (state === 'done' || state === 'skipped' ? [] : [stage]));
