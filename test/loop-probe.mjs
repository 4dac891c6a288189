// Loaded into the real server by a test (`--import`): writes down, forty times a second, how long the thread of the
// requests stood still, how much processor time that thread itself used meanwhile, and the memory of the process and
// of those it started to read files.
// Its own processor time, because on a busy machine a thread also stands still when others have the processor.
import { openSync, readFileSync, writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env.ASHAR_LOOP_PROBE;
if (file !== undefined && isMainThread) {
  const to = openSync(file, 'a');
  const used = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  // Statistics of processes are files on Linux only; elsewhere the children are not counted.
  const textOf = (name) => {
    try {
      return readFileSync(`/proc/${name}`, 'latin1');
    } catch {
      return '';
    }
  };
  // What a child shares with its parent (the program itself) is not counted twice.
  const ofChildren = () =>
    textOf(`${process.pid}/task/${process.pid}/children`)
      .split(' ')
      .filter(Boolean)
      .reduce(
        (sum, pid) => sum + Number(/RssAnon:\s+(\d+)/.exec(textOf(`${pid}/status`))?.[1] ?? 0) * 1024,
        0,
      );
  let at = performance.now();
  let cpu = used();
  setInterval(() => {
    const now = performance.now();
    const usedNow = used();
    const rss = Math.round((process.memoryUsage.rss() + ofChildren()) / 1e6);
    const gap = Math.round(now - at);
    writeSync(to, `${Date.now()} ${gap} ${Math.round(usedNow - cpu)} ${rss}\n`);
    at = performance.now();
    cpu = used();
  }, 25).unref();
}
