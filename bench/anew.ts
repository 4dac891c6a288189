import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import autocannon from 'autocannon';
import { build } from 'esbuild';
import { root } from '../test/server.ts';

export type AnewServer = {
  readonly url: string;
  /** Path of the story's list of a municipality, and of a list of 100 rows. */
  readonly short: string;
  readonly long: string;
  /** Milliseconds of processor that the server's process has used. */
  readonly spent: () => Promise<number>;
  readonly stop: () => void;
};

/** Starts the program without its memory of answers beside the server whose data folder this is. */
export async function anewServer(folder: string): Promise<AnewServer> {
  const file = path.join(root, 'node_modules', '.cache', 'bench', 'anew-server.mjs');
  await build({
    entryPoints: [path.join(root, 'bench', 'anew-server.ts')],
    ...{ bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node24' },
    ...{ jsx: 'automatic', jsxImportSource: 'preact', outfile: file, logLevel: 'error' },
  });
  const child: ChildProcess = fork(file, [], {
    execPath: process.execPath,
    execArgv: [],
    env: { ...process.env, NODE_ENV: 'production', ASHAR_DATA: folder, TRUST_PROXY: '1' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const failed = once(child, 'exit').then(() => {
    throw new Error('the server that makes pages anew ended');
  });
  const said = (await Promise.race([once(child, 'message'), failed])) as [
    Pick<AnewServer, 'url' | 'short' | 'long'>,
  ];
  failed.catch(() => undefined);
  return {
    ...said[0],
    async spent() {
      const answer = once(child, 'message');
      child.send('spent');
      const [{ spent }] = (await answer) as [{ spent: number }];
      return spent;
    },
    stop: () => child.disconnect(),
  };
}

/** Processor milliseconds of the server for one answer made anew, in so many answers to twenty readers at once. */
export async function costOf(server: AnewServer, address: string, answers: number): Promise<number> {
  let reader = 0;
  const before = await server.spent();
  const result = await autocannon({
    url: `${server.url}${address}`,
    connections: 20,
    amount: answers,
    requests: [
      {
        // Many readers: the server limits requests by address.
        setupRequest: (request) => {
          reader = (reader + 1) % 60_000;
          const from = `10.1.${reader >> 8}.${reader & 255}`;
          return { ...request, headers: { ...request.headers, 'x-forwarded-for': from } };
        },
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${address}: not all answers were 200`);
  return ((await server.spent()) - before) / answers;
}
