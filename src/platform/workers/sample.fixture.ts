/** Work for worker.test.ts: does what it is told. */
export default async function sample(order: {
  readonly do: 'add' | 'throw' | 'spin' | 'fill';
  readonly numbers?: readonly number[];
}): Promise<number> {
  switch (order.do) {
    case 'add':
      return (order.numbers ?? []).reduce((sum, one) => sum + one, 0);
    case 'throw':
      return await Promise.reject(new Error('no'));
    case 'spin':
      for (let at = 0; ; at += 1) if (at < 0) return at;
    case 'fill': {
      const kept: number[][] = [];
      for (;;) kept.push(Array.from({ length: 100_000 }, (_, at) => at + kept.length));
    }
  }
}
