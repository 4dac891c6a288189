import { openDatabase } from '../src/platform/db/connect.ts';
import { newId } from '../src/platform/db/id.ts';
import { proveGate } from '../src/platform/db/prove-gate.ts';
import { openMunicipality } from '../src/platform/db/scope.ts';
import { sql } from 'drizzle-orm';

// A process to be killed in the middle of an import: batches of 50 rows, each batch one transaction. It prints the
// number of a batch after its commit was acknowledged, and "open N" while the batch stands uncommitted.
const [folder = ''] = process.argv.slice(2);
const db = await openDatabase({ databaseUrl: undefined, dataFolder: folder });
const municipalityId = newId();
const gate = proveGate({ accountId: newId(), municipalityId, roles: ['staff'], name: 'Импорт' });
process.stdout.write(`ready ${db.embedded?.pid()}\n`);
for (let batch = 1; ; batch += 1) {
  await openMunicipality(db, gate, async ({ tx }) => {
    for (let row = 0; row < 50; row += 1) {
      await tx.execute(sql`insert into operation (id, municipality_id, key, action, account_id, input_hash)
        values (${newId()}, ${municipalityId}, ${`${batch}/${row}`}, ${String(batch)}, '', '')`);
    }
    process.stdout.write(`open ${batch}\n`);
    // Long enough that the end often finds a batch written and not committed.
    await new Promise((resolve) => setTimeout(resolve, 5));
  });
  process.stdout.write(`done ${batch}\n`);
}
