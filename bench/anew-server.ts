// A server for `bench/anew.ts`: the whole program beside the one that keeps the data, but each answer is made anew.
// Built into one file like the program itself and run in a process of its own, so that its processor time is told.
import { createServer } from 'node:http';
import path from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { createApp } from '../src/app.ts';
import { forgetAnswers } from '../src/needs/priorities/routes/kept-answers.ts';
import { openDatabase } from '../src/platform/db/connect.ts';
import { newId } from '../src/platform/db/id.ts';
import { loadEnvironment, projectRoot } from '../src/platform/env.ts';
import { openAssets } from '../src/platform/http/assets.ts';
import { openLog } from '../src/platform/http/request-log.ts';
import type { Services } from '../src/platform/http/services.ts';
import { loadCatalogues } from '../src/platform/i18n/catalogues.ts';
import { listOf } from './long-list.ts';

const root = projectRoot();
loadCatalogues(path.join(root, 'src'));
const env = loadEnvironment();
const db = await openDatabase(env, { purpose: 'bench', join: true, migrate: false });
const list = listOf(100);
const place = await db.owner.query<{ id: string; village: string; word: string; villageWord: string }>(
  `select m.unit_id as id, m.word, v.unit_id as village, v.word as "villageWord"
     from unit_address m join unit_address v on v.within_id = m.unit_id
     join publication p on p.municipality_id = m.unit_id and p.kind = 'municipality-priorities' and p.withdrawn_at is null
    where m.within_id is null order by m.word desc, v.word limit 1`,
);
const at = place.rows[0];
if (!at) throw new Error('nothing is published');
// A year that no cycle has: beside the lists of the story.
await db.owner.query(
  `insert into publication (id, municipality_id, kind, unit_id, year, version, snapshot, published_at, published_by)
   values ($1, $2, 'village-priorities', $3, 1990, 1, $4, now(), 'bench') on conflict do nothing`,
  [newId(), at.id, at.village, { ...list.snapshot, year: 1990 }],
);
const year = await db.owner.query<{ year: number }>(
  `select max(year) as year from publication
    where municipality_id = $1 and kind = 'municipality-priorities' and withdrawn_at is null`,
  [at.id],
);
const no = async () => await Promise.resolve();
const services: Services = {
  ...{
    db,
    env,
    log: openLog('info'),
    origin: 'http://localhost',
    clock: () => new Date(),
  },
  files: {} as Services['files'],
  mail: { deliver: no, close: () => undefined },
  jobs: { begin: no, stop: no },
};
const app = createApp(services, openAssets(path.join(root, 'dist', 'assets')));
const listener = getRequestListener(app.fetch);
const server = createServer((request, response) => {
  forgetAnswers();
  void listener(request, response);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  process.send?.({
    url: `http://127.0.0.1:${port}`,
    short: `/${at.word}/${String(year.rows[0]?.year)}`,
    long: `/${at.word}/1990/${at.villageWord}`,
  });
});
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ spent: (user + system) / 1000 });
});
process.on('disconnect', () => process.exit());
