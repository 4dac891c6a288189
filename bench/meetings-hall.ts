import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { tokenCodes } from '../src/decisions/rules/token-code.ts';
import { openDatabase, type Database } from '../src/platform/db/connect.ts';
import { newId } from '../src/platform/db/id.ts';
import { startServer } from '../test/server.ts';
import { municipalityOf, signedIn, type Visitor } from './visitor.ts';

/** A meeting of the demonstration's office, with numbers that were given already. */
export type Hall = {
  readonly url: string;
  readonly db: Database;
  /** The server's process. */
  readonly pid: number;
  readonly municipalityId: string;
  readonly meetingId: string;
  /** Its pages for those who register. */
  readonly at: string;
  /** Six figures. */
  readonly door: string;
  /** Codes of the numbers that were given. */
  readonly codes: readonly string[];
  readonly registrars: readonly Visitor[];
  readonly stop: () => Promise<void>;
};

/** @throws Error when the office does not start. */
export async function openHall(tokens: number): Promise<Hall> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ashar-hall-'));
  const secret = randomBytes(32).toString('hex');
  const environment = { ASHAR_SECRET: secret };
  const server = await startServer({ command: 'demo', folder, patience: 120_000, environment });
  const db = await openDatabase(
    { databaseUrl: undefined, dataFolder: folder },
    { purpose: 'bench', join: true, migrate: false },
  );
  const stop = async () => {
    await db.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const { url } = server;
    const registrars = await Promise.all(
      ['chair', 'head', 'chair'].map(async (who) => await signedIn(url, `${who}@kok-irim.example`)),
    );
    const chair = registrars[0]!;
    const municipalityId = await municipalityOf(chair);
    const room = `/m/${municipalityId}/public-meetings/planning`;
    const planned = await chair.post(room, `${room}/new`, { venue: 'Маданият үйү' });
    const meetingId = /planning\/([0-9a-f-]{36})/.exec(planned.location ?? '')?.[1];
    if (meetingId === undefined) throw new Error(`no meeting was planned: ${planned.status}`);
    const at = `${room}/${meetingId}`;
    await chair.post(`${at}/door/open`, `${at}/door`, { selfRegister: 'yes' });
    const { rows } = await db.owner.query<{ code: string }>(
      'select code from meeting_door where meeting_id = $1',
      [meetingId],
    );
    const codes = await giveTokens(db, { municipalityId, meetingId, secret }, tokens);
    return {
      url,
      db,
      pid: server.process.pid ?? 0,
      municipalityId,
      meetingId,
      at,
      door: rows[0]!.code,
      codes,
      registrars,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** So many numbers as if they had been given at the door: the meeting is a large one. */
async function giveTokens(
  db: Database,
  { municipalityId, meetingId, secret }: { municipalityId: string; meetingId: string; secret: string },
  count: number,
): Promise<string[]> {
  const { codeOf, hashOf } = tokenCodes(secret);
  const seen = new Map<string, string>();
  while (seen.size < count) {
    const id = newId();
    const code = codeOf(id);
    if (!seen.has(code)) seen.set(code, id);
  }
  const codes = [...seen.keys()];
  await db.owner.query(
    `insert into vote_token (id, municipality_id, meeting_id, number, code_hash, given_at, given_by)
     select id, $1, $2, 1000 + n, hash, now(), 'Өлчөө'
       from unnest($3::uuid[], $4::text[]) with ordinality as x(id, hash, n)`,
    [municipalityId, meetingId, [...seen.values()], codes.map((code) => hashOf(meetingId, code))],
  );
  await db.owner.query('analyze vote_token');
  return codes;
}

export type PhoneAnswer = {
  readonly status: number;
  readonly location: string;
  /** Unpacked only when it is read: that work is the phone's. */
  readonly html: () => string;
};

/** Phones behind one address, as those of a hall are: lines are kept open and shared. */
export function phones(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });
  const ask = async (to: string, fields?: Readonly<Record<string, string>>): Promise<PhoneAnswer> =>
    await new Promise((resolve, reject) => {
      const body = fields === undefined ? undefined : new URLSearchParams(fields).toString();
      const sent = request(
        `${url}${to}`,
        {
          agent,
          method: body === undefined ? 'GET' : 'POST',
          headers: {
            'user-agent': 'Android 8',
            'accept-encoding': 'gzip',
            ...(body === undefined
              ? {}
              : {
                  'content-type': 'application/x-www-form-urlencoded',
                  'content-length': String(Buffer.byteLength(body)),
                  origin: url,
                }),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (part: Buffer) => chunks.push(part));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              location: response.headers.location ?? '',
              html: () => {
                const bytes = Buffer.concat(chunks);
                return (
                  response.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes
                ).toString();
              },
            }),
          );
        },
      );
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // The server has closed a line that was idle just as it was used again: browsers ask again by themselves.
        if (sent.reusedSocket && error.code === 'ECONNRESET') ask(to, fields).then(resolve, reject);
        else reject(error);
      });
      sent.end(body);
    });
  return { ask, close: () => agent.destroy() };
}

export async function until(due: number): Promise<void> {
  const wait = due - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}
