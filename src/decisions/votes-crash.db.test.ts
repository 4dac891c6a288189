import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn, type Neighbours } from '../../test/acting.ts';
import { makeMunicipality } from '../../test/database.ts';
import { openDatabase, type Database } from '../platform/db/connect.ts';
import { closeQuestion } from './commands/close-question.ts';
import { printCards } from './commands/print-cards.ts';
import { voteBatches } from './data/cast.ts';
import { codes, hashOfToken, openHall } from './voting.fixture.ts';

// The database is killed while votes come in: every vote that a phone was told is counted stands, and none twice.

const now = new Date('2026-04-20T06:00:00Z');
let folder = '';
let db: Database;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'ashar-votes-'));
  db = await openDatabase({ databaseUrl: undefined, dataFolder: folder });
}, 120_000);
afterAll(async () => {
  await db?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('kill -9 of the database in the middle of a vote', { timeout: 120_000 }, async () => {
  const home = await makeMunicipality(db);
  const chair = home.gate('staff');
  const acting = actingIn(db, now);
  const hall = await openHall({ base: { db }, home, acting } as unknown as Neighbours, chair);
  for (let turn = 0; turn < 3; turn += 1)
    await acting.done(chair, printCards, { id: hall.meetingId, cards: 1000, codes });
  const { rows } = await db.owner.query<{ id: string }>(
    'update vote_token set given_at = now() returning id',
  );
  const questionId = await hall.put();
  const batches = voteBatches(db, () => now);
  const acknowledged = new Map<string, string>();
  let failures = 0;
  let next = 0;
  let going = true;
  const phone = async () => {
    while (going && next < rows.length) {
      const tokenId = rows[next]!.id;
      const choice = ['for', 'against', 'abstained'][next % 3]!;
      next += 1;
      // A phone that was told nothing presses again.
      for (;;) {
        try {
          const ballot = {
            meetingId: hall.meetingId,
            questionId,
            choice,
            codeHash: hashOfToken(hall, tokenId),
          };
          const cast = await batches.ask(home.id, ballot);
          if (cast?.state === 'counted') acknowledged.set(tokenId, cast.choice);
          break;
        } catch {
          failures += 1;
          await sleep(20);
        }
      }
    }
  };
  const phones = Array.from({ length: 20 }, phone);
  await sleep(150);
  process.kill(db.embedded?.pid() ?? 0, 'SIGKILL');
  const before = acknowledged.size;
  for (
    const end = Date.now() + 30_000;
    acknowledged.size < Math.min(before + 200, rows.length);
    await sleep(10)
  )
    expect(Date.now()).toBeLessThan(end);
  going = false;
  await Promise.all(phones);
  expect(failures).toBeGreaterThan(0);
  const kept = await db.owner.query<{ id: string; choice: string }>(
    'select token_id as id, choice from vote',
  );
  expect(kept.rows).toHaveLength(acknowledged.size);
  expect(new Map(kept.rows.map(({ id, choice }) => [id, choice]))).toEqual(acknowledged);
  expect(await acting.code(chair, closeQuestion, { id: hall.meetingId, questionId })).toBe('done');
  // The log is whole: each batch that stands has its row, and no other has one.
  const log = await db.owner.query<{ votes: number }>(
    `select sum((details->>'votes')::int)::int as votes from audit_entry where action = 'decisions.cast-votes'`,
  );
  expect(log.rows[0]!.votes).toBe(acknowledged.size);
});
