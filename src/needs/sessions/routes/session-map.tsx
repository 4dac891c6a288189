import { Hono } from 'hono';
import { formPage } from '../../../platform/http/pages.ts';
import { download, missing, type C, type Web } from '../../../platform/http/web.ts';
import { saveResourceObjects } from '../commands/save-resource-objects.ts';
import { findMapPhoto, listResourceObjects, type MapPhoto } from '../data/resource-objects.ts';
import { mapPng, mapSvg } from '../documents/map-picture.ts';
import { ageGroupText } from '../../views/labels.ts';
import { mapGeoJson, mapWords } from '../rules/resource-map.ts';
import { SessionMapPage } from '../views/session-map.tsx';
import { ofSession, sessionPage } from './session-form.ts';
import { unitName } from '../data/sessions.ts';

const at = '/sessions/:sessionId';

/** The map of a session: the drawing, its list, a form to fill it in from paper, and the files. */
export function sessionMapRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  const saved = '/m/:municipalityId/needs/sessions/:id/map?done=needs.done.resource-objects-saved';
  formPage(app, `${at}/map`, saveResourceObjects, mapPage, saved, ofSession);
  app.get(`${at}/:file{map\\.(?:geojson|svg|png)}`, mapFile);
  return app;
}

async function load(c: C) {
  return await sessionPage(c, async (scope, { id }) => ({
    objects: await listResourceObjects(scope, id),
    photo: await findMapPhoto(scope, id),
  }));
}

async function mapPage(c: C) {
  const page = await load(c);
  return page && <SessionMapPage {...page} />;
}

/** The map as a file for other programs, a drawing, or a picture. */
async function mapFile(c: C): Promise<Response> {
  const page = await load(c);
  if (!page) return missing(c);
  const { session, objects, photo } = page;
  const i18n = c.get('page');
  const words = mapWords(i18n.t);
  const village = unitName(session.village, i18n.lang);
  const group = session.audience ?? ageGroupText(i18n, session.ageGroup);
  const title = i18n.t('needs.map.title-of', { name: `${village}, ${group}` });
  const format = (c.req.param('file') ?? '').slice('map.'.length);
  if (format === 'geojson') {
    return download(c, `${JSON.stringify(mapGeoJson(objects, words), null, 2)}\n`, 'geojson', title);
  }
  const picture = { objects, words, title, base: session.mapBase };
  if (format === 'svg') return download(c, mapSvg(picture, title), 'svg', title);
  const bytes = c.req.query('photo') === 'yes' ? await photoBytes(c, photo) : null;
  return download(c, await mapPng({ ...picture, photo }, bytes), 'png', title);
}

async function photoBytes(c: C, photo: MapPhoto | null): Promise<Uint8Array | null> {
  const stored = photo ? await c.get('services').files.get(photo.fileId) : null;
  return stored ? await stored.bytes() : null;
}
