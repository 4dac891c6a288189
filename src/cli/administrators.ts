import {
  accountOf,
  appointAdministrator,
  listAdministrators,
  removeAdministrator,
  rescueAdministrator,
} from '../platform/auth/standing.ts';
import { makeLink } from '../platform/auth/one-time-links.ts';
import path from 'node:path';
import { openDatabase, type Database } from '../platform/db/connect.ts';
import { loadEnvironment, projectRoot, type Environment } from '../platform/env.ts';
import { loadCatalogues } from '../platform/i18n/catalogues.ts';
import { explain } from './data-store.ts';
import { type CommandIo, exitCode, isLanguage, type Language, words } from './words.ts';

const actor = { accountId: 'operator', name: 'Ashar administrators' };

/**
 * `ashar administrators list | invite | appoint CONTACT | remove CONTACT | rescue CONTACT`: who stands above all
 * municipalities. Works beside a running server. Exit code 0 when done, 1 when refused, 2 when the command is wrong.
 */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  const at = argv.indexOf('--lang');
  const asked = at < 0 ? 'ky' : (argv[at + 1] ?? '');
  const language: Language = isLanguage(asked) ? asked : 'ky';
  const [verb = '', contact, ...more] = argv.filter(
    (_, index) => at < 0 || (index !== at && index !== at + 1),
  );
  if (verb === '--help' || verb === '-h') {
    io.stdout.write(`${words(language, 'administrators.help')}\n`);
    return exitCode.done;
  }
  const needsContact = ['appoint', 'remove', 'rescue'].includes(verb);
  const known = needsContact || ['list', 'invite'].includes(verb);
  if (!known || more.length > 0 || needsContact !== (contact !== undefined)) {
    io.stderr.write(`${words(language, 'administrators.usage')}\n`);
    return exitCode.usage;
  }
  const env = loadEnvironment();
  // Letters and notices to the owner are written here.
  loadCatalogues(path.join(projectRoot(), 'src'));
  try {
    const db = await openDatabase(env, { purpose: 'administrators', join: true, migrate: false });
    try {
      return contact === undefined
        ? await withoutContact(db, env, verb, language, io)
        : await withContact(db, env, verb, contact, language, io);
    } finally {
      await db.close();
    }
  } catch (error) {
    return explain(error, language, io);
  }
}

async function withoutContact(
  db: Database,
  env: Environment,
  verb: string,
  language: Language,
  io: CommandIo,
): Promise<number> {
  if (verb === 'invite') {
    const token = await makeLink(db.appQueries, 'setup', null, new Date());
    io.stdout.write(
      `${words(language, 'administrators.invited', { link: `${originOf(env)}/setup/${token}` })}\n`,
    );
    return exitCode.done;
  }
  const all = await listAdministrators(db.appQueries);
  if (all.length === 0) io.stdout.write(`${words(language, 'administrators.none')}\n`);
  for (const one of all) {
    const state = one.disabled ? 'disabled' : one.secondFactor ? 'active' : 'no-factor';
    io.stdout.write(`${one.signIn}  ${one.name}  ${words(language, `administrators.state.${state}`)}\n`);
  }
  return exitCode.done;
}

async function withContact(
  db: Database,
  env: Environment,
  verb: string,
  contact: string,
  language: Language,
  io: CommandIo,
): Promise<number> {
  const now = new Date();
  return await db.appQueries.transaction(async (tx) => {
    const say = (key: string, params: Record<string, string> = {}): number => {
      io.stdout.write(`${words(language, `administrators.${key}`, params)}\n`);
      return exitCode.done;
    };
    const refuse = (key: string): number => {
      io.stderr.write(`${words(language, `administrators.${key}`, { contact })}\n`);
      return exitCode.badInput;
    };
    const account = await accountOf(tx, contact);
    if (!account) return refuse('unknown');
    const { id, name } = account;
    if (verb === 'appoint') {
      return (await appointAdministrator(tx, id, actor, now)).ok
        ? say('appointed', { name })
        : refuse('already');
    }
    if (!(await listAdministrators(tx)).some((one) => one.id === id)) return refuse('not-one');
    if (verb === 'rescue') {
      const link = `${originOf(env)}${await rescueAdministrator(tx, id, actor, now)}`;
      return say('rescued', { name, link });
    }
    return (await removeAdministrator(tx, id, actor, now)).ok ? say('removed', { name }) : refuse('last');
  });
}

function originOf(env: Environment): string {
  return env.baseUrl ?? `http://localhost:${env.port}`;
}
