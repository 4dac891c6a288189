import { isLang, type Lang } from '../../../platform/i18n/lang.ts';

/** What the page tells the app: written by the server into the page, so that the first screen asks for nothing. */
export type Setup = {
  readonly version: string;
  readonly lang: Lang;
  /** Texts of the first screens in `lang`. */
  readonly texts: Readonly<Record<string, string>>;
  /** Addresses of all texts by language. */
  readonly textFiles: Readonly<Record<Lang, string>>;
  /** Addresses of built files by their names in the source. */
  readonly assets: Readonly<Record<string, string>>;
};

/** Reads it from the page. Damaged or absent (tests): nothing is known, and texts are fetched. */
export function readSetup(): Setup {
  const none = {
    version: 'unknown',
    lang: 'ky' as const,
    texts: {},
    textFiles: {
      ky: '/field/messages/ky.json',
      ru: '/field/messages/ru.json',
      en: '/field/messages/en.json',
    },
    assets: {},
  };
  try {
    const text = document.getElementById('field-setup')?.textContent ?? '';
    const value = JSON.parse(text) as Partial<Setup>;
    return { ...none, ...value, lang: isLang(value.lang) ? value.lang : 'ky' };
  } catch {
    return none;
  }
}

const langKey = 'ashar-field-lang';

/** The language chosen on this device before anybody has said who they are. */
export function deviceLang(setup: Setup): Lang {
  const asked = new URLSearchParams(location.search).get('lang');
  if (isLang(asked)) return asked;
  try {
    const kept = localStorage.getItem(langKey);
    if (isLang(kept)) return kept;
  } catch {
    // A browser that keeps nothing still shows the page.
  }
  return setup.lang;
}

export function keepDeviceLang(lang: Lang): void {
  try {
    localStorage.setItem(langKey, lang);
  } catch {
    // Chosen until the app is closed, then.
  }
}
