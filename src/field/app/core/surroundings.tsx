import type { ComponentChildren, VNode } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { I18nContext } from '../../../platform/i18n/context.ts';
import { fmt } from '../../../platform/i18n/format.ts';
import type { Lang } from '../../../platform/i18n/lang.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { PageContextValue, type PageContext } from '../../../platform/ui/page-context.ts';
import { serverAhead } from './api.ts';
import { AppContext, type App } from './app-context.ts';
import { ConfirmDialog, Toasts, type Question, type ToastLine } from './dialogs.tsx';
import { newItemId } from './ids.ts';
import { Fence } from './lazy.tsx';
import type { Setup } from './setup.ts';
import { Button } from '../kit/button.tsx';

const placeNow = () => {
  try {
    return decodeURI(location.hash.slice(1)) || '/';
  } catch {
    // A mistyped address is no place of ours.
    return '/';
  }
};

/** The place in the address, without `#`; `/` at the start. */
export function usePlace(): string {
  const [place, setPlace] = useState(placeNow);
  useEffect(() => {
    const moved = () => setPlace(placeNow());
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }, []);
  return place;
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return online;
}

/**
 * Texts, formats, places, questions and short messages for everything inside; the shared components of the web pages
 * find here what a page would give them.
 */
export function Surroundings(props: {
  setup: Pick<Setup, 'assets'>;
  lang: Lang;
  t: Translate;
  place: string;
  children: ComponentChildren;
}): VNode {
  const { lang, t, place } = props;
  const online = useOnline();
  const [question, setQuestion] = useState<Question>();
  const [lines, setLines] = useState<readonly ToastLine[]>([]);
  const count = useRef(0);

  const toast = useCallback((message: string) => {
    const id = (count.current += 1);
    // One at a time: on a phone two would cover what one works with.
    setLines([{ id, message }]);
    setTimeout(() => setLines((before) => before.filter((line) => line.id !== id)), 4500);
  }, []);
  // What was said of one place is not said at the next.
  useEffect(() => setLines((before) => (before.length === 0 ? before : [])), [place]);
  const confirm = useCallback(
    (message: string, doLabel: string) =>
      new Promise<boolean>((resolve) => {
        const answer = (yes: boolean) => {
          setQuestion(undefined);
          resolve(yes);
        };
        setQuestion({ message, doLabel, answer });
      }),
    [],
  );
  const app = useMemo(
    (): App => ({
      t,
      fmt: fmt(lang),
      lang,
      now: () => new Date(Date.now() + serverAhead()),
      toast,
      confirm,
      navigate: (path) => {
        if (placeNow() === path) return;
        // To set the hash would have the browser lay the page out at once, in search of a place to scroll to, and tell of it
        // a turn later: this is drawn together with whatever else the touch changes.
        history.pushState(null, '', `#${path}`);
        dispatchEvent(new HashChangeEvent('hashchange'));
      },
      path: place,
      online,
    }),
    [t, lang, toast, confirm, place, online],
  );
  const page = useMemo(
    (): PageContext => ({
      t,
      fmt: fmt(lang),
      lang,
      href: (path) => path,
      path: place,
      csrfToken: '',
      operationId: newItemId,
      nav: [],
      asset: (name) => props.setup.assets[name] ?? `/assets/${name}`,
    }),
    [t, lang, place],
  );
  return (
    <AppContext.Provider value={app}>
      <I18nContext.Provider value={page}>
        <PageContextValue.Provider value={page}>
          <Fence
            place={place}
            message={(again) => (
              <div class="fa-page">
                <p role="alert">{t('field.core.broken')}</p>
                <div class="actions">
                  <Button onClick={again}>{t('field.core.try-again')}</Button>
                  <Button look="ghost" href="#/meetings">
                    {t('field.core.to-meetings')}
                  </Button>
                </div>
              </div>
            )}
          >
            {props.children}
          </Fence>
          <Toasts lines={lines} />
          {question && <ConfirmDialog question={question} t={t} />}
        </PageContextValue.Provider>
      </I18nContext.Provider>
    </AppContext.Provider>
  );
}
