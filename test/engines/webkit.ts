import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../server.ts';
import { listening, phone, until, type Engine, type Seat } from './seat.ts';

const window = fileURLToPath(new URL('webkit-window.py', import.meta.url));

/** WebKitGTK of the machine: our own window (webkit-window.py) on a screen nobody sees, by WebDriver. */
export function webkit(driver: string): Engine {
  return {
    name: 'WebKitGTK',
    async start(folder) {
      mkdirSync(folder, { recursive: true });
      const port = await freePort();
      const child = spawn('xvfb-run', ['-a', '-s', '-screen 0 1400x1100x24', driver, `--port=${port}`], {
        detached: true,
        stdio: 'ignore',
        // No card to draw with.
        env: {
          ...process.env,
          WEBKIT_DISABLE_COMPOSITING_MODE: '1',
          LIBGL_ALWAYS_SOFTWARE: '1',
          LANG: 'C.UTF-8',
          TMPDIR: folder,
        },
      });
      try {
        return await seatOf(child, `http://127.0.0.1:${port}`, folder);
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

async function seatOf(child: ChildProcess, driver: string, folder: string): Promise<Seat> {
  /** The driver sometimes hangs: no answer is waited for longer than a minute. */
  const command = async (method: string, place: string, body?: object): Promise<unknown> => {
    const answer = await fetch(driver + place, {
      method,
      signal: AbortSignal.timeout(60_000),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = (await answer.json()) as { value: unknown };
    if (!answer.ok) throw new Error((value as { message?: string }).message ?? answer.statusText);
    return value;
  };
  await until('the driver of WebKitGTK', async () => {
    await command('GET', '/status');
    return true;
  });
  const args = [window, folder, String(phone.width), String(phone.height), listening];
  const made = (await command('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: '/usr/bin/python3', args } } },
  })) as { sessionId: string };
  const session = `/session/${made.sessionId}`;
  const printed = path.join(folder, 'print.pdf');
  return {
    engine: 'WebKitGTK',
    open: async (url) => {
      await command('POST', `${session}/url`, { url });
    },
    reload: async () => {
      await command('POST', `${session}/refresh`, {});
    },
    async read(expression) {
      const script = `return JSON.stringify(${expression})`;
      const told = (await command('POST', `${session}/execute/sync`, { script, args: [] })) as string | null;
      return told === null ? undefined : (JSON.parse(told) as unknown);
    },
    act: async (actions) => {
      await command('POST', `${session}/actions`, { actions });
    },
    async print() {
      rmSync(printed, { force: true });
      process.kill(Number(readFileSync(path.join(folder, 'pid'), 'utf8')), 'SIGUSR1');
      return await until('the printed page', async () => {
        if (!existsSync(printed)) return undefined;
        // Written whole when it ends as such a file does.
        await pause(200);
        const file = readFileSync(printed);
        return file.subarray(-32).includes('%%EOF') ? file : undefined;
      });
    },
    kill: async () => await kill(child),
  };
}
