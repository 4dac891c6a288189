import { figure, rounded, type Figure, type Measuring } from './figure.ts';
import { actionsOf } from './room-actions.ts';
import { longestOf, p95Of, wordsOf, type Actions } from './room-measure.ts';
import { openingOf, recordDay, type Day } from './room-day.ts';
import { hallFigures } from './room-hall.ts';
import { openOffice, type Office } from './room-office.ts';
import { receiveMeeting } from './room-receive.ts';
import { scriptBytes } from './room-script.ts';
import { firstVisit, visitOffline } from './room-visits.ts';

const capability = 'room';

/** The figures of the field room (issue 4): its app on an old phone, a day offline, the hall, the office. */
export async function measure(measuring: Measuring): Promise<Figure[]> {
  const figures: Figure[] = [];
  const add = (made: Figure) => {
    figures.push(made);
    measuring.say(`${made.name}: ${made.value ?? made.note} ${made.unit}`);
  };
  let opened: Promise<Office> | undefined;
  let recorded: Promise<Day> | undefined;
  const office = async () => await (opened ??= openOffice());
  try {
    await ofApp(add, office);
    await ofMeetings(add, measuring, async (meetings) => {
      recorded ??= recordDay(await office(), meetings);
      return await recorded;
    });
    add(
      await figure(
        { capability, name: 'the office takes in a full meeting', unit: 'ms', bar: 'under 1000' },
        (ms) => ms < 1000,
        async () => await receiveMeeting(await office()),
      ),
    );
  } finally {
    await recorded?.then(({ phone }) => phone.forget()).catch(() => undefined);
    await opened?.then(({ stop }) => stop()).catch(() => undefined);
  }
  for (const made of await hallFigures()) add(made);
  return figures;
}

async function ofApp(add: (made: Figure) => void, office: () => Promise<Office>): Promise<void> {
  add(
    await figure(
      { capability, name: 'script of the whole field app', unit: 'bytes', bar: 'at most 143360' },
      (bytes) => bytes <= 143_360,
      async () => {
        // The server that starts has built it from the sources as they are.
        await office();
        return scriptBytes();
      },
    ),
  );
  add(
    await figure(
      { capability, name: 'first visit usable, slow 3G and processor', unit: 's', bar: 'at most 3' },
      (seconds) => seconds <= 3,
      async () => await firstVisit(await office()),
    ),
  );
  add(
    await figure(
      { capability, name: 'later visit usable, no network, slow processor', unit: 's', bar: 'at most 1.2' },
      (seconds) => seconds <= 1.2,
      async () => await visitOffline(await office()),
    ),
  );
}

async function ofMeetings(
  add: (made: Figure) => void,
  { scale }: Measuring,
  dayOf: (meetings: number) => Promise<Day>,
): Promise<void> {
  const meetings = Math.max(1, Math.round(6 * scale));
  const part = meetings === 6 ? undefined : `needs six meetings: measured with ${meetings}`;
  const withScale = (value: number, note: string) =>
    part === undefined ? { value, note } : { value, note: `${part}; ${note}`, ok: false as const };
  add(
    await figure(
      {
        capability,
        name: 'lost of a day of six full meetings when the battery dies',
        unit: 'things',
        bar: 'none',
      },
      (lost) => lost === 0,
      async () => {
        const { lost, recorded } = await dayOf(meetings);
        return withScale(
          lost,
          `of ${recorded} stickers, objects, institutions and people; SIGKILL, no network`,
        );
      },
    ),
  );
  add(
    await figure(
      { capability, name: 'a full meeting opens after that, slow processor', unit: 'ms', bar: 'under 700' },
      (ms) => ms < 700,
      async () => {
        const day = await dayOf(meetings);
        return withScale(
          openingOf(day, 'ms'),
          `of ${day.openings.map(({ ms }) => Math.round(ms)).join(', ')}; of the thread's own time ${rounded(openingOf(day, 'own'))}`,
        );
      },
    ),
  );
  let work: Promise<Actions> | undefined;
  const worked = async () =>
    await (work ??= dayOf(meetings).then(
      async (day) => await actionsOf(day, Math.max(2, Math.round(10 * scale))),
    ));
  for (const [time, words, bar] of [
    ['own', 'the thread’s own time', 100],
    ['ms', 'by the clock', 150],
  ] as const)
    add(
      await figure(
        {
          capability,
          name: `actions in a full meeting, slow processor, p95, ${words}`,
          unit: 'ms',
          bar: `under ${bar}`,
        },
        (ms) => ms < bar,
        async () => {
          const actions = await worked();
          const { all, first, bare } = actions;
          const over = all.filter((one) => one[time] >= bar).length;
          return {
            value: p95Of(actions, time),
            note: `${all.length} actions, ${over} of them took ${bar} ms or more, and ${first.length} first openings of steps; a key that changes one word and nothing else takes ${rounded(bare[time])} ms here; middle to longest of each kind: ${wordsOf([...first, ...all], time)}`,
          };
        },
      ),
    );
  add(
    await figure(
      {
        capability,
        name: 'longest action in a full meeting, slow processor',
        unit: 'ms',
        bar: 'under 250',
      },
      (ms) => ms < 250,
      async () => {
        const { all, first } = await worked();
        const [longest] = longestOf([...all, ...first], 'ms');
        return {
          value: longest?.ms ?? Number.NaN,
          note: `${longest?.kind}; without first openings ${rounded(longestOf(all, 'ms')[0]?.ms ?? Number.NaN)}`,
        };
      },
    ),
  );
}
