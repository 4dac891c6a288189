import { isDeepStrictEqual } from 'node:util';
import type { DocumentModel } from '../platform/documents/model.ts';
import type { Paper } from './schema.ts';

/** What another version of the program may write otherwise without a fact having changed: the frame of a paper. */
const frame = new Set(['letterhead', 'registration', 'title', 'subject', 'signatures', 'stamp', 'note']);

/** Whether two papers of one act say the same. The picture in the letterhead says nothing. */
export function saysTheSame(one: Paper, other: Paper): boolean {
  return (['ky', 'ru'] as const).every((lang) => {
    const [a, b] = [plain(one[lang]), plain(other[lang])];
    // A paper frozen by an older version is set otherwise: its clauses and the rows of its tables are compared.
    return (a.layout ?? 1) === (b.layout ?? 1)
      ? isDeepStrictEqual(withoutEmblem(a), withoutEmblem(b))
      : isDeepStrictEqual(wordsOf(a.blocks), wordsOf(b.blocks));
  });
}

/** As a paper comes back from the database: its dates are texts there, and what is undefined is not there. */
const plain = (model: DocumentModel) => JSON.parse(JSON.stringify(model)) as DocumentModel;

function withoutEmblem(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmblem);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'emblem')
      .map(([key, inner]) => [key, withoutEmblem(inner)]),
  );
}

/** The texts in their order; no-break spaces, and what stands where nothing is known yet, are looks and no words. */
function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return [fold(value)];
  if (Array.isArray(value)) return value.flatMap(wordsOf);
  if (typeof value !== 'object' || value === null) return [];
  const block = value as Readonly<Record<string, unknown>>;
  if (typeof block.type === 'string' && frame.has(block.type)) return [];
  return (['blocks', 'clauses', 'rows', 'foot', 'items', 'text'] as const).flatMap((key) =>
    wordsOf(block[key]),
  );
}

const fold = (text: string) =>
  text
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/ ?\*\*$/, '')
    .replace(/^(дареги такталат|адрес уточняется)$/, '')
    .trim();
