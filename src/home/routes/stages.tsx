import type { Hono } from 'hono';
import { mayOpenCycle, mayOrganise } from '../../cycle/policy.ts';
import { formPage, posts } from '../../platform/http/pages.ts';
import { gateOf, read, type C, type Web } from '../../platform/http/web.ts';
import { freezeCycle } from '../commands/freeze-cycle.ts';
import { markStage } from '../commands/mark-stage.ts';
import { reopenCycle } from '../commands/reopen-cycle.ts';
import { cycleNumbers, stagesOf } from '../data/stages.ts';
import { StagesPage } from '../views/stages-page.tsx';
import { cycleOf, cyclePath, ofCycle } from './cycle-of.ts';

const to = (message: string) => `${cyclePath}/stages?year=:year&done=cycle.done.${message}`;

/** The stages of a cycle, each by itself, and its end. */
export function stagePages(app: Hono<Web>): void {
  formPage(app, '/stages', markStage, stagesPage, to('stage-marked'), ofCycle);
  app.post('/freeze', posts(freezeCycle, stagesPage, to('frozen'), ofCycle));
  app.post('/reopen', posts(reopenCycle, stagesPage, to('reopened'), ofCycle));
}

async function stagesPage(c: C) {
  const gate = gateOf(c);
  return await read(c, async (scope) => {
    const cycle = await cycleOf(c, scope);
    return (
      cycle && (
        <StagesPage
          cycle={cycle}
          lines={await stagesOf(scope, cycle)}
          numbers={await cycleNumbers(scope, cycle)}
          may={{ organise: mayOrganise(gate), freeze: mayOpenCycle(gate) }}
        />
      )
    );
  });
}
