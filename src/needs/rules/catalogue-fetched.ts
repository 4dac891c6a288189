import type { CatalogueLines } from './catalogue-lines.ts';

/** The same as `catalogue-lines.ts` for the field app: empty, until `fillCatalogue` is given what was fetched. */
export const catalogueLines: CatalogueLines = { matters: [], powers: [], rows: [] };
