import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { newDocument, noteText, SessionEdits } from './document.ts';
import { recordOf } from './record-of.ts';
import { caretAfter, caretAfterDelta, mergeTyped } from './note-text.ts';

test('what is typed into the text that stands is the new text', () => {
  expect(mergeTyped('Жолдор', 'Жолдор начар', 'Жолдор')).toBe('Жолдор начар');
});

test('words typed while another wrote before or behind them stay whole', () => {
  expect(mergeTyped('аба', 'аба ырайы', 'Клуб. аба')).toBe('Клуб. аба ырайы');
  expect(mergeTyped('аба', 'суу аба', 'аба Клуб.')).toBe('суу аба Клуб.');
  expect(mergeTyped('', 'суу', 'Клуб.')).toMatch(/суу/);
});

test('two who typed at the same place both keep their words', () => {
  const merged = mergeTyped('Мектеп: ', 'Мектеп: чатыр', 'Мектеп: терезе');
  expect(merged).toContain('чатыр');
  expect(merged).toContain('терезе');
});

test('nothing that was typed is ever lost, and what another wrote stays unless it was deleted', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (head, tail, mine, theirs) => {
      const shown = head + tail;
      const merged = mergeTyped(shown, head + mine + tail, theirs + shown);
      expect(merged).toContain(mine);
      expect(merged.length).toBe(shown.length + mine.length + theirs.length);
    }),
  );
});

test('the caret stays at its letter when words come in before it', () => {
  expect(caretAfterDelta(4, [{ insert: 'абв' }])).toBe(7);
  expect(caretAfterDelta(4, [{ retain: 4 }, { insert: 'абв' }])).toBe(4);
  expect(caretAfterDelta(4, [{ retain: 1 }, { delete: 2 }])).toBe(2);
  expect(caretAfterDelta(2, [{ retain: 1 }, { delete: 5 }])).toBe(1);
  expect(caretAfter(4, 'абвг', 'XXабвг')).toBe(6);
});

test('the caret keeps its letter through changes as Yjs tells them', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 20 }),
      fc.nat(),
      fc.string({ maxLength: 8 }),
      fc.nat(),
      (text, a, add, b) => {
        const doc = new Y.Doc();
        const shared = doc.getText('t');
        shared.insert(0, text);
        const mark = Y.createRelativePositionFromTypeIndex(shared, text.length, -1);
        let moved = text.length;
        shared.observe((event) => (moved = caretAfterDelta(moved, event.delta)));
        shared.insert(a % text.length, add);
        const at = b % shared.length;
        if (at < shared.length - 1) shared.delete(at, 1);
        expect(moved).toBe(Y.createAbsolutePositionFromRelativePosition(mark, doc)?.index);
      },
    ),
  );
});

const sync = (a: Y.Doc, b: Y.Doc) => {
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)));
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)));
};

test('two recorders write the same part of the minutes offline: after they meet, both texts are there', () => {
  const [a, b] = [newDocument('x'), newDocument('x')];
  const [one, two] = [new SessionEdits(a), new SessionEdits(b)];
  one.setNote('resources', 'Жолдор начар. Клубдун чатыры агат.');
  sync(a, b);
  // Apart from each other: one mends the beginning letter by letter, the other goes on at the end.
  for (const text of ['И', 'Ич', 'Ички ж', 'Ички жолдор'])
    one.setNote('resources', `${text} начар. Клубдун чатыры агат.`);
  for (const text of [' Ж', ' Жаңы', ' Жаңы конушта суу жок.'])
    two.setNote('resources', `Жолдор начар. Клубдун чатыры агат.${text}`);
  two.setNote('budget', 'Угуу керек.');
  sync(a, b);
  for (const doc of [a, b]) {
    expect(recordOf(doc).notes.resources).toBe(
      'Ички жолдор начар. Клубдун чатыры агат. Жаңы конушта суу жок.',
    );
    expect(recordOf(doc).notes.budget).toBe('Угуу керек.');
  }
});

test('two recorders begin an empty part at the same time: both sentences stand whole', () => {
  const [a, b] = [newDocument('x'), newDocument('x')];
  new SessionEdits(a).setNote('closing', 'Ыраазычылык айтылды.');
  new SessionEdits(b).setNote('closing', 'Жети киши макул болду.');
  sync(a, b);
  const text = recordOf(a).notes.closing;
  expect(text).toContain('Ыраазычылык айтылды.');
  expect(text).toContain('Жети киши макул болду.');
  expect(recordOf(b).notes.closing).toBe(text);
});

test('another writes while a word is being composed: the field catches up and the shared text has both', () => {
  const [a, b] = [newDocument('x'), newDocument('x')];
  const edits = new SessionEdits(a);
  edits.setNote('gallery', 'Стикерлер: ');
  sync(a, b);
  // The field still shows the old text while the other's words are in the document already.
  const shown = 'Стикерлер: ';
  new SessionEdits(b).setNote('gallery', '5. Стикерлер: ');
  sync(a, b);
  edits.setNote('gallery', mergeTyped(shown, 'Стикерлер: окулду', noteText(a, 'gallery').toJSON()));
  sync(a, b);
  expect(recordOf(b).notes.gallery).toBe('5. Стикерлер: окулду');
});
