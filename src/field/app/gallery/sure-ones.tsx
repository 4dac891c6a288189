import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { sureGroups, type Target } from '../../rules/suggest.ts';
import type { StandingSticker, StickerCard } from '../../rules/stickers.ts';
import { useApp } from '../core/hooks.ts';
import type { Suggestions } from './use-suggestions.ts';
import { Button } from '../kit/button.tsx';

export type SureGroup = { readonly target: Target; readonly stickers: readonly StandingSticker[] };

/** Offers to place at once what reads nearly the same; everything is shown first and any part can be left out. */
export function SureOnes({
  cards,
  suggestions,
  looking,
  onLook,
  onAccept,
}: {
  cards: readonly StickerCard[];
  suggestions: Suggestions;
  looking: boolean;
  onLook: (open: boolean) => void;
  onAccept: (groups: readonly SureGroup[]) => void;
}): VNode | null {
  const { t } = useApp();
  const groups = useMemo(() => sureGroups(cards, suggestions), [cards, suggestions]);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const keyOf = (target: Target) => target.columnId ?? target.name;
  const stickersOf = (list: readonly StickerCard[]) => list.flatMap((card) => card.stickers);
  const taken = groups.filter(({ target }) => !left.has(keyOf(target)));
  const count = taken.reduce((sum, group) => sum + stickersOf(group.cards).length, 0);
  const all = groups.reduce((sum, group) => sum + stickersOf(group.cards).length, 0);
  if (all === 0) return null;
  if (!looking) {
    return (
      <Button look="ghost" class="gal-sure-open" icon="check" onClick={() => onLook(true)}>
        {t('field.gallery.sure.open', { count: all })}
      </Button>
    );
  }
  return (
    <div class="card gal-sure" role="group" aria-label={t('field.gallery.sure.title')}>
      <p>{t('field.gallery.sure.hint')}</p>
      <ul class="kit-list">
        {groups.map(({ target, cards: list }) => {
          const key = keyOf(target);
          return (
            <li key={key}>
              <label class="choice">
                <input
                  type="checkbox"
                  checked={!left.has(key)}
                  onChange={(event) => {
                    const next = new Set(left);
                    if (event.currentTarget.checked) next.delete(key);
                    else next.add(key);
                    setLeft(next);
                  }}
                />
                <span>
                  <b>{target.name}</b>
                  {target.columnId === null && <span class="tag">{t('field.gallery.sure.new')}</span>}
                  {list.map((card) => (
                    <small key={card.key}>
                      {card.text}
                      {card.stickers.length > 1 && ` ×${card.stickers.length}`}
                    </small>
                  ))}
                </span>
              </label>
            </li>
          );
        })}
      </ul>
      <div class="actions">
        <Button
          disabled={count === 0}
          onClick={() =>
            onAccept(taken.map((group) => ({ target: group.target, stickers: stickersOf(group.cards) })))
          }
        >
          {t('field.gallery.sure.accept', { count })}
        </Button>
        <Button look="plain" onClick={() => onLook(false)}>
          {t('field.core.cancel')}
        </Button>
      </div>
    </div>
  );
}
