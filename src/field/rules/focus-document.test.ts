import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { newDocument, SessionEdits } from './document.ts';
import { FocusEdits, focusRecordOf } from './focus-document.ts';
import { StepUndo } from './undo.ts';

const ids = [1, 2, 3, 4].map((n) => `0190000${n}-0000-7000-8000-000000000000`);
const [problem = '', other = '', a = '', b = ''] = ids;

function device() {
  const doc = newDocument('meeting');
  return { doc, focus: new FocusEdits(doc, 'focus-causes'), edit: new SessionEdits(doc) };
}
function exchange(one: Y.Doc, two: Y.Doc): void {
  const [first, second] = [Y.encodeStateAsUpdate(one), Y.encodeStateAsUpdate(two)];
  Y.applyUpdate(one, second);
  Y.applyUpdate(two, first);
}

test('two subgroups work apart and come together', () => {
  const [one, two] = [device(), device()];
  one.focus.putEntry(a, { problemId: problem, column: 'cause', text: 'Имарат жок', order: 1 });
  one.focus.setTopic(problem, { subgroup: 'Биринчи' });
  two.focus.putEntry(b, {
    problemId: other,
    column: 'contribution',
    text: 'Чырактар',
    order: 1,
    party: 'executive',
    form: 'money',
  });
  two.focus.setTopic(problem, { description: 'Балдар даяр эмес' });
  exchange(one.doc, two.doc);
  expect(focusRecordOf(one.doc)).toEqual(focusRecordOf(two.doc));
  const record = focusRecordOf(one.doc);
  expect(record.entries.map((entry) => entry.text)).toEqual(['Имарат жок', 'Чырактар']);
  expect(record.topics).toContainEqual({
    problemId: problem,
    subgroup: 'Биринчи',
    description: 'Балдар даяр эмес',
  });
});

test('one changes the words of a line while the other says that it is only likely', () => {
  const [one, two] = [device(), device()];
  one.focus.putEntry(a, { problemId: problem, column: 'consequence', text: 'Ооруйт', order: 1 });
  exchange(one.doc, two.doc);
  one.focus.putEntry(a, { text: 'Оору көбөйөт' });
  two.focus.putEntry(a, { likelihood: 'likely' });
  exchange(one.doc, two.doc);
  expect(focusRecordOf(two.doc).entries[0]).toMatchObject({ text: 'Оору көбөйөт', likelihood: 'likely' });
});

test('undo brings a removed line back and takes nothing of another device', () => {
  const [one, two] = [device(), device()];
  const undo = StepUndo.of(one.doc, 'focus-causes')!;
  one.focus.putEntry(a, { problemId: problem, column: 'cause', text: 'Имарат жок', order: 1 });
  undo.stop();
  one.focus.removeEntry(a);
  two.focus.putEntry(b, { problemId: problem, column: 'cause', text: 'Адис жок', order: 2 });
  exchange(one.doc, two.doc);
  undo.undo();
  expect(focusRecordOf(one.doc).entries.map((entry) => entry.text)).toEqual(['Имарат жок', 'Адис жок']);
});

test('what does not fit is left out: words of nobody, party of a cause, a column that does not exist', () => {
  const { doc, focus } = device();
  focus.putEntry(a, {
    problemId: problem,
    column: 'cause',
    text: ' Себеп ',
    party: 'kenesh',
    order: Number.NaN,
  });
  focus.putEntry(b, { problemId: problem, column: 'reason' as never, text: 'Башка' });
  doc.getMap('entries').set('not-an-id', new Y.Map());
  doc.getMap('meta').set('organisations', -3);
  expect(focusRecordOf(doc)).toMatchObject({
    entries: [{ id: a, text: 'Себеп', party: null, order: 0 }],
    organisations: null,
  });
});
