import { writeCsv } from '../src/platform/tables/write.ts';
import { stickers } from '../src/demo/ak-jar.ts';
import { municipalityOf, signedIn } from './visitor.ts';

/**
 * Seconds from the sending of a file of 2,000 stickers (five sessions of 80 people) to the answer that all stand in
 * the database: reading, preview and confirmation, as a person does it.
 */
export async function importSeconds(url: string, heldOn: string): Promise<number> {
  const chair = await signedIn(url, 'chair@ak-jar.example');
  const municipality = await municipalityOf(chair);
  const path = `/m/${municipality}/needs/import`;
  const file = new File([new Uint8Array(fileOf(heldOn))], 'sessions.csv', { type: 'text/csv' });
  const sent = await chair.post(path, path, { file });
  if (sent.status !== 303 || sent.location === null)
    throw new Error(`the file was refused: ${wordsOf(sent.html)}`);
  const confirmed = await chair.post(`${sent.location.replace(/\?.*/, '')}/confirm`, sent.location, {});
  if (confirmed.status !== 303) throw new Error(`the import was refused: ${wordsOf(confirmed.html)}`);
  return (sent.ms + confirmed.ms) / 1000;
}

function fileOf(heldOn: string): Uint8Array {
  const sessions = [
    ['Ак-Жар', '36-55'],
    ['Ак-Жар', '56+'],
    ['Тал-Булак', '18-35'],
    ['Тал-Булак', '36-55'],
    ['Тал-Булак', '56+'],
  ] as const;
  const wordings = stickers.flatMap((sticker) => sticker.wordings);
  const rows = sessions.flatMap(([village, ageGroup]) =>
    Array.from({ length: 400 }, (_, index) => {
      const participant = 1 + Math.floor(index / 5);
      return [
        village,
        ageGroup,
        heldOn,
        48,
        32,
        participant,
        participant <= 48 ? 'female' : 'male',
        wordings[index % wordings.length]!,
      ];
    }),
  );
  const header = ['village', 'ageGroup', 'heldOn', 'women', 'men', 'participant', 'sex', 'statement'];
  const written = writeCsv([header, ...rows]);
  return typeof written === 'string' ? new TextEncoder().encode(written) : written;
}

function wordsOf(html: string): string {
  const notice = /class="[^"]*(?:notice|error)[^"]*"[^>]*>([\s\S]{0,400})/.exec(html)?.[1] ?? html;
  return notice
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 200);
}
