/** Chrome's offer to put the app on the home screen; other browsers are told in words. */
type InstallOffer = Event & { prompt: () => Promise<void> };

let offer: InstallOffer | undefined;
const listeners = new Set<() => void>();

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  offer = event as InstallOffer;
  for (const listener of [...listeners]) listener();
});
addEventListener('appinstalled', () => {
  offer = undefined;
  for (const listener of [...listeners]) listener();
});

export function watchInstall(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** `offer`: one touch is enough. `words`: by the browser's menu. `done`: it runs as an app already. */
export function installState(): 'offer' | 'ios' | 'words' | 'done' {
  const standalone = (navigator as { standalone?: boolean }).standalone === true;
  if (standalone || matchMedia('(display-mode: standalone)').matches) return 'done';
  if (offer) return 'offer';
  return isApple() ? 'ios' : 'words';
}

/** An iPhone or iPad. Since iPadOS 13 an iPad says that it is a Mac; but no Mac is touched with several fingers. */
function isApple(): boolean {
  const { userAgent, maxTouchPoints } = navigator;
  return /iphone|ipad/i.test(userAgent) || (/macintosh/i.test(userAgent) && maxTouchPoints > 1);
}

export async function install(): Promise<void> {
  await offer?.prompt();
}
