// The service worker: keeps the app's files on the device and gives them without asking the network. The server puts
// `ASHAR = { version, shell, files }` before this text (routes/shell.tsx); a new list is a new version of the worker.

type Wait = Event & { waitUntil: (work: Promise<unknown>) => void };
type Fetching = Wait & {
  readonly request: Request;
  respondWith: (answer: Promise<Response> | Response) => void;
};
export type Worker = {
  readonly ASHAR: { readonly version: string; readonly shell: string; readonly files: readonly string[] };
  readonly location: Location;
  readonly clients: { claim: () => Promise<void> };
  skipWaiting: () => Promise<void>;
  addEventListener: ((type: 'install' | 'activate', listener: (event: Wait) => void) => void) &
    ((type: 'fetch', listener: (event: Fetching) => void) => void) &
    ((type: 'message', listener: (event: MessageEvent<unknown>) => void) => void);
};

const worker = globalThis as unknown as Worker;
const { version, shell, files } = worker.ASHAR;
const prefix = 'ashar-field-';
const cacheName = `${prefix}${version}`;

async function fill(): Promise<void> {
  const cache = await caches.open(cacheName);
  await Promise.all(
    [shell, ...files].map(async (file) => {
      // A file named by its content is the same in every version: what lies here already is not fetched again.
      const here = file.startsWith('/assets/') ? await caches.match(file) : undefined;
      const response = here ?? (await fetch(file, { credentials: 'omit', cache: 'no-cache' }));
      if (!response.ok || response.redirected) throw new Error(`${file}: ${response.status}`);
      // The server may have been renewed between this list and the page: then all is fetched anew, later.
      if (file === shell && response.headers.get('X-Field-Version') !== version) throw new Error('version');
      await cache.put(file, response);
    }),
  );
}

async function fromHere(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(path)) ?? (await fetch(request));
}

worker.addEventListener('install', (event) => {
  event.waitUntil(fill());
});

worker.addEventListener('activate', (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(prefix) && name !== cacheName) await caches.delete(name);
    }
    await worker.clients.claim();
  };
  event.waitUntil(tidy());
});

worker.addEventListener('message', (event) => {
  if (event.data === 'switch') void worker.skipWaiting();
});

const own = new Set(files);

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const url = new URL(request.url);
  if (url.origin !== worker.location.origin) return;
  const path = url.pathname.replace(/(.)\/$/, '$1');
  if (request.mode === 'navigate') {
    if (path === shell) event.respondWith(fromHere(request, shell));
    return;
  }
  const file = url.pathname + url.search;
  if (own.has(file)) event.respondWith(fromHere(request, file));
});
