import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Faces embedded in PDFs. `serif` is Tinos, which has the widths of Times New Roman; `sans` is Noto Sans, for posters. */
export type FontFace = 'serif' | 'serif-bold' | 'serif-italic' | 'serif-bold-italic' | 'sans' | 'sans-bold';

const FILES: Record<FontFace, string> = {
  serif: '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf',
  'serif-bold': '@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf',
  'serif-italic': '@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf',
  'serif-bold-italic': '@expo-google-fonts/tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf',
  sans: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  'sans-bold': '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
};

/** All of them: a text must be drawn by each. */
export const faces = Object.keys(FILES) as FontFace[];

const resolve = createRequire(import.meta.url).resolve;
const loaded = new Map<FontFace, Buffer>();

/** The TrueType file of a face, read once per process. */
export function fontFile(face: FontFace): Buffer {
  let file = loaded.get(face);
  if (!file) {
    file = readFileSync(resolve(FILES[face]));
    loaded.set(face, file);
  }
  return file;
}

/** Ascent and descent in ems, the same for all faces of a family. */
export const METRICS = {
  serif: { ascent: 0.891, descent: 0.216 },
  sans: { ascent: 1.069, descent: 0.293 },
} as const;
