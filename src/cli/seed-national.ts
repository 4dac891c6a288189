import { parseArgs } from 'node:util';
import { nationalSize, seedNational } from '../demo/national.ts';
import { openDatabase } from '../platform/db/connect.ts';
import { loadEnvironment } from '../platform/env.ts';
import { todayInBishkek } from '../platform/i18n/calendar.ts';
import { explain } from './data-store.ts';
import { type CommandIo, exitCode, grouped } from './words.ts';

const usage = `usage: ASHAR_DATA=./data-national npm run seed:national [-- --municipalities 260]

Fills a store of its own with invented records of national size (260 municipalities, 5 years, about 2 million
statements), for measurements. Never run it on a store that people use.
`;

/** `ashar seed-national`: exit code 0 when filled, 1 when refused, 2 when the command is wrong. */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  let municipalities = nationalSize.municipalities;
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { municipalities: { type: 'string' }, help: { type: 'boolean' }, lang: { type: 'string' } },
    });
    if (values.help) {
      io.stdout.write(usage);
      return exitCode.done;
    }
    if (values.municipalities !== undefined) municipalities = Number(values.municipalities);
    if (!Number.isInteger(municipalities) || municipalities < 1 || municipalities > 260) throw new Error();
  } catch {
    io.stderr.write(usage);
    return exitCode.usage;
  }
  const env = loadEnvironment();
  try {
    const db = await openDatabase(env, { purpose: 'seed-national' });
    try {
      const others = await db.owner.query(
        `select 1 from municipality_settings s join unit u on u.id = s.municipality_id
          where u.code is null or u.code not like 'national-%' limit 1`,
      );
      if (others.rowCount !== 0) {
        io.stderr.write(`This store holds real municipalities. Choose another one.\n${usage}`);
        return exitCode.badInput;
      }
      const year = Number(todayInBishkek(new Date()).slice(0, 4)) - 1;
      const report = await seedNational(db, year, { ...nationalSize, municipalities }, (done, of) => {
        if (done % 10 === 0 || done === of) io.stdout.write(`${done} / ${of}\n`);
      });
      io.stdout.write(`${grouped(report.statements)} statements in ${report.seconds.toFixed(1)} s\n`);
      return exitCode.done;
    } finally {
      await db.close();
    }
  } catch (error) {
    return explain(error, 'en', io);
  }
}
