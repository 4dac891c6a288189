import type { DelimitedRow } from './delimited.ts';
import { cleanName, nameKey } from './names.ts';
import { at, checkHeader, checkWidth, HeadedReader, type TallyFault, wholeNumber } from './tally-rows.ts';

/** Populations of groups, or of whole villages where `group` is empty. */
export interface PopulationRow {
  readonly village: string;
  readonly group: string;
  readonly population: number;
}

/** Reads a table `village,group,population` (`group` may be absent or empty). */
export class PopulationReader {
  readonly #rows: PopulationRow[] = [];
  readonly #seen = new Map<string, number>();
  readonly #reader: HeadedReader;
  #names: readonly string[] = [];

  constructor() {
    const known = ['village', 'group', 'population'];
    this.#reader = new HeadedReader(
      known,
      (names, row) => {
        this.#names = [...names];
        return checkHeader(names, row, ['village', 'population'], known);
      },
      (row) => this.#row(row),
    );
  }

  push(bytes: Uint8Array): TallyFault | undefined {
    return this.#reader.push(bytes);
  }

  end(): { ok: true; rows: readonly PopulationRow[] } | { ok: false; fault: TallyFault } {
    const fault = this.#reader.end();
    return fault ? { ok: false, fault } : { ok: true, rows: this.#rows };
  }

  #row(row: DelimitedRow): TallyFault | undefined {
    const wrongWidth = checkWidth(row, this.#names.length);
    if (wrongWidth) return wrongWidth;
    const index = (name: string) => this.#names.indexOf(name);
    const village = cleanName(row.fields[index('village')] ?? '');
    if (village === '')
      return { ...at(row, index('village')), code: 'empty-field', params: { name: 'village' } };
    const group = index('group') < 0 ? '' : cleanName(row.fields[index('group')] ?? '');
    const population = wholeNumber(row, index('population'), 'population');
    if (typeof population !== 'number') return population;
    const key = `${nameKey(village)}\u0000${nameKey(group)}`;
    const before = this.#seen.get(key);
    if (before !== undefined && before !== population) {
      return {
        ...at(row, index('population')),
        code: 'conflicting-number',
        params: { name: 'population', value: population, before, village, group },
      };
    }
    if (before === undefined) this.#rows.push({ village, group, population });
    this.#seen.set(key, population);
    return undefined;
  }
}
