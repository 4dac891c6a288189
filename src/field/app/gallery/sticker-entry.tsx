import type { VNode } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import type { Sticker } from '../../rules/items.ts';
import { stickerText } from '../../rules/stickers.ts';
import { useApp, useDraft } from '../core/hooks.ts';
import { useAddStickers } from './use-gallery.ts';
import { WordingHelp } from './wording-help.tsx';
import { Button } from '../kit/button.tsx';

export const stickerMost = 500;

/** One line for one sticker. Enter keeps it and the line is free for the next; Enter on an empty line goes on. */
export function StickerEntry({
  way,
  personId,
  slot,
  sex,
  label,
  onEmpty,
  wanted,
}: {
  way: Sticker['way'];
  personId: string | null;
  slot: number | null;
  sex: Sticker['sex'];
  label: string;
  onEmpty?: () => void;
  /** Set when somebody wants to write here now. */
  wanted?: { current: boolean } | undefined;
}): VNode {
  const { t } = useApp();
  const id = useId();
  const draft = `gallery.${way}.${personId ?? 'any'}`;
  const [text, setText] = useDraft(draft);
  const add = useAddStickers();
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (!wanted?.current) return;
    wanted.current = false;
    field.current?.focus();
    // Where the keyboard stands already nothing scrolls by itself.
    field.current?.scrollIntoView({ block: 'nearest' });
  });
  const keep = async () => {
    const words = stickerText(text);
    if (words === '') {
      onEmpty?.();
      return;
    }
    setText('');
    field.current?.focus();
    const kept = await add([{ personId, slot, text: words, sex, way, corrects: null, withdrawn: false }]);
    // Nothing that was typed is lost: what the device could not keep stands in the line again.
    if (!kept) setText(words);
  };
  return (
    <div class="field gal-entry">
      <label for={id}>{label}</label>
      <div class="kit-line">
        <input
          ref={field}
          id={id}
          type="text"
          autocomplete="off"
          enterkeyhint="next"
          maxLength={stickerMost}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.isComposing) return;
            event.preventDefault();
            void keep();
          }}
        />
        <Button class="gal-add" label={t('ui.add')} onClick={() => void keep()}>
          <Icon name="plus" size={24} />
        </Button>
      </div>
      <WordingHelp
        text={text}
        onTake={(next) => {
          setText(next);
          field.current?.focus();
        }}
      />
    </div>
  );
}
