import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** What the components of a page ask to be put into its head; filled while the page renders. */
export interface HeadCollector {
  title: string;
  description?: string;
  variant: 'public' | 'staff';
  /** Keep the page out of search engines; staff pages always are. */
  noindex: boolean;
  /** Asset names of client scripts, each once. */
  scripts: Set<string>;
  /** Asset names of further style sheets, each once. */
  styles: Set<string>;
  /** Address (with language prefix) of an Atom feed of this page. */
  feed?: string;
}

export const HeadContext = createContext<HeadCollector | null>(null);

/** The collector of the page being rendered, or null outside one (a component tested alone). */
export function useHead(): HeadCollector | null {
  return useContext(HeadContext);
}

/** Loads the client script of a custom element on this page only: `useScript('board.client.js')`. */
export function useScript(asset: string): void {
  useHead()?.scripts.add(asset);
}

/** Loads a further style sheet on this page only; the parts drawn by `staff.css` ask for it themselves. */
export function useStyles(asset: string): void {
  useHead()?.styles.add(asset);
}
