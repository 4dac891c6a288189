/** The steps of the organisational stage and what follows, in their order. */
export const cycleSteps = [
  'decision',
  'workingGroup',
  'specialist',
  'groupOrder',
  'workPlan',
  'schedule',
  'planOrder',
  'programmes',
  'readiness',
  'open',
] as const;
export type CycleStep = (typeof cycleSteps)[number];

/** The one thing to do next; the texts are `cycle.next.<name>.title` and `.text`. */
export type NextStep = CycleStep | 'openCycle' | 'sessions' | 'closeSessions' | 'priorities';

export type StepFacts = {
  readonly decided: boolean;
  readonly hasGroup: boolean;
  /** Every must of the composition holds. */
  readonly groupComplete: boolean;
  /** Somebody is named whom both orders make answerable. */
  readonly hasSpecialist: boolean;
  readonly groupOrderSigned: boolean;
  readonly workPlanItems: number;
  readonly planOrderSigned: boolean;
  readonly sessions: number;
  /** Sessions without a day and hour. */
  readonly untimed: number;
  readonly readyCount: number;
  readonly opened: boolean;
  readonly closed: number;
  /** Held or begun, not closed yet. */
  readonly unfinished: number;
};

/** Which steps are done. */
export function stepsDone(facts: StepFacts): Record<CycleStep, boolean> {
  return {
    decision: facts.decided,
    workingGroup: facts.hasGroup && facts.groupComplete,
    // Once both orders are signed without one, there is nothing left that would name them.
    specialist: facts.hasSpecialist || (facts.groupOrderSigned && facts.planOrderSigned),
    groupOrder: facts.groupOrderSigned,
    workPlan: facts.workPlanItems > 0,
    schedule: facts.sessions > 0 && facts.untimed === 0,
    planOrder: facts.planOrderSigned,
    programmes: facts.sessions > 0 && facts.untimed === 0,
    readiness: facts.readyCount === 8 || facts.opened,
    open: facts.opened,
  };
}

/** The steps before the opening that are not done, in their order; nobody may be told that all is ready before. */
export function stepsLeft(facts: StepFacts): CycleStep[] {
  const done = stepsDone(facts);
  return cycleSteps.filter((step) => step !== 'open' && !done[step]);
}

/** What to do next: the first step that is not done, then the sessions, then the priorities. */
export function nextStep(facts: StepFacts): NextStep {
  if (!facts.opened) {
    const done = stepsDone(facts);
    const step = cycleSteps.find((one) => !done[one]);
    if (step) return step;
  }
  if (facts.unfinished > 0) return 'closeSessions';
  if (facts.sessions === 0) return 'schedule';
  return facts.closed < facts.sessions ? 'sessions' : 'priorities';
}

/** Whether the data show that an activity of the plan is done, so that nobody has to tick it as well. */
export function activityDone(activity: string | null, facts: StepFacts): boolean {
  switch (activity) {
    case 'S1.1':
      return facts.decided;
    case 'S1.2':
      return facts.groupOrderSigned;
    case 'S1.3':
      return facts.planOrderSigned;
    case 'S1.4':
      return facts.sessions > 0 && facts.closed === facts.sessions;
    default:
      return false;
  }
}
