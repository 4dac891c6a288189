import type pg from 'pg';
import type { Database } from '../platform/db/connect.ts';
import { newId } from '../platform/db/id.ts';

/** How much data: the whole country by default. */
export type NationalSize = {
  readonly municipalities: number;
  readonly villages: number;
  readonly years: number;
  readonly sessions: number;
  readonly people: number;
  readonly stickers: number;
};

/** 260 municipalities, 5 years, 12 sessions a year, 25 people, 5 stickers: 1,950,000 statements. */
export const nationalSize: NationalSize = {
  municipalities: 260,
  villages: 3,
  years: 5,
  sessions: 12,
  people: 25,
  stickers: 5,
};

export type NationalReport = {
  readonly municipalities: number;
  readonly statements: number;
  readonly seconds: number;
};

const topics = [
  ['Калктын таза сууга жеткиликтүүлүгү жок', 'water', 'local'],
  ['Жергиликтүү жолдордун абалынын начардыгы', 'road', 'local'],
  ['Мектепке чейинки билим берүү үчүн шарттар жок', 'kindergarten', 'delegated'],
  ['Көчөлөрдө жарык жок', 'light', 'local'],
  ['Маданиятты өнүктүрүү үчүн шарттар жок', 'culture', 'local'],
  ['Спортту өнүктүрүү үчүн шарттар жок', 'sport', 'local'],
  ['Таштанды өз убагында чыгарылбайт', 'waste', 'local'],
  ['Сугат суу жетишсиз', 'irrigation', 'outside'],
  ['Мектептин имараты эскирген', 'school', 'delegated'],
  ['Жаштар үчүн маалымат жетишсиз', 'youth', 'local'],
  ['Интернет байланышы начар', 'internet', 'outside'],
  ['Көпүрөлөр жок', 'bridge', 'local'],
] as const;

const syllables = 'Ак Кара Кызыл Көк Сары Жаңы Чоң Кичи Орто Бай Тал Беш Үч'.split(' ');
const endings =
  'Суу Булак Жар Талаа Арык Кыштак Дөбө Таш Өзөн Жайлоо Кол Тоо Бел Сай Көл Бак Чат Ой Кум Төр'.split(' ');

/** The 260 invented names differ: the country's real ones would look like real records. */
function inventedName(index: number): string {
  return `${syllables[index % syllables.length]!}-${endings[Math.floor(index / syllables.length) % endings.length]!}`;
}

/**
 * Fills the database with invented records of national size, by the tables' owner and past the commands: this is
 * ballast for measurements, never data of people. Safe to stop and begin again: municipalities that are whole stay.
 * Takes a few minutes. `progress` is told after each municipality.
 */
export async function seedNational(
  db: Database,
  lastYear: number,
  size: NationalSize = nationalSize,
  progress: (done: number, of: number) => void = () => undefined,
): Promise<NationalReport> {
  const started = performance.now();
  const client = await db.owner.connect();
  try {
    await prepare(client);
    const { districts } = await units(client, size);
    for (let index = 0; index < size.municipalities; index += 1) {
      const code = `national-${index + 1}`;
      const there = await client.query<{ id: string }>('select id from unit where code = $1', [code]);
      if (there.rowCount === 0) {
        await client.query('begin');
        try {
          await municipality(client, size, lastYear, index, code, districts[index % districts.length]!);
          await client.query('commit');
        } catch (error) {
          await client.query('rollback');
          throw error;
        }
      }
      progress(index + 1, size.municipalities);
    }
    await client.query('analyze');
    const counted = await client.query<{ statements: string }>(
      'select count(*) as statements from statement',
    );
    return {
      municipalities: size.municipalities,
      statements: Number(counted.rows[0]?.statements),
      seconds: (performance.now() - started) / 1000,
    };
  } finally {
    // The connection carries settings of this work: it is not given back to the pool.
    client.release(true);
  }
}

