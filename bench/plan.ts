import type { Figure, Measuring } from './figure.ts';
import { measurePages } from './plan-pages.ts';
import { measureRules } from './plan-rules.ts';

/** The figures of the joint plan. */
export async function measure(measuring: Measuring): Promise<Figure[]> {
  const figures = [...(await measureRules()), ...(await measurePages(measuring))];
  for (const { name, value, note = '', unit } of figures) measuring.say(`${name}: ${value ?? note} ${unit}`);
  return figures;
}
