import { phones, until, type Hall } from './meetings-hall.ts';
import type { Visitor } from './visitor.ts';

export type DoorMeasured = {
  readonly times: readonly number[];
  readonly seconds: number;
  readonly registered: number;
  /** People who are not there, or there twice, or without their number. */
  readonly wrong: number;
  readonly sentTwice: number;
  /** Of a registrar who writes somebody down, beside typing the name. */
  readonly taps: number;
};

/** Seconds within which people come. */
const within = 60;

/**
 * So many people come within a minute and write themselves down by their own phones, one in ten with a double tap; their
 * pages wait and look again every five seconds; three registrars look at the list and confirm with one tap each.
 */
export async function registerPeople(hall: Hall, people: number): Promise<DoorMeasured> {
  const { url, door, at, registrars, db, meetingId, municipalityId } = hall;
  const { ask, close } = phones(url);
  const times: number[] = [];
  const timed = async <T>(work: () => Promise<T>): Promise<T> => {
    const begun = performance.now();
    const done = await work();
    times.push(performance.now() - begun);
    return done;
  };
  let [sentTwice, given] = [0, 0];
  let all = false;
  const villages = await db.owner.query<{ id: string }>(
    `select distinct unit_id as id from unit_version v join unit u on u.id = v.unit_id where u.level = 'village' and parent_id = $1`,
    [municipalityId],
  );
  const taps = tapsOf((await registrars[0]!.get(`${at}/door`)).html);
  const started = performance.now();

  async function person(one: number): Promise<void> {
    await until(started + (one * within * 1000 * people) / (150 * people));
    await timed(async () => await ask(`/v/${door}`));
    await timed(async () => await ask(`/v/${door}/register`));
    const ticket = `bench-ticket-${String(one).padStart(11, '0')}`;
    const fields = {
      ticket,
      fullName: `Келген ${one + 1}-киши`,
      sex: one % 2 === 0 ? 'female' : 'male',
      villageId: villages.rows[one % villages.rows.length]!.id,
      mayVote: 'yes',
    };
    const send = async () => await timed(async () => await ask(`/v/${door}/register`, fields));
    const again = one % 10 === 0;
    if (again) sentTwice += 1;
    const answers = await Promise.all(again ? [send(), send()] : [send()]);
    if (answers.some(({ status }) => status !== 303))
      throw new Error(`phones were answered ${answers.map(({ status }) => status).join(', ')}`);
    for (;;) {
      await until(performance.now() + 5000);
      const page = await timed(async () => await ask(`/v/${door}/w/${ticket}`));
      // The page leads to the vote once the number was given.
      if (/href="\/v\/\d{6}\/\d{9}"/.test(page.html())) break;
    }
  }

  async function registrar(own: Visitor): Promise<void> {
    while (!all) {
      const { html } = await timed(async () => await own.get(`${at}/door`));
      const waiting = [...html.matchAll(/name="waitingId" value="([0-9a-f-]{36})"/g)].map(
        (found) => found[1]!,
      );
      // Each takes another one: three people at one table do not reach for the same.
      const id = waiting[Math.floor(Math.random() * waiting.length)];
      if (id === undefined) {
        await until(performance.now() + 1000);
        continue;
      }
      const { ms, status } = await own.post(`${at}/door/admit`, `${at}/door`, {
        waitingId: id,
        mayVote: 'yes',
      });
      times.push(ms);
      if (status === 303) given += 1;
      if (given >= people) all = true;
      // Looking at a face and a document takes longer than the program.
      await until(performance.now() + 300);
    }
  }

  try {
    await Promise.all([
      ...Array.from({ length: people }, async (_, one) => await person(one)),
      ...registrars.map(async (own) => await registrar(own)),
    ]);
    const { rows } = await db.owner.query<{ people: number; names: number; tokens: number }>(
      `select count(*)::int as people, count(distinct p.full_name)::int as names, count(t.id)::int as tokens
         from participant p left join vote_token t on t.participant_id = p.id and t.voided_at is null
        where p.meeting_id = $1`,
      [meetingId],
    );
    const found = rows[0]!;
    const wrong =
      Math.abs(found.people - people) + (found.people - found.names) + (found.people - found.tokens);
    return {
      times,
      seconds: (performance.now() - started) / 1000,
      registered: found.people,
      wrong,
      sentTwice,
      taps,
    };
  } finally {
    close();
  }
}

/** Choices of the registrar's form that nothing is chosen in yet, and the button. */
function tapsOf(html: string): number {
  const form = /<form[^>]*id="register"[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
  const open = [...form.matchAll(/<fieldset[\s\S]*?<\/fieldset>/g)].filter(
    ([group]) => group.includes('type="radio"') && !/ checked/.test(group),
  );
  return open.length + 1;
}
