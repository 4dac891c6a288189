/**
 * Who can solve a problem, as its focus groups show (R-FG-12): the municipality and its people by their own strength,
 * only with help from outside, or nobody soon (a natural disaster, the climate).
 */
export const verdicts = ['own', 'outside', 'notSoon'] as const;
export type Verdict = (typeof verdicts)[number];
