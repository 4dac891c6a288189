import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/**
 * Begins to listen; until the program is ready, whoever comes early is asked to come again.
 * @throws Error with the code of the system (`EADDRINUSE` …).
 */
export async function listen(
  server: Server,
  where: { readonly host: string; readonly port: number },
): Promise<void> {
  server.on('request', early);
  server.listen(where.port, where.host);
  await Promise.race([
    once(server, 'listening'),
    once(server, 'error').then(([error]) => {
      throw error as Error;
    }),
  ]);
  server.requestTimeout = 120_000;
  server.headersTimeout = 30_000;
}

function early(_request: unknown, response: ServerResponse): void {
  response.writeHead(503, { 'Content-Type': 'application/json', 'Retry-After': '1' });
  response.end('{"status":"unavailable"}');
}

/** The program is ready: it answers from now on. */
export function answerWith(
  server: Server,
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
): void {
  server.off('request', early);
  server.on('request', (request, response) => void answer(request, response));
}

/** The port we listen on; of port 0 the one the system gave. */
export function portOf(server: Server, asked: number): number {
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : asked;
}

/** Resolves at the first Ctrl-C or SIGTERM. A second one, after a while, ends the program at once. */
export async function stopSignal(): Promise<void> {
  await new Promise<void>((resolve) => {
    let first = 0;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        // The terminal and the parent process may both send the same Ctrl-C: those within a second are one.
        if (first !== 0 && Date.now() - first > 1000) process.exit(130);
        if (first === 0) first = Date.now();
        resolve();
      });
    }
  });
}

/** Lets running requests end, for 10 s at most. */
export async function closeServer(server: Server): Promise<void> {
  server.closeIdleConnections();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const timer = setTimeout(() => server.closeAllConnections(), 10_000);
  await closed;
  clearTimeout(timer);
}
