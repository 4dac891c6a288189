import { expect, test } from 'vitest';
import { newDocument, SessionEdits } from './document.ts';
import { FocusEdits, focusRecordOf } from './focus-document.ts';
import { clocksOf, recordOf } from './record-of.ts';
import { StepUndo, undoSteps } from './undo.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

function meeting() {
  const doc = newDocument(id(0));
  const steps = Object.fromEntries(undoSteps('session').map((step) => [step, StepUndo.of(doc, step)!]));
  return { doc, edit: new SessionEdits(doc), map: steps.map!, venn: steps.venn!, pie: steps.pie! };
}

test('undo of a step takes back nothing of another, and is idle where nothing was done', () => {
  const { doc, edit, map, venn, pie } = meeting();
  edit.put('people', id(1), { number: 1, fullName: 'Асель' });
  edit.setMeta({ heldVenue: 'Клуб', women: 3 });
  edit.setClock('map', { startedAt: '2026-05-12T10:00:00Z', endedAt: null });
  for (const step of [map, venn, pie]) expect([step.canUndo, step.undo()]).toEqual([false, undefined]);

  edit.put('mapObjects', id(2), { name: 'Мектеп' });
  edit.put('institutions', id(3), { name: 'Айыл өкмөтү' });
  edit.setMeta({ budgetTotal: '5000' });
  edit.setMeta({ mapBase: 'tiles' });
  map.stop();
  expect(pie.undo()).toEqual({ of: 'meta', change: 'changed', name: 'budgetTotal', more: 0 });
  expect(map.undo()).toMatchObject({ of: 'mapObjects', change: 'went', name: 'Мектеп' });
  expect(recordOf(doc)).toMatchObject({
    people: [{ fullName: 'Асель' }],
    heldVenue: 'Клуб',
    women: 3,
    mapObjects: [],
    institutions: [{ name: 'Айыл өкмөтү' }],
    budgetTotal: null,
  });
  expect(clocksOf(doc)['map']?.startedAt).not.toBeNull();
  expect([map.canUndo, map.canRedo, venn.canUndo]).toEqual([false, true, true]);
});

test('what was taken back is said of the thing that tells most, by its name, and done again', () => {
  const { edit, venn } = meeting();
  edit.put('institutions', id(1), { name: 'Мектеп' });
  edit.put('institutions', id(2), { name: 'Айыл өкмөтү' });
  edit.put('circles', id(3), { institutionId: id(1), diagram: 'common', size: 'big' });
  venn.stop();
  edit.put('circles', id(3), { size: 'small' });
  venn.stop();
  edit.together(() => {
    edit.remove('circles', id(3));
    edit.remove('institutions', id(1));
  });
  expect(venn.undo()).toEqual({ of: 'institutions', change: 'came', name: 'Мектеп', more: 0 });
  expect(venn.undo()).toEqual({ of: 'circles', change: 'changed', name: 'Мектеп', more: 0 });
  expect(venn.redo()).toMatchObject({ of: 'circles', change: 'changed', name: 'Мектеп' });
  expect(venn.redo()).toMatchObject({ of: 'institutions', change: 'went', name: 'Мектеп' });
});

test('steps of a focus group fill one table, and each takes back its own lines', () => {
  const doc = newDocument(id(0));
  const undo = StepUndo.of(doc, 'focus-causes')!;
  const line = { problemId: id(9), order: 1 };
  new FocusEdits(doc, 'focus-causes').putEntry(id(1), { ...line, column: 'cause', text: 'Имарат жок' });
  new FocusEdits(doc, 'focus-solutions').putEntry(id(2), { ...line, column: 'solution', text: 'Куруу' });
  expect(undo.undo()).toEqual({ of: 'entries', change: 'went', name: 'Имарат жок', more: 0 });
  expect(undo.canUndo).toBe(false);
  expect(focusRecordOf(doc).entries.map(({ text }) => text)).toEqual(['Куруу']);
});
