import sharp from 'sharp';
import { problemNameIn } from '../needs/rules/catalogue.ts';
import type { Gate } from '../platform/db/gate.ts';
import { organisations } from '../people/data/organisations.ts';
import { openMunicipality } from '../platform/db/scope.ts';
import { addItem } from '../plan/commands/add-item.ts';
import { keepSheetPhoto } from '../plan/commands/keep-sheet-photo.ts';
import { keepSheet } from '../plan/commands/keep-sheet.ts';
import { openDiscussion } from '../plan/commands/open-discussion.ts';
import { openPlan } from '../plan/commands/open-plan.ts';
import { printSheets } from '../plan/commands/print-sheets.ts';
import { recordApproval } from '../plan/commands/record-approval.ts';
import { saveIndicators } from '../plan/commands/save-indicators.ts';
import { saveMoney } from '../plan/commands/save-money.ts';
import { saveProblem } from '../plan/commands/save-problem.ts';
import { saveSteps } from '../plan/commands/save-steps.ts';
import { takePriorities } from '../plan/commands/take-priorities.ts';
import { typeCommentSheet } from '../plan/commands/type-comment-sheet.ts';
import { planOf } from '../plan/data/plan.ts';
import { itemsOf, type Plan } from '../plan/rules/plan.ts';
import { answers, withoutItems, type DemoItem } from './joint-plan.ts';
import type { VillageKey } from './kok-irim.ts';
import { day, moment } from './storyteller.ts';
import type { Told } from './tell-municipality.ts';

type Cast = { readonly cycleId: string; readonly gates: ReadonlyMap<string, Gate> } & Readonly<
  Record<VillageKey, string>
>;

/** From the villages' lists to the resolution of the kenesh, with the signed sheets of those who give. */
export async function tellPlan(told: Told, cast: Cast): Promise<void> {
  const { story, year } = told;
  const chair = cast.gates.get('chair')!;
  const { id } = await story.perform(chair, moment(year, 4, 3, 14), 'begin the plan', openPlan, {
    ...{ cycleId: cast.cycleId, fromYear: year, toYear: year, lang: 'ky' },
  });
  await story.perform(chair, moment(year, 4, 3, 15), 'take in the priorities', takePriorities, { id });
  await writeProblems(told, cast, id);
  await writeItems(told, cast, id);
  await story.perform(chair, moment(year, 4, 7), 'show the draft', openDiscussion, {
    ...{ id, discussionUntil: day(year, 4, 12) },
  });
  await signSheets(told, chair, id);
  await typeSheets(told, chair, id);
  const papers = [
    ['gathering', 12, 'айылдардын жыйындарынын № 4, № 5 протоколдору'],
    ['head', 13, '№ 41 буйрук'],
    ['kenesh', 14, 'айылдык кеңештин № 19 токтому'],
  ] as const;
  for (const [step, on, paper] of papers)
    await story.perform(chair, moment(year, 4, on, 17), `${step} agrees to the plan`, recordApproval, {
      ...{ id, step, on: day(year, 4, on), paper },
    });
}

async function planNow({ db }: Told, gate: Gate, id: string): Promise<Plan> {
  const plan = await openMunicipality(db, gate, async (scope) => await planOf(scope, id));
  if (!plan) throw new Error('The demonstration has no plan.');
  return plan;
}

/** Problems by village and name. */
function taken(plan: Plan, cast: Cast, village: VillageKey, name: string) {
  for (const direction of plan.directions)
    for (const problem of direction.problems)
      if (problem.villageId === cast[village] && problemNameIn(problem.name, 'ky') === name)
        return { direction, problem };
  throw new Error(`The plan of the demonstration lacks ${village}: ${name}`);
}

async function writeProblems(told: Told, cast: Cast, id: string): Promise<void> {
  const { story, year } = told;
  const chair = cast.gates.get('chair')!;
  const plan = await planNow(told, chair, id);
  for (const { village, problem: name, goal, goalOther, task, taskOther } of answers) {
    const { direction, problem } = taken(plan, cast, village, name);
    await story.perform(chair, moment(year, 4, 4), `goal ${village} ${name}`, saveProblem, {
      ...{ problemId: problem.id, directionId: direction.id, goal, goalOther },
      rows: [{ text: task, textOther: taskOther }],
    });
  }
  for (const [village, name, reason] of withoutItems) {
    const { direction, problem } = taken(plan, cast, village, name);
    await story.perform(chair, moment(year, 4, 4, 12), `reason ${village} ${name}`, saveProblem, {
      ...{ problemId: problem.id, directionId: direction.id, withoutItems: reason, rows: [] },
    });
  }
}

async function writeItems(told: Told, cast: Cast, id: string): Promise<void> {
  const chair = cast.gates.get('chair')!;
  const plan = await planNow(told, chair, id);
  const all = await openMunicipality(told.db, chair, async (scope) => await organisations(scope));
  const registered = new Map(all.map((one) => [one.nameKy, one.id]));
  for (const { village, problem: name, items } of answers) {
    const { problem } = taken(plan, cast, village, name);
    for (const item of items)
      await writeItem(told, chair, { taskId: problem.tasks[0]!.id, registered }, item);
  }
}

