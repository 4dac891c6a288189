// The thread's side of worker.ts: loads one module, then answers piece by piece.
import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerReply } from './worker.ts';

const { module } = workerData as { module: string };
const { default: work } = (await import(module)) as { default: (input: unknown) => unknown };

function answer(reply: WorkerReply): void {
  parentPort?.postMessage(reply);
}

parentPort?.on('message', (input: unknown) => {
  // `await` also takes what is thrown at once; an answer that cannot be copied is a failure like any other.
  void (async () => answer({ kind: 'done', output: await work(input) }))().catch((error: unknown) => {
    answer({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  });
});
answer({ kind: 'ready' });
