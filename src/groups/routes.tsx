import { Hono } from 'hono';
import type { Web } from '../platform/http/web.ts';
import { groupPages } from './routes/groups.tsx';

export { publicRoutes } from './routes/public.tsx';

/** The room's pages for staff, mounted at `/m/:municipalityId/groups`. */
export function routes(): Hono<Web> {
  const app = new Hono<Web>();
  groupPages(app);
  return app;
}
