/**
 * Those who have changes that are in no item yet: an item of a document holds all that was not acknowledged, so it is
 * made when it can be sent and not at each change.
 */
export class Makers {
  readonly #makers = new Set<() => Promise<void>>();
  /** Nothing would be sent now: the line is broken and its pause not over, or a person must look first. */
  resting = false;

  /** `make` puts into the outbox what is changed and in no item yet. Returns what ends it. */
  add(make: () => Promise<void>): () => void {
    this.#makers.add(make);
    return () => void this.#makers.delete(make);
  }

  /** Has everything made into items, before a try to send. What cannot be kept now says so where it is shown. */
  async makeAll(): Promise<void> {
    await Promise.allSettled([...this.#makers].map(async (make) => await make()));
  }
}
