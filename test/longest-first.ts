import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Seconds of the files that take longest, measured on two cores; a rough number is enough. What is long and begins
 * last is waited for by a core that has nothing else to do, and a fresh copy of the project knows no times: Vitest
 * then begins with the largest files, and the longest is a small one.
 */
const seconds: Readonly<Record<string, number>> = {
  'src/field/stories.apart.long.db.test.ts': 100,
  'src/platform/db/crash.db.test.ts': 70,
  'src/app-fuzz.db.test.ts': 30,
  'src/app-stall.long.db.test.ts': 28,
  'src/field/receive-crash.db.test.ts': 22,
  'src/cli/data-store.apart.db.test.ts': 22,
  'src/hall/updates.db.test.ts': 21,
  'src/app-walls.db.test.ts': 18,
  'src/field/sync.apart.long.test.ts': 17,
  'test/pages.system.test.ts': 300,
  'test/field-device.system.test.ts': 200,
  'src/field/app/field.system.test.ts': 130,
  'test/field-screens.system.test.ts': 90,
  'test/field-sending.system.test.ts': 90,
  'src/hall/hall.system.test.ts': 90,
  'test/field-store.system.test.ts': 75,
  'test/chair.system.test.ts': 57,
  'test/session-entry.system.test.ts': 30,
};

/** One kind after the other: a process that has loaded the modules of a kind is kept while that kind goes on. */
const kinds = ['apart', 'database', 'unit', 'system'];

/** Within a kind the longest files first, so that both cores end at about the same time. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config;
    const known = ({ moduleId }: TestSpecification) =>
      seconds[path.relative(root, moduleId).split(path.sep).join('/')] ?? 0;
    const kind = ({ project }: TestSpecification) => kinds.indexOf(project.name);
    // The rest stays in the order of Vitest, which sorts by the last run where it knows one.
    return (await super.sort(files)).sort((a, b) => kind(a) - kind(b) || known(b) - known(a));
  }
}
