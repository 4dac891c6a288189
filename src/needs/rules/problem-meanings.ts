import { meantByName, meantOf, type Meant } from '../../methods/matcher/meant.ts';
import type { Known } from '../../methods/matcher/offers.ts';
import type { Reader } from '../../methods/matcher/reading.ts';
import { catalogueEntryNamed, problemCatalogue } from './catalogue.ts';

/** What each problem of the catalogue is about, and the troubles its name fits; `*` stands for any. */
const lines: Readonly<Record<string, string>> = {
  'clean-water': 'drinking-water: none few dirty unsafe bad far',
  'water-hours': 'drinking-water: interrupted',
  'water-pipes': 'water-pipes: worn broken bad undone dirty',
  sewerage: 'sewage: dirty full broken none bad many few undone',
  'inner-roads': 'road: bad worn broken dirty none undone cannot',
  'winter-roads': 'winter-road: undone unsafe bad broken dirty many cannot',
  sidewalks: 'sidewalk: none few unsafe bad undone',
  'state-road': 'state-road: bad worn broken unsafe dirty undone',
  bridge: 'bridge: none worn broken unsafe bad cannot undone',
  'street-light': 'lamp: none few dark idle broken bad worn undone unsafe',
  power: 'power: interrupted',
  cemetery: 'cemetery: few full; cemetery-fence: none few bad broken worn undone',
  greening: 'trees: none few undone bad',
  'stray-dogs': 'dogs: *',
  park: 'park: none few',
  playground: 'playground: none few',
  'waste-removal': 'waste: undone full few interrupted dirty cannot',
  dump: 'dump: none few',
  transport: 'bus: none few idle undone interrupted cannot',
  heritage: 'monuments: worn broken bad undone dirty',
  library: 'library: worn broken bad cold dirty; library-books: worn few none broken bad',
  'land-plots': 'plots: none few cannot undone',
  order: 'order: *; theft: *; drunk: *',
  'folk-art': 'folk-art: none few bad cannot',
  club: 'club: bad worn broken unsafe cold',
  culture: 'culture: none few undone bad',
  'youth-leisure': 'leisure: *',
  'youth-information': 'youth-information: none few uninformed',
  'child-clubs': 'child-clubs: none few',
  kindergarten: 'kindergarten: none few full',
  sport: 'sport: none few cannot',
  'sports-hall': 'gym: bad worn broken cold; school-gym: bad worn broken cold',
  flood: 'flood: *',
  fire: 'fire: none few far unsafe slow idle',
  'budget-information': 'budget-information: *; budget: uninformed',
  jobs: 'jobs: none few leave',
  market: 'market: none few cannot',
  'school-building': 'school-building: bad worn broken unsafe none',
  'school-heating': 'school-heat: none few bad worn broken cold idle undone cannot',
  'health-post': 'health-post: bad worn broken few none',
  doctor: 'doctor: none few leave',
  teachers: 'teachers: none few leave',
  irrigation: 'irrigation: none few interrupted cannot dry',
  canals: 'canal: undone full dirty worn few',
  pasture: 'pasture: worn broken bad few none undone dry',
  internet: 'internet: none few bad slow interrupted nosignal idle',
};

const meanings: ReadonlyMap<string, Meant> = new Map(
  Object.entries(lines).map(([key, line]): [string, Meant] => [key, meantOf(line)]),
);
const usualMeanings = [...meanings.values()];

/** A problem as the matcher knows it: a name of the catalogue by its key, any other by its own words. */
export function knownProblem(reader: Reader, id: string, name: string): Known {
  const reading = reader.read(name);
  const written = meanings.get(catalogueEntryNamed(name)?.key ?? '');
  return {
    id,
    name: reading,
    meant: written ?? meantByName(reading, usualMeanings),
    usual: written !== undefined,
  };
}

const usualOf = new WeakMap<Reader, readonly Known[]>();

/** The problems of the catalogue in its order; their ids are its keys. */
export function usualProblems(reader: Reader): readonly Known[] {
  let usual = usualOf.get(reader);
  if (!usual) {
    usual = problemCatalogue.map(({ key, ky }) => knownProblem(reader, key, ky));
    // Before the lexicon is here names mean nothing yet.
    if (usual.some(({ name }) => name.about !== '')) usualOf.set(reader, usual);
  }
  return usual;
}
