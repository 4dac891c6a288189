import type { VNode } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { problemCatalogue } from '../../../needs/rules/catalogue.ts';
import { useApp, useMeeting } from '../core/hooks.ts';
import { WordingHelp } from './wording-help.tsx';
import { Button } from '../kit/button.tsx';

/** Names a new problem: the words of the chosen sticker stand there already, known names are offered beside them. */
export function NewColumn({
  suggested,
  count,
  onOpen,
  onClose,
}: {
  suggested: string;
  /** Stickers that come along. */
  count: number;
  onOpen: (name: string) => void;
  onClose: () => void;
}): VNode {
  const { t, lang } = useApp();
  const { problems } = useMeeting().info;
  const id = useId();
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const field = useRef<HTMLInputElement>(null);
  const name = typed ?? suggested;
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  return (
    <form
      class="gal-naming"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') onOpen(name);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div class="field gal-entry">
        <label for={id}>
          {count > 0 ? t('field.gallery.board.new-with', { count }) : t('needs.board.new-name')}
        </label>
        <div class="kit-line gal-name-line">
          <input
            ref={field}
            id={id}
            type="text"
            autocomplete="off"
            maxLength={200}
            list={`${id}-l`}
            value={name}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit">{t('field.gallery.board.open-new')}</Button>
          <Button look="plain" onClick={onClose}>
            {t('field.core.cancel')}
          </Button>
        </div>
        <datalist id={`${id}-l`}>
          {problems.map((problem) => (
            <option key={problem.id} value={problem.name} />
          ))}
          {problemCatalogue.map((entry) => (
            <option key={entry.key} value={entry[lang]} />
          ))}
        </datalist>
        <WordingHelp text={name} onTake={setTyped} />
      </div>
    </form>
  );
}
