import type { z } from 'zod';
import { called, optional } from '../../platform/forms/field.ts';
import { choice, day, text } from '../../platform/forms/fields.ts';
import { changeWays } from '../rules/words.ts';

const paper = (label: string) => called(`plan.field.${label}`, optional(text(200), ''));
const on = (label: string) => called(`plan.field.${label}`, optional(day()));

/** Why and by which papers an approved plan is changed; a plan that is still written asks for none of it. */
export const changeShape = {
  way: called('plan.field.change-way', optional(choice(changeWays, 'plan.change'))),
  reason: called('plan.field.change-reason', optional(text(1000), '')),
  gatheringOn: on('gathering-on'),
  gatheringPaper: paper('gathering-paper'),
  headOn: on('head-on'),
  headPaper: paper('head-paper'),
  keneshOn: on('kenesh-on'),
  keneshPaper: paper('kenesh-paper'),
};

type Change = { readonly [K in keyof typeof changeShape]: z.output<(typeof changeShape)[K]> };

/** What was typed of the thing itself, apart from why and by which papers it is changed. */
export function changeIn<T extends Change>(typed: T): { change: Change; facts: Omit<T, keyof Change> } {
  const { way, reason, gatheringOn, gatheringPaper, headOn, headPaper, keneshOn, keneshPaper, ...facts } =
    typed;
  const papers = { gatheringOn, gatheringPaper, headOn, headPaper, keneshOn, keneshPaper };
  return { change: { way, reason, ...papers }, facts };
}
