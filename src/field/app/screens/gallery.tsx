import type { VNode } from 'preact';
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
  return (
    <div class="gal">
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
