import { create } from 'qrcode';
import { expect, it } from 'vitest';
import { random } from '../../../../test/generated.ts';
import { qrModules } from './qr-modules.ts';

/** The same bytes by the package that papers and pages use. */
function byPackage(text: string) {
  const data = new TextEncoder().encode(text);
  const { size, data: squares } = create([{ data, mode: 'byte' }], { errorCorrectionLevel: 'M' }).modules;
  return { size, squares: [...squares] };
}

function byUs(text: string) {
  const { size, data } = qrModules(text);
  return { size, squares: [...data] };
}

// The most bytes at level M, by the standard's table of versions 1 to 40.
const most = [
  ...[14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666],
  ...[711, 779, 857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989],
  ...[2099, 2213, 2331],
];

it('a code on the wall of a hall is square for square what the package for papers draws, at every size', () => {
  const next = random(11);
  const sizes = new Set<number>();
  for (const length of [0, 1, ...most.flatMap((bytes) => [bytes, bytes - 5])]) {
    const text = Array.from({ length }, () => String.fromCharCode(33 + Math.floor(next() * 94))).join('');
    const ours = byUs(text);
    sizes.add(ours.size);
    expect(ours, `${length} bytes`).toEqual(byPackage(text));
  }
  expect(sizes.size).toBe(40);
});

it('addresses of halls and words in Kyrgyz are the same codes too', () => {
  for (const text of [
    'https://ashar.example/hall#k=Zm9v&n=12',
    'Көк-Ирим айылы',
    '',
    'HTTPS://ASHAR.EXAMPLE/1234',
  ])
    expect(byUs(text)).toEqual(byPackage(text));
});

it('says that a text is too long', () => {
  expect(() => qrModules('x'.repeat(2332))).toThrow(RangeError);
});
