import { ProblemIndex } from '../../methods/matcher/similarity.ts';
import { catalogueEntryNamed, problemCatalogue } from './catalogue.ts';

/** Made when the first name is asked about: a start need not wait for it. */
let index: ProblemIndex | undefined;

const catalogueIndex = () =>
  (index ??= new ProblemIndex(
    problemCatalogue.map((entry) => ({
      id: entry.category,
      title: entry.ky,
      statements: [entry.ru, entry.en],
    })),
  ));

/** The icon a name most likely wants, and with it its kind; a person may choose another one. Null when nothing says. */
export function guessedCategory(name: string): string | null {
  return (
    catalogueEntryNamed(name)?.category ??
    catalogueIndex().suggest(name, { limit: 1, threshold: 0.4 })[0]?.problemId ??
    null
  );
}
