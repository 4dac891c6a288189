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
import { errorFacts } from '../../platform/http/request-log.ts';
import { isBoundedJson } from '../../platform/http/json-bounds.ts';
import { takesFiles } from '../../platform/http/takes-files.ts';
import { mayTrustFile, receiveFile } from '../commands/receive-file.ts';
import { findMeeting, type MeetingItem } from '../data/meetings.ts';
import { mayUseField } from '../policy.ts';
import { ImportPage, ImportResultPage } from '../views/import.tsx';
import { fieldPath } from './office.tsx';
import { meetingNamed } from '../rules/versions.ts';

/** Files of unsent data, brought by any messenger or stick: `/m/:municipalityId/field/import`. */
export function importRoutes(): Hono<Web> {
  const app = new Hono<Web>();

  app.get('/import', (c) =>
    mayUseField(gateOf(c)) ? show(c, <ImportPage base={fieldPath(c)} />) : forbidden(c),
  );

  app.post('/import', takesFiles({ may: mayUseField }), async (c) => {
    const gate = gateOf(c);
    const { t, lang } = c.get('page');
    const values = await formOf(c);
    const again = (message: string, offerTrust = false) =>
      show(c, <ImportPage base={fieldPath(c)} errors={{ file: message }} offerTrust={offerTrust} />, 422);
    const file = (await files(c)).file?.[0];
    if (!file) return again(t('ui.error.required'));
    const bytes = new Uint8Array(await file.arrayBuffer());
    // Such a file is a dozen long texts: millions of small values are none of ours, and would take seconds to parse.
    if (!isBoundedJson(bytes)) return again(t('error.import-not-ashar'));
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
      return again(problemOf(c, received, values).message, doubtful && mayTrustFile(gate));
    }
    const meetings = await meetingsOf(
      c,
      received.request.items.map((item) => item && meetingNamed(item as Record<string, unknown>)),
    );
    return show(c, <ImportResultPage base={fieldPath(c)} received={received} meetings={meetings} />);
  });

  return app;
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
