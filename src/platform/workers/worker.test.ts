import { expect, test } from 'vitest';
import type work from './sample.fixture.ts';
import { defineWorker, WorkerLimit } from './worker.ts';

const sample = defineWorker<typeof work>('platform/workers/sample.fixture', {
  ms: 300,
  mb: 64,
  waiting: 3,
});
const reason = async (work: Promise<unknown>) =>
  await work.then(
    () => 'done',
    (error: unknown) => (error instanceof WorkerLimit ? error.reason : (error as Error).message),
  );

test('pieces are done one after another, and what they throw comes back', async () => {
  const add = { do: 'add', numbers: [1, 2, 3] } as const;
  const answers = await Promise.all([
    sample({ ...add, numbers: [1, 2, 3] }),
    reason(sample({ do: 'throw' })),
    sample({ ...add, numbers: [4] }),
  ]);
  expect(answers).toEqual([6, 'no', 4]);
});

test('work without end is given up, and this thread was free meanwhile', async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 10);
  expect(await reason(sample({ do: 'spin' }))).toBe('time');
  clearInterval(timer);
  expect(turns).toBeGreaterThan(5);
  expect(await sample({ do: 'add', numbers: [7] })).toBe(7);
});

test('work that fills the memory is given up, and the next piece is done', async () => {
  const greedy = defineWorker<typeof work>('platform/workers/sample.fixture', { ms: 20_000, mb: 32 });
  expect(await reason(greedy({ do: 'fill' }))).toBe('memory');
  expect(await greedy({ do: 'add', numbers: [1] })).toBe(1);
});

test('a line that grows too long is refused at once', async () => {
  const orders = [...Array(5)].map(async () => await reason(sample({ do: 'spin' })));
  expect((await Promise.all(orders)).filter((one) => one === 'busy').length).toBeGreaterThan(0);
});

test('a module that cannot be loaded is an error, not a wait', async () => {
  const absent = defineWorker<typeof work>('platform/workers/absent', { ms: 1000, mb: 32 });
  expect(await reason(absent({ do: 'add' }))).toMatch(/absent/);
});
