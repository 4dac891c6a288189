import { expect, test } from 'vitest';
import { closingHints } from './closing-checks.ts';
import { newDocument, SessionEdits } from './document.ts';
import { recordOf } from './record-of.ts';
import { sessionMinutes, type GalleryTally } from './minutes.ts';
import { rankedInstitutions } from './ranked-institutions.ts';
import { minutesText } from './minutes-text.ts';
import { stepFill } from './step-fill.ts';
import { fmt } from '../../platform/i18n/format.ts';
import { translator } from '../../platform/i18n/catalogues.ts';
import { LANGS } from '../../platform/i18n/lang.ts';
import { newItemId } from '../app/core/ids.ts';
import { fillText, sayWord } from '../app/run/words.ts';
import { programmeSteps } from './programme.ts';

const info = {
  municipality: 'Көк-Ирим',
  village: 'Арал',
  ageGroup: '18-35',
  sexMode: 'mixed' as const,
  facilitators: ['Асанова Гүлнара', 'Токтогулов Эмил'],
  venue: 'Клуб',
  stickersPerPerson: 5,
  plannedOn: '2026-05-12',
};
const nothing: GalleryTally = { stickers: 0, ungrouped: 0, columns: [] };

/** A meeting after the sample minutes of the textbook (19 November 2014), shortened. */
function held() {
  const edits = new SessionEdits(newDocument('x'));
  edits.setMeta({ heldOn: '2014-11-19', heldVenue: 'Клубдун имараты', guests: 1, budgetTotal: '1000000000' });
  const person = (fields: Parameters<typeof edits.put<'people'>>[2]) =>
    edits.put('people', newItemId(), fields);
  for (let number = 1; number <= 14; number += 1) person({ number, kind: 'community', sex: 'female' });
  for (let number = 15; number <= 23; number += 1) person({ number, kind: 'community', sex: 'male' });
  person({ number: 24, kind: 'deputy', sex: 'male', fullName: 'Бакиров Марат' });
  person({
    number: 25,
    kind: 'community',
    sex: 'female',
    fullName: 'Сыдыкова Айнура',
    contact: '0700 000 102',
    age: 29,
    forFocusGroup: true,
    forMonitoring: true,
  });
  const school = newItemId();
  edits.put('mapObjects', school, {
    order: 2,
    kind: 'service',
    name: 'Мектеп',
    condition: 'repair',
    users: ['children'],
    note: '1971-жылы курулган',
  });
  edits.put('mapObjects', newItemId(), {
    order: 1,
    kind: 'infrastructure',
    name: 'Ынтымак көчөсү',
    condition: 'old',
  });
  edits.put('mapObjects', newItemId(), { order: 3, kind: 'service', name: 'Бала бакча', wished: true });
  const ids = { ao: newItemId(), school: newItemId(), mosque: newItemId() };
  edits.put('institutions', ids.mosque, { order: 1, name: 'Мечит' });
  edits.put('institutions', ids.school, { order: 2, name: 'Мектеп', quality: 2, judgement: 'Кружок жок' });
  edits.put('institutions', ids.ao, { order: 3, name: 'Айыл өкмөтү', executive: true });
  const circle = (institutionId: string, diagram: 'women' | 'men', size: 'small' | 'middle' | 'big') => {
    const id = newItemId();
    edits.put('circles', id, { institutionId, diagram, size, x: 500, y: 500 });
    return id;
  };
  const ao = circle(ids.ao, 'women', 'big');
  const schoolW = circle(ids.school, 'women', 'middle');
  circle(ids.ao, 'men', 'big');
  circle(ids.mosque, 'men', 'small');
  edits.link('women', ao, schoolW, 'touching');
  edits.put('slices', newItemId(), { order: 1, name: 'Мектептер', share: 2000 });
  edits.put('slices', newItemId(), { order: 2, name: 'Аппарат', share: 8000 });
  edits.put('questions', newItemId(), { order: 1, kind: 'hearing', text: 'Мектептин бюджети' });
  edits.setNote('resources', 'Каналда жайында суу аз.\nКлубдун чатыры агат.');
  return { edits, record: () => recordOf(edits.doc) };
}
const tally: GalleryTally = {
  stickers: 24,
  ungrouped: 2,
  columns: [
    { id: 'a', name: 'Сугат суу', votes: 9 },
    { id: 'b', name: 'Ички жолдор', votes: 12 },
    { id: 'c', name: 'Жарык', votes: 0 },
    { id: 'd', name: '', votes: 1 },
  ],
};

