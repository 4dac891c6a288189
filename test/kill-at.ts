// Loaded before a command (`node --import`): counts its steps that change the disk or the database, and kills the
// process, as `kill -9` does, at the one that ASHAR_TEST_KILL names. Without it the count is written at the end.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import pg from 'pg';

const deadline = Number(process.env.ASHAR_TEST_KILL ?? '0');
let step = 0;

function reached(): void {
  step += 1;
  if (step === deadline) process.kill(process.pid, 'SIGKILL');
}

type Changing = (...words: unknown[]) => unknown;
const changing = ['renameSync', 'rmSync', 'mkdirSync', 'writeFileSync'] as const;
const files = fs as unknown as Record<(typeof changing)[number], Changing>;
for (const name of changing) {
  const real = files[name];
  files[name] = (...words: unknown[]) => {
    reached();
    const answer = real(...words);
    reached();
    return answer;
  };
}
syncBuiltinESMExports();

const client = pg.Client.prototype as unknown as { query: (...words: unknown[]) => unknown };
const query = client.query;
client.query = function (this: unknown, ...words: unknown[]) {
  const counted = /^\s*(begin|truncate|commit|insert into|select pg_advisory)/i.test(String(words[0]));
  if (counted) reached();
  const answer = query.apply(this, words);
  // Sent, but not answered: what the server does with it is seen later.
  if (counted) reached();
  if (!counted || !(answer instanceof Promise)) return answer;
  return answer.then((result: unknown) => {
    reached();
    return result;
  });
};

process.on('exit', () => {
  if (deadline === 0) process.stderr.write(`steps ${step}\n`);
});
