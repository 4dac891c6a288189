import type { JointLine, ProblemSynthesis } from '../../needs/synthesis/rules/synthesis.ts';

/** What focus groups and planning meetings found of a problem of the plan. */
export type Found = {
  readonly synthesis: ProblemSynthesis;
  /** What planning meetings added to its table. */
  readonly added: readonly { readonly id: string; readonly column: string; readonly text: string }[];
};

/** Ways of solving it that a plan may take as tasks: those of the focus groups, then what planning meetings added. */
export const solutionsOf = ({ synthesis, added }: Found): readonly Pick<JointLine, 'id' | 'text'>[] => [
  ...synthesis.columns.solution,
  ...added.filter(({ column }) => column === 'solution'),
];
