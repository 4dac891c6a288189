import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { listening, phone, type Engine, type Seat } from './seat.ts';

/**
 * Firefox asks nobody on the network. Storage that lasts is asked of the person, as in every Firefox: nobody answers,
 * and nothing may wait for it.
 */
const quiet = {
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.safebrowsing.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.disable_open_during_load': false,
  'extensions.update.enabled': false,
  'intl.accept_languages': 'ky-KG, ky',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
} as const;

type Answer = {
  readonly id?: number;
  readonly type: string;
  readonly result: unknown;
  readonly message?: string;
};

/** Firefox of the machine, by WebDriver BiDi, which it speaks itself. */
export function firefox(binary: string): Engine {
  return {
    name: 'Firefox',
    async start(folder) {
      mkdirSync(folder, { recursive: true });
      // What a killed Firefox leaves behind.
      rmSync(path.join(folder, 'lock'), { force: true });
      const lines = Object.entries(quiet).map(
        ([name, value]) => `user_pref('${name}', ${JSON.stringify(value)});`,
      );
      writeFileSync(path.join(folder, 'user.js'), lines.join('\n'));
      const words = [
        '--headless',
        '--no-remote',
        '--remote-debugging-port=0',
        '--profile',
        folder,
        'about:blank',
      ];
      const child = spawn(binary, words, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
      try {
        return await seatOf(child, await spokenOf(child));
      } catch (error) {
        await kill(child);
        throw error;
      }
    },
  };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  process.kill(-child.pid, 'SIGKILL');
  await gone;
}

/** Where this Firefox listens. */
async function spokenOf(child: ChildProcess): Promise<string> {
  let said = '';
  return await new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`Firefox did not start:\n${said.slice(-2000)}`)));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(said) ?? [];
      if (address) resolve(address);
    });
  });
}

async function seatOf(child: ChildProcess, address: string): Promise<Seat> {
  const command = await commandsOf(address);
  await command('session.new', { capabilities: {} });
  await command('script.addPreloadScript', { functionDeclaration: `() => { ${listening} }` });
  const tree = (await command('browsingContext.getTree')) as { contexts: readonly { context: string }[] };
  const context = tree.contexts[0]?.context ?? '';
  await command('browsingContext.setViewport', { context, viewport: phone });
  return {
    engine: 'Firefox',
    open: async (url) => {
      await command('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    reload: async () => {
      await command('browsingContext.reload', { context, wait: 'complete' });
    },
    async read(expression) {
      const told = (await command('script.evaluate', {
        expression: `JSON.stringify(${expression})`,
        target: { context },
        awaitPromise: false,
      })) as { result?: { value?: string }; exceptionDetails?: { text: string } };
      if (told.exceptionDetails) throw new Error(told.exceptionDetails.text);
      return told.result?.value === undefined ? undefined : (JSON.parse(told.result.value) as unknown);
    },
    act: async (actions) => {
      await command('input.performActions', { context, actions });
    },
    async print() {
      const page = { width: 21, height: 29.7 };
      const { data } = (await command('browsingContext.print', { context, page })) as { data: string };
      return Buffer.from(data, 'base64');
    },
    kill: async () => await kill(child),
  };
}

/** How commands are given to it; an answer is waited for no longer than a minute. */
async function commandsOf(address: string): Promise<(method: string, params?: object) => Promise<unknown>> {
  const socket = new WebSocket(`${address}/session`);
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error(`Firefox does not answer at ${address}`)));
  });
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    const asked = answer.id === undefined ? undefined : waiting.get(answer.id);
    if (answer.type === 'success') asked?.resolve(answer.result);
    else asked?.reject(new Error(answer.message));
  });
  let last = 0;
  return async (method, params = {}) => {
    const id = (last += 1);
    const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    socket.send(JSON.stringify({ id, method, params }));
    const late = pause(60_000, undefined, { ref: false }).then(() => {
      throw new Error(`Firefox did not answer ${method} within a minute`);
    });
    return await Promise.race([answer, late]).finally(() => waiting.delete(id));
  };
}
