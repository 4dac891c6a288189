/** Milliseconds that the first of a group waits for others to go with. */
const gathering = 10;
/** Most of one group. */
const mostOfGroup = 500;
/** Most that wait: more than this are told to come again. */
const mostWaiting = 5000;

type Waiting<In, Out> = {
  readonly item: In;
  readonly done: (out: Out) => void;
  readonly failed: (error: unknown) => void;
};

/**
 * Does together what a hall asks at the same time: items of one municipality that come within some milliseconds, or
 * while a group is being worked on, go in the next group. A transaction costs the same whether it holds one or fifty.
 */
export class Gathered<In, Out> {
  readonly #work: (municipalityId: string, items: readonly In[]) => Promise<readonly Out[]>;
  readonly #queues = new Map<string, Waiting<In, Out>[]>();

  /** @param work answers in the order of the items; when it throws, each of the group does */
  constructor(work: (municipalityId: string, items: readonly In[]) => Promise<readonly Out[]>) {
    this.#work = work;
  }

  /** Undefined when too many wait already. @throws what the work throws. */
  async ask(municipalityId: string, item: In): Promise<Out | undefined> {
    const queue = this.#queues.get(municipalityId);
    if (queue && queue.length >= mostWaiting) return undefined;
    return await new Promise<Out>((done, failed) => {
      const waiting = { item, done, failed };
      if (queue) queue.push(waiting);
      else {
        this.#queues.set(municipalityId, [waiting]);
        setTimeout(() => void this.#run(municipalityId), gathering);
      }
    });
  }

  async #run(municipalityId: string): Promise<void> {
    const queue = this.#queues.get(municipalityId) ?? [];
    while (queue.length > 0) {
      const group = queue.splice(0, mostOfGroup);
      try {
        const answers = await this.#work(
          municipalityId,
          group.map(({ item }) => item),
        );
        group.forEach(({ done }, at) => done(answers[at]!));
      } catch (error) {
        for (const { failed } of group) failed(error);
      }
      if (queue.length > 0) await new Promise((next) => setTimeout(next, gathering));
    }
    this.#queues.delete(municipalityId);
  }
}
