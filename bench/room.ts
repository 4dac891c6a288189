import { figure, rounded, type Figure, type Measuring } from './figure.ts';
import { actionsOf, wordsOf, type Actions } from './room-actions.ts';
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
      { capability, name: 'script of the whole field app', unit: 'bytes', bar: 'at most 153600' },
      (bytes) => bytes <= 153_600,
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
      { capability, name: 'later visit usable, no network, slow processor', unit: 's', bar: 'at most 1' },
      (seconds) => seconds <= 1,
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
      { capability, name: 'a full meeting opens after that, slow processor', unit: 'ms', bar: 'under 1000' },
      (ms) => ms < 1000,
      async () => {
        const day = await dayOf(meetings);
        return withScale(
          openingOf(day),
          `of ${day.openings.map(Math.round).join(', ')}; the issue sets no bar for it`,
        );
      },
    ),
  );
  let work: Promise<Actions> | undefined;
  const worked = async () =>
    await (work ??= dayOf(meetings).then(
      async (day) => await actionsOf(day, Math.max(2, Math.round(8 * scale))),
    ));
  add(
    await figure(
      {
        capability,
        name: 'longest action in a full meeting, slow processor',
        unit: 'ms',
        bar: 'under 100',
      },
      (ms) => ms < 100,
      async () => {
        const { worst } = await worked();
        return { value: worst[0]?.ms ?? Number.NaN, note: `longest of each kind: ${wordsOf(worst)}` };
      },
    ),
  );
  add(
    await figure(
      { capability, name: 'actions in a full meeting, slow processor, p95', unit: 'ms', bar: 'under 100' },
      (ms) => ms < 100,
      async () => {
        const { all, p95, bare } = await worked();
        const over = all.filter(({ ms }) => ms >= 100).length;
        return {
          value: p95,
          note: `${all.length} actions, ${over} of them took 100 ms or more; a key that changes one word and nothing else takes ${rounded(bare)} ms here`,
        };
      },
    ),
  );
}
