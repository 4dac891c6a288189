import type { VNode } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Lang } from '../../../platform/i18n/lang.ts';
import Prepare from '../screens/prepare.tsx';
import Start from '../screens/start.tsx';
import { lazy } from './lazy.tsx';
import { own } from './owner.ts';
import { changeLang } from './people.ts';
import type { Session } from './session.ts';
import { deviceLang, keepDeviceLang, type Setup } from './setup.ts';
import { Surroundings, usePlace } from './surroundings.tsx';
import { hasTexts, loadTexts, translateWith } from './texts.ts';
import { startUpdates, updateAtStart } from './updates.ts';
import type { Vault } from './vault.ts';

const Inside = lazy(() => import('./inside.tsx'));

/** Without a touch for this long the store is closed again. */
const idleLimit = 30 * 60_000;

export type EnterProblem = 'elsewhere';

/** The app: who is at work, in which language, at which place. */
export function Root({ setup }: { setup: Setup }): VNode {
  const place = usePlace();
  const [lang, setLang] = useState<Lang>(() => deviceLang(setup));
  const [texts, setTexts] = useState(0);
  const [session, setSession] = useState<Session>();
  const release = useRef<(() => void) | undefined>(undefined);
  const lastPerson = useRef<string | undefined>(undefined);
  const t = useMemo(() => translateWith(setup, lang), [lang, texts]);

  const speak = useCallback(async (next: Lang) => {
    await loadTexts(setup, next);
    setLang(next);
    setTexts((n) => n + 1);
    keepDeviceLang(next);
    document.documentElement.lang = next;
  }, []);

  useEffect(() => {
    document.documentElement.lang = lang;
    if (location.search) history.replaceState(null, '', location.pathname + location.hash);
    // Another language than the page's own was chosen: its texts lie in the app's store, or come now.
    if (lang !== setup.lang && !hasTexts(lang)) void speak(lang).catch(() => setLang(setup.lang));
    // After the first screen is drawn: the files for work without a network must not hold it up.
    const rest = () =>
      void startUpdates()
        .then(updateAtStart)
        .then(() => loadTexts(setup, deviceLang(setup)))
        .then(
          () => setTexts((n) => n + 1),
          () => undefined,
        );
    const timer = setTimeout(rest, 300);
    return () => clearTimeout(timer);
  }, []);

  const lock = useCallback(async (): Promise<boolean> => {
    if (!session) return true;
    try {
      await session.end();
    } catch {
      // The device does not keep what is open: locking would lose it.
      return false;
    }
    release.current?.();
    release.current = undefined;
    setSession(undefined);
    return true;
  }, [session]);
  const lockNow = useRef(lock);
  lockNow.current = lock;

  /** Takes the store of somebody whose PIN was right; `elsewhere` when another window works in it. */
  const enter = useCallback(async (vault: Vault, next?: string): Promise<EnterProblem | undefined> => {
    const held = await own(vault.person.id, () => void lockNow.current());
    if (!held) return 'elsewhere';
    const { Session } = await import('./session.ts');
    const begun = await Session.begin(vault, setup.version);
    release.current = held.release;
    lastPerson.current = vault.person.id;
    const language = vault.person.lang;
    await loadTexts(setup, language).then(
      () => speak(language),
      () => loadTexts(setup, setup.lang).catch(() => undefined),
    );
    if (next !== undefined || !/^\/(meetings|outbox|settings|m\/)/.test(location.hash.slice(1)))
      location.hash = next ?? '/meetings';
    setSession(begun);
    return undefined;
  }, []);

  useEffect(() => {
    if (!session) return undefined;
    let touched = Date.now();
    const touch = () => (touched = Date.now());
    const look = () => {
      // The clock counts while the device sleeps; one that was put back has not stopped it.
      if (Math.abs(Date.now() - touched) < idleLimit) return;
      void session.running().then((running) => (running ? touch() : void lockNow.current()));
    };
    const timer = setInterval(look, 15_000);
    for (const kind of ['pointerdown', 'keydown'] as const) addEventListener(kind, touch, true);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      for (const kind of ['pointerdown', 'keydown'] as const) removeEventListener(kind, touch, true);
      document.removeEventListener('visibilitychange', look);
    };
  }, [session]);

  const choose = useCallback(
    async (next: Lang) => {
      await speak(next);
      if (session) await changeLang(session.vault.person.id, next).catch(() => undefined);
    },
    [session],
  );

  const code = /^\/prepare\/?(.*)$/.exec(place);
  return (
    <Surroundings setup={setup} lang={lang} t={t} place={place}>
      {session ? (
        <Inside session={session} place={place} version={setup.version} lock={lock} speak={choose} />
      ) : code ? (
        <Prepare code={code[1] ?? ''} enter={enter} speak={choose} />
      ) : (
        <Start enter={enter} speak={choose} lastPerson={lastPerson.current} />
      )}
    </Surroundings>
  );
}
