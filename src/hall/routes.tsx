import { Hono } from 'hono';
import { fieldPolicy } from '../platform/http/security-headers.ts';
import { missing, show, type Web } from '../platform/http/web.ts';
import { isId } from '../platform/db/id.ts';
import { RecorderPage } from './views/recorder.tsx';
import { WallPage } from './views/wall.tsx';
import { hallApi, type HallSettings } from './api.ts';
import { brakes, Floods } from './limits.ts';
import { phonePages } from './phone-pages.tsx';

/** Paths below which requests prove themselves without our cookies of sign-in. */
export const hallPaths: readonly string[] = ['/hall', '/j'];

/**
 * Everything of halls: the API at `/hall`, the pages of the second recorder and the wall, the participants' pages at
 * `/j/CODE`. A hub and the office's server use the same.
 */
export function hallRoutes(settings: HallSettings): Hono<Web> {
  const app = new Hono<Web>();
  const brake = brakes(settings.crowded);
  const floods = new Floods();
  // Pages before the API: they hold no secret, which stands behind the # and never leaves the browser's address bar.
  app.get('/hall/:id/recorder', (c) => {
    if (!isId(c.req.param('id'))) return missing(c);
    c.header('Content-Security-Policy', fieldPolicy(c.get('services').env));
    return show(c, <RecorderPage />);
  });
  app.get('/hall/:id/wall', (c) => {
    if (!isId(c.req.param('id'))) return missing(c);
    return show(c, <WallPage />);
  });
  app.route('/hall', hallApi(settings, brake, floods));
  app.route('/j', phonePages(brake, floods, settings.stands));
  return app;
}
