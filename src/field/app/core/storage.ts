/** Bytes the browser says are left and used; undefined where it does not say. */
export type Space = { readonly used: number; readonly left: number; readonly persistent: boolean };

/** Below this a day of photos may not fit. */
export const littleSpace = 60_000_000;

/**
 * Asks the browser never to clear this app's data by itself. Firefox passes the question on to the person and answers
 * when they do, perhaps never: nobody may be kept waiting for this.
 */
export async function askToPersist(): Promise<boolean> {
  try {
    return await navigator.storage.persist();
  } catch {
    return false;
  }
}

export async function space(): Promise<Space | undefined> {
  try {
    const { usage = 0, quota = 0 } = await navigator.storage.estimate();
    const persistent = await navigator.storage.persisted();
    return { used: usage, left: Math.max(0, quota - usage), persistent };
  } catch {
    return undefined;
  }
}
