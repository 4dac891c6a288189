import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { actingIn, type Acting } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { now, Phone, saidOf } from '../field/receive.fixture.ts';
import { PublicEdits } from '../field/rules/public-document.ts';
import { makeCycle } from '../needs/priorities/priorities.fixture.ts';
import { newId } from '../platform/db/id.ts';
import { FolderStore } from '../platform/files/folder-store.ts';
import { planPublicMeeting } from '../public-meetings/commands/plan-public-meeting.ts';
import { removeSpeech } from '../public-meetings/commands/remove-speech.ts';
import { findPublicMeeting } from '../public-meetings/data/public-meetings.ts';
import { erasePerson } from './commands/erase-person.ts';
import { tracesOf } from './data/traces.ts';

// A public meeting was written on a phone: whoever is erased at the office leaves its shared document too.

const who = 'Калыйпа Турдубаева';

let base: TestDatabase;
let acting: Acting;
let home: TestMunicipality;
let folder: string;
beforeAll(async () => {
  base = await createTestDatabase();
  acting = actingIn(base.db, now);
  home = await makeMunicipality(base.db);
  folder = await mkdtemp(path.join(tmpdir(), 'ashar-erase-public-'));
});
afterAll(async () => {
  await base.drop();
  await rm(folder, { recursive: true, force: true });
});

/** A hearing with somebody at the door, who spoke twice; once the recorder wrote her name as an official's. */
async function held(year: number) {
  const staff = home.gate('staff');
  const { id } = await acting.done(staff, planPublicMeeting, {
    ...{ cycleId: await makeCycle(base.db, home.id, year), form: 'hearing', topic: 'budget' },
    ...{ title: 'Бюджет', titleLang: 'ky', level: 'municipality', initiator: 'head' },
    ...{ initiatedOn: '2026-02-10', plannedOn: '2026-03-19', venue: 'Клуб' },
  });
  const phone = await Phone.prepare(base, new FolderStore(folder), staff, id);
  const edits = new PublicEdits(phone.doc);
  const [person, named, slip] = [newId(), newId(), newId()];
  phone.edit.put('people', person, { number: 1, fullName: who, sex: 'female', kind: 'community' });
  edits.setDoor(person, { villageId: home.villages[0]!.id, card: null });
  const said = { sex: 'female', textLang: 'ky', villageId: null } as const;
  edits.putSpeech(named, { ...said, kind: 'speech', official: who, text: 'Менин короом суусуз', order: 1 });
  edits.putSpeech(slip, { ...said, kind: 'slip', slip: 3, text: `${who}нын балдары`, order: 2 });
  const send = async () => saidOf(await phone.send([{ ...phone.changes(), meeting: 'public' }]));
  expect(await send()).toEqual(['done']);
  const texts = async () =>
    (await acting.read(staff, async (scope) => await findPublicMeeting(scope, id)))!.speeches.map(
      (one) => `${one.official}: ${one.text}`,
    );
  return { id, staff, phone, edits, person, named, slip, send, texts };
}

/** What the office keeps of the meeting's document: its bytes, and what was last written of it. */
async function kept(id: string): Promise<{ readonly all: string; readonly doc: Y.Doc }> {
  const { rows } = await base.db.owner.query<{ state: Buffer; written: unknown }>(
    'select state, written from field_document where meeting_id = $1',
    [id],
  );
  const doc = new Y.Doc();
  Y.applyUpdate(doc, new Uint8Array(rows[0]!.state));
  return { all: rows[0]!.state.toString('utf8') + JSON.stringify(rows[0]!.written), doc };
}

test('whoever is erased leaves the speeches, slips and the door of the shared document, and no phone brings them back', async () => {
  const { id, staff, phone, edits, person, named, slip, send, texts } = await held(2031);
  // The office reads the slip that speaks of her, and takes it away.
  await acting.done(staff, removeSpeech, { id, speechId: slip });
  const traces = await acting.read(staff, async (scope) => await tracesOf(scope, who));
  expect(traces.map(({ kind, id: of }) => `${kind} ${of}`).sort()).toEqual([
    `participant ${person}`,
    `speaker ${named}`,
  ]);
  const erased = { rows: traces.map(({ kind, id: of }) => ({ kind, id: of })), reason: 'өзү суранды' };
  await acting.done(home.gate('administrator'), erasePerson, { ...erased, confirmed: 'yes' });

  // What she said stays in the minutes, without her name.
  expect(await texts()).toEqual([': Менин короом суусуз']);
  const first = await kept(id);
  for (const word of ['Турдубаева', 'Менин короом', 'балдары']) expect(first.all, word).not.toContain(word);
  expect([...first.doc.getMap('speeches').keys(), ...first.doc.getMap('door').keys()]).toEqual([
    `${person}|card`,
  ]);

  // A phone that knows nothing of it writes all of it anew.
  edits.removeSpeech(named);
  const anew = { kind: 'speech', textLang: 'ky', order: 1 } as const;
  edits.putSpeech(named, { ...anew, official: who, text: 'Менин короом суусуз, дедим' });
  edits.putSpeech(slip, { ...anew, text: `${who}нын балдары, дедим` });
  edits.setDoor(person, { villageId: null });
  edits.setDoor(person, { villageId: home.villages[0]!.id });
  edits.putSpeech(newId(), { ...anew, text: 'Башка сөз', order: 3 });
  expect(await send()).toEqual(['done']);
  expect(await texts()).toEqual([': Менин короом суусуз', ': Башка сөз']);
  const second = await kept(id);
  for (const word of ['Турдубаева', 'Менин короом', 'балдары']) expect(second.all, word).not.toContain(word);
  expect(second.doc.getMap('door').has(`${person}|villageId`)).toBe(false);

  // And loses it when it takes over what the office has.
  Y.applyUpdate(phone.doc, Y.encodeStateAsUpdate(second.doc));
  expect(Buffer.from(Y.encodeStateAsUpdate(phone.doc)).toString('utf8')).not.toContain('Турдубаева');
});

test('a speech that the office took away leaves the document with the next change of any phone', async () => {
  const { id, staff, edits, slip, send, texts } = await held(2032);
  await acting.done(staff, removeSpeech, { id, speechId: slip });
  edits.putSpeech(newId(), { kind: 'speech', textLang: 'ky', text: 'Башка сөз', order: 3 });
  expect(await send()).toEqual(['done']);
  expect(await texts()).toEqual([`${who}: Менин короом суусуз`, ': Башка сөз']);
  expect((await kept(id)).all).not.toContain('балдары');
});
