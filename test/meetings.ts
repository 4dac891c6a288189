import { newId } from '../src/platform/db/id.ts';

// Meetings written straight into the tables, for tests that are about something else than planning them.

type Owner = { readonly query: (text: string, values: unknown[]) => Promise<unknown> };

type Facts = Readonly<Record<string, unknown>> & {
  readonly municipalityId: string;
  readonly cycleId: string;
  readonly villageId: string | null;
};

const ofSessions = ['ageGroup', 'sexMode', 'part', 'audience', 'audienceReason', 'stickersPerPerson'];

/** A session; facts are named as in `schema.ts`, what is left out is as the tables have it. Answers its id. */
export async function insertSession(owner: Owner, { id = newId(), ...facts }: Facts & { id?: string }) {
  const own = { ageGroup: '18-35', ...facts };
  await insertMeeting(owner, id, 'session', facts, ofSessions);
  await insert(owner, 'session', { id, ...only(own, ['municipalityId', ...ofSessions]) });
  return id;
}

/** A focus group. Answers its id. */
export async function insertFocusGroup(owner: Owner, { id = newId(), ...facts }: Facts & { id?: string }) {
  await insertMeeting(owner, id, 'focusGroup', facts, ['criteria']);
  await insert(owner, 'focus_group', { id, ...only(facts, ['municipalityId', 'criteria']) });
  return id;
}

/** Somebody who leads a meeting, or records it. */
export async function insertLeader(
  owner: Owner,
  leader: { municipalityId: string; meetingId: string; personId: string } & Readonly<Record<string, unknown>>,
): Promise<void> {
  await insert(owner, 'meeting_leader', { role: 'facilitator', ...leader });
}

async function insertMeeting(owner: Owner, id: string, kind: string, facts: Facts, own: readonly string[]) {
  const shared = Object.entries(facts).filter(([name]) => !own.includes(name));
  await insert(owner, 'meeting', {
    id,
    kind,
    ...(facts['state'] === 'closed' ? { closedAt: new Date() } : {}),
    ...Object.fromEntries(shared),
  });
}

async function insert(owner: Owner, table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  const columns = Object.entries(row).filter(([, value]) => value !== undefined);
  const names = columns.map(([name]) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  await owner.query(
    `insert into ${table} (${names.join(', ')}) values (${columns.map((_, at) => `$${at + 1}`).join(', ')})`,
    columns.map(([, value]) => value),
  );
}

const only = (row: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)));

/** What the office has written about a part of a meeting. */
export async function writeNote(owner: Owner, meetingId: string, part: string, text: string): Promise<void> {
  await owner.query(
    `insert into meeting_note (municipality_id, meeting_id, part, text)
     select municipality_id, id, $2, $3 from meeting where id = $1
         on conflict (municipality_id, meeting_id, part) do update set text = excluded.text`,
    [meetingId, part, text],
  );
}