async function prepare(client: pg.PoolClient): Promise<void> {
  await client.query('set synchronous_commit = off');
  // Rows are right by construction; asking every foreign key anew takes most of the time. Owners of managed
  // databases may not skip it, and then wait longer.
  await client.query(`set session_replication_role = 'replica'`).catch(() => undefined);
  const own = await client.query(`select 1 from pg_proc where proname = 'uuidv7'`);
  // PostgreSQL 15 has no uuidv7: the same shape from the clock and random bits.
  const body =
    own.rowCount === 0
      ? `select (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' ||
           substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15))::uuid`
      : 'select uuidv7()';
  await client.query(
    `create or replace function pg_temp.new_id() returns uuid language sql volatile as $$ ${body} $$`,
  );
  await client.query(`create temp table if not exists sticker (
    id uuid, session_id uuid, participant_id uuid, slot smallint, problem_id uuid, text text, at timestamptz)`);
}

/** Nine regions with districts of about six municipalities each. */
async function units(client: pg.PoolClient, size: NationalSize): Promise<{ districts: string[] }> {
  const districts: string[] = [];
  const count = Math.max(1, Math.round(size.municipalities / 6));
  let oblast = '';
  for (let index = 0; index < count; index += 1) {
    if (index % 5 === 0) {
      oblast = await unit(
        client,
        'oblast',
        `national-oblast-${index / 5 + 1}`,
        `Облус ${index / 5 + 1}`,
        null,
      );
    }
    districts.push(
      await unit(client, 'district', `national-district-${index + 1}`, `Район ${index + 1}`, oblast),
    );
  }
  return { districts };
}

async function unit(
  client: pg.PoolClient,
  level: string,
  code: string,
  name: string,
  parent: string | null,
): Promise<string> {
  const found = await client.query<{ id: string }>('select id from unit where code = $1', [code]);
  if (found.rows[0]) return found.rows[0].id;
  const id = newId();
  await client.query('insert into unit (id, level, code) values ($1, $2, $3)', [id, level, code]);
  await client.query(
    `insert into unit_version (id, unit_id, parent_id, name_ky, name_ru, kind, valid_from)
     values ($1, $2, $3, $4, $4, $5, '2015-01-01')`,
    [newId(), id, parent, name, level === 'municipality' ? 'aiylAimak' : null],
  );
  return id;
}

async function municipality(
  client: pg.PoolClient,
  size: NationalSize,
  lastYear: number,
  index: number,
  code: string,
  district: string,
): Promise<void> {
  const name = inventedName(index);
  const id = await unit(client, 'municipality', code, name, district);
  await client.query('insert into municipality_settings (municipality_id) values ($1)', [id]);
  const villages: string[] = [];
  for (let village = 0; village < size.villages; village += 1) {
    villages.push(await unit(client, 'village', `${code}-${village + 1}`, `${name} ${village + 1}`, id));
  }
  await client.query(
    `with profile as (
       insert into village_profile (id, municipality_id, village_id, as_of, households)
       select pg_temp.new_id(), $1, village, ($2 || '-01-01')::date, 300 from unnest($3::uuid[]) village returning id)
     insert into village_population (municipality_id, profile_id, sex, age_band, people)
     select $1, profile.id, sex, band, 80 + (random() * 200)::int
       from profile, unnest(array['female', 'male']) sex, unnest(array['0-17', '18-35', '36-55', '56+']) band`,
    [id, lastYear, villages],
  );
  for (let year = lastYear - size.years + 1; year <= lastYear; year += 1) {
    await cycleOf(client, size, id, villages, year);
  }
}

