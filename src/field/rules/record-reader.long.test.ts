import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { noteParts, type SessionRecord } from '../../needs/sessions/rules/session-record.ts';
import { cases, patience, random, seed } from '../../../test/generated.ts';
import { newDocument, SessionEdits, thingNames, type ThingName } from './document.ts';
import { FocusEdits, focusRecordOf } from './focus-document.ts';
import { clocksOf, recordOf, stickersOf } from './record-of.ts';
import { RecordReader } from './record-reader.ts';
import { StepUndo } from './undo.ts';

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** What some thing may say, right and wrong. */
function fieldsOf(name: ThingName, some: (most: number) => number): Record<string, unknown> {
  const order = some(5);
  switch (name) {
    case 'people':
      return {
        number: some(4),
        fullName: some(3) === 0 ? '' : `Адам ${some(9)}`,
        sex: some(2) ? 'male' : 'x',
      };
    case 'mapObjects':
      return {
        order,
        name: `Нерсе ${some(9)}`,
        shape: 'point',
        crs: 'sheet',
        points: [[some(900), some(900)]],
      };
    case 'institutions':
      return { order, name: some(4) === 0 ? ' ' : `Уюм ${some(9)}`, executive: some(2) === 0 };
    case 'circles':
      return {
        institutionId: some(5) === 0 ? 'x' : uuid(some(6)),
        diagram: 'common',
        x: some(1000),
        y: some(1000),
      };
    case 'slices':
      return { order, name: `Бөлүк ${some(9)}`, share: some(10_000) };
    case 'questions':
      return { order, text: some(4) === 0 ? '' : `Суроо ${some(9)}` };
    case 'photos':
      return { purpose: 'map', caption: `${some(9)}`, width: some(2000), height: 10 };
    case 'columns':
      return { order, name: `Көйгөй ${some(9)}`, competence: some(2) ? 'local' : 'outside', localMatter: 3 };
  }
}

const lists = ['mapObjects', 'institutions', 'circles', 'slices', 'columns'] as const;

/** Things of the lists that say the same as before and yet are other objects. */
function madeAnew(before: SessionRecord, now: SessionRecord): string[] {
  return lists.flatMap((list) => {
    const stood = new Map<string, unknown>(before[list].map((one) => [one.id, one]));
    return now[list]
      .filter((one) => stood.has(one.id) && stood.get(one.id) !== one)
      .filter((one) => JSON.stringify(stood.get(one.id)) === JSON.stringify(one))
      .map((one) => `${list} ${one.id}`);
  });
}

test(
  'what is read again after each change is what is read anew, and what did not change is the same object',
  () => {
    const rounds = cases({ sample: 40, long: 2000 });
    for (let round = 0; round < rounds; round += 1) {
      const next = random(seed + round);
      const some = (most: number) => Math.floor(next() * most);
      const doc = newDocument(uuid(99));
      const other = newDocument(uuid(99));
      const edit = new SessionEdits(doc);
      const apart = new SessionEdits(other);
      const focus = new FocusEdits(doc);
      const undo = StepUndo.of(doc, 'map')!;
      const reader = new RecordReader(doc);
      doc.on('afterTransaction', (transaction) => void reader.hear(transaction));
      for (let step = 0; step < 60; step += 1) {
        const before = reader.record;
        const name = thingNames[some(thingNames.length)]!;
        const at = some(8) === 0 ? other : doc;
        const by = at === doc ? edit : apart;
        const deed = some(11);
        // A thing that was written over, or came back, may say what it said: it was changed all the same.
        const quiet = deed < 8 && deed > 0;
        switch (deed) {
          case 0:
            by.remove(name, uuid(some(6)));
            break;
          case 1:
            by.link('common', uuid(some(6)), uuid(some(6)), some(3) === 0 ? 'separate' : 'touching');
            break;
          case 2:
            by.place([uuid(some(6)), uuid(some(6))], some(3) === 0 ? null : uuid(some(6)));
            break;
          case 3:
            by.setNote(noteParts[some(noteParts.length)]!, `сөз ${some(50)}`);
            break;
          case 4:
            by.setMeta({ women: some(30), heldVenue: `Клуб ${some(3)}` });
            break;
          case 5:
            by.addStickers([
              {
                id: uuid(some(20)),
                personId: null,
                slot: null,
                text: `Жол ${some(9)}`,
                sex: null,
                way: 'typed',
                corrects: null,
                withdrawn: false,
                deviceTime: '2026-12-01T10:00:00Z',
              },
            ]);
            break;
          case 6:
            by.setClock('map', { startedAt: `2026-12-01T10:0${some(9)}:00Z` });
            break;
          case 7:
            focus.putEntry(uuid(some(4)), { problemId: uuid(1), column: 'cause', text: `себеп ${some(9)}` });
            break;
          case 8:
            Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
            break;
          case 9:
            undo.undo();
            break;
          default:
            by.put(name, uuid(some(6)), fieldsOf(name, some));
        }
        const now = reader.record;
        const where = `seed ${seed + round}, step ${step}`;
        expect(now, where).toEqual(recordOf(doc));
        expect(reader.stickers, where).toEqual(stickersOf(doc));
        expect(reader.clocks, where).toEqual(clocksOf(doc));
        expect(reader.focus, where).toEqual(focusRecordOf(doc));
        if (quiet) expect(madeAnew(before, now), where).toEqual([]);
      }
    }
  },
  patience({ sample: 20_000, long: 600_000 }),
);

test('a change of one part leaves every other part, and every other thing, the same object', () => {
  const doc = newDocument(uuid(99));
  const edit = new SessionEdits(doc);
  const reader = new RecordReader(doc);
  doc.on('afterTransaction', (transaction) => void reader.hear(transaction));
  for (let number = 0; number < 5; number += 1)
    for (const name of thingNames)
      edit.put(name, uuid(number), { ...fieldsOf(name, () => number + 1), institutionId: uuid(number) });
  edit.setNote('opening', 'сөз');
  const before = reader.record;
  edit.put('mapObjects', uuid(2), { name: 'Көпүрө' });
  const after = reader.record;
  for (const part of Object.keys(before) as (keyof SessionRecord)[])
    expect([part, after[part] === before[part]]).toEqual([part, part !== 'mapObjects']);
  const same = after.mapObjects.filter((one) => before.mapObjects.includes(one));
  expect(same).toHaveLength(4);
  // Nothing of the record: it is the same one.
  edit.setClock('map', { startedAt: '2026-12-01T10:00:00Z' });
  edit.addStickers([]);
  expect(reader.record).toBe(after);
});
