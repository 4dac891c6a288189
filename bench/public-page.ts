import { anewServer, costOf, type AnewServer } from './anew.ts';
import { figure, median, type Figure } from './figure.ts';
import { againstBareServer } from './throughput.ts';

const capability = 'house';

/** What a public page costs when nothing of it is kept: the program beside the demonstration, without its memory. */
export async function madeAnew(add: (made: Figure) => void, folder: string): Promise<void> {
  let started: Promise<AnewServer> | undefined;
  const server = async () => await (started ??= anewServer(folder));
  const processor = async (address: (of: AnewServer) => string, answers: number) => {
    const anew = await server();
    await costOf(anew, address(anew), answers);
    const rounds: number[] = [];
    for (let round = 0; round < 5; round += 1) rounds.push(await costOf(anew, address(anew), answers));
    return { value: median(rounds), note: 'of the whole process: request, page, answer, log' };
  };
  add(
    await figure(
      {
        capability,
        name: 'public priorities against a bare server, made anew',
        unit: 'x',
        bar: 'at least 0.15',
      },
      (ratio) => ratio >= 0.15,
      async () => {
        const { url, short } = await server();
        const { ratio, note } = await againstBareServer(`${url}${short}`, 5, false);
        return { value: ratio, note: `${note}; the page is made each time` };
      },
    ),
  );
  add(
    await figure(
      { capability, name: 'public page of 6 rows made anew, processor', unit: 'ms', bar: 'under 0.8' },
      (ms) => ms < 0.8,
      async () => await processor(({ short }) => short, 2000),
    ),
  );
  add(
    await figure(
      { capability, name: 'public page of 100 rows made anew, processor', unit: 'ms', bar: 'under 4' },
      (ms) => ms < 4,
      async () => await processor(({ long }) => long, 500),
    ),
  );
  add(
    await figure(
      {
        capability,
        name: 'HTML of a public list of 100 rows, unpacked',
        unit: 'bytes',
        bar: 'at most 61440',
      },
      (bytes) => bytes <= 61_440,
      async () => {
        const { url, long } = await server();
        const sizes: number[] = [];
        for (const lang of ['', '/ru', '/en'])
          sizes.push((await (await fetch(`${url}${lang}${long}`)).arrayBuffer()).byteLength);
        return { value: Math.max(...sizes), note: `in three languages: ${sizes.join(', ')}` };
      },
    ),
  );
  (await started?.catch(() => undefined))?.stop();
}
