import type { Figure, Measuring } from './figure.ts';
import { measureRules } from './plan-rules.ts';

/** The figures of the joint plan. */
export async function measure({ say }: Measuring): Promise<Figure[]> {
  const figures = await measureRules();
  for (const { name, value, note = '', unit } of figures) say(`${name}: ${value ?? note} ${unit}`);
  return figures;
}
