/**
 * A row of numbers that grows as numbers are put at its end. Rows that belong together each keep their own length: a
 * typed array takes a number beyond its end without a word and forgets it, so nobody may grow one row by another's size.
 */
export class GrowingRow<Row extends Int32Array | Float64Array> {
  readonly #make: (length: number) => Row;
  #row: Row;
  #length = 0;

  /** `make` makes an empty row, for instance `(length) => new Int32Array(length)`. */
  constructor(make: (length: number) => Row) {
    this.#make = make;
    this.#row = make(64);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#row.length) {
      const longer = this.#make(2 * this.#row.length);
      longer.set(this.#row);
      this.#row = longer;
    }
    this.#row[this.#length] = value;
    this.#length += 1;
  }

  /** 0 outside the row. */
  at(index: number): number {
    return index < this.#length ? (this.#row[index] ?? 0) : 0;
  }

  /** @throws RangeError outside the row. */
  put(index: number, value: number): void {
    if (index < 0 || index >= this.#length)
      throw new RangeError(`no place ${index} in a row of ${this.#length}`);
    this.#row[index] = value;
  }

  /** A copy of just the numbers put in. */
  copy(): Row {
    return this.#row.slice(0, this.#length) as Row;
  }
}
