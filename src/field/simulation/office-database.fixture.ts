import { copyDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Gate } from '../../platform/db/gate.ts';
import { openMunicipality } from '../../platform/db/scope.ts';
import type { FileStore } from '../../platform/files/store.ts';
import { receiveItems } from '../commands/receive-items.ts';
import { readDocument } from '../data/documents.ts';
import { meetingHeld, meetingPackage } from '../data/packages.ts';
import { recordOf } from '../rules/record-of.ts';
import type { Held, ItemsAnswer, ItemsRequest, MeetingPackage } from '../rules/items.ts';
import { mergeUpdates } from '../rules/merge.ts';
import { versions, type Versions } from '../rules/versions.ts';
import type { Standing, StoryOffice } from './office.fixture.ts';

// The office of a story on a real database, with the program's own commands. A backup is a copy of the database, a
// restore puts it in the place of the one in use.

/** The device of a phone in the story, and who holds it. */
export type Known = { readonly id: string; readonly gate: Gate };

export class DatabaseOffice implements StoryOffice {
  readonly meetingId: string;
  versions: Versions = versions;
  /** What nobody expected and would have been written into the log. */
  readonly faults: unknown[] = [];
  #base: TestDatabase;
  readonly #files: FileStore;
  readonly #devices: ReadonlyMap<string, Known>;
  /** Names of databases nobody uses; the first is from before the story. */
  readonly #backups: string[];
  readonly #made: TestDatabase[] = [];

  /** @param first the name of a database to which nobody is connected, with the meeting in it */
  private constructor(
    base: TestDatabase,
    first: string,
    meetingId: string,
    devices: ReadonlyMap<string, Known>,
    files: FileStore,
  ) {
    this.#base = base;
    this.meetingId = meetingId;
    this.#devices = devices;
    this.#files = files;
    this.#backups = [first];
  }

  static async open(
    first: string,
    meetingId: string,
    devices: ReadonlyMap<string, Known>,
    files: FileStore,
  ): Promise<DatabaseOffice> {
    return new DatabaseOffice(await copyDatabase(first), first, meetingId, devices, files);
  }

  async drop(): Promise<void> {
    for (const one of [this.#base, ...this.#made]) await one.drop();
  }

  async receive(request: ItemsRequest, device: string, now: number): Promise<ItemsAnswer> {
    const { id, gate } = this.#devices.get(device)!;
    return await receiveItems(this.#base.db, this.#files, gate, { id, clockOff: 0 }, request, {
      via: 'network',
      now: new Date(now),
      lang: 'ky',
      versions: this.versions,
      onFault: (error) => this.faults.push(error),
    });
  }

  async held(device: string): Promise<Held> {
    const { id, gate } = this.#devices.get(device)!;
    const held = await openMunicipality(
      this.#base.db,
      gate,
      async (scope) => await meetingHeld(scope, this.meetingId, id),
    );
    return held!;
  }

  async package(device: string, now: number): Promise<MeetingPackage> {
    const { id, gate } = this.#devices.get(device)!;
    const env = { tilesUrl: undefined, tilesAttribution: '' };
    const found = await openMunicipality(
      this.#base.db,
      gate,
      async (scope) => await meetingPackage(scope, this.meetingId, { lang: 'ky', env, deviceId: id }),
      { now: new Date(now) },
    );
    return found!;
  }

  async standing(): Promise<Standing> {
    const { owner } = this.#base.db;
    const of = [this.meetingId];
    const receipts = await owner.query<{ id: string }>(
      `select item_id as id from field_receipt where meeting_id = $1 and state = 'done'`,
      of,
    );
    const statements = await owner.query<{ id: string; text: string; withdrawn: boolean }>(
      `select id, text, withdrawn from statement where session_id = $1`,
      of,
    );
    const photos = await owner.query<{ id: string }>(
      `select id from meeting_photo where meeting_id = $1 and file_id is not null`,
      of,
    );
    const session = await owner.query<{ finished: boolean }>(
      `select finished_at is not null as finished from meeting where id = $1`,
      of,
    );
    return {
      receipts: new Set(receipts.rows.map(({ id }) => id)),
      statements: new Map(statements.rows.map((row) => [row.id, row])),
      photos: new Set(photos.rows.map(({ id }) => id)),
      finished: session.rows[0]?.finished === true,
      record: await this.#record(),
    };
  }

  async #record() {
    const [known] = this.#devices.values();
    const { state } = await openMunicipality(
      this.#base.db,
      known!.gate,
      async (scope) => await readDocument(scope, this.meetingId),
    );
    return recordOf(mergeUpdates(this.meetingId, state, []).doc);
  }

  /** Who stands in the table of people, which papers and pages read. */
  async listed(): Promise<ReadonlySet<string>> {
    const { rows } = await this.#base.db.owner.query<{ id: string }>(
      `select id from participant where meeting_id = $1`,
      [this.meetingId],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async backup(): Promise<void> {
    const now = this.#base;
    await now.db.close();
    this.#made.push(now);
    this.#backups.push(now.name);
    this.#base = await copyDatabase(now.name);
  }

  async restore(chance: number, store: string | undefined): Promise<void> {
    await this.#base.drop();
    this.#base = await copyDatabase(this.#backups[Math.floor(chance * this.#backups.length)]!);
    if (store === undefined) return;
    await this.#base.db.owner.query(
      `insert into installation (key, value) values ('store', $1) on conflict (key) do update set value = $1`,
      [store],
    );
  }

  async setClosed(closed: boolean): Promise<void> {
    await this.#base.db.owner.query(
      `update meeting set state = $2, closed_at = case when $2 = 'closed' then now() end where id = $1`,
      [this.meetingId, closed ? 'closed' : 'open'],
    );
  }

  async isClosed(): Promise<boolean> {
    const { rows } = await this.#base.db.owner.query<{ state: string }>(
      `select state from meeting where id = $1`,
      [this.meetingId],
    );
    return rows[0]?.state === 'closed';
  }
}
