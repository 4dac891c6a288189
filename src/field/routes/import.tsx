import { Hono } from 'hono';
import {
  files,
  forbidden,
  formOf,
  gateOf,
  problemOf,
  read,
  show,
  type C,
  type Web,
} from '../../platform/http/web.ts';
import { refused, shows } from '../../platform/http/pages.ts';
import { errorFacts } from '../../platform/http/request-log.ts';
import { isBoundedJson } from '../../platform/http/json-bounds.ts';
import { takesFiles } from '../../platform/http/takes-files.ts';
import { mayTrustFile, receiveFile } from '../commands/receive-file.ts';
import { findMeeting, type MeetingItem } from '../data/meetings.ts';
import { mayUseField } from '../policy.ts';
import { meetingNamed } from '../rules/versions.ts';
import { ImportPage, ImportResultPage } from '../views/import.tsx';

/** Files of unsent data, brought by any messenger or stick: `/m/:municipalityId/field/import`. */
export function importRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/import', shows(importPage));
  app.post('/import', takesFiles({ may: mayUseField }), takeIn);
  return app;
}

const importPage = (c: C) => (mayUseField(gateOf(c)) ? <ImportPage /> : forbidden(c));

async function takeIn(c: C): Promise<Response> {
  const gate = gateOf(c);
  const { t, lang } = c.get('page');
  const values = await formOf(c);
  const file = (await files(c)).file?.[0];
  if (!file) return await refused(c, importPage, { file: t('ui.error.required') });
  const bytes = new Uint8Array(await file.arrayBuffer());
  // Such a file is a dozen long texts: millions of small values are none of ours, and would take seconds to parse.
  if (!isBoundedJson(bytes)) return await refused(c, importPage, { file: t('error.import-not-ashar') });
  const text = new TextDecoder().decode(bytes);
  const { db, files: store, env, log } = c.get('services');
  const received = await receiveFile({ db, files: store, secret: env.secret }, gate, text, {
    trust: values.trust !== undefined,
    now: c.get('now'),
    lang,
    onFault: (error) => log.error(errorFacts(error), 'field item not received'),
  });
  if (!received.ok) {
    const doubtful = received.code === 'import-device-ended' || received.code === 'import-person-gone';
    const page = () => <ImportPage offerTrust={doubtful && mayTrustFile(gate)} />;
    return await refused(c, page, { file: problemOf(c, received, values).message });
  }
  const meetings = await meetingsOf(
    c,
    received.request.items.map((item) => item && meetingNamed(item as Record<string, unknown>)),
  );
  return show(c, <ImportResultPage received={received} meetings={meetings} />);
}

async function meetingsOf(c: C, ids: readonly unknown[]): Promise<ReadonlyMap<string, MeetingItem>> {
  // A file of one day holds six meetings; more names than this nobody reads.
  const known = [...new Set(ids.filter((id) => typeof id === 'string'))].slice(0, 100);
  return await read(c, async (scope) => {
    const found = new Map<string, MeetingItem>();
    for (const id of known) {
      const meeting = await findMeeting(scope, id);
      if (meeting) found.set(id, meeting);
    }
    return found;
  });
}
