import { describe, expect, it } from 'vitest';
import { draftsOf } from '../../auth/draft-key.ts';
import { LARGEST, Shelf, WAITS, type Draft } from './shelf.ts';
import { isSame, markOf, put, read, type Control } from './typed.ts';

const box = (name: string, value: string, more: Partial<Control> = {}): Control => ({
  name,
  type: 'text',
  value,
  defaultValue: '',
  hasAttribute: () => false,
  ...more,
});
const tick = (name: string, value: string, checked: boolean, defaultChecked = false): Control =>
  box(name, value, { type: 'checkbox', checked, defaultChecked });
const list = (name: string, values: string[], chosen: string, type = 'select-one'): Control =>
  box(name, chosen, {
    type,
    options: values.map((value) => ({ value, selected: value === chosen, defaultSelected: false })),
  });

describe('what a draft holds', () => {
  it('is what a person types, and never a secret, a file or what a page sends along', () => {
    const controls = [
      box('text', 'Суу жок'),
      box('csrf', 'x', { type: 'hidden' }),
      box('password', 'x', { type: 'password' }),
      box('code', 'x', { autocomplete: 'one-time-code' }),
      box('fresh', 'x', { autocomplete: 'new-password' }),
      box('file', 'x', { type: 'file' }),
      box('send', 'x', { type: 'submit' }),
      box('off', 'x', { disabled: true }),
      box('confirmName', 'Арал'),
      box('marked', 'x', { hasAttribute: (name) => name === 'data-unkept' }),
      tick('who', 'women', true),
      tick('who', 'men', false),
      list('kind', ['', 'well', 'road'], 'road'),
    ];
    expect(read(controls)).toEqual({ text: ['Суу жок'], who: ['women'], kind: ['road'] });
    expect(read(controls, 'at-first')).toEqual({ text: [''], who: [], kind: [''] });
  });

  it('is the same whatever the line ends, and different for a space', () => {
    expect(isSame({ a: ['1\r\n2'] }, { a: ['1\n2'] })).toBe(true);
    expect(isSame({ a: [''] }, {})).toBe(true);
    expect(isSame({ a: ['х '] }, { a: ['х'] })).toBe(false);
    expect(isSame({ a: ['1', '2'] }, { a: ['2', '1'] })).toBe(false);
    expect(markOf({ b: ['1'], a: ['x\r\n'] })).toBe(markOf({ a: ['x\n'], b: ['1'] }));
    expect(markOf({ a: ['1'] })).not.toBe(markOf({ a: ['2'] }));
  });

  it('is put back, and what finds no field any more is given back to be copied', () => {
    const controls = [
      box('text', ''),
      box('row', 'а'),
      box('row', ''),
      tick('who', 'women', false),
      tick('who', 'men', true),
      list('kind', ['', 'well'], 'well'),
    ];
    const typed = {
      text: ['Жол'],
      row: ['а', 'б', 'в'],
      who: ['women'],
      kind: ['gone'],
      note: ['Эскерме', ' '],
    };
    const { changed, homeless } = put(controls, typed);
    expect(read(controls)).toEqual({ text: ['Жол'], row: ['а', 'б'], who: ['women'], kind: ['well'] });
    expect(changed.map(({ name }) => name)).toEqual(['text', 'row', 'who', 'who']);
    expect(homeless).toEqual(['в', 'Эскерме']);
  });
});

/** The storage of a browser, with room for so many characters. */
function storage(room = Infinity): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (at) => [...kept.keys()][at] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    setItem(name, value) {
      const others = [...kept].filter(([one]) => one !== name);
      const size = others.reduce((sum, [one, text]) => sum + one.length + text.length, 0);
      if (size + name.length + value.length > room) throw new Error('QuotaExceededError');
      kept.set(name, value);
    },
    removeItem: (name) => void kept.delete(name),
    clear: () => kept.clear(),
  };
}

const secret = 'a secret of this installation, long enough';
const [asel, bakyt] = [draftsOf(secret, 'asel'), draftsOf(secret, 'bakyt')];
const draft = (text: string): Draft => ({ typed: { text: [text] }, base: 'b', revision: '3' });
const now = 1_800_000_000_000;
const texts = (found: readonly Draft[]) => found.map(({ typed }) => typed.text?.[0]);

