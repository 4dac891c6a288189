import { isMissing } from './format.ts';

/** Lists inside one field, and the columns of a project that hold groups. */

export const groupColumns = ['category', 'neighborhood'] as const;
export type GroupColumn = (typeof groupColumns)[number];

/** Entries of a comma list; none for an empty value. */
export function list(text: string | undefined): string[] {
  if (text === undefined || text === '') return [];
  if (!text.includes(' ') && !text.includes(',')) return text.toLowerCase() === 'none' ? [] : [text];
  const trimmed = text.trim();
  if (isMissing(trimmed)) return [];
  return trimmed
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
