import { Hono } from 'hono';
import type { Web } from '../platform/http/web.ts';
import { apiRoutes } from './routes/api.ts';
import { importRoutes } from './routes/import.tsx';
import { officeRoutes } from './routes/office.tsx';

/** Below it no cookie is looked at: see `Rooms` of the pipeline. */
export const fieldApi = '/field/api';

/** The office's pages, mounted at `/m/:municipalityId/field`. */
export function routes(): Hono<Web> {
  const app = new Hono<Web>();
  app.route('/', officeRoutes());
  app.route('/', importRoutes());
  return app;
}

/** What devices ask, mounted at `/field`. */
export function publicRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.route('/api', apiRoutes());
  return app;
}