test('the minutes hold the fields of Annex 10 in its order', () => {
  const blocks = sessionMinutes({ info, record: held().record(), tally });
  const headings = blocks.flatMap((block) =>
    block.type === 'heading' && block.level === 2
      ? block.text.map((one) => ('key' in one ? one.key : ''))
      : [],
  );
  expect(blocks[0]!.type).toBe('title');
  expect(headings).toEqual([
    ...['agenda', 'matter-1', 'matter-2', 'matter-3'].map((name) => `needs.paper.${name}`),
    'field.run.minutes.active',
  ]);
  const text = minutesText(blocks, sayWord({ t: translator('ky'), fmt: fmt('ky') }));
  for (const part of [
    'Көк-Ирим айыл аймагы, Арал айылы',
    '2014-жылдын 19-ноябры',
    'Клубдун имараты',
    '18–35 жаштагы тургундар: 24 киши (15 аял, 9 эркек)',
    '1 депутат, 1 конок',
    'Асанова Гүлнара, Токтогулов Эмил',
    'Каналда жайында суу аз.',
    '1 | Ички жолдор | 12',
    '2 | Сугат суу | 9',
    'Аппарат | 80 | 8 000 000'.replaceAll(' 000', '\u00a0000'),
    'Мектептин бюджети',
    'Сыдыкова Айнура: фокус-топ, мониторинг',
  ])
    expect(text).toContain(part);
  // The telephone stays out of what goes from hand to hand.
  expect(text).not.toContain('0700');
  expect(text).not.toContain('Жарык');
});

test('an empty meeting gives minutes that say what was not recorded, and blanks to fill by hand', () => {
  const record = recordOf(newDocument('x'));
  const blocks = sessionMinutes({ info: { ...info, venue: '' }, record, tally: nothing });
  expect(blocks.filter((block) => block.type === 'missing')).toHaveLength(4);
  const facts = blocks.find((block) => block.type === 'facts');
  expect(facts?.rows.filter((row) => row.value.length === 0)).toHaveLength(2);
  expect(blocks.some((block) => block.type === 'notes')).toBe(false);
});

test('institutions stand in falling importance with their tie to the executive and by whom they were left out', () => {
  const ranked = rankedInstitutions(held().record());
  expect(ranked.map((one) => one.institution.name)).toEqual(['Айыл өкмөтү', 'Мектеп', 'Мечит']);
  expect(ranked[0]!.relations).toEqual([]);
  expect(ranked[1]).toMatchObject({
    size: 'middle',
    relations: [{ diagram: 'women', relation: 'touching' }],
    leftOutBy: ['men'],
  });
  expect(ranked[2]).toMatchObject({
    relations: [{ diagram: 'men', relation: 'separate' }],
    leftOutBy: ['women'],
  });
});

test('every word of the minutes exists in the three languages', () => {
  const record = held().record();
  for (const lang of LANGS) {
    const say = sayWord({ t: translator(lang), fmt: fmt(lang) });
    for (const facts of [
      { info, record, tally },
      {
        info: { ...info, sexMode: 'women' as const },
        record: { ...record, attendance: 'counts' as const },
        tally: nothing,
      },
    ])
      expect(minutesText(sessionMinutes(facts), say)).not.toMatch(/field\.|undefined|\{/);
  }
});

test('before people leave: what is missing is named once, what was probably forgotten first', () => {
  const codes = (hints: ReturnType<typeof closingHints>) => hints.map((hint) => hint.code);
  expect(codes(closingHints(info, recordOf(newDocument('x')), nothing))).toEqual([
    'no-day',
    'people-unknown',
    'map-empty',
    'venn-empty',
    'pie-empty',
    'stickers-none',
    'minutes-empty',
    'nobody-active',
  ]);
  const { edits, record } = held();
  expect(codes(closingHints(info, record(), tally))).toEqual([
    'stickers-ungrouped',
    'stickers-unused',
    'minutes-parts',
  ]);
  edits.put('people', record().people[0]!.id, { forInitiativeGroup: true });
  edits.put('slices', record().slices[0]!.id, { share: 2500 });
  const over = closingHints(info, record(), { ...tally, stickers: 130, ungrouped: 0 });
  expect(codes(over)).toEqual(['pie-not-whole', 'stickers-over', 'active-without-name', 'minutes-parts']);
  expect(over[0]!.params).toEqual({ percent: '105' });
  expect(over[1]!.params).toMatchObject({ count: 10, limit: 120 });
});

test('the path of the programme tells what each step has brought', () => {
  const states = (record: ReturnType<typeof recordOf>, sums: GalleryTally) =>
    Object.fromEntries(programmeSteps.map((step) => [step, stepFill(step, record, sums).state]));
  expect(states(recordOf(newDocument('x')), nothing)).toEqual({
    opening: 'empty',
    aims: 'told',
    map: 'empty',
    venn: 'empty',
    competence: 'told',
    pie: 'empty',
    gallery: 'empty',
    closing: 'empty',
  });
  expect(states(held().record(), tally)).toMatchObject({
    opening: 'full',
    map: 'full',
    venn: 'full',
    pie: 'full',
    gallery: 'begun',
    closing: 'full',
  });
  for (const lang of LANGS) {
    const t = translator(lang);
    for (const record of [recordOf(newDocument('x')), held().record()])
      for (const step of programmeSteps) {
        expect(fillText({ t }, step, stepFill(step, record, tally))).not.toContain('{');
      }
  }
});

test('the kind of a place stands once, however its name was typed', () => {
  const typed = { ...info, municipality: 'Сыноо айыл аймагы', village: 'Арал айылы' };
  const blocks = sessionMinutes({ info: typed, record: held().record(), tally });
  const text = minutesText(blocks, sayWord({ t: translator('ky'), fmt: fmt('ky') }));
  expect(text).toContain('Сыноо айыл аймагы, Арал айылы');
  expect(text).not.toContain('айыл аймагы айыл аймагы');
});
