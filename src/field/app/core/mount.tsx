import { render, type VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Lang } from '../../../platform/i18n/lang.ts';
import type { MeetingHandle } from './handle.ts';
import { InMeeting } from './meeting-place.tsx';
import type { Setup } from './setup.ts';
import { Surroundings, usePlace } from './surroundings.tsx';
import { hasTexts, loadTexts, translateWith } from './texts.ts';

export type MountOptions = {
  readonly setup: Setup;
  readonly lang: Lang;
};

function Mounted({ handle, setup, lang }: MountOptions & { handle: MeetingHandle }): VNode {
  const place = usePlace();
  const [t, setT] = useState(() => translateWith(setup, lang));
  // A screen without its words shows nothing that can be read.
  const [ready, setReady] = useState(() => hasTexts(lang));
  useEffect(() => {
    if (!hasTexts(lang))
      void loadTexts(setup, lang)
        .then(
          () => setT(() => translateWith(setup, lang)),
          () => undefined,
        )
        .finally(() => setReady(true));
  }, []);
  const step = new RegExp(`^/m/${handle.id}/([\\w-]+)`).exec(place)?.[1];
  return (
    <Surroundings setup={setup} lang={lang} t={t} place={place}>
      {ready ? (
        <InMeeting handle={handle} step={step} />
      ) : (
        <p class="fa-loading">{t('field.core.loading')}</p>
      )}
    </Surroundings>
  );
}

/**
 * Shows one meeting without the app around it (no PIN, no store, no outbox): the page of a hall's second recorder,
 * which plain http pages can show too. Returns what takes it away.
 */
export function mountMeeting(handle: MeetingHandle, element: HTMLElement, options: MountOptions): () => void {
  render(<Mounted handle={handle} {...options} />, element);
  return () => render(null, element);
}
