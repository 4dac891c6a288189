import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { transformSync } from 'esbuild';
import { expect, it } from 'vitest';

const file = (name: string) => readFileSync(fileURLToPath(new URL(name, import.meta.url)));
const css = (name: string) =>
  brotliCompressSync(transformSync(file(name).toString(), { loader: 'css', minify: true }).code).length;

it('a public page stays light: styles and fonts leave room for 6 KB of text within 30 KB', () => {
  const base = css('base.css');
  const cyrillic =
    file('fonts/ashar-400-cyrillic.woff2').length + file('fonts/ashar-700-cyrillic.woff2').length;
  const latin = file('fonts/ashar-400-latin.woff2').length;
  const icon = brotliCompressSync(file('icon.svg')).length;
  expect(base).toBeLessThan(5_000);
  expect(base + cyrillic + icon).toBeLessThan(21_000);
  expect(base + cyrillic + latin + icon).toBeLessThan(24_000);
});

it('the style sheets use nothing younger than 2020', () => {
  for (const name of ['base.css', 'staff.css']) {
    const text = file(name)
      .toString()
      .replace(/\/\*[^]*?\*\//g, '');
    expect(
      /:has\(|@layer|@container|subgrid|color-mix|oklch|:is\(|:where\(|^\s+&/m.exec(text)?.[0],
    ).toBeUndefined();
  }
});
