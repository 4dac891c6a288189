// The side of worker.ts that works, a thread or a process of its own: loads one module, then answers piece by piece.
import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerReply } from './worker.ts';

const module = parentPort ? (workerData as { module: string }).module : process.argv[2]!;
const { default: work } = (await import(module)) as { default: (input: unknown) => unknown };

function answer(reply: WorkerReply, give: ArrayBuffer[] = []): void {
  if (parentPort) parentPort.postMessage(reply, give);
  else process.send?.(reply);
}

/** Buffers of the bytes in an answer, one or two levels down. A part of a larger buffer is copied. */
function buffersOf(output: unknown, depth = 2): ArrayBuffer[] {
  if (output instanceof Uint8Array) {
    const { buffer, byteLength } = output;
    return buffer instanceof ArrayBuffer && byteLength > 0 && byteLength === buffer.byteLength
      ? [buffer]
      : [];
  }
  if (typeof output !== 'object' || output === null || Array.isArray(output) || depth === 0) return [];
  return [...new Set(Object.values(output).flatMap((value) => buffersOf(value, depth - 1)))];
}

/** Of a process all that it takes; of a thread its heap, all that is its own. */
const heldMb = () => (parentPort ? process.memoryUsage().heapTotal : process.memoryUsage.rss()) / 1e6;

/** Does one piece. */
function take(input: unknown): void {
  // `await` also takes what is thrown at once; an answer that cannot be copied is a failure like any other.
  void (async () => {
    const output = await work(input);
    answer({ kind: 'done', output, heldMb: heldMb() }, buffersOf(output));
  })().catch((error: unknown) => {
    answer({
      kind: 'failed',
      message: error instanceof Error ? error.message : String(error),
      heldMb: heldMb(),
    });
  });
}
if (parentPort) parentPort.on('message', take);
else {
  process.on('message', take);
  // Who asked is gone.
  process.on('disconnect', () => process.exit());
}
answer({ kind: 'ready' });
