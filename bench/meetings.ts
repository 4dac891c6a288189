import { loadavg } from 'node:os';
import { figure, p95, rounded, type Figure, type Measuring } from './figure.ts';
import { openHall, type Hall } from './meetings-hall.ts';
import { registerPeople } from './meetings-door.ts';
import { printMinutes } from './meetings-minutes.ts';
import { castVotes, perSecond } from './meetings-votes.ts';

const capability = 'meetings';

/** The figures of a meeting's door and votes (issue 12): votes by token over HTTP, and registering at the door. */
export async function measure(measuring: Measuring): Promise<Figure[]> {
  const { scale, say } = measuring;
  const seconds = Math.max(5, Math.round(60 * scale));
  const people = Math.max(15, Math.round(150 * scale));
  const part = scale === 1 ? '' : `measured for ${seconds} s and ${people} people; `;
  const load = () => `; load of the machine ${rounded(loadavg()[0]!)}`;
  const whole = <T extends { value: number; note: string }>(got: T) =>
    scale === 1 ? got : { ...got, ok: false as const };
  const figures: Figure[] = [];
  const add = (made: Figure) => {
    figures.push(made);
    say(`${made.name}: ${made.value ?? made.note} ${made.unit}`);
  };
  let opened: Promise<Hall> | undefined;
  const hall = async () => await (opened ??= openHall(seconds * perSecond));
  add(
    await figure(
      {
        capability,
        name: 'minutes of 500 lines with 300 participants as PDF, in a worker',
        unit: 'ms',
        bar: 'under 2000',
      },
      (ms) => ms < 2000,
      printMinutes,
    ),
  );
  try {
    let voting: ReturnType<typeof castVotes> | undefined;
    const voted = async () => await (voting ??= castVotes(await hall(), seconds));
    add(
      await figure(
        {
          capability,
          name: `${perSecond} votes a second for 60 s over HTTP, p95`,
          unit: 'ms',
          bar: 'under 150',
        },
        (ms) => ms < 150,
        async () => {
          const { times, reached, twice, processor } = await voted();
          const longest = rounded(Math.max(...times));
          return whole({
            value: p95(times),
            note: `${part}from the moment a vote was due to its answer; ${rounded(reached)} a second were reached, ${twice} sent twice, each followed by its page; ${processor}the longest took ${longest} ms${load()}`,
          });
        },
      ),
    );
    for (const [name, what] of [
      ['votes of phones lost', 'lost'],
      ['votes of phones doubled', 'doubled'],
    ] as const)
      add(
        await figure(
          { capability, name, unit: 'votes', bar: 'none' },
          (count) => count === 0,
          async () => {
            const found = await voted();
            return whole({
              value: found[what],
              note: `${part}of ${found.sent}; rows of the log: ${found.logged}`,
            });
          },
        ),
      );
    let registering: ReturnType<typeof registerPeople> | undefined;
    const registered = async () => await (registering ??= registerPeople(await hall(), people));
    add(
      await figure(
        {
          capability,
          name: 'three registrars and 150 own phones register 150 people, p95',
          unit: 'ms',
          bar: 'under 150',
        },
        (ms) => ms < 150,
        async () => {
          const { times, seconds: took, registered: count } = await registered();
          return whole({
            value: p95(times),
            note: `${part}${count} people with their numbers in ${rounded(took)} s, ${times.length} requests; the longest took ${rounded(Math.max(...times))} ms${load()}`,
          });
        },
      ),
    );
    add(
      await figure(
        { capability, name: 'people at the door lost or doubled', unit: 'people', bar: 'none' },
        (count) => count === 0,
        async () => {
          const { wrong, sentTwice } = await registered();
          return whole({ value: wrong, note: `${part}${sentTwice} phones sent twice` });
        },
      ),
    );
    add(
      await figure(
        {
          capability,
          name: 'taps of a registrar for a person beside the name',
          unit: 'taps',
          bar: 'at most 3',
        },
        (taps) => taps <= 3,
        async () => (await registered()).taps,
      ),
    );
  } finally {
    await opened?.then(({ stop }) => stop()).catch(() => undefined);
  }
  return figures;
}
