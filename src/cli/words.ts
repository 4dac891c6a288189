import en from './messages/en.json' with { type: 'json' };
import ky from './messages/ky.json' with { type: 'json' };
import ru from './messages/ru.json' with { type: 'json' };

/** Words of the arithmetic commands. They run without the app, so they read their own catalogue and nothing else. */

export const languages = ['ky', 'ru', 'en'] as const;
export type Language = (typeof languages)[number];

const catalogues: Record<Language, Readonly<Record<string, string>>> = { ky, ru, en };

export function isLanguage(text: string): text is Language {
  return (languages as readonly string[]).includes(text);
}

/**
 * The sentence `key` with its parameters, or the one that is said when there is none (`otherwise`); the key itself when
 * both are missing, so that nothing is silent.
 */
export function words(
  language: Language,
  key: string,
  params: Readonly<Record<string, string | number>> = {},
  otherwise = key,
): string {
  const text = catalogues[language][key] ?? catalogues[language][otherwise] ?? key;
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => String(params[name] ?? hole));
}

/** Thousands by thin groups of three, as people write them: `1 234`. */
export function grouped(value: number | bigint | string): string {
  const [whole = '', part] = String(value).split('.');
  const spaced = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ' ');
  return part === undefined ? spaced : `${spaced}.${part}`;
}

/** Rows as aligned text: the first line is the header, numbers (`right`) are set to the right. */
export function textTable(rows: readonly (readonly string[])[], right: readonly number[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, [...cell].length);
  }
  return rows
    .map((row) =>
      row
        .map((cell, index) => {
          const blanks = ' '.repeat((widths[index] ?? 0) - [...cell].length);
          return right.includes(index) ? blanks + cell : cell + blanks;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Where a command writes: the process's streams, or buffers in a test. */
export interface CommandIo {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

/** Exit codes of the arithmetic commands. */
export const exitCode = { done: 0, badInput: 1, usage: 2 } as const;
