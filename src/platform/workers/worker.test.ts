import { expect, test } from 'vitest';
import type more from './bytes.fixture.ts';
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

// The engine tries for seconds to find memory before it gives up.
const slow = { timeout: 120_000 };
test(
  'a process of its own does the same, and takes nobody with it when it wants much at once',
  slow,
  async () => {
    const limits = { ms: 60_000, mb: 64, ownProcess: true };
    const apart = defineWorker<typeof work>('platform/workers/sample.fixture', limits);
    expect(await apart({ do: 'add', numbers: [1, 2] })).toBe(3);
    expect(await reason(apart({ do: 'throw' }))).toBe('no');
    expect(await reason(apart({ do: 'burst' }))).toBe('memory');
    expect(await reason(apart({ do: 'fill' }))).toBe('memory');
    expect(await apart({ do: 'add', numbers: [1] })).toBe(1);
    const hasty = defineWorker<typeof work>('platform/workers/sample.fixture', { ...limits, ms: 300 });
    expect(await reason(hasty({ do: 'spin' }))).toBe('time');
    const absent = defineWorker<typeof work>('platform/workers/absent', limits);
    expect(await reason(absent({ do: 'add' }))).toMatch(/absent/);
    const bytes = defineWorker<typeof more>('platform/workers/bytes.fixture', limits);
    const answer = await bytes({ bytes: Uint8Array.of(1, 2) });
    expect([...answer.bytes, ...answer.part]).toEqual([2, 3, 3]);
  },
);

test('a line that grows too long is refused at once', async () => {
  const orders = [...Array(5)].map(async () => await reason(sample({ do: 'spin' })));
  expect((await Promise.all(orders)).filter((one) => one === 'busy').length).toBeGreaterThan(0);
});

test('a module that cannot be loaded is an error, not a wait', async () => {
  const absent = defineWorker<typeof work>('platform/workers/absent', { ms: 1000, mb: 32 });
  expect(await reason(absent({ do: 'add' }))).toMatch(/absent/);
});

test('a thread that has grown goes with its piece, and its memory with it', async () => {
  const grown = defineWorker<typeof work>('platform/workers/sample.fixture', { ms: 20_000, mb: 800 });
  expect(await grown({ do: 'grow' })).toBe(1);
  expect(await grown({ do: 'grow' })).toBe(1);
});

test('idle threads that are too large together do not all stay', async () => {
  const lanes = Array.from({ length: 16 }, () =>
    defineWorker<typeof work>('platform/workers/sample.fixture', { ms: 20_000, mb: 800 }),
  );
  for (const lane of lanes) expect(await lane({ do: 'grow', numbers: [100_000] })).toBe(1);
  // All at once: one after another, those that are started anew would end those that stayed.
  const again = await Promise.all(lanes.map(async (lane) => await lane({ do: 'grow', numbers: [1] })));
  expect(again).toContain(1);
  expect(again).toContain(2);
});

test('bytes change hands: those that were given, and those of an answer', async () => {
  const bytes = defineWorker<typeof more>('platform/workers/bytes.fixture', { ms: 2000, mb: 64 });
  const [given, copied] = [Uint8Array.of(1, 2), Uint8Array.of(3, 4)];
  const answer = { bytes: Uint8Array.of(2, 3), part: Uint8Array.of(3) };
  expect(await bytes({ bytes: given }, [given.buffer])).toEqual(answer);
  expect(given.length).toBe(0);
  expect((await bytes({ bytes: copied })).bytes).toEqual(Uint8Array.of(4, 5));
  expect(copied).toEqual(Uint8Array.of(3, 4));
});
