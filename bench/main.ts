import { parseArgs } from 'node:util';
import type { Figure, Measuring } from './figure.ts';

type Capability = (measuring: Measuring) => Promise<readonly Figure[]>;

/** What can be measured. Each is loaded when it is asked for. */
const capabilities: Readonly<Record<string, () => Promise<Capability>>> = {
  house: async () => (await import('./house.ts')).measure,
  methods: async () => {
    const { measure } = await import('./methods.ts');
    return async () => await measure();
  },
  room: async () => (await import('./room.ts')).measure,
  meetings: async () => (await import('./meetings.ts')).measure,
  plan: async () => (await import('./plan.ts')).measure,
};

const usage = `usage: npm run bench -- [--only house|methods|room|meetings|plan] [--json] [--scale 0.05]

Measures and compares with the bars. --json prints only the array of figures. --scale measures at a part of the
national size (quick, but its figures do not count). The national data are made once in ./data-bench (or BENCH_DATA).`;

/** Exit code 0 when every bar holds, 1 when one does not, 2 for wrong words. */
export async function main(argv: readonly string[]): Promise<void> {
  let only: string | undefined;
  let json = false;
  let scale = 1;
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        only: { type: 'string' },
        json: { type: 'boolean', default: false },
        scale: { type: 'string', default: '1' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      console.log(usage);
      return;
    }
    ({ only, json } = values);
    scale = Number(values.scale);
    if (!(scale > 0 && scale <= 1) || (only !== undefined && !Object.hasOwn(capabilities, only)))
      throw new Error();
  } catch {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const measuring: Measuring = {
    scale,
    nationalFolder: `${process.env.BENCH_DATA ?? './data-bench'}/national${scale === 1 ? '' : `-${scale}`}`,
    say: (text) => process.stderr.write(`${text}\n`),
  };
  const figures: Figure[] = [];
  for (const [name, load] of Object.entries(capabilities)) {
    if (only !== undefined && name !== only) continue;
    const measure = await load();
    figures.push(...(await measure(measuring)));
  }
  if (json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  else print(figures);
  process.exitCode = figures.every(({ ok }) => ok) ? 0 : 1;
  // Pools and servers of a measurement that failed must not keep the process.
  setTimeout(() => process.exit(), 2000).unref();
}

function print(figures: readonly Figure[]): void {
  const rows = figures.map(({ capability, name, value, unit, bar, ok }) => [
    ok ? 'ok' : 'NO',
    capability,
    name,
    value === null ? 'not measured' : `${value} ${unit}`,
    bar,
  ]);
  const all = [['', 'capability', 'figure', 'value', 'bar'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  for (const row of all)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    );
  for (const { name, note } of figures) if (note !== undefined) console.log(`  ${name}: ${note}`);
}
