/** A band of ages, both ends included; `to` null has no upper end. */
export type AgeBand = { readonly code: string; readonly from: number; readonly to: number | null };

/** The sexes in the order of every table. */
export const sexOrder = ['female', 'male'] as const;
export type Sex = (typeof sexOrder)[number];

/** Age groups of a session unless a municipality says otherwise (seed-000, R-PAR-03). */
export const defaultAgeGroups: readonly string[] = ['18-35', '36-55', '56+'];

/** Reads `18-35` or `56+`; null for anything else, an empty band, or an age over 120. */
export function parseAgeBand(code: string): AgeBand | null {
  const match = /^(\d{1,3})(?:-(\d{1,3})|\+)$/.exec(code);
  if (!match) return null;
  const from = Number(match[1]);
  const to = match[2] === undefined ? null : Number(match[2]);
  if (from > 120 || (to !== null && (to > 120 || to < from))) return null;
  return { code, from, to };
}

export type AgeBandProblem =
  'age-bands-none' | 'age-bands-malformed' | 'age-bands-overlap' | 'age-bands-minor';

/**
 * Age groups of sessions: at least one, at most eight, in rising order, no age in two of them, nobody under 18
 * (seed-000: a participant is 18 or older). A gap is allowed: a municipality may hear only some ages.
 */
export function checkAgeGroups(codes: readonly string[]): AgeBandProblem | null {
  if (codes.length === 0 || codes.length > 8) return 'age-bands-none';
  const bands = codes.map(parseAgeBand);
  let last = -1;
  for (const [index, band] of bands.entries()) {
    if (band === null) return 'age-bands-malformed';
    if (band.from < 18) return 'age-bands-minor';
    if (band.from <= last || (band.to === null && index < bands.length - 1)) return 'age-bands-overlap';
    last = band.to ?? 999;
  }
  return null;
}

/** The band of an age in full years; undefined when none holds it (17 with the default groups). */
export function bandOfAge(codes: readonly string[], age: number): string | undefined {
  return codes.find((code) => {
    const band = parseAgeBand(code);
    return band !== null && age >= band.from && (band.to === null || age <= band.to);
  });
}

/** Bands of a village's profile: those of the sessions, and the children below the first of them. */
export function profileBands(ageGroups: readonly string[]): string[] {
  const first = parseAgeBand(ageGroups[0] ?? '');
  return first === null || first.from === 0 ? [...ageGroups] : [`0-${first.from - 1}`, ...ageGroups];
}

/** A cell of a profile. */
export type PopulationCell = { readonly sex: Sex; readonly ageBand: string; readonly people: number };

/** Sums of a profile: by sex, by band, all; and the adults (bands from 18 on). */
export function populationSums(cells: readonly PopulationCell[]): {
  readonly female: number;
  readonly male: number;
  readonly all: number;
  readonly adults: number;
  readonly byBand: ReadonlyMap<string, number>;
} {
  let [female, male, adults] = [0, 0, 0];
  const byBand = new Map<string, number>();
  for (const cell of cells) {
    if (cell.sex === 'female') female += cell.people;
    else male += cell.people;
    byBand.set(cell.ageBand, (byBand.get(cell.ageBand) ?? 0) + cell.people);
    const band = parseAgeBand(cell.ageBand);
    if (band !== null && band.from >= 18) adults += cell.people;
  }
  return { female, male, all: female + male, adults, byBand };
}
