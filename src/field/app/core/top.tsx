import type { ComponentChildren, VNode } from 'preact';
import { BrandMark } from '../../../platform/ui/brand-mark.tsx';
import { LANGS, type Lang } from '../../../platform/i18n/lang.ts';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useApp } from './app-context.ts';

/** Each language by its own name. */
export const languages: Record<Lang, string> = { ky: 'Кыргызча', ru: 'Русский', en: 'English' };

/** The felt band, the sign of the product and the languages: the head of the screens before the PIN. */
export function StartTop({ speak }: { speak: (lang: Lang) => Promise<void> }): VNode {
  const { t, lang, toast } = useApp();
  return (
    <>
      <div class="band" />
      <header class="fa-top">
        <span class="brand">
          <BrandMark />
          <span>
            <b>{t('ui.brand')}</b>
            <small>{t('field.core.place')}</small>
          </span>
        </span>
        <div class="fa-langs" role="group" aria-label={t('field.core.language')}>
          {LANGS.map((one) => (
            <button
              key={one}
              type="button"
              lang={one}
              aria-pressed={one === lang}
              onClick={() => void speak(one).catch(() => toast(t('field.core.not-loaded')))}
            >
              {languages[one]}
            </button>
          ))}
        </div>
      </header>
    </>
  );
}

/** A screen behind the PIN that is no meeting: its name, the ways to the others. */
export function Page(props: {
  title: string;
  /** Which of the three places this is. */
  at: 'meetings' | 'outbox' | 'settings';
  lock: () => Promise<boolean>;
  who: string;
  children: ComponentChildren;
}): VNode {
  const { t, toast } = useApp();
  const entries = ['meetings', 'outbox', 'settings'] as const;
  return (
    <>
      <div class="band" />
      <header class="fa-top">
        <span class="brand">
          <BrandMark size={32} />
          <span>
            <b>{t('ui.brand')}</b>
            <small>{props.who}</small>
          </span>
        </span>
        <button
          type="button"
          class="fa-lock"
          onClick={() =>
            void props.lock().then((done) => {
              if (!done) toast(t('field.core.lock-failed'));
            })
          }
        >
          <Icon name="lock" size={18} />
          {t('field.core.nav.lock')}
        </button>
        <nav class="fa-nav" aria-label={t('field.core.places')}>
          {entries.map((entry) => (
            <a key={entry} href={`#/${entry}`} aria-current={entry === props.at ? 'page' : undefined}>
              {t(`field.core.nav.${entry}`)}
            </a>
          ))}
        </nav>
      </header>
      <main class="fa-page">
        <h1>{props.title}</h1>
        {props.children}
      </main>
    </>
  );
}
