import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Gate } from '../db/gate.ts';
import { UPLOAD_LIMIT } from './body.ts';
import type { C, Web } from './request.ts';

export type Taking = {
  /** Most bytes of the whole form; 25 MB when left out. */
  readonly limit?: number;
  /** Who may send files here: asked before anything is read. The command asks again. */
  readonly may: (gate: Gate) => boolean;
};

const declared = new WeakMap<object, Taking>();

/**
 * Says of a route that forms with files are sent to it; to all other routes they are refused unread.
 *
 *     app.post('/import', takesFiles({ may: mayPlanMeetings }), async (c) => …)
 */
export function takesFiles(taking: Taking): MiddlewareHandler<Web> {
  const handler: MiddlewareHandler<Web> = async (_c, next) => await next();
  declared.set(handler, taking);
  return handler;
}

/** What the route of this request takes in files; undefined when it takes none. */
export function takingOf(c: C): Required<Taking> | undefined {
  for (const { handler } of matchedRoutes(c)) {
    const taking = declared.get(handler);
    if (taking) return { limit: UPLOAD_LIMIT, ...taking };
  }
  return undefined;
}
