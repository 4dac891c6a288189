import { type CommandIo, exitCode, isLanguage, type Language, words } from './words.ts';

/** What the commands about one file (check, select, tally) have in common. */

/** Options of each of them. */
export const usualOptions = {
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Read = {
  readonly values: { readonly lang?: string; readonly help?: boolean; readonly explain?: string };
  readonly positionals: readonly string[];
};

export type FileCommand<R extends Read> = {
  readonly language: Language;
  readonly values: R['values'];
  readonly file: string;
  /** Says what is wrong with the command, and how it is used; answers the exit code. */
  readonly refuse: (key: string, params?: Readonly<Record<string, string | number>>) => number;
  /** Says what is wrong with a file, as `file:line:column: what`; answers the exit code. */
  readonly complain: (file: string, fault: Fault) => number;
};

type Fault = {
  readonly code: string;
  readonly line: number;
  readonly column: number;
  readonly params: Readonly<Record<string, string | number>>;
};

/** A file that could not be read at all. */
export const unread = (code: string): Fault => ({ code, line: 1, column: 1, params: {} });

/**
 * Reads the words after the command: one file, and options by `parse`. A number is the exit code of what was answered
 * already: help, or what is wrong.
 */
export function readFileCommand<R extends Read>(
  name: 'check' | 'select' | 'tally',
  argv: readonly string[],
  io: CommandIo,
  parse: () => R,
): FileCommand<R> | number {
  const stated = argv.find((_, index) => argv[index - 1] === '--lang') ?? '';
  let language: Language = isLanguage(stated) ? stated : 'ky';
  const refuse: FileCommand<R>['refuse'] = (key, params = {}) => {
    io.stderr.write(`ashar ${name}: ${words(language, key, params)}\n${words(language, `${name}.usage`)}\n`);
    return exitCode.usage;
  };
  const complain: FileCommand<R>['complain'] = (file, { line, column, code, params }) => {
    io.stderr.write(`${file}:${line}:${column}: ${words(language, `input.${code}`, params)}\n`);
    return exitCode.badInput;
  };
  let read: R;
  try {
    read = parse();
  } catch (error) {
    // parseArgs speaks English and names the option; the sentence around it is ours.
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    return refuse('usage.bad-option', { detail });
  }
  const { values, positionals } = read;
  for (const option of ['lang', 'explain'] as const) {
    const value = values[option];
    if (value === undefined) continue;
    if (!isLanguage(value))
      return refuse('usage.bad-choice', { option: `--${option}`, value, choices: 'ky, ru, en' });
    language = value;
  }
  if (values.help) {
    io.stdout.write(`${words(language, `${name}.help`)}\n`);
    return exitCode.done;
  }
  const [file, extra] = positionals;
  if (file === undefined) return refuse('usage.no-file');
  if (extra !== undefined) return refuse('usage.extra', { value: extra });
  return { language, values, file, refuse, complain };
}
