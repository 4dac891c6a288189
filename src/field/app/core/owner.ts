// One window at a time works in a person's store: two would each have their own picture of the outbox.

const lockName = (personId: string) => `ashar-field-store ${personId}`;
const channelName = 'ashar-field';
/** For browsers without Web Locks: a note in local storage, renewed while the window lives. */
const leaseFor = 6_000;

function channel(): BroadcastChannel | undefined {
  return 'BroadcastChannel' in globalThis ? new BroadcastChannel(channelName) : undefined;
}

/**
 * Takes a person's store for this window until `release`; undefined when another window has it. `given` is called
 * when another window asks for it: what is open must be kept and closed, then released.
 */
export async function own(
  personId: string,
  given: () => void,
): Promise<{ readonly release: () => void } | undefined> {
  const free = await ('locks' in navigator ? byLock(personId) : byLease(personId));
  if (!free) return undefined;
  const asked = channel();
  asked?.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.data === `give ${personId}`) given();
  });
  return {
    release: () => {
      asked?.close();
      free();
    },
  };
}

async function byLock(personId: string): Promise<(() => void) | undefined> {
  return await new Promise((answer) => {
    void navigator.locks.request(lockName(personId), { ifAvailable: true }, (lock) => {
      if (!lock) {
        answer(undefined);
        return undefined;
      }
      return new Promise<void>((release) => answer(() => release()));
    });
  });
}

async function byLease(personId: string): Promise<(() => void) | undefined> {
  const me = String(Math.random());
  const read = () => (localStorage.getItem(lockName(personId)) ?? '').split(' ');
  const [holder, until] = read();
  if (holder !== me && Number(until) > Date.now() && Number(until) < Date.now() + 2 * leaseFor)
    return undefined;
  const write = () => localStorage.setItem(lockName(personId), `${me} ${Date.now() + leaseFor}`);
  write();
  await new Promise((resolve) => setTimeout(resolve, 50));
  if (read()[0] !== me) return undefined;
  const timer = setInterval(write, leaseFor / 3);
  return () => {
    clearInterval(timer);
    localStorage.removeItem(lockName(personId));
  };
}

/** Asks the window that has a person's store to keep everything and let go of it. */
export function askFor(personId: string): void {
  const asking = channel();
  asking?.postMessage(`give ${personId}`);
  asking?.close();
}

/** Whether any window works in anybody's store. */
export async function anyOwner(): Promise<boolean> {
  if (!('locks' in navigator)) return false;
  const { held = [] } = await navigator.locks.query();
  return held.some((lock) => lock.name?.startsWith(lockName('')) === true);
}
