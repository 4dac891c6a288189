import type { Database } from '../../platform/db/connect.ts';
import { newId } from '../../platform/db/id.ts';
import { keepSessions, type KeptFile } from '../sessions/rules/kept-file.ts';
import { insertSession } from '../../../test/meetings.ts';

/** Rows for tests of priorities, written as the owner: sessions and statements have tests of their own. */

export async function makeCycle(db: Database, municipalityId: string, year = 2026): Promise<string> {
  const id = newId();
  await db.owner.query(
    `insert into cycle (id, municipality_id, year, sessions_opened_at) values ($1, $2, $3, now())`,
    [id, municipalityId, year],
  );
  return id;
}

export async function makeSession(
  db: Database,
  facts: {
    municipalityId: string;
    cycleId: string;
    villageId: string;
    ageGroup?: string;
    sexMode?: 'mixed' | 'women' | 'men';
    state?: 'open' | 'closed';
    women?: number;
    men?: number;
  },
): Promise<string> {
  return await insertSession(db.owner, { ...facts, state: facts.state ?? 'open' });
}

/** `count` stickers with the same words; answers their ids. */
export async function makeStatements(
  db: Database,
  municipalityId: string,
  sessionId: string,
  text: string,
  count = 1,
): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  await db.owner.query(
    `insert into statement (id, municipality_id, session_id, text, by_account_id, by_name)
     select id, $2, $3, $4, 'test', 'Тест' from unnest($1::uuid[]) id`,
    [ids, municipalityId, sessionId, text],
  );
  return ids;
}

/** A file with one session of a village, as it is kept between its preview and its entering. */
export function keptFile(village: { readonly id: string; readonly name: string }): KeptFile {
  return keepSessions(
    [
      {
        villageId: village.id,
        villageName: village.name,
        ageGroup: '18-35',
        sexMode: 'mixed',
        part: 1,
        heldOn: '2026-03-12',
        place: null,
        women: 12,
        men: 10,
        guests: null,
        sheet: '',
        row: 1,
        notes: [],
        entries: [],
      },
    ],
    [],
  );
}
