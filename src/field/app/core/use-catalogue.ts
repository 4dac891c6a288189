import { useEffect, useState } from 'preact/hooks';
import { fillCatalogue, problemCatalogue } from '../../../needs/rules/catalogue.ts';
import type { CatalogueLines } from '../../../needs/rules/catalogue-lines.ts';
import { usePage } from '../../../platform/ui/page-context.ts';

let fetching: Promise<void> | undefined;

/** Fetches the catalogue of problems once; from the app's own store when it is there. Without it now, later again. */
async function catalogueHere(address: string | undefined): Promise<void> {
  if (problemCatalogue.length > 0 || address === undefined) return;
  fetching ??= fetch(address)
    .then(async (response) => fillCatalogue((await response.json()) as CatalogueLines))
    .catch(() => void (fetching = undefined));
  await fetching;
}

/** Has the catalogue of problems at hand, and draws again when it has come. */
export function useCatalogue(place: string): void {
  const address = usePage().asset('catalogue.txt');
  const [, setHere] = useState(problemCatalogue.length > 0);
  useEffect(() => void catalogueHere(address).then(() => setHere(problemCatalogue.length > 0)), [place]);
}
