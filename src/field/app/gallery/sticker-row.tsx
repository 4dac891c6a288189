import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { IconName } from '../../../platform/ui/icon.tsx';
import { correctionOf, stickerText, withdrawalOf, type StandingSticker } from '../../rules/stickers.ts';
import { useApp, useDraft } from '../core/hooks.ts';
import { memo } from '../kit/memo.ts';
import type { Sticker } from '../../rules/items.ts';
import { stickerMost } from './sticker-entry.tsx';
import { useAddStickers } from './use-gallery.ts';
import { Button } from '../kit/button.tsx';

/** One written sticker with «correct» and «withdraw»; a withdrawn one can be brought back. */
export const StickerRow = memo(function StickerRow({
  sticker,
  withdrawn,
  who,
}: {
  sticker: StandingSticker;
  withdrawn: boolean;
  /** Number and name of the writer, or nothing. */
  who: string;
}): VNode {
  const { t } = useApp();
  const add = useAddStickers();
  const [open, setOpen] = useState(false);
  return (
    <li class={withdrawn ? 'gal-row gone' : 'gal-row'}>
      {open && !withdrawn ? (
        <Correction sticker={sticker} onDone={() => setOpen(false)} />
      ) : (
        <>
          <p class="kit-name">
            {withdrawn ? <s>{sticker.text}</s> : sticker.text}
            <small>
              {who !== '' && <>{who} · </>}
              {t(`field.gallery.way.${sticker.way}`)}
              {withdrawn && <> · {t('field.gallery.withdrawn')}</>}
            </small>
          </p>
          {withdrawn ? (
            <RowAct
              icon="undo"
              of={sticker}
              act="restore"
              onDo={() => void add([correctionOf(sticker, sticker.text)])}
            />
          ) : (
            <>
              <RowAct icon="edit" of={sticker} act="correct" onDo={() => setOpen(true)} />
              <RowAct
                icon="cross"
                of={sticker}
                act="withdraw"
                onDo={() => void add([withdrawalOf(sticker)])}
              />
            </>
          )}
        </>
      )}
    </li>
  );
});

/** Stickers that are on their way to the device: nothing can be done with them yet. */
export function KeptRows({ stickers }: { stickers: readonly Sticker[] }): VNode {
  const { t } = useApp();
  return (
    <>
      {stickers.map((one) => (
        <li key={one.id} class="gal-row" aria-busy="true">
          <p class="kit-name">
            {one.text}
            <small>{t('field.gallery.being-kept')}</small>
          </p>
        </li>
      ))}
    </>
  );
}

function RowAct(props: {
  of: StandingSticker;
  icon: IconName;
  act: 'restore' | 'correct' | 'withdraw';
  onDo: () => void;
}): VNode {
  const { t } = useApp();
  return (
    <Button
      look="plain"
      small
      class="gal-small"
      icon={props.icon}
      label={t(`field.gallery.${props.act}-named`, { text: props.of.text })}
      onClick={props.onDo}
    >
      <span>{t(`field.gallery.${props.act}`)}</span>
    </Button>
  );
}

function Correction({ sticker, onDone }: { sticker: StandingSticker; onDone: () => void }): VNode {
  const { t } = useApp();
  const add = useAddStickers();
  const [draft, setDraft] = useDraft(`gallery.fix.${sticker.id}`);
  const [text, setText] = useState(draft || sticker.text);
  const change = (next: string) => {
    setText(next);
    setDraft(next);
  };
  const leave = () => {
    setDraft('');
    onDone();
  };
  const keep = async () => {
    const words = stickerText(text);
    if (words === '' || words === sticker.text) {
      leave();
      return;
    }
    if (await add([correctionOf(sticker, words)])) leave();
  };
  return (
    <div class="kit-line gal-fix">
      <input
        class="kit-input"
        ref={(field) => {
          if (field && document.activeElement !== field && !field.dataset.met) {
            field.dataset.met = 'yes';
            field.focus();
          }
        }}
        type="text"
        autocomplete="off"
        aria-label={t('field.gallery.correct-named', { text: sticker.text })}
        maxLength={stickerMost}
        value={text}
        onInput={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === 'Enter') void keep();
          if (event.key === 'Escape') leave();
        }}
      />
      <Button small onClick={() => void keep()}>
        {t('ui.save')}
      </Button>
      <Button look="plain" small onClick={leave}>
        {t('field.core.cancel')}
      </Button>
    </div>
  );
}
