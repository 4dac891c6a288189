import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transformSync } from 'esbuild';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { withoutUnused, withPlainPrivates } from '../../../scripts/slimmer.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const sources = globSync(['src/**/*.ts', 'src/**/*.tsx'], { cwd: root })
  .filter((file) => !/\.(test|fixture)\.tsx?$/.test(file))
  .sort();
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

test('what is private becomes a plain name of its own, and what only looks like it stays', () => {
  const plain = withPlainPrivates(
    `class A {
  readonly #one = 1;
  static #two = 2;
  async #three(): Promise<void> {}
  get #four() { return this.#one + A.#two; }
  other(a: A) { return a.#one === this?.#four ? '#one .#five' : \`#/one/\${this.#one}\`; }
}`,
    'src/a/b.ts',
  );
  expect(plain).toBe(`class A {
  readonly _src_a_b_ts$one = 1;
  static _src_a_b_ts$two = 2;
  async _src_a_b_ts$three(): Promise<void> {}
  get _src_a_b_ts$four() { return this._src_a_b_ts$one + A._src_a_b_ts$two; }
  other(a: A) { return a._src_a_b_ts$one === this?._src_a_b_ts$four ? '#one .#five' : \`#/one/\${this._src_a_b_ts$one}\`; }
}`);
  expect(withPlainPrivates(`const place = '#one'; go(\`#\${place}\`);`, 'x.ts')).toBeUndefined();
});

test('no private name is left in any source, so none is declared in a way that is not known', () => {
  const left = sources.filter((file) => {
    const source = withPlainPrivates(read(file), file);
    if (source === undefined) return false;
    const { code } = transformSync(source, {
      loader: file.endsWith('x') ? 'tsx' : 'ts',
      target: 'es2022',
      jsx: 'automatic',
    });
    return /(\.|\bin |^\s+)#\w+/m.test(code.replaceAll(/(['"`])(?:\\.|(?!\1).)*\1/gs, ''));
  });
  expect(left).toEqual([]);
});

test('no two classes of one file that inherit one another have a private name in common', () => {
  const found = sources.filter((file) => {
    const source = read(file);
    const classes = new Set(
      [...source.matchAll(/^(?:export )?(?:abstract )?class (\w+)/gm)].map(([, name]) => name),
    );
    return [...source.matchAll(/^(?:export )?(?:abstract )?class \w+ extends (\w+)/gm)].some(([, name]) =>
      classes.has(name),
    );
  });
  expect(found).toEqual([]);
});

test('nothing that may be absent is called with spread arguments: Chrome before 91 errs there', () => {
  const ofBrowsers =
    /^src\/(field\/(app|rules)|hall\/rules|drawings|methods|needs\/.*rules|platform\/(ui|i18n))\//;
  const found = sources.filter(
    (file) => ofBrowsers.test(file) && /\?\.[\w.#]*\((?:[^()]|\([^()]*\))*\.\.\./.test(read(file)),
  );
  expect(found).toEqual([]);
});

test('the document of phones without what they do not use keeps and passes on all that the whole one does', async () => {
  const folder = path.join(root, 'node_modules', '.cache', 'slimmer');
  const file = path.join(folder, 'yjs.mjs');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, withoutUnused(read('node_modules/yjs/dist/yjs.mjs')));
  const slim = (await import(/* @vite-ignore */ file)) as typeof Y;

  const writer = new Y.Doc();
  writer.clientID = 7;
  const updates: Uint8Array[] = [];
  writer.on('update', (update: Uint8Array) => void updates.push(update));
  const text = writer.getText('notes');
  text.insert(0, 'Суу жок');
  text.insert(3, ' да, жол да');
  writer.getMap('marks').set('a', { x: 1 });
  text.delete(0, 4);
  // A tree, as none of our programs makes: it is taken in and passed over.
  writer.getMap<unknown>('marks').set('tree', new Y.XmlElement('p'));
  writer.getMap('marks').set('b', 2);
  writer.getMap('marks').delete('a');

  const told = (doc: Y.Doc) => [doc.getText('notes').toJSON(), doc.getMap('marks').get('b')];
  const whole = (own: typeof Y) => {
    const doc = new own.Doc();
    // The last first: all but the first wait for what came before.
    for (const update of [...updates].reverse()) {
      own.applyUpdate(doc, update);
      // What waits goes along with what stands.
      const other = new own.Doc();
      own.applyUpdate(other, own.encodeStateAsUpdate(doc));
      expect(other.store.pendingStructs !== null).toBe(doc.store.pendingStructs !== null);
    }
    return doc;
  };
  const [ours, theirs] = [whole(slim), whole(Y)];
  expect(told(ours)).toEqual(['да, жол да жок', 2]);
  expect(told(theirs)).toEqual(told(ours));
  expect(ours.store.pendingStructs).toBeNull();
  expect(slim.encodeStateVector(ours)).toEqual(Y.encodeStateVector(theirs));
  // And back: what phones write is read by the office.
  ours.getText('notes').insert(0, 'Мына: ');
  Y.applyUpdate(theirs, slim.encodeStateAsUpdate(ours, Y.encodeStateVector(theirs)));
  expect(told(theirs)[0]).toBe('Мына: да, жол да жок');
  expect(() => withoutUnused('export {}')).toThrow(/no class/);
});
