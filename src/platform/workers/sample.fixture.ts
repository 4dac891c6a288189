let pieces = 0;
let held: unknown;

/**
 * Work for worker.test.ts: does what it is told. `grow` takes memory (for so many objects), keeps it and says how many
 * pieces came.
 */
export default async function sample(order: {
  readonly do: 'add' | 'throw' | 'spin' | 'fill' | 'burst' | 'grow';
  readonly numbers?: readonly number[];
}): Promise<number> {
  pieces += 1;
  switch (order.do) {
    case 'add':
      return (order.numbers ?? []).reduce((sum, one) => sum + one, 0);
    case 'throw':
      return await Promise.reject(new Error('no'));
    case 'spin':
      for (let at = 0; ; at += 1) if (at < 0) return at;
    case 'grow':
      held = Array.from({ length: order.numbers?.[0] ?? 1_500_000 }, (_, at) => ({ at, text: `${at}` }));
      return held ? pieces : 0;
    case 'burst':
      // Much at once, in one step of the engine: no thread survives it, nor does the program whose thread it is.
      held = JSON.parse(`[${'[1],'.repeat(3_000_000)}1]`);
      return 1;
    case 'fill': {
      const kept: number[][] = [];
      for (;;) kept.push(Array.from({ length: 100_000 }, (_, at) => at + kept.length));
    }
  }
}
