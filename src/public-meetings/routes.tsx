import { Hono } from 'hono';
import type { Web } from '../platform/http/web.ts';
import { publicMeetingRoutes } from './routes/meetings.tsx';
import { planningRoutes } from './routes/planning.tsx';

export { publicRoutes } from './routes/public.tsx';

/** The room's pages for staff, mounted at `/m/:municipalityId/public-meetings`. */
export function routes(): Hono<Web> {
  const app = new Hono<Web>();
  app.route('/planning', planningRoutes());
  app.route('/', publicMeetingRoutes());
  return app;
}
