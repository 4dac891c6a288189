import { Hono } from 'hono';
import { fileHeaders } from '../../../platform/files/headers.ts';
import { missing, type Web } from '../../../platform/http/web.ts';
import { findPhoto } from '../../../meetings/data/photos.ts';
import { sessionPage } from './session-form.ts';

/** Pictures made at a session. Only for whoever may see the session: they may show people. */
export function sessionPhotoRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/sessions/:sessionId/photos/:photoId', async (c) => {
    const page = await sessionPage(c, async (scope, { id }) => ({
      photo: await findPhoto(scope, id, c.req.param('photoId')),
    }));
    if (!page?.photo) return missing(c);
    const { photo } = page;
    const variant = c.req.query('size') === 'small' ? 'thumb' : 'original';
    const stored = await c.get('services').files.get(photo.fileId, variant);
    if (!stored) return missing(c);
    const name = photo.caption || c.get('page').t(`needs.received.photo.${photo.purpose}`);
    return c.body(
      new Uint8Array(await stored.bytes()),
      200,
      fileHeaders(stored.meta, { name, variant, size: stored.size }),
    );
  });
  return app;
}