/** One year of one municipality: sessions, people, stickers, where they stand. A few statements for thousands of rows. */
async function cycleOf(
  client: pg.PoolClient,
  size: NationalSize,
  municipalityId: string,
  villages: readonly string[],
  year: number,
): Promise<void> {
  const cycleId = newId();
  await client.query(
    `insert into cycle (id, municipality_id, year, decided_by, decided_on, sessions_opened_at, sessions_opened_by)
     values ($1, $2, $3::int, 'head', make_date($3::int, 2, 1), make_date($3::int, 3, 1), 'seed')`,
    [cycleId, municipalityId, year],
  );
  await client.query(
    `insert into problem (id, municipality_id, cycle_id, name, category, competence, by_account_id, by_name)
     select pg_temp.new_id(), $1, $2, name, category, competence, 'seed', 'seed'
       from unnest($3::text[], $4::text[], $5::text[]) as topic (name, category, competence)`,
    [
      municipalityId,
      cycleId,
      topics.map(([name]) => name),
      topics.map(([, c]) => c),
      topics.map(([, , c]) => c),
    ],
  );
  // Sessions go round the villages; within a village round the age groups, a fourth one being its second part.
  await client.query(
    `with planned as materialized (
       select pg_temp.new_id() as id, ($3::uuid[])[1 + n % cardinality($3::uuid[])] as village_id,
              (array['18-35', '36-55', '56+'])[1 + (n / cardinality($3::uuid[])) % 3] as age_group,
              1 + n / (cardinality($3::uuid[]) * 3) as part, make_date($7::int, 3, 1) + n as day
         from generate_series(0, $6::int - 1) n),
     met as (
       insert into meeting (id, municipality_id, kind, cycle_id, village_id, once, state, planned_on, starts_at, held_on,
                            attendance, women, men, closed_at, closed_by)
       select id, $1, 'session', $2, village_id, concat_ws(' ', age_group, 'mixed', part), 'closed', day, '10:00', day,
              'list', ($4::int * 3 + 4) / 5, $4::int - ($4::int * 3 + 4) / 5, day + interval '1 day', 'seed'
         from planned)
     insert into session (id, municipality_id, age_group, part, stickers_per_person)
     select id, $1, age_group, part, $5::int from planned`,
    [municipalityId, cycleId, villages, size.people, size.stickers, size.sessions, year],
  );
  await client.query(
    `insert into participant (id, municipality_id, meeting_id, number, sex, age)
     select pg_temp.new_id(), $1, session.id, n, case when n <= ($3::int * 3 + 4) / 5 then 'female' else 'male' end,
            case session.age_group when '18-35' then 18 + n % 18 when '36-55' then 36 + n % 20 else 56 + n % 25 end
       from session join meeting on meeting.municipality_id = $1 and meeting.id = session.id and meeting.cycle_id = $2,
            generate_series(1, $3::int) n
      where session.municipality_id = $1`,
    [municipalityId, cycleId, size.people],
  );
  await client.query('truncate pg_temp.sticker');
  // A few problems are named often, most of them rarely; each municipality has its own order of them.
  await client.query(
    `insert into pg_temp.sticker
     select pg_temp.new_id(), participant.meeting_id, participant.id, slot, topic.ids[1 + pick], topic.names[1 + pick],
            make_date($4::int, 3, 1) + interval '12 hours'
       from participant
       join meeting on meeting.municipality_id = $1 and meeting.id = participant.meeting_id and meeting.cycle_id = $2,
            generate_series(1, $3::int) slot,
            lateral (select array_agg(id order by md5(id::text)) as ids, array_agg(name order by md5(id::text)) as names
                       from problem where municipality_id = $1 and cycle_id = $2) topic,
            lateral (select least(floor(power(random() + 0 * participant.number * slot, 2) * $5::int), $5::int - 1)::int as pick) p
      where participant.municipality_id = $1`,
    [municipalityId, cycleId, size.stickers, year, topics.length],
  );
  await client.query(
    `insert into statement (id, municipality_id, session_id, participant_id, slot, text, by_account_id, by_name, created_at)
     select id, $1, session_id, participant_id, slot, text, 'seed', 'seed', at from pg_temp.sticker`,
    [municipalityId],
  );
  await client.query(
    `insert into grouping (id, municipality_id, statement_id, seq, problem_id, action_id, by_account_id, by_name, at)
     select pg_temp.new_id(), $1, id, 1, problem_id, session_id, 'seed', 'seed', at from pg_temp.sticker`,
    [municipalityId],
  );
  await client.query(
    `insert into placement (municipality_id, statement_id, session_id, problem_id, seq)
     select $1, id, session_id, problem_id, 1 from pg_temp.sticker`,
    [municipalityId],
  );
}
