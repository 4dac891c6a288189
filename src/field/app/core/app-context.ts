import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Formats } from '../../../platform/i18n/format.ts';
import type { Lang } from '../../../platform/i18n/lang.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';

/** What every screen may use of the app around it. */
export interface App {
  readonly t: Translate;
  readonly fmt: Formats;
  readonly lang: Lang;
  /** The time now, corrected by the server's clock when it is known. */
  readonly now: () => Date;
  /** Says something for some seconds, aloud for screen readers. */
  readonly toast: (message: string) => void;
  /** Asks before something that cannot be taken back; `doLabel` names the act («Өчүрүү»). */
  readonly confirm: (message: string, doLabel: string) => Promise<boolean>;
  /** Goes to a place of the app: `/meetings`, `/m/<id>/map`. */
  readonly navigate: (path: string) => void;
  /** The place now, without `#`. */
  readonly path: string;
  readonly online: boolean;
}

export const AppContext = createContext<App | null>(null);

/** @throws Error outside the app. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('useApp outside the app');
  return app;
}
