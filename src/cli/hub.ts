import { isIPv4 } from 'node:net';
import path from 'node:path';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { getRequestListener } from '@hono/node-server';
import { createHub } from '../hall/hub.ts';
import { endStreams } from '../hall/live.ts';
import { networkAddresses } from '../hall/network.ts';
import { purgeHalls } from '../hall/data/halls.ts';
import { shellRoutes } from '../field/routes/shell.tsx';
import { publicRoutes as manual } from '../manual/routes.tsx';
import { openDatabase } from '../platform/db/connect.ts';
import { loadHubEnvironment, projectRoot, type Environment } from '../platform/env.ts';
import { FolderStore } from '../platform/files/folder-store.ts';
import { openAssets } from '../platform/http/assets.ts';
import { answerWith, closeServer, listen, portOf, stopSignal } from '../platform/http/listening.ts';
import { openLog } from '../platform/http/request-log.ts';
import type { Services } from '../platform/http/services.ts';
import { loadCatalogues } from '../platform/i18n/catalogues.ts';
import { startTrouble } from './start-errors.ts';
import { exitCode, type CommandIo, type Language, words } from './words.ts';

/**
 * `ashar hub [--office https://…] [--port 3000] [--address 192.168.…]`: the hub of a hall on a laptop, until Ctrl-C. Exit code 0 when
 * stopped, 1 when it could not start, 2 for a wrong command.
 */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  let language: Language = 'ky';
  let said: { office?: string; port?: string };
  let named: readonly string[] = [];
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        office: { type: 'string' },
        port: { type: 'string' },
        address: { type: 'string', multiple: true },
        lang: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.lang === 'ru' || values.lang === 'en') language = values.lang;
    if (values.help) {
      io.stdout.write(`${words(language, 'hub.help')}\n`);
      return exitCode.done;
    }
    const { office, port } = values;
    named = values.address ?? [];
    if (!named.every((address) => isIPv4(address))) {
      io.stderr.write(`${words(language, 'hub.usage')}\n`);
      return exitCode.usage;
    }
    if (office !== undefined && !isOffice(office)) {
      io.stderr.write(`${words(language, 'hub.bad-office', { office })}\n`);
      return exitCode.usage;
    }
    said = { ...(office === undefined ? {} : { office }), ...(port === undefined ? {} : { port }) };
  } catch {
    io.stderr.write(`${words(language, 'hub.usage')}\n`);
    return exitCode.usage;
  }
  const env = loadHubEnvironment(said);
  try {
    return await serve(env, io, language, named);
  } catch (error) {
    const trouble = startTrouble(error, [language]);
    if (trouble === undefined) throw error;
    io.stderr.write(`${trouble}\n`);
    return exitCode.badInput;
  }
}

/** The token of the device goes to this address: over the internet only behind https. */
function isOffice(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null && (url.protocol === 'https:' || /^http:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/.test(url.href))
  );
}

async function serve(
  env: Environment,
  io: CommandIo,
  language: Language,
  named: readonly string[],
): Promise<number> {
  const addressesNow = () => [...new Set([...named, ...networkAddresses()])];
  const say = (key: string, params: Record<string, string | number> = {}) =>
    io.stdout.write(`${words(language, key, params)}\n`);
  const log = openLog('warn');
  loadCatalogues(path.join(projectRoot(), 'src'));
  const server = createServer();
  try {
    await listen(server, env);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const { host, port } = env;
    const key = code === 'EADDRINUSE' ? 'serve.port-in-use' : 'serve.cannot-listen';
    io.stderr.write(`${words(language, key, { host, port, reason: message })}\n`);
    return exitCode.badInput;
  }
  const stopping = stopSignal();
  try {
    const db = await openDatabase(env, {
      purpose: 'hub',
      onNotice: (line) => log.warn({ line }, 'database'),
      onGone: (error) => {
        io.stderr.write(`${error.message}\n`);
        process.exit(1);
      },
    });
    try {
      const port = portOf(server, env.port);
      const services: Services = {
        db,
        env,
        files: new FolderStore(path.join(env.dataFolder, 'files')),
        // A hub sends no letters and has no work of its own: what comes in goes to the host's device.
        mail: { deliver: async () => await Promise.resolve(), close: () => undefined },
        jobs: { begin: async () => await Promise.resolve(), stop: async () => await Promise.resolve() },
        origin: `http://localhost:${port}`,
        clock: () => new Date(),
        log,
      };
      await purgeHalls(db, services.clock());
      const assets = openAssets(path.join(projectRoot(), 'dist', 'assets'));
      // The manual too: the app's link to it must lead somewhere in a village without internet.
      const shell = shellRoutes();
      shell.route('/manual', manual());
      const app = createHub({ services, assets, port, shell, addresses: addressesNow });
      answerWith(server, getRequestListener(app.fetch, { overrideGlobalObjects: false }));
      say('hub.local', { address: `http://localhost:${port}` });
      const addresses = addressesNow();
      if (addresses.length === 0) say('hub.no-network');
      else say('hub.network');
      for (const address of addresses) io.stdout.write(`  http://${address}:${port}\n`);
      if (env.officeUrl === undefined) say('hub.no-office');
      else say('hub.office', { office: env.officeUrl });
      await stopping;
      say('hub.stopping');
      endStreams();
      await closeServer(server);
      return exitCode.done;
    } finally {
      await db.close();
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
