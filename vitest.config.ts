import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

// `unit` needs nothing but Node; `database` gets a PostgreSQL cluster of its own (fsync off) from the global setup;
// `apart` may need either, and puts something in the place of a module, of the environment, of chance or of time;
// `system` drives the real server in Chromium. `npm test` runs all of them. Files of `unit` and `database` share one
// process and its loaded modules, which is a quarter of their time: only `apart` may change what others would see.
// `engines` walks a day in Firefox and WebKitGTK; only `npm run test:engines` knows of it.
const apart = 'src/**/*.apart.*test.{ts,tsx}';

const engines: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'engines',
    include: ['test/engines/*.engines.test.ts'],
    globalSetup: ['test/cluster.ts', 'test/engines/setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 1,
  },
};

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // Times are measured by the bench; this only ends what hangs, also on a machine that does much else.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Vitest leaves one core free, which is half of a machine with two.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          isolate: false,
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: ['src/**/*.db.test.{ts,tsx}', 'src/**/*.system.test.{ts,tsx}', apart, 'node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          isolate: false,
          include: ['src/**/*.db.test.{ts,tsx}', 'test/**/*.db.test.ts'],
          exclude: [apart, 'node_modules/**'],
          globalSetup: ['test/cluster.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'apart', include: [apart], globalSetup: ['test/cluster.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'system',
          include: ['src/**/*.system.test.{ts,tsx}', 'test/**/*.system.test.ts'],
          globalSetup: ['test/cluster.ts', 'test/browser.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // A browser on a busy machine; what is never so still fails.
          expect: { poll: { timeout: 15_000, interval: 100 } },
          // Two browsers at a time, and after the other tests: more would make times on two cores meaningless.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      ...(process.env.ASHAR_ENGINES === undefined ? [] : [engines]),
    ],
  },
});
