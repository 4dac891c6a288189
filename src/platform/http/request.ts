import type { Context } from 'hono';
import type { Account } from '../auth/sign-in-gate.ts';
import type { Gate } from '../db/gate.ts';
import type { Lang } from '../i18n/lang.ts';
import type { PageContext } from '../ui/page-context.ts';
import type { Assets } from './assets.ts';
import type { Body } from './body.ts';
import type { Services } from './services.ts';

/** What the pipeline puts beside every request. */
export type Web = {
  Variables: {
    services: Services;
    lang: Lang;
    /** The proof for the municipality or the system's own pages; absent elsewhere. */
    gate?: Gate;
    /** Whoever is signed in. */
    account?: Account;
    page: PageContext;
    /** What scripts/build.mjs has built. */
    assets: Assets;
    /** What was posted; read once, by the check against forged posts. */
    body?: Body;
    /** What the token of this page's forms is bound to, when it is new: `show` sends it along as a cookie. */
    formBinding?: string;
    /** A command has done what was posted. */
    saved?: boolean;
    /** The body of the answer as it goes out, where it is at hand. */
    bytes?: Uint8Array<ArrayBuffer>;
    requestId: string;
    now: Date;
  };
};

export type C = Context<Web>;

/** Whether a custom element asks, which reads JSON instead of a page. */
export function wantsJson(c: C): boolean {
  return (c.req.header('accept') ?? '').startsWith('application/json');
}
