// Builds the font files of the interface from Noto Sans: only the letters the three languages use, without
// hinting, split so that a Kyrgyz or Russian page loads no Latin letters. Run after a change of the letter lists;
// the results are committed, because the subset must not depend on the machine that builds the release.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);
const source = dirname(require.resolve('@expo-google-fonts/noto-sans/package.json'));
const target = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'platform', 'ui', 'fonts');

const cyrillic = 'АБВГДЕЁЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя';
const signs = ' !"#%&\'()*+,-./0123456789:;<=>?@[\\]_{|}~\u00a0§°±·×«»–—“”„’…•№−›‹';
const latin = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

// Arrows, ticks and ≤ ≥ are not in Noto Sans: the interface draws them as icons or takes the system's.
// The digits of Noto Sans are tabular without a feature. Kerning costs about 1 KB a file: it is kept for Cyrillic,
// the script of the first language, and left out of Latin, so that an English page stays under 30 KB as well.
const files = [
  { name: 'ashar-400-cyrillic', weight: '400Regular', letters: cyrillic + signs, features: ['kern'] },
  { name: 'ashar-700-cyrillic', weight: '700Bold', letters: cyrillic + signs, features: ['kern'] },
  { name: 'ashar-400-latin', weight: '400Regular', letters: latin, features: [] },
  { name: 'ashar-700-latin', weight: '700Bold', letters: latin, features: [] },
];

await mkdir(target, { recursive: true });
for (const { name, weight, letters, features } of files) {
  const font = await readFile(join(source, weight, `NotoSans_${weight}.ttf`));
  const subset = await subsetFont(font, letters, {
    targetFormat: 'woff2',
    noHinting: true,
    keepFeatures: features,
    dropTables: features.length > 0 ? ['STAT', 'gasp'] : ['STAT', 'gasp', 'GDEF', 'GPOS', 'GSUB'],
  });
  await writeFile(join(target, `${name}.woff2`), subset);
  console.log(`${name}.woff2  ${subset.length} bytes`);
}