describe('the shelf of drafts', () => {
  it('gives an account its drafts back, the newest first, also in a later sign-in', async () => {
    const browser = storage();
    const shelf = new Shelf(browser, asel);
    await shelf.keep(shelf.slot('notes'), draft('эски'), now - 1000);
    await shelf.keep(shelf.slot('notes'), draft('жаңы'), now);
    await shelf.keep(shelf.slot('other'), draft('башка'), now);
    expect(texts(await new Shelf(browser, draftsOf(secret, 'asel')).of('notes'))).toEqual(['жаңы', 'эски']);
  });

  it('shows nobody else anything, not even on which page somebody wrote', async () => {
    const browser = storage();
    const shelf = new Shelf(browser, asel);
    await shelf.keep(shelf.slot(asel.nameOf('/m/1/needs')), draft('Купуя сөз'), now);
    const all = Array.from({ length: browser.length }, (_, at) => browser.key(at) ?? '');
    const said = all.map((name) => name + (browser.getItem(name) ?? '')).join();
    expect(said).not.toMatch(/Купуя|needs|asel/);
    expect(await new Shelf(browser, bakyt).of(asel.nameOf('/m/1/needs'))).toEqual([]);
    // With the names of the other but a key of one's own nothing opens, and an entry under another name does not either.
    const mixed = { ...asel, key: bakyt.key };
    const slot = all.find((name) => name.startsWith('ashar.draft.'))!;
    browser.setItem(`${slot}-copy`, browser.getItem(slot)!);
    expect(texts(await shelf.of(asel.nameOf('/m/1/needs')))).toEqual(['Купуя сөз']);
    expect(await new Shelf(browser, mixed).of(asel.nameOf('/m/1/needs'))).toEqual([]);
    expect(asel.nameOf('/m/1/needs')).not.toBe(bakyt.nameOf('/m/1/needs'));
    expect(asel.tag).not.toBe(draftsOf('another secret', 'asel').tag);
  });

  it('forgets what was saved, and nothing that was only sent', async () => {
    const shelf = new Shelf(storage(), asel);
    const [one, two] = [shelf.slot('notes'), shelf.slot('notes')];
    await shelf.keep(one, draft('1'), now);
    await shelf.keep(two, draft('2'), now + 1);
    shelf.markSent(one, 'operation-1');
    shelf.markSent(two, 'operation-2');
    shelf.saved(['operation-1', 'operation-9']);
    expect((await shelf.of('notes')).map(({ sent }) => sent)).toEqual(['operation-2']);
    shelf.saved(['']);
    expect(await shelf.of('notes')).toHaveLength(1);
  });

  it('is empty after signing out, in every window, and others keep theirs', async () => {
    const browser = storage();
    const [here, there, other] = [
      new Shelf(browser, asel),
      new Shelf(browser, asel),
      new Shelf(browser, bakyt),
    ];
    await here.keep(here.slot('notes'), draft('Асел'), now);
    await other.keep(other.slot('notes'), draft('Бакыт'), now);
    here.signOut(now);
    expect(there.isOut).toBe(true);
    expect(await there.keep(there.slot('notes'), draft('кийин'), now)).toBe(true);
    expect(await new Shelf(browser, asel).of('notes')).toEqual([]);
    expect(texts(await other.of('notes'))).toEqual(['Бакыт']);
    // Signed in again, the same browser keeps again.
    const later = new Shelf(browser, asel);
    await later.keep(later.slot('notes'), draft('эртең'), now);
    expect(texts(await later.of('notes'))).toEqual(['эртең']);
  });

  it('keeps for 14 days, whoever wrote it, and no more than a hundred', async () => {
    const browser = storage();
    const shelf = new Shelf(browser, asel);
    await shelf.keep(shelf.slot('old'), draft('эски'), now - WAITS - 1);
    await shelf.keep(shelf.slot('new'), draft('жаңы'), now - WAITS + 1);
    new Shelf(browser, bakyt).sweep(now);
    expect(await shelf.of('old')).toEqual([]);
    expect(texts(await shelf.of('new'))).toEqual(['жаңы']);
    for (let at = 0; at < 101; at += 1) await shelf.keep(shelf.slot('many'), draft(String(at)), now + at);
    shelf.sweep(now);
    expect(await shelf.of('many')).toHaveLength(100);
    expect(await shelf.of('new')).toEqual([]);
  });

  it('makes room by the oldest, and says so when there is none', async () => {
    const shelf = new Shelf(storage(1200), asel);
    const long = 'к'.repeat(80);
    for (let at = 0; at < 9; at += 1)
      expect(await shelf.keep(shelf.slot('notes'), draft(`${at}${long}`), now + at)).toBe(true);
    const kept = texts(await shelf.of('notes'));
    expect(kept[0]).toBe(`8${long}`);
    expect(kept.length).toBeLessThan(9);
    expect(await shelf.keep(shelf.slot('notes'), draft('к'.repeat(2000)), now)).toBe(false);
    const roomy = new Shelf(storage(), asel);
    expect(await roomy.keep(roomy.slot('notes'), draft('к'.repeat(LARGEST)), now)).toBe(false);
  });

  it('clears away what it cannot read, and says so where the browser keeps nothing', async () => {
    const browser = storage();
    const shelf = new Shelf(browser, asel);
    browser.setItem(shelf.slot('notes'), 'not ours');
    browser.setItem(shelf.slot('notes'), JSON.stringify({ at: now, sent: '', sealed: 'AAAA' }));
    expect(await shelf.of('notes')).toEqual([]);
    expect(browser.length).toBe(0);
    expect(() => new Shelf(storage(0), asel)).toThrow();
  });
});
