import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { hrefFor, LANGS } from '../i18n/lang.ts';
import { BrandMark } from './brand-mark.tsx';
import { useHead, useStyles } from './head.ts';
import { Icon } from './icon.tsx';
import { drawn, Markup, markup } from './markup.ts';
import { DraftWords } from './draft-words.tsx';
import { KeptNotice } from './kept-notice.tsx';
import { usePage, type NavItem, type PageContext, type RefusedForm } from './page-context.ts';
import { Notice } from './surfaces.tsx';

export interface LayoutProps {
  /** Title of the window and of search results, without the brand. */
  title: string;
  /** One sentence for search engines and link previews. */
  description?: string;
  /** `public` for residents (lightest), `staff` behind the sign-in. */
  variant?: 'public' | 'staff';
  noindex?: boolean;
  /** Full width for boards and wide tables. */
  wide?: boolean;
  /** Address of the page's Atom feed, without language prefix. */
  feed?: string;
  /** Further lines of the footer: contacts, source of the data. */
  footer?: ComponentChildren;
  children: ComponentChildren;
}

function isCurrent(item: NavItem, path: string): boolean {
  if (item.current !== undefined) return item.current;
  return item.path === '/' ? path === '/' : path === item.path || path.startsWith(`${item.path}/`);
}

/** At most one entry is current: the longest path that begins the address. */
function currentItem(nav: readonly NavItem[], path: string): NavItem | undefined {
  const named = nav.find((item) => item.current);
  if (named) return named;
  return nav.filter((item) => isCurrent(item, path)).sort((a, b) => b.path.length - a.path.length)[0];
}

function MainNav() {
  useStyles('staff.css');
  const page = usePage();
  const current = currentItem(page.nav, page.path);
  return (
    <nav class="main" aria-label={page.t('ui.nav.main')}>
      <ul>
        {page.nav.map((item) => (
          <li key={item.path}>
            <a href={page.href(item.path)} aria-current={item === current ? 'page' : undefined}>
              {item.icon && <Icon name={item.icon} size={18} />}
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const mark = new Markup(renderToString(<BrandMark />));
const smallMark = new Markup(renderToString(<BrandMark size={22} />));

/** The sign and the name of the product, which lead home. */
function brand({ href, homePath, municipality, t }: PageContext): Markup {
  const place = municipality && markup`<small>${municipality.name}</small>`;
  return markup`<a class="brand" href="${href(homePath ?? '/')}">${mark}<span><b>${t('ui.brand')}</b>${place}</span></a>`;
}

/** The same page in the other languages; each link is named in its own language. */
function languages({ lang, path, query = '', t }: PageContext): Markup {
  const links = LANGS.map((one) => {
    const current = one === lang && markup` aria-current="true"`;
    const address = hrefFor(one)(path) + query;
    return markup`<li><a href="${address}" lang="${one}" hreflang="${one}"${current}>${t(`ui.language.${one}`)}</a></li>`;
  });
  return markup`<nav class="lang" aria-label="${t('ui.nav.language')}"><ul>${links}</ul></nav>`;
}

/** What the product is, at the end of every page. */
function motto({ t }: PageContext, about: boolean): Markup {
  const words = markup`<p class="motto">${smallMark}<b>${t('ui.brand')}</b> ${t('ui.brand.motto')}</p>`;
  return about ? markup`${words}<p>${t('ui.footer.about')}</p>` : words;
}

function Account({ name, path }: { name: string; path?: string }) {
  useStyles('staff.css');
  const page = usePage();
  return (
    <div class="account">
      {path ? (
        <a href={page.href(path)}>
          <Icon name="person" size={18} />
          <span class="name">{name}</span>
        </a>
      ) : (
        <span>
          <Icon name="person" size={18} />
          <span class="name">{name}</span>
        </span>
      )}
      <form method="post" action={page.href('/sign-out')} data-sign-out="">
        <input type="hidden" name="csrf" value={page.csrfToken} />
        <button class="linklike" type="submit">
          {page.t('ui.sign-out')}
        </button>
      </form>
    </div>
  );
}

/** What no form of the page took: a refused button, or text that came back and finds its form no more. */
function RefusedHere(refused: RefusedForm) {
  if (refused.code === 'kept') return <KeptNotice homeless />;
  return <Notice tone="bad" title={refused.message} live />;
}

/** The frame of every page: ornament, brand, navigation, language, main content and footer. */
export function Layout(props: LayoutProps) {
  const page = usePage();
  const { t } = page;
  const variant = props.variant ?? 'public';
  // The header keeps the same edges as the content, so that wide pages do not look shifted.
  const wrap = props.wide ? 'wrap wide' : 'wrap';
  const head = useHead();
  if (head) {
    head.title = props.title;
    head.variant = variant;
    head.noindex = props.noindex ?? false;
    if (props.description !== undefined) head.description = props.description;
    if (props.feed !== undefined) head.feed = page.href(props.feed);
  }
  return (
    <>
      <a class="skip" href="#main">
        {t('ui.skip')}
      </a>
      <header class="top">
        <div class="band" />
        <div class={`${wrap} bar`}>
          {drawn(brand(page))}
          <div class="tools">
            {drawn(languages(page))}
            {page.actor && <Account {...page.actor} />}
          </div>
        </div>
        {page.nav.length > 0 && (
          <div class="navrow">
            <div class={wrap}>
              {/* On a phone the nav opens below this summary, on refusals and public pages too; a sibling, because closed details hide
                  what is inside them on wide screens too. */}
              <details class="menu">
                <summary>
                  <Icon name="menu" />
                  {t('ui.nav.menu')}
                  {currentItem(page.nav, page.path) && <b>{currentItem(page.nav, page.path)?.label}</b>}
                </summary>
              </details>
              <MainNav />
            </div>
          </div>
        )}
      </header>
      <main id="main" class={wrap} tabIndex={-1}>
        {page.done && (
          <Notice tone="success" live>
            {page.done}
          </Notice>
        )}
        {page.refused && page.refusedIn === '' && <RefusedHere {...page.refused} />}
        {props.children}
      </main>
      <footer class="bottom">
        <div class={wrap}>
          {drawn(motto(page, variant === 'public'))}
          {page.actor && (
            <p>
              <a href={page.href('/manual')}>{t('ui.manual')}</a>
            </p>
          )}
          {props.footer}
        </div>
      </footer>
      <DraftWords />
    </>
  );
}