async function writeItem(
  { story, year }: Told,
  chair: Gate,
  { taskId, registered }: { readonly taskId: string; readonly registered: ReadonlyMap<string, string> },
  item: DemoItem,
): Promise<void> {
  const { name, nameOther, kind, doer, months, responsible, beneficiaries, som } = item;
  const at = (minute: number) => moment(year, 4, 5, 10, minute);
  const cost = BigInt(som) * 100n;
  const { itemId } = await story.perform(chair, at(0), `item ${name}`, addItem, {
    ...{ taskId, name, nameOther, kind, doer, cost, responsibleText: responsible },
    ...{ startsOn: day(year, months[0], 15), endsOn: day(year, months[1], 28) },
    ...{ beneficiaries: beneficiaries[0], beneficiaryCount: beneficiaries[1] },
  });
  await story.perform(chair, at(10), `steps ${name}`, saveSteps, {
    ...{ itemId, revision: 0, rows: item.steps.map(([text, result]) => ({ text, result })) },
  });
  const [text, unit, baseline, target, document] = item.indicator;
  await story.perform(chair, at(20), `indicator ${name}`, saveIndicators, {
    ...{ itemId, revision: 1 },
    rows: [
      {
        ...{ kind: 'final', text, unit, baseline, target, way: 'documents', source: responsible, document },
        measuredOn: day(year, months[1], 28),
      },
    ],
  });
  await story.perform(chair, at(30), `money ${name}`, saveMoney, {
    ...{ itemId, revision: 2, cost },
    rows: item.money.map(([source, giver, promiser, amount, quantity, valuation]) => ({
      ...{ source, giver, promiser, quantity, valuation, year, term: 'once' as const },
      ...(giver === 'organisation' && { organisationId: registered.get(promiser) }),
      amount: BigInt(amount) * 100n,
    })),
  });
}

/** Everybody who gives has signed but one, who is still asked. */
async function signSheets(told: Told, chair: Gate, id: string): Promise<void> {
  const { story, year, files } = told;
  const plan = await planNow(told, chair, id);
  let number = 0;
  for (const item of itemsOf(plan))
    for (const { id: commitmentId, giver, source } of item.commitments) {
      if (giver === 'municipality' || source === 'sponsor') continue;
      number += 1;
      const put = await files.put(await sheetPicture(number), { accept: ['image'] });
      if (!put.ok) throw new Error(`Demo: a sheet was refused: ${put.code}`);
      await story.perform(chair, moment(year, 4, 10, 10, number), `sheet ${number}`, keepSheet, {
        ...{ commitmentId, promisedOn: day(year, 4, 10), sheetFileId: put.file.id },
      });
    }
}

/** Sheets for those without a computer: five empty ones, and one with comments that came back. */
async function typeSheets(told: Told, chair: Gate, id: string): Promise<void> {
  const { story, year, files } = told;
  const item = itemsOf(await planNow(told, chair, id))[0]!;
  await story.perform(chair, moment(year, 4, 8, 9), 'empty sheets', printSheets, {
    id,
    kind: 'item',
    count: 5,
  });
  const { from: number } = await story.perform(
    chair,
    moment(year, 4, 8, 9, 5),
    'comment sheet',
    printSheets,
    {
      ...{ id, kind: 'comment', count: 1, itemIds: [item.id] },
    },
  );
  const said = { days: 'Майда баштоо: күзүндө жаан жаайт', other: 'Ишембиликке көчөнүн жаштары да чыгат.' };
  const typed = { id, number, ...said };
  await story.perform(chair, moment(year, 4, 11, 11), 'type the comment sheet', typeCommentSheet, typed);
  const put = await files.put(await sheetPicture(number + 100), { accept: ['image'] });
  if (!put.ok) throw new Error(`Demo: a sheet was refused: ${put.code}`);
  await story.perform(chair, moment(year, 4, 11, 11, 5), 'photograph of the comment sheet', keepSheetPhoto, {
    ...{ id, number, photoId: put.file.id },
  });
}

/** A sheet as a phone sees it: lines of a form and a signature; another hand on each. */
async function sheetPicture(number: number): Promise<Buffer> {
  const lines = Array.from({ length: 14 }, (_, row) => {
    const width = 380 + ((row * 97 + number * 53) % 220);
    return `<rect x="90" y="${120 + row * 46}" width="${width}" height="10" fill="#5a5f66"/>`;
  }).join('');
  const wave = Array.from(
    { length: 9 },
    (_, at) => `${420 + at * 22},${880 + ((at * 37 + number * 29) % 60)}`,
  ).join(' ');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="1000"><rect width="800" height="1000" fill="#f6f2e7"/>
    <rect x="60" y="60" width="680" height="26" fill="#2f3a46"/>${lines}
    <polyline points="${wave}" fill="none" stroke="#1f3f8f" stroke-width="6"/></svg>`;
  return await sharp(Buffer.from(svg)).jpeg({ quality: 70 }).toBuffer();
}
