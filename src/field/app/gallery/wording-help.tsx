import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { problemsBehind } from '../../../needs/rules/behind.ts';
import { wordingDoubt } from '../../../needs/rules/wording.ts';
import { lexiconHere } from '../../../methods/matcher/lexicon-lines.ts';
import { usePage } from '../../../platform/ui/page-context.ts';
import { useApp } from '../core/hooks.ts';
import { Note } from '../kit/note.tsx';

/** Asks back when a text names a thing or an act instead of a problem. It never refuses and never rewords by itself. */
export function WordingHelp({ text, onTake }: { text: string; onTake: (text: string) => void }): VNode {
  const { t, lang } = useApp();
  const lexiconAddress = usePage().asset('lexicon.txt');
  const [shown, setShown] = useState('');
  useEffect(() => {
    // Only when fingers rest: a question amid a word is noise.
    const timer = setTimeout(() => void lexiconHere(lexiconAddress).then(() => setShown(text)), 500);
    return () => clearTimeout(timer);
  }, [text, lexiconAddress]);
  const doubt = shown === text && text.trim().length > 3 ? wordingDoubt(text) : undefined;
  const behind = doubt ? problemsBehind(text) : [];
  return (
    <div role="status">
      {doubt && (
        <Note still tone="warn" icon="question">
          {t(`field.gallery.doubt.${doubt}`)} <small>{t('field.gallery.doubt.free')}</small>
          {behind.length > 0 && (
            <span class="kit-chips">
              {behind.map((problem) => (
                <button key={problem.key} type="button" onClick={() => onTake(problem[lang])}>
                  {problem[lang]}
                </button>
              ))}
            </span>
          )}
        </Note>
      )}
    </div>
  );
}
