import { drawingOf, type IconName } from '../platform/ui/icon.tsx';
import { markup, type Markup } from '../platform/ui/markup.ts';

const symbols = new Map<IconName, Markup>();

function symbolOf(name: IconName): Markup {
  let symbol = symbols.get(name);
  if (!symbol) {
    symbol = markup`<symbol id="i-${name}" viewBox="0 0 24 24"><path d="${drawingOf(name)}"></path></symbol>`;
    symbols.set(name, symbol);
  }
  return symbol;
}

/** Drawings of icons that a list shows again and again, once for all its rows; to stand on the page before them. */
export function iconSheet(names: Iterable<IconName>): Markup {
  return markup`<svg class="sheet" aria-hidden="true">${[...new Set(names)].map(symbolOf)}</svg>`;
}

/** An icon of the page's sheet, for decoration; its size is the style's business. */
export const sheetIcon = (name: IconName): Markup =>
  markup`<svg class="icon" aria-hidden="true"><use href="#i-${name}"></use></svg>`;
