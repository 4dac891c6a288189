import { Lexicon } from '../../methods/matcher/lexicon.ts';
import { ProblemIndex } from '../../methods/matcher/similarity.ts';
import { catalogueEntryNamed, problemCatalogue } from './catalogue.ts';

const lexicon = new Lexicon();
const index = new ProblemIndex(
  problemCatalogue.map((entry) => ({
    id: entry.category,
    title: entry.ky,
    statements: [entry.ru, entry.en],
  })),
  lexicon,
);

/** The icon a name most likely wants, and with it its kind; a person may choose another one. Null when nothing says. */
export function guessedCategory(name: string): string | null {
  return (
    catalogueEntryNamed(name)?.category ??
    index.suggest(name, { limit: 1, threshold: 0.4 })[0]?.problemId ??
    null
  );
}
