/** One measured figure with the bar it must hold. */
export type Figure = {
  readonly capability: string;
  readonly name: string;
  /** Null when it could not be measured; then `ok` is false and `note` says why. */
  readonly value: number | null;
  readonly unit: string;
  readonly bar: string;
  readonly ok: boolean;
  /** What a reader must know beside the number: another scale, a missing part. */
  readonly note?: string;
};

export type Measuring = {
  /** Share of the national size to measure at, 1 being all of it. */
  readonly scale: number;
  /** Folder of the national data; made when it is missing, kept for the next run. */
  readonly nationalFolder: string;
  /** Words about what is going on, for the person who waits; standard error. */
  readonly say: (text: string) => void;
};

/** The value in the middle; of an even number the lower one of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** The value under which 95 of a hundred lie. */
export function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)] ?? Number.NaN;
}

/** A number with three telling digits at most. */
export function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

/**
 * Runs one measurement; whatever goes wrong becomes a figure that does not hold instead of ending the run, so that
 * the other figures are still seen.
 */
export async function figure(
  about: Pick<Figure, 'capability' | 'name' | 'unit' | 'bar'>,
  holds: (value: number) => boolean,
  work: () => Promise<number | { readonly value: number; readonly note: string; readonly ok?: false }>,
): Promise<Figure> {
  try {
    const got = await work();
    const { value, note, ok } =
      typeof got === 'number' ? { value: got, note: undefined, ok: undefined } : got;
    if (!Number.isFinite(value)) throw new Error('no number came out');
    return {
      ...about,
      value: rounded(value),
      ok: ok !== false && holds(value),
      ...(note === undefined ? {} : { note }),
    };
  } catch (error) {
    const note = `not measured: ${error instanceof Error ? error.message : String(error)}`;
    return { ...about, value: null, ok: false, note };
  }
}
