import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { I18n } from '../i18n/context.ts';
import type { IconName } from './icon.tsx';

/** One entry of the main navigation; `path` is without a language prefix. */
export interface NavItem {
  path: string;
  label: string;
  icon?: IconName;
  /** Set by the pipeline or the page; without it the entry whose path begins the current path is current. */
  current?: boolean;
}

/** What was posted and refused, shown by the form that posted it, or else at the top of the page. */
export interface RefusedForm {
  /** Where it was posted, without language prefix. */
  readonly action: string;
  readonly values: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Field name → what is wrong, in words; the empty name is for the form as a whole. */
  readonly errors: Readonly<Record<string, string>>;
  readonly message: string;
  readonly code: string;
  /** Files were sent with it and are not kept. */
  readonly lostFiles?: boolean;
}

/** Where the drafts of the person who is signed in lie in the browser, and the key that opens them. */
export interface DraftsOf {
  readonly tag: string;
  readonly key: string;
  /** The name of a form's drafts: says nothing to whoever has not the key. */
  readonly nameOf: (form: string) => string;
}

/** What every page knows about its request. The HTTP pipeline fills it; views only read it. */
export interface PageContext extends I18n {
  /** The path without language prefix and query, e.g. `/cycle/1`. */
  path: string;
  /** The query string with its `?`, or an empty text; kept by the language switch. */
  query?: string;
  /** Token against forged posts, bound to the browser's sign-in. */
  csrfToken: string;
  /** A new UUID at each call: each rendered form carries its own, so that a double click is one operation. */
  operationId: () => string;
  nav: readonly NavItem[];
  actor?: { name: string; path?: string; drafts?: DraftsOf };
  municipality?: { id: string; name: string };
  /** Where the page's question mark leads, without language prefix; none when left out. */
  help?: string;
  /** Where the brand leads, without language prefix; `/` when left out. */
  homePath?: string;
  /** Scheme and host for canonical and alternate addresses, e.g. `https://ashar.example`; left out: relative. */
  origin?: string;
  /** What of this server is not connected: no mail, or an address that only this machine can open. */
  lacks?: readonly ('mail' | 'address')[];
  cspNonce?: string;
  /** What was just done, in words: shown above the page after a form led here (`?done=`). */
  done?: string;
  /** What was refused, when this page answers a post. */
  refused?: RefusedForm;
  /** The id of the form that shows it; empty when none on the page does. */
  refusedIn?: string;
  /** The hashed address of a built asset: `base.css`, `staff.css`, `board.client.js`. */
  asset: (name: string) => string;
}

export const PageContextValue = createContext<PageContext | null>(null);

/** The address of a room in the municipality of the page, e.g. `/m/…/people`; of its home page without a room. */
export function useRoom(room = ''): string {
  return `/m/${usePage().municipality?.id ?? ''}${room && `/${room}`}`;
}

/** The page being rendered. @throws Error outside `renderPage`. */
export function usePage(): PageContext {
  const page = useContext(PageContextValue);
  if (!page) throw new Error('usePage outside renderPage');
  return page;
}

/** Whether a question that only an answer asks stands on the page: it was just asked, or was answered beside another fault. */
export function useAsked(name: string): boolean {
  const { refused } = usePage();
  return refused?.errors[name] !== undefined || refused?.values[name] !== undefined;
}
