import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';

/**
 * How the line to the office breaks while items are sent: `before` the request reached the server, `during` (the
 * server got half of it), `after` (the server has it and its answer is lost), or it `hangs` without an answer.
 */
export type Cut = 'before' | 'during' | 'after' | 'hangs';

export type Line = {
  /** Address of the office as the phone sees it, without a trailing slash. */
  readonly url: string;
  /** What happens to requests with items from now on; undefined: they pass. */
  cut: Cut | undefined;
  /** Nothing at all passes: the village without internet. */
  dead: boolean;
  /** The version of the app that the office serves instead of its own, and what stands at the end of its page. */
  version: string | undefined;
  /** Requests with items so far, and how many of them were cut. */
  readonly asked: number;
  readonly cuts: number;
  readonly close: () => Promise<void>;
};

const ofTheApp = new Set(['/field', '/field/sw.js']);

/** A line between a phone and the office that breaks where a test wants it to: real sockets, really closed. */
export async function layLine(office: string): Promise<Line> {
  const state = { cut: undefined as Cut | undefined, dead: false, version: undefined as string | undefined };
  let asked = 0;
  let cuts = 0;
  const server = createServer((req, res) => {
    if (state.dead) return void req.socket.destroy();
    const path = (req.url ?? '').replace(/\?.*/, '');
    const items = req.method === 'POST' && path === '/field/api/items';
    if (items) asked += 1;
    const cut = items ? state.cut : undefined;
    if (cut !== undefined) cuts += 1;
    if (cut === 'before') return void req.socket.destroy();
    if (cut === 'hangs') return void req.resume();
    if (state.version !== undefined && ofTheApp.has(path)) return void serveVersion(req, res);
    pass(req, res, cut);
  });

  function pass(req: IncomingMessage, res: ServerResponse, cut: Cut | undefined): void {
    const passed = request(`${office}${req.url ?? ''}`, { method: req.method, headers: req.headers });
    passed.on('error', () => req.socket.destroy());
    passed.on('response', (answer) => {
      if (cut === 'after') {
        answer.resume().on('end', () => req.socket.destroy());
        return;
      }
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    });
    res.on('close', () => passed.destroy());
    if (cut !== 'during') return void req.pipe(passed);
    void whole(req).then((body) => {
      passed.flushHeaders();
      passed.write(body.subarray(0, Math.floor(body.length / 2)), () => {
        passed.destroy();
        req.socket.destroy();
      });
    });
  }

  /** The app as another release would serve it: another version, everything else as it is. */
  async function serveVersion(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const answer = await fetch(`${office}${req.url ?? ''}`, { headers: { 'accept-encoding': 'identity' } });
    const next = state.version ?? '';
    const text = (await answer.text()).replace(/"version":"[^"]*"/, `"version":"${next}"`);
    const headers = Object.fromEntries(
      [...answer.headers].filter(
        ([name]) => !/^(content-length|content-encoding|transfer-encoding|connection|etag)$/.test(name),
      ),
    );
    if (headers['x-field-version'] !== undefined) headers['x-field-version'] = next;
    res.writeHead(answer.status, headers);
    res.end(text);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port.');
  return Object.defineProperties(state as unknown as Line, {
    url: { value: `http://127.0.0.1:${address.port}` },
    asked: { get: () => asked },
    cuts: { get: () => cuts },
    close: {
      value: async () => {
        const closed = once(server, 'close');
        server.close();
        server.closeAllConnections();
        await closed;
      },
    },
  });
}

async function whole(req: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
