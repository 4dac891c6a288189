import { translator, type Translate } from '../../platform/i18n/catalogues.ts';
import { LANGS } from '../../platform/i18n/lang.ts';
import { parties } from './activities.ts';

// A body of the model is kept as that body (`party:kenesh`), so that each paper names it in its own language; any
// other words stand as they were typed.

const mark = 'party:';

/** What is kept of what was typed: a body's name in any language is that body. */
export function partyTyped(typed: string): string {
  const found = parties.find((one) =>
    LANGS.some((lang) => partyText(mark + one, translator(lang)) === typed),
  );
  return found ? mark + found : typed;
}

/** What was kept, in the words of a language. */
export function partyText(kept: string, t: Translate): string {
  return kept.startsWith(mark) ? t(`cycle.party.${kept.slice(mark.length)}`) : kept;
}
