import type { VNode } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import type { StandingSticker } from '../../rules/stickers.ts';
import { useApp } from '../core/hooks.ts';
import { memo } from '../kit/memo.ts';
import { Button } from '../kit/button.tsx';

/** What a column may ask of the board. */
export type ColumnActions = {
  /** The column was pressed: what is chosen comes here, or nothing is chosen and it opens. */
  press(id: string): void;
  open(id: string): void;
  drop(id: string): void;
  toggle(sticker: StandingSticker): void;
  takeOut(id: string): void;
  split(id: string): void;
  rename(id: string, name: string): void;
  beginMerge(id: string): void;
  remove(id: string): void;
};

/** Dots beyond this are a number only: they would no longer be counted by eye. */
const mostDots = 30;

/** A problem with its votes. Pressing it brings the chosen stickers here. */
export const BoardColumn = memo(function BoardColumn({
  id,
  name,
  votes,
  number,
  mark,
  opened,
  actions,
}: {
  id: string;
  name: string;
  votes: number;
  /** Key that brings the chosen stickers here; nothing beyond nine. */
  number: number | undefined;
  /** `near`: it reads like what is chosen; `self`: it is being merged. */
  mark: 'none' | 'near' | 'self';
  opened: boolean;
  actions: ColumnActions;
}): VNode {
  const { t, fmt } = useApp();
  return (
    <article class={`gal-col ${mark}${opened ? ' opened' : ''}`} data-column={id}>
      <button
        type="button"
        class="gal-col-main"
        aria-keyshortcuts={number === undefined ? undefined : String(number)}
        aria-label={`${name}: ${t('ui.votes', { count: votes })}`}
        onClick={() => actions.press(id)}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          actions.drop(id);
        }}
      >
        <span class="gal-col-name">
          {number !== undefined && <kbd aria-hidden="true">{number}</kbd>}
          {name}
        </span>
        <span class="gal-col-votes">
          <b>{fmt.number(votes)}</b>
          <svg width="100%" height="11" aria-hidden="true">
            {Array.from({ length: Math.min(votes, mostDots) }, (_, dot) => (
              <rect key={dot} x={dot * 8} width="6" height="11" rx="1.5" />
            ))}
          </svg>
        </span>
      </button>
      <button
        type="button"
        class="gal-col-more"
        aria-expanded={opened}
        aria-label={t('field.gallery.board.inside', { name })}
        onClick={() => actions.open(id)}
      >
        <Icon name={opened ? 'up' : 'down'} />
      </button>
    </article>
  );
});

/** The inside of one column: its stickers, its name, splitting and merging. */
export function ColumnInside({
  id,
  name,
  stickers,
  chosen,
  actions,
}: {
  id: string;
  name: string;
  stickers: readonly StandingSticker[];
  chosen: ReadonlySet<string>;
  actions: ColumnActions;
}): VNode {
  const { t } = useApp();
  const field = useId();
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const some = stickers.some((one) => chosen.has(one.id));
  const rename = () => {
    if (typed !== undefined && typed.trim() !== '' && typed !== name) actions.rename(id, typed);
    setTyped(undefined);
  };
  return (
    <section class="gal-inside" aria-label={name}>
      <div class="field gal-entry">
        <label for={field}>{t('needs.problem.name')}</label>
        <input
          id={field}
          type="text"
          autocomplete="off"
          maxLength={200}
          value={typed ?? name}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onBlur={rename}
          onKeyDown={(event) => {
            if (event.key === 'Enter') rename();
            else if (event.key === 'Escape') setTyped(undefined);
          }}
        />
      </div>
      {stickers.length > 0 ? (
        <ul class="kit-list">
          {stickers.map((one) => (
            <li key={one.chain.at(-1)}>
              <button
                type="button"
                aria-pressed={chosen.has(one.id)}
                class="gal-inside-sticker"
                onClick={() => actions.toggle(one)}
              >
                <span class="gal-tick" aria-hidden="true" />
                {one.text}
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p class="hint">{t('field.gallery.board.inside-empty')}</p>
      )}
      {stickers.length > 0 && <p class="hint">{t('field.gallery.board.inside-hint')}</p>}
      <div class="actions">
        <Button look="ghost" small disabled={!some} onClick={() => actions.takeOut(id)}>
          {t('field.gallery.board.take-out')}
        </Button>
        <Button look="ghost" small disabled={!some} onClick={() => actions.split(id)}>
          {t('field.gallery.board.split')}
        </Button>
        {stickers.length > 0 ? (
          <Button look="ghost" small onClick={() => actions.beginMerge(id)}>
            {t('field.gallery.board.merge')}
          </Button>
        ) : (
          <Button look="ghost" small onClick={() => actions.remove(id)}>
            {t('field.gallery.board.remove')}
          </Button>
        )}
      </div>
    </section>
  );
}
