import { controlSums, type SessionFacts, type SessionStep } from './session.ts';

/** What the steps of a session look at. */
export type StepFacts = {
  readonly state: SessionFacts['state'];
  readonly heldOn: string | null;
  readonly notes: { readonly resources?: string };
  /** Institutions named in the Venn diagram. */
  readonly institutions: number;
  /** Objects of the resource map, drawn or listed. */
  readonly mapObjects: number;
  readonly facts: SessionFacts;
};

/** Whether something was recorded in a step; none has to be done before another. */
export function isStepDone(session: StepFacts, step: SessionStep): boolean {
  const { facts } = session;
  switch (step) {
    case 'attendance':
      return session.heldOn !== null && controlSums(facts).people !== null;
    case 'resources':
      return session.notes.resources !== undefined || session.mapObjects > 0;
    case 'institutions':
      return session.institutions > 0;
    case 'budget':
      return facts.guesses > 0;
    case 'stickers':
      return facts.statements > 0;
    case 'grouping':
      return facts.statements > 0 && facts.ungrouped === 0;
    case 'close':
      return session.state === 'closed';
  }
}
