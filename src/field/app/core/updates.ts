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

export async function lookForUpdate(): Promise<void> {
  await registration?.update().catch(() => undefined);
  tell();
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
