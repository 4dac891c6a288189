import { loadavg } from 'node:os';
import { firstVisitBytes } from './first-visit.ts';
import { figure, p95, rounded, type Figure, type Measuring } from './figure.ts';
import { openPlanOffice, type PlanOffice } from './plan-office.ts';

const capability = 'plan';
/** Items of the plan that is measured. */
const items = 300;
/** People who save at once, and how often each of them does. */
const [people, rounds] = [10, 12] as const;

/** The figures of a plan's pages over HTTP (issue "plan"): reading a large plan, and ten people who write it. */
export async function measurePages({ scale }: Measuring): Promise<Figure[]> {
  const size = Math.max(30, Math.round(items * scale));
  const part = scale === 1 ? '' : `measured with ${size} items; `;
  const whole = <T extends { value: number; note: string }>(got: T) =>
    scale === 1 ? got : { ...got, ok: false as const };
  const load = () => `; load of the machine ${rounded(loadavg()[0]!)}`;
  let opened: Promise<PlanOffice> | undefined;
  const office = async () => await (opened ??= openPlanOffice(size, people));
  let saving: ReturnType<typeof saveTogether> | undefined;
  const saved = async () => await (saving ??= saveTogether(await office()));
  try {
    return [
      await figure(
        { capability, name: `pages of a plan of ${items} items, p95`, unit: 'ms', bar: 'under 100' },
        (ms) => ms < 100,
        async () => {
          const pages = await readPages(await office());
          const [slowest] = pages.sort((a, b) => b.ms - a.ms);
          const told = pages.map(({ name, ms }) => `${name} ${rounded(ms)} ms`).join(', ');
          return whole({ value: slowest!.ms, note: `${part}the slowest of: ${told}${load()}` });
        },
      ),
      await figure(
        {
          capability,
          name: `first visit of the public plan of ${items} items`,
          unit: 'bytes',
          bar: 'at most 30720',
        },
        (bytes) => bytes <= 30_720,
        async () => {
          const { url, publicAt, villageId, problemId } = await office();
          const visits = [];
          for (const lang of ['', '/ru', '/en'])
            for (const rest of ['', `/villages/${villageId}`, `/villages/${villageId}/${problemId}`])
              visits.push(await firstVisitBytes(`${url}${lang}${publicAt}${rest}`));
          const [heaviest] = visits.sort((a, b) => b.bytes - a.bytes);
          return whole({
            value: heaviest!.bytes,
            note: `${part}the heaviest of ${visits.length}: ${heaviest!.note}`,
          });
        },
      ),
      await figure(
        {
          capability,
          name: `${people} people save different items at once, p95`,
          unit: 'ms',
          bar: 'under 100',
        },
        (ms) => ms < 100,
        async () => {
          const { times } = await saved();
          return whole({
            value: p95(times),
            note: `${part}${times.length} times the button to the answer; the longest took ${rounded(Math.max(...times))} ms${load()}`,
          });
        },
      ),
      await figure(
        { capability, name: 'saved items that are not as they were saved', unit: 'items', bar: 'none' },
        (count) => count === 0,
        async () => {
          const { lost, times } = await saved();
          return whole({ value: lost, note: `${part}of ${times.length}` });
        },
      ),
    ];
  } finally {
    await opened?.then(({ stop }) => stop()).catch(() => undefined);
  }
}

/** The 95th percentile of each page's answers, one after the other. */
async function readPages({
  at,
  publicAt,
  villageId,
  people,
}: PlanOffice): Promise<{ name: string; ms: number }[]> {
  const reader = people[0]!;
  const pages = [
    ['the office', at],
    ['a village at the office', `${at}/villages/${villageId}`],
    ['the checker', `${at}/check`],
    ['residents', publicAt],
    ['a village for residents', `${publicAt}/villages/${villageId}`],
  ] as const;
  const measured = [];
  for (const [name, address] of pages) {
    const times: number[] = [];
    for (let time = 0; time < 80; time += 1) {
      const began = performance.now();
      const { status } = await reader.get(address);
      if (status !== 200) throw new Error(`${address} answered ${status}`);
      // A server that has just started compiles itself while it answers.
      if (time >= 20) times.push(performance.now() - began);
    }
    measured.push({ name, ms: p95(times) });
  }
  return measured;
}

/** Each has an item of their own, opens its form, and all press the button in the same moment, again and again. */
async function saveTogether({
  at,
  people,
  itemIds,
  db,
}: PlanOffice): Promise<{ times: number[]; lost: number }> {
  const times: number[] = [];
  const name = (who: number, round: number) => `Өлчөө ${who}-${round}`;
  const mine = people.map((_, who) => itemIds[who * 3]!);
  const { rows } = await db.owner.query<{ id: string; revision: number }>(
    'select id, revision from plan_item where id = any($1)',
    [mine],
  );
  const revisions = new Map(rows.map(({ id, revision }) => [id, revision]));
  for (let round = 0; round <= rounds; round += 1)
    await Promise.all(
      people.map(async (person, who) => {
        const id = mine[who]!;
        const edit = `${at}/items/${id}/edit`;
        const answer = await person.post(edit, edit, {
          ...{ name: name(who, round), kind: 'works', doer: 'contractor' },
          revision: String(revisions.get(id)! + round),
        });
        if (answer.status !== 303) throw new Error(`saving an item answered ${answer.status}`);
        // The first round warms the forms.
        if (round > 0) times.push(answer.ms);
      }),
    );
  const kept = await db.owner.query<{ id: string; name: string; revision: number }>(
    'select id, name, revision from plan_item where id = any($1)',
    [mine],
  );
  const lost = mine.filter((id, who) => {
    const row = kept.rows.find((one) => one.id === id);
    return row?.name !== name(who, rounds) || row.revision !== revisions.get(id)! + rounds + 1;
  }).length;
  return { times, lost };
}
