import type { VNode } from 'preact';
import { Icon } from '../../../platform/ui/icon.tsx';
import type { StickerSuggestion, Target } from '../../rules/suggest.ts';
import type { StickerCard } from '../../rules/stickers.ts';
import { useApp } from '../core/hooks.ts';
import { memo } from '../kit/memo.ts';

/** What a card may ask of the board; the same object all the time, so that cards are not drawn again for it. */
export type CardActions = {
  toggle(card: StickerCard): void;
  take(card: StickerCard, target: Target): void;
  drag(card: StickerCard): void;
};

/** What one tap may choose; beside a chosen sticker also what reads alike. */
export const targetsShown = (
  suggestion: StickerSuggestion | undefined,
  chosen: boolean,
): readonly Target[] => [...(suggestion?.targets ?? []), ...(chosen ? (suggestion?.near ?? []) : [])];

/** A sticker (or several with the same words) that stands under no problem yet. */
export const BoardCard = memo(function BoardCard({
  card,
  chosen,
  suggestion,
  votes,
  actions,
}: {
  card: StickerCard;
  chosen: boolean;
  suggestion: StickerSuggestion | undefined;
  /** Votes of the columns of {@link targetsShown}, in their order, as one text: a list would be another value each time. */
  votes: string;
  actions: CardActions;
}): VNode {
  const { t } = useApp();
  const targets = targetsShown(suggestion, chosen);
  const counts = votes.split(',');
  return (
    <li class={chosen ? 'gal-card chosen' : 'gal-card'}>
      <button
        type="button"
        class="gal-card-text"
        data-card={card.key}
        aria-pressed={chosen}
        draggable
        onDragStart={(event) => {
          // Some browsers begin no dragging without data.
          event.dataTransfer?.setData('text/plain', card.text);
          actions.drag(card);
        }}
        onClick={() => actions.toggle(card)}
      >
        <span>{card.text}</span>
        {card.stickers.length > 1 && <b>×{card.stickers.length}</b>}
      </button>
      {targets.map((target, at) => (
        <button
          key={target.name}
          type="button"
          class={target.columnId === null ? 'gal-go new' : 'gal-go'}
          onClick={() => actions.take(card, target)}
        >
          <Icon name={target.columnId === null ? 'plus' : 'arrow'} size={18} />
          <span>
            <small class="inline">
              {t(target.columnId === null ? 'field.gallery.board.new-short' : 'field.gallery.board.alike')}
            </small>{' '}
            {target.name}
          </span>
          {target.columnId !== null && <b>{counts[at]}</b>}
        </button>
      ))}
    </li>
  );
});
