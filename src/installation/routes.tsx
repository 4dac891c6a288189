import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Hono } from 'hono';
import { projectRoot } from '../platform/env.ts';
import { originOf } from '../platform/http/client.ts';
import { shows } from '../platform/http/pages.ts';
import { lettersLying } from '../platform/mail/mailer.ts';
import { readSystem, type C, type Web } from '../platform/http/web.ts';
import { databaseFacts, folderFacts, letterCounts } from './data.ts';
import { commandPrefix, troublesOf } from './rules.ts';
import { InstallationPage } from './views/installation.tsx';

const { version } = JSON.parse(readFileSync(path.join(projectRoot(), 'package.json'), 'utf8')) as {
  version: string;
};

/** `/admin/installation`: what this server is, and what of it needs somebody. */
export function adminRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', shows(installationPage));
  return app;
}

async function installationPage(c: C) {
  const { env } = c.get('services');
  const { database, letters } = await readSystem(c, async (scope) => ({
    database: await databaseFacts(scope),
    letters: await letterCounts(scope),
  }));
  const facts = {
    origin: originOf(c),
    mail: env.smtpUrl !== undefined,
    lying: await lettersLying(env),
    ...letters,
    ...folderFacts(env),
    database,
    embedded: env.databaseUrl === undefined,
    version,
    node: process.versions.node,
    dataFolder: env.dataFolder,
    before: commandPrefix(env, path.resolve('data')),
  };
  return <InstallationPage facts={facts} troubles={troublesOf(facts, c.get('now'))} />;
}
