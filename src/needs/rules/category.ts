import { offerFor } from '../../methods/matcher/offers.ts';
import { Reader } from '../../methods/matcher/reading.ts';
import type { IconName } from '../../platform/ui/icon.tsx';
import { catalogueEntryNamed, problemCatalogue } from './catalogue.ts';
import { usualProblems } from './problem-meanings.ts';

const reader = new Reader();

/** Signs of things that no problem of the catalogue is about. */
const otherSigns: Readonly<Record<string, IconName>> = {
  light: 'light',
  voltage: 'light',
  'power-lines': 'light',
  meter: 'water',
  fare: 'transport',
  'bus-stop': 'transport',
  traffic: 'road',
  medicine: 'health',
  ambulance: 'health',
  hospital: 'health',
  dentist: 'health',
  school: 'school',
  textbooks: 'school',
  'school-toilet': 'school',
  'school-meals': 'school',
  'school-crowded': 'school',
  'kg-building': 'kindergarten',
  'kg-heat': 'kindergarten',
  'kg-staff': 'kindergarten',
  trainer: 'sport',
  stadium: 'sport',
};

/** The icon a name most likely wants, and with it its kind; a person may choose another one. Null when nothing says. */
export function guessedCategory(name: string): IconName | null {
  const named = catalogueEntryNamed(name)?.category;
  if (named) return named;
  const reading = reader.read(name);
  if (reading.about === '') return null;
  const usual = usualProblems(reader);
  const key = offerFor(reading, [], usual)?.id;
  const signs = new Set(
    problemCatalogue.flatMap((entry, at) => {
      const about = usual[at]?.meant;
      return entry.key === key || (key === undefined && about?.has(reading.about)) ? [entry.category] : [];
    }),
  );
  const [sign] = signs;
  return (signs.size === 1 ? sign : undefined) ?? otherSigns[reading.about] ?? null;
}
