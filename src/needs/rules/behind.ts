import { Reader } from '../../methods/matcher/reading.ts';
import { problemCatalogue, type CatalogueProblem } from './catalogue.ts';
import { usualProblems } from './problem-meanings.ts';

const reader = new Reader();

/** What people mean when they ask for a tool, by keys of the catalogue. */
const behindTools: Readonly<Record<string, string>> = {
  machinery: 'inner-roads winter-roads waste-removal',
  voltage: 'power street-light',
  computers: 'internet youth-information library',
  gear: 'health-post',
  drink: 'water-hours clean-water',
  school: 'school-building school-heating',
  asphalt: 'inner-roads sidewalks',
};
const mostBehind = 2;

/** Problems of the catalogue that may lie behind a wish for a thing or an act; at most two. */
export function problemsBehind(text: string): readonly CatalogueProblem[] {
  const { about, things, parts } = reader.read(text);
  const usual = usualProblems(reader);
  const keys = [...things, ...parts].flatMap((thing) => behindTools[thing]?.split(' ') ?? []);
  for (const { id, meant } of usual) {
    if (meant && [...meant.keys()].some((one) => one === about || things.has(one))) keys.push(id);
  }
  return [...new Set(keys)]
    .slice(0, mostBehind)
    .flatMap((key) => problemCatalogue.find((one) => one.key === key) ?? []);
}
