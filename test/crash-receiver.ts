import { FolderStore } from '../src/platform/files/folder-store.ts';
import { openDatabase } from '../src/platform/db/connect.ts';
import { proveGate } from '../src/platform/db/prove-gate.ts';
import { receiveItems } from '../src/field/commands/receive-items.ts';
import { crashFacts, crashItems } from '../src/field/receive-crash.fixture.ts';
import path from 'node:path';

// A server to be killed while it takes items in: requests of ten items each. It prints the number of a request after
// the answer was given, and "open N" before it.
const [folder = ''] = process.argv.slice(2);
const db = await openDatabase({ databaseUrl: undefined, dataFolder: folder });
const gate = proveGate(crashFacts.gate);
const files = new FolderStore(path.join(folder, 'files'));
process.stdout.write(`ready ${db.embedded?.pid()}\n`);
for (let request = 1; ; request += 1) {
  process.stdout.write(`open ${request}\n`);
  const answer = await receiveItems(
    db,
    files,
    gate,
    { id: crashFacts.deviceId, clockOff: 0 },
    { sentAt: new Date().toISOString(), app: '', items: crashItems(request) },
    { via: 'network', now: new Date(), lang: 'ky' },
  );
  if (answer.results.every(({ state }) => state === 'done')) process.stdout.write(`done ${request}\n`);
  else process.stdout.write(`lost ${JSON.stringify(answer.results)}\n`);
}
