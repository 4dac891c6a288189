import type { Database } from '../platform/db/connect.ts';
import type { TokenCodes } from '../decisions/rules/token-code.ts';
import type { Gate, Role } from '../platform/db/gate.ts';
import type { FileStore } from '../platform/files/store.ts';
import { addPerson } from '../people/commands/add-person.ts';
import { saveSettings } from '../territory/commands/save-settings.ts';
import { saveVillageProfile } from '../territory/commands/save-village-profile.ts';
import { demoAccount, type DemoAccount } from './accounts.ts';
import { bands, type DemoPerson } from './kok-irim.ts';
import { day, moment, type Storyteller } from './storyteller.ts';

/** What every part of the story stands on. */
export type Told = {
  readonly db: Database;
  readonly files: FileStore;
  readonly story: Storyteller;
  readonly system: Gate;
  readonly district: string;
  /** The year of the sessions. */
  readonly year: number;
  /** Today in Bishkek, `YYYY-MM-DD`. */
  readonly today: string;
  readonly passwordHash: string;
  /** How codes of voting cards are made, by the server's own secret: a card of the story can be printed again. */
  readonly codes: TokenCodes;
};

/** People of a municipality: those with accounts can sign in, all stand on its list. */
export async function tellPeople(
  told: Told,
  place: {
    readonly id: string;
    readonly mail: string;
    readonly people: readonly (Omit<DemoPerson, 'village'> & { readonly villageId?: string | undefined })[];
    /** Roles in other municipalities, by person. */
    readonly elsewhere?: Readonly<Record<string, { readonly municipalityId: string; readonly role: Role }>>;
  },
): Promise<{ gates: Map<string, Gate>; persons: Map<string, string>; accounts: DemoAccount[] }> {
  const { db, story, year, passwordHash } = told;
  const gates = new Map<string, Gate>();
  const accounts: DemoAccount[] = [];
  for (const { key, fullName, account } of place.people) {
    if (account === undefined) continue;
    const [family = '', first = ''] = fullName.split(' ');
    const made = await demoAccount(db, {
      email: `${key}@${place.mail}.example`,
      name: `${first} ${family}`,
      roles: [{ municipalityId: place.id, role: account }],
      passwordHash,
    });
    accounts.push(made);
    gates.set(key, made.gate);
  }
  const clerk = gates.get('administrator') ?? gates.get('head');
  if (!clerk) throw new Error('A municipality of the demonstration needs a head.');
  const persons = new Map<string, string>();
  for (const { key, fullName, sex, birthYear, occupation, phone, villageId } of place.people) {
    const { id } = await story.perform(clerk, moment(year, 1, 10), `person ${place.mail} ${key}`, addPerson, {
      fullName,
      sex,
      birthYear,
      occupation,
      phone,
      villageId,
      email: `${key}@${place.mail}.example`,
    });
    persons.set(key, id);
    const gate = gates.get(key);
    // An invitation makes this link when its e-mail is answered; nobody answers e-mails here.
    if (gate) {
      await db.owner.query('update person set account_id = $1 where municipality_id = $2 and id = $3', [
        gate.accountId,
        place.id,
        id,
      ]);
    }
  }
  return { gates, persons, accounts };
}

/** Settings for the municipality's papers, and its villages' profiles. */
export async function tellPlace(
  told: Told,
  clerk: Gate,
  place: {
    readonly name: string;
    readonly head: string;
    readonly centre: string;
    readonly villages: readonly {
      readonly id: string;
      readonly households: number;
      readonly women: readonly number[];
      readonly men: readonly number[];
    }[];
  },
): Promise<void> {
  const { story, year } = told;
  await story.perform(clerk, moment(year, 1, 10, 9), `settings ${place.name}`, saveSettings, {
    ageGroups: ['18-35', '36-55', '56+'],
    stickersPerPerson: 5,
    headActName: 'тескеме',
    headName: place.head,
    headPostKy: 'Айыл өкмөтүнүн башчысы',
    headPostRu: 'Глава айыл окмоту',
    executiveNameKy: `${place.name} айыл өкмөтү`,
    executiveNameRu: `${place.name} айыл окмоту`,
    address: `Жалал-Абад облусу, Токтогул району, ${place.centre} айылы`,
    seatKy: `${place.centre} айылы`,
    seatRu: `с. ${place.centre}`,
    contact: '+996 700 000 100',
  });
  for (const [index, village] of place.villages.entries()) {
    await story.perform(
      clerk,
      moment(year, 1, 12, 9, index),
      `profile ${place.name} ${index}`,
      saveVillageProfile,
      {
        villageId: village.id,
        asOf: day(year, 1, 1),
        households: village.households,
        basis: 'чарбалык китеп (ойдон чыгарылган)',
        population: bands.flatMap((ageBand, band) => [
          { sex: 'female' as const, ageBand, people: village.women[band]! },
          { sex: 'male' as const, ageBand, people: village.men[band]! },
        ]),
      },
    );
  }
}
