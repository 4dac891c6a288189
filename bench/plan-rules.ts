import { renderPdf } from '../src/platform/documents/render.ts';
import { paperFacts } from '../src/plan/documents/papers.fixture.ts';
import { planPaper } from '../src/plan/documents/plan-form.ts';
import { checkPlan } from '../src/plan/rules/check.ts';
import { comparePlans } from '../src/plan/rules/compare.ts';
import { itemsOf, type Plan } from '../src/plan/rules/plan.ts';
import { planOfSize } from '../src/plan/rules/plan-tree.fixture.ts';
import { keep, revive } from '../src/plan/rules/versions.ts';
import { figure, median, rounded, type Figure } from './figure.ts';

const capability = 'plan';
/** Items of the plan that is measured. */
const items = 300;
const times = 9;

/** Milliseconds of one piece of work: the first, which is the one that people wait for, and the middle of several. */
async function timed(work: () => unknown): Promise<{ first: number; middle: number }> {
  const all: number[] = [];
  for (let time = 0; time < times; time++) {
    const began = performance.now();
    await work();
    all.push(performance.now() - began);
  }
  return { first: all[0]!, middle: median(all) };
}

/** A later version: every tenth item costs more and is somebody else's, one is gone, two have changed places. */
function later(plan: Plan): Plan {
  const next = revive(keep(plan));
  for (const [at, item] of itemsOf(next).entries())
    if (at % 10 === 0) Object.assign(item, { cost: (item.cost ?? 0n) + 100n, responsible: 'Осмонова Айгүл' });
  return next;
}

/** The figures of the plan's rules and papers (issue "plan"): checker, comparison, official form. */
export async function measureRules(): Promise<Figure[]> {
  const plan = planOfSize(items);
  const former = planOfSize(items);
  const after = later(plan);
  const figures: Figure[] = [];
  const add = async (name: string, below: number, work: () => unknown, note: (result: string) => string) => {
    figures.push(
      await figure(
        { capability, name, unit: 'ms', bar: `under ${below}` },
        (ms) => ms < below,
        async () => {
          const { first, middle } = await timed(work);
          return {
            value: first,
            note: note(`the first time; ${rounded(middle)} ms in the middle of ${times}`),
          };
        },
      ),
    );
  };
  const found = checkPlan(plan, { priorities: [], former }).length;
  await add(
    `checker over ${items} items beside the plan of the last cycle`,
    100,
    () => checkPlan(plan, { priorities: [], former }),
    (told) => `${found} findings; ${told}`,
  );
  const differences = comparePlans(plan, after).length;
  await add(
    `comparing two versions of ${items} items`,
    200,
    () => comparePlans(plan, after),
    (told) => `${differences} differences; ${told}`,
  );
  await add(
    `official form of ${items} items with both annexes as PDF, in a worker`,
    3000,
    async () => await renderPdf(planPaper(paperFacts(plan), 'ky')),
    (told) => `model and worker together; ${told}`,
  );
  return figures;
}
