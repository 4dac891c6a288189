import { anyOwner } from './owner.ts';

let registration: ServiceWorkerRegistration | undefined;
let switching = false;
const listeners = new Set<() => void>();

/** Whether a new version lies ready on this device. */
export function updateReady(): boolean {
  return Boolean(registration?.waiting);
}

/** Whether the app opens without a network: its files are on the device. */
export function worksOffline(): boolean {
  return 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;
}

export function watchUpdates(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

const tell = () => {
  for (const listener of [...listeners]) listener();
};

/**
 * Puts the app's files on the device and looks for new versions. A new version never takes over by itself while
 * somebody works: it waits until it is asked for, or until the app is opened with nobody at work.
 */
export async function startUpdates(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener('controllerchange', () => {
    tell();
    // The first one takes over a page that runs already; nothing is to be loaded again then.
    if (switching) location.reload();
  });
  try {
    registration = await serviceWorker.register('/field/sw.js', { scope: '/field' });
  } catch {
    // No network, or a window that keeps nothing: the app works as long as it is open.
    return;
  }
  const found = () => {
    const worker = registration?.installing;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') tell();
    });
  };
  registration.addEventListener('updatefound', found);
  found();
  tell();
  const look = () => {
    if (navigator.onLine && !document.hidden) void registration?.update().catch(() => undefined);
  };
  setInterval(look, 3_600_000);
  addEventListener('online', look);
}

/** Resolves when a worker has put its files on the device, or has failed to. */
async function settled(worker: ServiceWorker): Promise<void> {
  await new Promise<void>((done) => {
    const look = () => {
      if (worker.state === 'installing') return;
      worker.removeEventListener('statechange', look);
      done();
    };
    worker.addEventListener('statechange', look);
    look();
  });
}

/**
 * Looks for a new version. `ready`: it lies on the device. `incomplete`: there is one, but its files did not all come.
 * `unknown`: nobody could be asked. Resolves only when a version that was found has come, which may take minutes.
 */
export async function lookForUpdate(): Promise<'ready' | 'newest' | 'incomplete' | 'unknown'> {
  if (!registration) return 'unknown';
  try {
    await registration.update();
  } catch {
    // What came earlier is there all the same.
    return updateReady() ? 'ready' : 'unknown';
  }
  const { installing } = registration;
  if (installing) await settled(installing);
  tell();
  if (updateReady()) return 'ready';
  return installing?.state === 'redundant' ? 'incomplete' : 'newest';
}

/** Goes over to the version that lies ready. Everything must be kept before. */
export function takeUpdate(): void {
  const waiting = registration?.waiting;
  if (!waiting) return;
  switching = true;
  waiting.postMessage('switch');
}

/** The same at the start, when no window has anything open. */
export async function updateAtStart(): Promise<void> {
  if (updateReady() && !(await anyOwner())) takeUpdate();
}
