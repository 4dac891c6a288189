import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { newDocument, SessionEdits } from './document.ts';
import { idOfNamed } from './named-id.ts';
import { pieSum } from './pie.ts';
import { isItemId, recordOf } from './record-of.ts';

const meeting = '00000000-0000-7000-8000-000000000001';
const other = '00000000-0000-7000-8000-000000000002';
const none = () => 'another';

test('two devices apart that share out the same names have one pie, not one of 200 %', () => {
  const devices = [newDocument(meeting), newDocument(meeting)];
  for (const [at, doc] of devices.entries()) {
    const edit = new SessionEdits(doc);
    for (const [order, name] of ['Мектептер', 'Жолдор'].entries())
      edit.put('slices', idOfNamed(doc, 'slices', at === 0 ? name : ` ${name.toUpperCase()} `, none), {
        order,
        name,
        share: 5000,
      });
  }
  const [one, two] = devices as [Y.Doc, Y.Doc];
  Y.applyUpdate(one, Y.encodeStateAsUpdate(two));
  Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
  for (const doc of devices) {
    const { slices } = recordOf(doc);
    expect([slices.length, pieSum(slices)]).toEqual([2, 10_000]);
  }
});

test('an id belongs to its meeting, its list and its name, and is never taken from a thing that stands', () => {
  const doc = newDocument(meeting);
  const ids = [
    idOfNamed(doc, 'slices', 'Мектеп', none),
    idOfNamed(doc, 'institutions', 'Мектеп', none),
    idOfNamed(doc, 'slices', 'Мектептер', none),
    idOfNamed(newDocument(other), 'slices', 'Мектеп', none),
  ];
  expect(new Set(ids).size).toBe(4);
  expect(ids.every(isItemId)).toBe(true);
  const edit = new SessionEdits(doc);
  edit.put('slices', ids[0]!, { name: 'Мектеп', share: 100 });
  edit.put('slices', ids[0]!, { name: 'Бала бакча' });
  expect(idOfNamed(doc, 'slices', 'Мектеп', none)).toBe('another');
});

test('thousands of names of one meeting have each its own id', () => {
  const doc = newDocument(meeting);
  const ids = Array.from({ length: 20_000 }, (_, n) => idOfNamed(doc, 'columns', `көйгөй ${n}`, none));
  expect(new Set(ids).size).toBe(ids.length);
});
