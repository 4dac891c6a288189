import { type DelimitedRow, DelimitedScanner, type Position, Utf8Reader } from '../delimited.ts';

/**
 * Splits a `.pb` file into its three sections as it streams in. Each begins with its name alone on a line and a header
 * line; rows are separated by semicolons and may be quoted as in CSV.
 */

export const sectionNames = ['META', 'PROJECTS', 'VOTES'] as const;
export type SectionName = (typeof sectionNames)[number];

export interface SectionFault extends Position {
  readonly code:
    'not-utf8' | 'utf16' | 'unclosed-quote' | 'text-after-quote' | 'field-too-long' | 'row-before-section';
}

export interface SectionEvents {
  /** A section begins; `repeated` when it had begun before. */
  readonly section: (name: SectionName, position: Position, repeated: boolean) => void;
  /** The header of a section: trimmed column names. */
  readonly header: (name: SectionName, columns: readonly string[], row: DelimitedRow) => boolean;
  /** A row; the arrays are reused. Return false to stop reading. */
  readonly row: (name: SectionName, row: DelimitedRow) => boolean;
  /** An empty line (not the end of the file). */
  readonly empty?: (line: number) => void;
}

export class SectionReader {
  readonly #text = new Utf8Reader();
  readonly #scanner: DelimitedScanner;
  #section: SectionName | undefined;
  #awaitsHeader = false;
  readonly #seen = new Set<SectionName>();
  #fault: SectionFault | undefined;
  #first = true;
  /** Empty lines are reported once another line follows: the last line of a file may be empty. */
  #emptyLines: number[] = [];

  constructor(events: SectionEvents) {
    this.#scanner = new DelimitedScanner({
      delimiter: ';',
      strict: false,
      onRow: (row) => {
        const first = row.fields[0]?.trim() ?? '';
        if (row.fields.every((field) => field.trim() === '')) {
          if (row.fields.length === 1) this.#emptyLines.push(row.lines[0] ?? 0);
          return true;
        }
        for (const line of this.#emptyLines.splice(0)) events.empty?.(line);
        const name = sectionNames.find((known) => known === first.toUpperCase());
        if (name && row.fields.slice(1).every((field) => field.trim() === '')) {
          events.section(
            name,
            { line: row.lines[0] ?? 1, column: row.columns[0] ?? 1 },
            this.#seen.has(name),
          );
          this.#seen.add(name);
          this.#section = name;
          this.#awaitsHeader = true;
          return true;
        }
        if (!this.#section) {
          this.#fault = { line: row.lines[0] ?? 1, column: row.columns[0] ?? 1, code: 'row-before-section' };
          return false;
        }
        if (this.#awaitsHeader) {
          this.#awaitsHeader = false;
          return events.header(
            this.#section,
            row.fields.map((field) => field.trim()),
            row,
          );
        }
        return events.row(this.#section, row);
      },
    });
  }

  /** Sections that have begun. */
  get seen(): ReadonlySet<SectionName> {
    return this.#seen;
  }

  get stopped(): boolean {
    return this.#scanner.stopped;
  }

  push(bytes: Uint8Array): SectionFault | undefined {
    if (this.#fault) return this.#fault;
    if (this.#first && bytes.length >= 2) {
      this.#first = false;
      const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
      if (mark === 0xfffe || mark === 0xfeff) return (this.#fault = { line: 1, column: 1, code: 'utf16' });
    }
    const { text, invalid } = this.#text.push(bytes);
    return this.#accept(text, invalid);
  }

  end(): SectionFault | undefined {
    if (this.#fault) return this.#fault;
    const { text, invalid } = this.#text.end();
    return this.#accept(text, invalid) ?? this.#scanner.end() ?? this.#fault;
  }

  #accept(text: string, invalid: boolean): SectionFault | undefined {
    if (this.#scanner.stopped) return this.#fault;
    const trouble = this.#scanner.push(text);
    if (trouble) this.#fault = trouble;
    else if (invalid && !this.#scanner.stopped) this.#fault = { ...this.#scanner.position, code: 'not-utf8' };
    return this.#fault;
  }
}
