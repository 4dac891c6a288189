import { seal, unseal } from '../auth/sealed.ts';
import { safeNext } from '../auth/next-path.ts';
import { isId, newId } from '../db/id.ts';
import { stripLanguage } from '../i18n/lang.ts';
import type { RefusedForm } from '../ui/page-context.ts';
import type { Body } from './body.ts';
import { isTokenOf } from './csrf.ts';
import type { C } from './request.ts';

// What was sent when the sign-in had ended, or was another by then, comes back in its form: sealed for the account,
// shown to nobody else, and never carried out by itself. The person sees it and presses save.

const HOURS = 24;
/** So many at once of one account; the oldest gives way. */
const MOST = 5;
/** Not what a person typed to be read again, or never to be kept. */
const never = new Set(['csrf', 'password', 'current', 'code', 'confirmName', 'then', 'kept']);

type Kept = { readonly action: string; readonly values: RefusedForm['values']; readonly lostFiles: boolean };

/**
 * Keeps a posted form for the account whose pages made it; answers the page on which the form stands, filled in, without
 * the host. Undefined when it was no form of this account, or one that is to be kept nowhere.
 * @param isPage whether a path without language can be opened
 */
export async function keepForm(
  c: C,
  accountId: string,
  body: Body,
  isPage: (path: string) => boolean,
): Promise<string | undefined> {
  const { db, env } = c.get('services');
  const { csrf, unkept } = body.values;
  if (typeof csrf !== 'string' || !isTokenOf(env.secret, accountId, csrf) || unkept !== undefined)
    return undefined;
  const entries = Object.entries(body.values).filter(([name]) => !never.has(name));
  const lostFiles = Object.keys(body.files).length > 0;
  const kept: Kept = { action: c.req.path, values: Object.fromEntries(entries), lostFiles };
  const id = newId();
  const now = c.get('now');
  await db.app.query(
    `with older as (delete from kept_form where account_id = $2 and (expires_at < $4 or id in
       (select id from kept_form where account_id = $2 order by created_at desc, id desc offset ${MOST - 1})))
     insert into kept_form (id, account_id, sealed, created_at, expires_at) values ($1, $2, $3, $4, $5)`,
    [
      id,
      accountId,
      seal(env.secret, accountId, JSON.stringify(kept), 'kept-form'),
      now,
      new Date(now.getTime() + HOURS * 3_600_000),
    ],
  );
  return withKept(pageOfForm(c, isPage), id);
}

/** The kept form that the address names (`?kept=`), for whoever it belongs to: the page fills it in again. */
export async function keptFormOf(c: C): Promise<RefusedForm | undefined> {
  const { db, env } = c.get('services');
  const account = c.get('account');
  const id = c.req.query('kept');
  if (!account || id === undefined || !isId(id)) return undefined;
  const found = await db.app.query<{ sealed: string }>(
    'select sealed from kept_form where id = $1 and account_id = $2 and expires_at > $3',
    [id, account.id, c.get('now')],
  );
  const opened = unseal(env.secret, account.id, found.rows[0]?.sealed ?? '', 'kept-form');
  if (opened === undefined) return undefined;
  const kept = JSON.parse(opened) as Kept;
  const message = c.get('page').t('ui.kept.title');
  return { ...kept, values: { ...kept.values, kept: id }, errors: {}, message, code: 'kept' };
}

/** It was saved: what was kept of it goes. */
export async function forgetKept(c: C, id: unknown): Promise<void> {
  const account = c.get('account');
  if (!account || typeof id !== 'string' || !isId(id)) return;
  await c
    .get('services')
    .db.app.query('delete from kept_form where id = $1 and account_id = $2', [id, account.id]);
}

/** The page that held the form, as the browser says; else the form's own address, or the room's. */
function pageOfForm(c: C, isPage: (path: string) => boolean): string {
  const page = c.get('page');
  const referer = URL.parse(c.req.header('referer') ?? '');
  const own = referer?.host === c.req.header('host') ? safeNext(referer?.pathname) : '/';
  const { path } = stripLanguage(own);
  // Never a page of another municipality: the browser may say what it likes.
  if (roomOf(path) === roomOf(page.path) && isPage(path)) return safeNext(`${own}${referer?.search ?? ''}`);
  return page.href(isPage(page.path) ? page.path : (roomOf(page.path) ?? '/'));
}

const roomOf = (path: string) => /^\/(m\/[^/]+|admin)(?=\/|$)/.exec(path)?.[0];

function withKept(path: string, id: string): string {
  const [plain = '/', query] = path.split('?', 2);
  const params = new URLSearchParams(query);
  params.delete('done');
  params.set('kept', id);
  // The browser goes to what came back, and opens what it is folded into.
  return `${plain}?${params.toString()}#kept`;
}
