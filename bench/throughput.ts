import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { median } from './figure.ts';

type Headers = Readonly<Record<string, string>>;

const compressed: Headers = { 'accept-encoding': 'gzip, deflate, br' };
const plain: Headers = {};

/**
 * Requests a second of `url` against a bare server in a process of its own that sends the same bytes and headers, in
 * turns, three times each; the answer is the middle ratio.
 * @param packed asks as browsers do; the work of making a page is compared without that of packing it
 */
export async function againstBareServer(
  url: string,
  seconds: number,
  packed: boolean,
): Promise<{ ratio: number; note: string }> {
  const asked = packed ? compressed : plain;
  const page = await raw(url, asked);
  const folder = mkdtempSync(path.join(tmpdir(), 'ashar-bare-'));
  writeFileSync(path.join(folder, 'bytes'), page.bytes);
  writeFileSync(path.join(folder, 'headers'), JSON.stringify(page.headers));
  const script = fileURLToPath(new URL('./bare.mjs', import.meta.url));
  const bare = spawn(process.execPath, [script, path.join(folder, 'bytes'), path.join(folder, 'headers')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [port] = (await once(bare.stdout.setEncoding('utf8'), 'data')) as [string];
    const bareUrl = `http://127.0.0.1:${port.trim()}/`;
    await load(url, 2, asked);
    await load(bareUrl, 1, asked);
    const rounds: { own: number; bare: number }[] = [];
    for (let round = 0; round < 3; round += 1) {
      rounds.push({
        own: await load(url, seconds, asked),
        bare: await load(bareUrl, seconds, asked),
      });
    }
    const middle = median(rounds.map(({ own }) => own));
    const beside = median(rounds.map(({ bare: other }) => other));
    return {
      ratio: median(rounds.map((round) => round.own / round.bare)),
      note: `${Math.round(middle)} requests a second, the bare server ${Math.round(beside)}; ${page.bytes.length} bytes`,
    };
  } finally {
    bare.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The bytes as they travel: fetch would unpack them. */
async function raw(url: string, asked: Headers): Promise<{ bytes: Buffer; headers: Record<string, string> }> {
  const { request } = await import('node:http');
  const sent = request(url, { headers: asked });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}`);
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (['date', 'connection', 'keep-alive', 'transfer-encoding'].includes(name) || value === undefined)
      continue;
    headers[name] = String(value);
  }
  return { bytes: Buffer.concat(chunks), headers };
}

async function load(url: string, seconds: number, asked: Headers): Promise<number> {
  let reader = 0;
  const result = await autocannon({
    url,
    connections: 20,
    duration: seconds,
    headers: asked,
    requests: [
      {
        // A country of readers, not one that asks thousands of times: the server limits requests by address.
        setupRequest: (request) => {
          reader = (reader + 1) % 60_000;
          return {
            ...request,
            headers: {
              ...request.headers,
              'x-forwarded-for': `10.0.${reader >> 8}.${reader & 255}`,
            },
          };
        },
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} answers were not 200, ${result.errors} failed`);
  }
  return result.requests.average;
}
