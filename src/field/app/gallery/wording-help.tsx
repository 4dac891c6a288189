import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { fold, wordsOf } from '../../../methods/matcher/fold.ts';
import { problemCatalogue } from '../../../needs/rules/catalogue.ts';
import { wordingDoubt } from '../../../needs/rules/wording.ts';
import { useApp } from '../core/hooks.ts';
import { Note } from '../kit/note.tsx';

/** What people often mean when they ask for a thing: beginnings of words (folded) and keys of the catalogue. */
const meant: readonly (readonly [stems: string, keys: string])[] = [
  [
    'трактор грейдер экскаватор бульдозер асфальтукладчик камаз самосвал',
    'inner-roads winter-roads waste-removal',
  ],
  ['мусоровоз контейнер таштанды', 'waste-removal dump'],
  ['насос водовоз кран', 'water-hours clean-water irrigation'],
  ['трансформатор генератор', 'power street-light'],
  ['автобус унаа машина', 'transport'],
  ['компьютер ноутбук принтер проектор', 'internet youth-information library'],
  ['тренаж машыктыргыч', 'sport sports-hall'],
  ['аппарат жабдуу оборудован', 'health-post'],
  ['жол дорог асфальт көчө улиц', 'inner-roads sidewalks'],
  ['көпүрө мост', 'bridge'],
  ['суу вод түтүк труб', 'clean-water water-pipes'],
  ['мектеп школ', 'school-building school-heating'],
  ['бакча детск сад', 'kindergarten'],
  ['спорт стадион аянтча площадк', 'sport playground'],
  ['жарык освещен фонар чырак', 'street-light'],
  ['клуб', 'club'],
  ['парк', 'park'],
  ['арык канал', 'canals irrigation'],
].map(([stems = '', keys = '']) => [fold(stems), keys]);

/** Problems of the catalogue that may lie behind a wish; at most two. */
function problemsBehind(text: string): readonly (typeof problemCatalogue)[number][] {
  const words = wordsOf(text).map(fold);
  const keys = meant.flatMap(([stems, found]) =>
    stems.split(' ').some((stem) => words.some((word) => word.startsWith(stem))) ? found.split(' ') : [],
  );
  return [...new Set(keys)]
    .slice(0, 2)
    .flatMap((key) => problemCatalogue.find((one) => one.key === key) ?? []);
}

/** Asks back when a text names a thing or an act instead of a problem. It never refuses and never rewords by itself. */
export function WordingHelp({ text, onTake }: { text: string; onTake: (text: string) => void }): VNode {
  const { t, lang } = useApp();
  const [shown, setShown] = useState('');
  useEffect(() => {
    // Only when fingers rest: a question amid a word is noise.
    const timer = setTimeout(() => setShown(text), 500);
    return () => clearTimeout(timer);
  }, [text]);
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
