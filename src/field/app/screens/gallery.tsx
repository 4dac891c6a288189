import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useApp, useDraft } from '../core/hooks.ts';
import { Board } from '../gallery/board.tsx';
import { Explain } from '../gallery/explain.tsx';
import { Results } from '../gallery/results.tsx';
import { SumsBar } from '../gallery/sums-bar.tsx';
import { useGallery } from '../gallery/use-gallery.ts';
import { Writing } from '../gallery/writing.tsx';

const parts = ['explain', 'write', 'group', 'results'] as const;

/** The gallery of problems: words explained, stickers written, grouped, counted (R-GAL-01…07). */
export default function Gallery(): VNode {
  const { t, fmt } = useApp();
  const gallery = useGallery();
  // A draft, so that a reload in the middle of the evening comes back to the same part.
  const [draft, setPart] = useDraft('gallery.part');
  const part = parts.find((one) => one === draft) ?? (gallery.tally.stickers === 0 ? 'explain' : 'write');
  const counts = { explain: 0, write: gallery.sums.used, group: gallery.tally.ungrouped, results: 0 };
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Heights of what is stuck to the edges of the screen: the sums and the tools stay beside it, not under it.
    const place = root.current;
    if (!place || typeof ResizeObserver === 'undefined') return undefined;
    const stuck = { '--gal-top': '.run-title', '--gal-sums': '.gal-sums summary', '--gal-foot': '.run-foot' };
    const observer = new ResizeObserver(() => {
      for (const [name, selector] of Object.entries(stuck)) {
        const height = document.querySelector<HTMLElement>(selector)?.offsetHeight ?? 0;
        place.style.setProperty(name, `${height}px`);
      }
    });
    for (const selector of Object.values(stuck)) {
      const one = document.querySelector(selector);
      if (one) observer.observe(one);
    }
    return () => observer.disconnect();
  }, []);
  return (
    <div class="gal" ref={root}>
      <nav class="kit-tabs gal-tabs" aria-label={t('field.gallery.parts')}>
        {parts.map((one) => (
          <button
            key={one}
            type="button"
            aria-current={one === part ? 'step' : undefined}
            onClick={() => setPart(one)}
          >
            {t(`field.gallery.part.${one}`)}
            {counts[one] > 0 && <span class="kit-count">{fmt.number(counts[one])}</span>}
          </button>
        ))}
      </nav>
      <SumsBar sums={gallery.sums} tally={gallery.tally} people={gallery.people} />
      {part === 'explain' && <Explain />}
      {part === 'write' && <Writing gallery={gallery} />}
      {part === 'group' && <Board gallery={gallery} />}
      {part === 'results' && <Results gallery={gallery} />}
    </div>
  );
}
