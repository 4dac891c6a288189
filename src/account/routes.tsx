import { Hono } from 'hono';
import type { Web } from '../platform/http/web.ts';
import { ownRoutes } from './routes/own.tsx';
import { invitationRoutes } from './routes/invitation.tsx';
import { linkRoutes } from './routes/links.tsx';
import { signInRoutes } from './routes/sign-in.tsx';

/** Signing in and out, one-time links, and one's own account. Mounted at the root. */
export function routes(): Hono<Web> {
  const app = new Hono<Web>();
  app.route('/', signInRoutes());
  app.route('/', linkRoutes());
  app.route('/', invitationRoutes());
  app.route('/', ownRoutes());
  return app;
}
