import type { Translate } from '../../platform/i18n/catalogues.ts';
import type { Lang } from '../../platform/i18n/lang.ts';

export interface AppShellProps {
  lang: Lang;
  t: Translate;
  /** What the app must know to begin, as JSON that cannot end its element. */
  setup: string;
  styles: readonly string[];
  /** Parts of the script that it needs at once: asked for together with it, not one after the other. */
  parts: readonly string[];
  script: string;
  icon: string;
}

/** The page in which the field app runs. It holds nothing of anybody: the service worker keeps it. */
export function AppShell({ lang, t, setup, styles, parts, script, icon }: AppShellProps) {
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        {/* A keyboard makes the page shorter instead of lying over it: what is typed stays in sight. */}
        <meta
          name="viewport"
          content="width=device-width,initial-scale=1,viewport-fit=cover,interactive-widget=resizes-content"
        />
        <title>{`${t('ui.brand')} · ${t('field.core.place')}`}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#8f2436" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#171412" media="(prefers-color-scheme: dark)" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="robots" content="noindex" />
        <link rel="icon" type="image/svg+xml" href={icon} />
        <link rel="apple-touch-icon" href="/field/icon-192.png" />
        <link rel="manifest" href="/field/manifest.webmanifest" />
        {styles.map((style) => (
          <link key={style} rel="stylesheet" href={style} />
        ))}
        <script type="module" src={script} />
        {parts.map((part) => (
          <link key={part} rel="modulepreload" href={part} />
        ))}
      </head>
      <body class="fa">
        <div id="field">
          <p class="fa-loading">{t('field.core.loading')}</p>
        </div>
        <noscript>
          <p class="fa-loading">{t('field.core.needs-script')}</p>
        </noscript>
        <script type="application/json" id="field-setup" dangerouslySetInnerHTML={{ __html: setup }} />
      </body>
    </html>
  );
}
