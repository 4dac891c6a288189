import { useHead, useScript, useStyles } from '../../platform/ui/head.ts';
import { usePage } from '../../platform/ui/page-context.ts';
import type { Translate } from '../../platform/i18n/catalogues.ts';

/** The words of the wall, which its script fills in. */
export const wallWords = [
  'title',
  'connecting',
  'offline',
  'no-secret',
  'unknown',
  'ended',
  'waiting',
  'join',
  'people',
  'possible',
  'used',
  'unused',
  'loose',
  'votes',
] as const;
export type WallWord = (typeof wallWords)[number];

function wordsOf(t: Translate): Record<WallWord, string> {
  return Object.fromEntries(wallWords.map((word) => [word, t(`hall.wall.${word}`)])) as Record<
    WallWord,
    string
  >;
}

/** The page for the projector. Everything on it comes by its script, because the secret is known to it alone. */
export function WallPage() {
  const { t } = usePage();
  useStyles('hall.css');
  useScript('wall.client.js');
  const head = useHead();
  if (head) {
    head.title = t('hall.wall.title');
    head.noindex = true;
  }
  return (
    <div id="hall-wall" class="wall" data-words={JSON.stringify(wordsOf(t))}>
      <p class="wall-note" role="status">
        {t('hall.wall.connecting')}
      </p>
      <noscript>
        <p class="wall-note">{t('hall.wall.no-script')}</p>
      </noscript>
    </div>
  );
}
