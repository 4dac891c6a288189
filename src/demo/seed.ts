import { demoPassword, hasRealAccounts, isDemo, markDemo } from '../platform/auth/demo.ts';
import { hashPassword } from '../platform/auth/passwords.ts';
import type { Database } from '../platform/db/connect.ts';
import type { FileStore } from '../platform/files/store.ts';
import { todayInBishkek } from '../platform/i18n/calendar.ts';
import { tokenCodes } from '../decisions/rules/token-code.ts';
import { demoAccount, type DemoAccount } from './accounts.ts';
import { tellAkJar } from './tell-ak-jar.ts';
import { makeDistrict } from './tell-district.ts';
import { tellKokIrim } from './tell-kok-irim.ts';
import { Storyteller } from './storyteller.ts';

export type Seeded =
  | {
      readonly ok: true;
      readonly password: string;
      /** Who can sign in, with what the account is for. */
      readonly accounts: readonly { readonly signIn: string; readonly title: string }[];
    }
  | { readonly ok: false };

/**
 * Fills an empty store with the textbook municipality, a small neighbour and invented people, through the rooms' own
 * commands; takes a few seconds. A store that has it is left as it is, one with accounts of real people is refused.
 */
export async function seedDemo(services: {
  readonly db: Database;
  readonly files: FileStore;
  readonly clock: () => Date;
  readonly env: { readonly secret: string };
}): Promise<Seeded> {
  const { db, files } = services;
  if (await isDemo(db)) return { ok: true, password: demoPassword, accounts: await titles(db) };
  if (await hasRealAccounts(db)) return { ok: false };
  const today = todayInBishkek(services.clock());
  // Sessions are held in March: in the first months of a year the story is that of the year before.
  const year = Number(today.slice(0, 4)) - (today.slice(5) < '04-15' ? 1 : 0);
  const story = new Storyteller(db, `${year}`);
  const passwordHash = await hashPassword(demoPassword);
  const system = await demoAccount(db, {
    email: 'system@ashar.example',
    name: 'Турганбаев Мирлан Сапарович',
    roles: [],
    systemAdministrator: true,
    passwordHash,
  });
  const district = await makeDistrict(story, system.gate, year);
  const accounts: DemoAccount[] = [system];
  const codes = tokenCodes(services.env.secret);
  const told = { db, files, story, system: system.gate, district, year, today, passwordHash, codes };
  accounts.push(...(await tellKokIrim(told)));
  accounts.push(...(await tellAkJar(told)));
  await markDemo(db);
  return { ok: true, password: demoPassword, accounts: await titles(db) };
}

/** Sign-in names with role and municipality, in Kyrgyz, for whoever starts the demonstration. */
async function titles(db: Database): Promise<{ signIn: string; title: string }[]> {
  const words: Record<string, string> = {
    administrator: 'администратор',
    head: 'айыл өкмөтүнүн башчысы',
    staff: 'жумушчу топтун төрагасы',
    facilitator: 'алып баруучу',
    deputy: 'депутат',
    auditor: 'текшерүүчү',
  };
  const found = await db.owner.query<{
    email: string;
    name: string;
    roles: string[] | null;
    place: string | null;
  }>(
    `select u.email, u.name, array_agg(distinct r.role) filter (where r.role is not null) as roles,
            string_agg(distinct v.name_ky, ', ') as place
       from auth_user u
       left join role_assignment r on r.account_id = u.id and r.valid_to is null
       left join unit_version v on v.unit_id = r.municipality_id and v.valid_to is null
      where u.demo and u.disabled_at is null
      group by u.id order by u.id`,
  );
  return found.rows.map(({ email, name, roles, place }) => {
    const what =
      roles === null ? 'тутумдун администратору' : roles.map((role) => words[role] ?? role).join(', ');
    return { signIn: email, title: `${name} · ${what}${place === null ? '' : ` · ${place}`}` };
  });
}
