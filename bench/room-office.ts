import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSession } from '../src/demo/ak-jar.ts';
import type { DeviceAnswer } from '../src/field/rules/items.ts';
import { openDatabase } from '../src/platform/db/connect.ts';
import { startServer } from '../test/server.ts';
import { municipalityOf, signedIn } from './visitor.ts';

export type Office = {
  readonly url: string;
  /** Plans a session for today, led by Ак-Жар's facilitator; gives its id. */
  readonly plan: () => Promise<string>;
  /** A one-time code for the facilitator's device, from the office's page. */
  readonly code: () => Promise<string>;
  /** A device without a browser: its token. */
  readonly token: () => Promise<string>;
  readonly stop: () => Promise<void>;
};

/** The office of the demonstration with its built app. @throws Error when it does not start */
export async function openOffice(): Promise<Office> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ashar-bench-'));
  try {
    const server = await startServer({ command: 'demo', folder, patience: 120_000 });
    const db = await openDatabase(
      { databaseUrl: undefined, dataFolder: folder },
      { purpose: 'bench', join: true, migrate: false },
    );
    let planned = 0;
    const code = async () => {
      const facilitator = await signedIn(server.url, 'facilitator@ak-jar.example');
      const page = `/m/${await municipalityOf(facilitator)}/field`;
      const posted = await facilitator.post(`${page}/code`, page, {});
      const { html } = posted.location === null ? posted : await facilitator.get(posted.location);
      const found = /<code>([^<]+)<\/code>/.exec(html)?.[1]?.replace(/\s/g, '');
      if (found === undefined) throw new Error('the office gave no code for a device');
      return found;
    };
    return {
      url: server.url,
      code,
      async plan() {
        planned += 1;
        const { rows } = await db.owner.query<{ id: string }>(
          `with met as (
             insert into meeting (id, municipality_id, kind, cycle_id, village_id, planned_on, starts_at, venue)
             select gen_random_uuid(), municipality_id, 'session', cycle_id, village_id,
                    (now() at time zone 'Asia/Bishkek')::date, $2, 'Клуб'
               from meeting where venue = $3 and kind = 'session' limit 1 returning id, municipality_id)
           insert into session (id, municipality_id, age_group, part)
           select id, municipality_id, $4, $1 from met returning id`,
          // The first part is there already; nine of one age group at most.
          [
            planned <= 8 ? planned + 1 : planned - 7,
            `${String(8 + planned).padStart(2, '0')}:00`,
            openSession.venue,
            planned <= 8 ? openSession.ageGroup : '36-55',
          ],
        );
        const id = rows[0]?.id;
        if (id === undefined) throw new Error('the demonstration has no session to plan another beside');
        await db.owner.query(
          `insert into meeting_leader (municipality_id, meeting_id, person_id, role)
           select distinct on (f.person_id) f.municipality_id, $1::uuid, f.person_id, f.role
             from meeting_leader f join meeting s on s.id = f.meeting_id
            where s.venue = $2 and s.id <> $1 and f.role = 'facilitator'`,
          [id, openSession.venue],
        );
        return id;
      },
      async token() {
        const answer = await fetch(`${server.url}/field/api/devices`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ code: await code(), label: 'Өлчөө' }),
        });
        if (!answer.ok) throw new Error(`a device was answered ${answer.status}`);
        const { token } = (await answer.json()) as DeviceAnswer;
        return token;
      },
      async stop() {
        await db.close();
        await server.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}
