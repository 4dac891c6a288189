import { Hono } from 'hono';
import type { VNode } from 'preact';
import type { FormFields } from '../../../platform/http/body.ts';
import {
  perform,
  download,
  formOf,
  missing,
  show,
  type C,
  type Problem,
  type Web,
} from '../../../platform/http/web.ts';
import { saveResourceObjects } from '../commands/save-resource-objects.ts';
import { findMapPhoto, listResourceObjects, type MapPhoto } from '../data/resource-objects.ts';
import { mapPng, mapSvg } from '../documents/map-picture.ts';
import { ageGroupText } from '../../views/labels.ts';
import { mapGeoJson, mapWords } from '../rules/resource-map.ts';
import type { MapObject } from '../rules/session-record.ts';
import { sessionPath } from '../views/session-frame.tsx';
import { SessionMapPage } from '../views/session-map.tsx';
import { sessionPage } from './session-form.ts';
import { errorsOfRows, rowsOf, textOf } from '../../../platform/forms/rows.ts';

const at = '/sessions/:sessionId';
const rowFields = ['id', 'kind', 'name', 'condition', 'wished', 'note', 'remove'];

/** The map of a session: the drawing, its list, a form to fill it in from paper, and the files. */
export function sessionMapRoutes(): Hono<Web> {
  const app = new Hono<Web>();

  const load = async (c: C) =>
    await sessionPage(c, async (scope, { id }) => ({
      objects: await listResourceObjects(scope, id),
      photo: await findMapPhoto(scope, id),
    }));

  const mapPage = async (c: C, problem?: Problem): Promise<VNode | undefined> => {
    const page = await load(c);
    if (!page) return undefined;
    if (!problem) return <SessionMapPage {...page} />;
    if (problem.code !== 'edited-meanwhile') {
      return <SessionMapPage {...page} values={problem.values} errors={problem.errors} />;
    }
    const { t, fmt } = c.get('page');
    const yours = Object.keys(problem.values).filter((name) => /^rows\.\d+\.name$/.test(name));
    const standing = [
      {
        label: t('needs.map.standing-count'),
        theirs: fmt.number(page.objects.length),
        yours: fmt.number(yours.filter((name) => textOf(problem.values, name).trim() !== '').length),
      },
    ];
    return (
      <SessionMapPage {...page} standing={standing} values={rowsByObject(problem.values, page.objects)} />
    );
  };

  app.get(`${at}/map`, async (c) => {
    const view = await mapPage(c);
    return view ? show(c, view) : missing(c);
  });

  app.post(`${at}/map`, async (c) => {
    const values = await formOf(c);
    const sent = rowsOf(values, rowFields, ['id', 'name']);
    const kept = sent.rows
      .map((row, index) => ({ row, index: sent.indexes[index] ?? index }))
      .filter(({ row }) => row.remove !== 'yes');
    const rows = kept.map(({ row: { remove: _gone, ...row }, index }) => ({
      ...row,
      users: values[`rows.${index}.users`] ?? [],
    }));
    const id = c.req.param('sessionId');
    return await perform(
      c,
      saveResourceObjects,
      { id, revision: values.revision, rows },
      {
        done: () =>
          `${sessionPath({ municipalityId: c.req.param('municipalityId') ?? '', id }, '/map')}?done=needs.done.resource-objects-saved`,
        refused: async (problem) => {
          const errors = errorsOfRows(
            problem.errors,
            kept.map(({ index }) => index),
          );
          return (await mapPage(c, { ...problem, errors })) ?? missing(c);
        },
      },
    );
  });

  app.get(`${at}/:file{map\\.(?:geojson|svg|png)}`, async (c) => {
    const page = await load(c);
    if (!page) return missing(c);
    const { session, objects, photo } = page;
    const i18n = c.get('page');
    const words = mapWords(i18n.t);
    const village = i18n.lang === 'ru' ? session.village.nameRu : session.village.nameKy;
    const group = session.audience ?? ageGroupText(i18n, session.ageGroup);
    const title = i18n.t('needs.map.title-of', { name: `${village}, ${group}` });
    const format = c.req.param('file').slice('map.'.length);
    if (format === 'geojson') {
      return download(c, `${JSON.stringify(mapGeoJson(objects, words), null, 2)}\n`, 'geojson', title);
    }
    const picture = { objects, words, title, base: session.mapBase };
    if (format === 'svg') return download(c, mapSvg(picture, title), 'svg', title);
    const bytes = c.req.query('photo') === 'yes' ? await photoBytes(c, photo) : null;
    return download(c, await mapPng({ ...picture, photo }, bytes), 'png', title);
  });
  return app;
}

/**
 * What was sent, laid beside the objects that stand now: rows stay with their object, new ones come after, and a row
 * about an object that somebody removed becomes a new one, so that nothing typed is lost or names another.
 */
function rowsByObject(values: FormFields, objects: readonly MapObject[]): FormFields {
  const { rows, indexes } = rowsOf(values, rowFields, ['id', 'name']);
  const left = new Map(rows.map((row, index) => [indexes[index] ?? index, row]));
  const result: FormFields = {};
  const put = (from: number, to: number) => {
    for (const [name, value] of Object.entries(values)) {
      if (name.startsWith(`rows.${from}.`))
        result[`rows.${to}.${name.slice(`rows.${from}.`.length)}`] = value;
    }
    left.delete(from);
  };
  for (const [index, one] of objects.entries()) {
    const sent = [...left].find(([, row]) => row.id === one.id);
    if (sent) put(sent[0], index);
    else {
      const row = `rows.${index}`;
      result[`${row}.name`] = one.name;
      result[`${row}.users`] = [...one.users];
      if (one.wished) result[`${row}.wished`] = 'yes';
    }
  }
  let next = objects.length;
  for (const [from, row] of left) {
    if ((row.name ?? '').trim() === '') continue;
    put(from, next);
    result[`rows.${next}.id`] = '';
    next += 1;
  }
  return result;
}

async function photoBytes(c: C, photo: MapPhoto | null): Promise<Uint8Array | null> {
  const stored = photo ? await c.get('services').files.get(photo.fileId) : null;
  return stored ? await stored.bytes() : null;
}
