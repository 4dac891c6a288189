import { globSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { keptFile } from '../src/needs/priorities/priorities.fixture.ts';
import { previewSessionImport } from '../src/needs/sessions/commands/preview-session-import.ts';
import { stageImport } from '../src/territory/commands/stage-import.ts';

/** A command as far as every one of them is alike. */
export type SomeCommand = {
  readonly name: string;
  readonly input: z.ZodType;
  readonly constraints?: Readonly<Record<string, unknown>>;
};

const root = path.resolve(import.meta.dirname, '..');

async function modules(): Promise<(readonly [file: string, module: Record<string, unknown>])[]> {
  const files = globSync(
    ['src/*/commands/*.ts', 'src/*/*/commands/*.ts', 'src/platform/mail/send-again.ts'],
    { cwd: root },
  );
  return await Promise.all(
    files
      .filter((file) => !/\.(test|fixture)\.ts$/.test(file))
      .sort()
      .map(async (file) => [file, (await import(path.join(root, file))) as Record<string, unknown>] as const),
  );
}

function isCommand(value: unknown): value is SomeCommand {
  if (typeof value !== 'object' || value === null) return false;
  const { name, input, policy, run } = value as Record<string, unknown>;
  return (
    typeof name === 'string' &&
    typeof input === 'object' &&
    [policy, run].every((x) => typeof x === 'function')
  );
}

/** What makes commands for one file each; their modules hold no command themselves. */
const makers = ['previewSessionImport', 'stageImport'];

/** The names under which modules give their commands away, with the file. */
export async function commandExports(): Promise<readonly (readonly [exported: string, file: string])[]> {
  return (await modules()).flatMap(([file, module]) =>
    Object.entries(module)
      .filter(([exported, value]) => isCommand(value) || makers.includes(exported))
      .map(([exported]) => [exported, file] as const),
  );
}

/** Every command of the program; those that are made for one file with a file that nobody looks at. */
export async function allCommands(): Promise<readonly SomeCommand[]> {
  const found = (await modules()).flatMap(([, module]) => Object.values(module)).filter(isCommand);
  const made = [previewSessionImport(keptFile({ id: '', name: '' })), stageImport({ digest: 'x' } as never)];
  return [...new Map([...found, ...made].map((command) => [command.name, command])).values()];
}

/** The names of the fields of all commands' shapes. */
export async function commandFields(): Promise<readonly string[]> {
  const shapes = (await allCommands()).flatMap(({ input }) =>
    'shape' in input ? Object.keys(input.shape as object) : [],
  );
  return [...new Set(shapes)].sort();
}

/** Everything a shape is made of, itself included: each object's members, each list's element, and so on. */
export function partsOf(schema: z.ZodType, known = new Set<z.ZodType>()): ReadonlySet<z.ZodType> {
  if (known.has(schema)) return known;
  known.add(schema);
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('_zod' in value) partsOf(value as z.ZodType, known);
    else if (Array.isArray(value)) value.forEach(look);
  };
  const def = schema._zod.def as unknown as Record<string, unknown>;
  for (const [name, part] of Object.entries(def)) {
    if (name === 'shape') Object.values(part as object).forEach(look);
    // A check is no field: what stands before it has refused what it is not asked for.
    else if (name !== 'checks') look(part);
  }
  return known;
}
