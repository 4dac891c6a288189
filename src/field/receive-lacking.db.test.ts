import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { newId } from '../platform/db/id.ts';
import { openMunicipality } from '../platform/db/scope.ts';
import { FolderStore } from '../platform/files/folder-store.ts';
import { meetingHeld } from './data/packages.ts';
import { makeHeldSession, Phone, saidOf } from './receive.fixture.ts';
import { covers } from './rules/state-vector.ts';

// The office says what it has: what it lacks is not called taken, what it cannot read in time harms nobody.

let base: TestDatabase;
let home: TestMunicipality;
let folder: string;
let files: FolderStore;

beforeAll(async () => {
  base = await createTestDatabase();
  home = await makeMunicipality(base.db);
  folder = await mkdtemp(join(tmpdir(), 'ashar-lacking-'));
  files = new FolderStore(folder);
});
afterAll(async () => {
  await base.drop();
  await rm(folder, { recursive: true, force: true });
});

async function hall() {
  const gate = home.gate('facilitator', { name: 'Нурлан Осмонов' });
  const session = await makeHeldSession(base, home, gate);
  const phone = await Phone.prepare(base, files, gate, session.id);
  const held = async () =>
    (await openMunicipality(
      base.db,
      gate,
      async (scope) => await meetingHeld(scope, session.id, phone.deviceId),
    ))!;
  return { gate, session, phone, held };
}

const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

test('an office restored from an old backup asks for what it lacks and refuses nothing for it', async () => {
  const { phone, session, held } = await hall();
  const [writer, monday, tuesday] = [newId(), newId(), newId()];
  phone.edit.put('people', monday, { number: 1, fullName: 'Дүйшөмбү', kind: 'community' });
  await phone.send([phone.changes()]);
  const backup = await base.db.owner.query(`select * from field_document where meeting_id = $1`, [
    session.id,
  ]);
  phone.edit.put('people', writer, { number: 2, fullName: 'Жазуучу', kind: 'community' });
  await phone.send([phone.changes()]);
  const [kept] = backup.rows as { state: Buffer; vector: Buffer; written: unknown }[];
  await base.db.owner.query(
    `update field_document set state = $2, vector = $3, written = $4, version = version + 1 where meeting_id = $1`,
    [session.id, kept!.state, kept!.vector, JSON.stringify(kept!.written)],
  );
  await base.db.owner.query(`delete from participant where meeting_id = $1 and full_name = 'Жазуучу'`, [
    session.id,
  ]);

  phone.edit.put('people', writer, { fullName: 'Жазуучу Асанова' });
  phone.edit.put('people', tuesday, { number: 3, fullName: 'Шейшемби', kind: 'community' });
  const sticker = phone.sticker('Көпүрө', { personId: writer, slot: 1 });
  const answer = await phone.send([phone.changes(), sticker]);
  expect(saidOf(answer)).toEqual(['later document-gap', 'later document-gap']);
  const vector = bytes(answer.vectors![session.id]!);
  expect(covers(vector, Y.encodeStateVector(phone.doc))).toBe(false);
  expect(bytes((await held()).vector)).toEqual(vector);

  const update = Buffer.from(Y.encodeStateAsUpdate(phone.doc, vector)).toString('base64');
  expect(saidOf(await phone.send([phone.item({ kind: 'document', update }), sticker]))).toEqual([
    'done',
    'done',
  ]);
  const after = await held();
  expect(covers(bytes(after.vector), Y.encodeStateVector(phone.doc))).toBe(true);
  expect(after.items).toContain(sticker.id);
});

test('an office that lost nothing but a deletion shows it, also to a phone of somebody else', async () => {
  const { phone, session, held } = await hall();
  const gone = newId();
  phone.edit.put('people', gone, { number: 1, fullName: 'Катталган', kind: 'community' });
  await phone.send([phone.changes()]);
  const before = await held();
  phone.edit.remove('people', gone);
  const answer = await phone.send([phone.changes()]);
  const after = bytes(answer.vectors![session.id]!);
  expect(bytes((await held()).vector)).toEqual(after);
  // What was acknowledged, and what an older backup says.
  expect(covers(bytes(before.vector), after)).toBe(false);
  expect(covers(after, bytes(before.vector))).toBe(true);
});

test('other words under the id of an item that was taken are refused, the same words are done', async () => {
  const { phone } = await hall();
  const sticker = phone.sticker('Суу жок');
  expect(saidOf(await phone.send([sticker]))).toEqual(['done']);
  expect(saidOf(await phone.send([sticker]))).toEqual(['done']);
  const other = phone.sticker('Жол жок', {
    id: sticker.body.kind === 'sticker' ? sticker.body.sticker.id : '',
  });
  expect(saidOf(await phone.send([{ ...other, id: sticker.id }]))).toEqual(['refused item-id-taken']);
  // Under another item's id too: the sticker itself stands already.
  expect(saidOf(await phone.send([other]))).toEqual(['refused item-id-taken']);
});

test('changes made to stop the server are refused alone, and the server goes on meanwhile', async () => {
  const { phone, held } = await hall();
  // More writers than a meeting ever has, all at one place of one text.
  const bomb = Y.mergeUpdates(
    Array.from({ length: 5001 }, (_, writer) => {
      const doc = new Y.Doc();
      doc.clientID = writer + 1;
      doc.getText('note:opening').insert(0, 'a');
      return Y.encodeStateAsUpdate(doc);
    }),
  );
  const poison = phone.item({
    kind: 'document',
    update: Buffer.from(bomb).toString('base64'),
  });
  const good = phone.sticker('Чырак жок');
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 10);
  const answer = await phone.send([poison, good]);
  clearInterval(timer);
  expect(saidOf(answer)).toEqual(['refused document-too-dear', 'done']);
  expect(turns).toBeGreaterThan(3);
  const { items } = await held();
  expect(items).toContain(good.id);
  expect(items).not.toContain(poison.id);
}, 60_000);
