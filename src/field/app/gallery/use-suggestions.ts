import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { knownNames, suggestionsFor, type StickerSuggestion, type Target } from '../../rules/suggest.ts';
import type { StickerCard } from '../../rules/stickers.ts';
import type { TallyColumn } from '../../rules/tally.ts';
import { useApp, useMeeting } from '../core/hooks.ts';
import { lexiconHere } from '../../../methods/matcher/lexicon-lines.ts';
import { usePage } from '../../../platform/ui/page-context.ts';

export type Suggestions = ReadonlyMap<string, StickerSuggestion>;

/** Work of one piece, in milliseconds: between two pieces the browser answers fingers. */
const piece = 6;
/** Nothing is counted while fingers are still moving stickers. */
const rest = 250;
/** Long enough that one look sees the first answers before the last are ready. */
const shownEach = 400;

const sameTargets = (a: readonly Target[], b: readonly Target[]): boolean =>
  a.length === b.length && a.every((one, at) => one.columnId === b[at]?.columnId && one.name === b[at].name);

const same = (a: StickerSuggestion | undefined, b: StickerSuggestion): boolean =>
  a !== undefined && a.sure === b.sure && sameTargets(a.targets, b.targets) && sameTargets(a.near, b.near);

/** Suggestions for the ungrouped cards, counted anew in small pieces after each change. */
export function useSuggestions(cards: readonly StickerCard[], columns: readonly TallyColumn[]): Suggestions {
  const { lang } = useApp();
  const { info } = useMeeting();
  const lexiconAddress = usePage().asset('lexicon.txt');
  const names = useMemo(() => knownNames(info.problems, info.terms, lang), [info, lang]);
  const [found, setFound] = useState<Suggestions>(new Map());
  const last = useRef(found);
  last.current = found;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const work = suggestionsFor(cards, columns, names);
    const next = new Map<string, StickerSuggestion>();
    let told = performance.now();
    const step = () => {
      const end = performance.now() + piece;
      for (;;) {
        const one = work.next();
        if (one.done) {
          setFound(next);
          return;
        }
        if (one.value) {
          const [key, suggestion] = one.value;
          const before = last.current.get(key);
          // The same answer stays the same object, so that its card is not drawn again.
          next.set(key, same(before, suggestion) && before ? before : suggestion);
        }
        const now = performance.now();
        if (now < end) continue;
        if (next.size > 0 && now - told > shownEach) {
          told = now;
          setFound(new Map([...last.current, ...next]));
        }
        timer = setTimeout(step);
        return;
      }
    };
    let left = false;
    void lexiconHere(lexiconAddress).then(() => {
      if (!left) timer = setTimeout(step, rest);
    });
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [cards, columns, names, lexiconAddress]);
  return found;
}
