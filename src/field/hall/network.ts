import { networkInterfaces } from 'node:os';

/** Addresses of a home, office or hotspot; others may be reachable from the world. */
function isPrivate(address: string): boolean {
  return /^(192\.168\.|10\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address);
}

/** Networks of programs on this machine, not of the room. */
const virtual = /^(docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|wg|zt|tailscale)/i;

let known: { readonly at: number; readonly addresses: readonly string[] } | undefined;

/**
 * The private IPv4 addresses of this machine, those of a hotspot or router first. Asked anew every two seconds: a
 * hotspot is often switched on after the program.
 */
export function networkAddresses(now = Date.now()): readonly string[] {
  if (known && now - known.at < 2000) return known.addresses;
  const rank = (address: string) => (address.startsWith('192.168.') ? 0 : address.startsWith('10.') ? 1 : 2);
  const addresses = Object.entries(networkInterfaces())
    .flatMap(([name, entries]) =>
      (entries ?? [])
        .filter((entry) => entry.family === 'IPv4' && !entry.internal && isPrivate(entry.address))
        .map(({ address }) => ({ address, last: virtual.test(name) })),
    )
    .sort((a, b) => Number(a.last) - Number(b.last) || rank(a.address) - rank(b.address))
    .map(({ address }) => address);
  known = { at: now, addresses };
  return addresses;
}

/** Whether a request comes from this machine itself. */
export function isLoopback(remote: string | undefined): boolean {
  return remote !== undefined && /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(remote);
}

/**
 * What a request's Host names: this machine by its own name, by an address on the network, or neither. A page of
 * another site that lets its name point here says that name, and gets nothing.
 */
export function hostKind(
  host: string | undefined,
  port: number,
  addresses: readonly string[],
): 'local' | 'network' | 'foreign' {
  const match = /^(localhost|\[::1\]|\d+\.\d+\.\d+\.\d+)(?::(\d{1,5}))?$/.exec((host ?? '').toLowerCase());
  if (!match || Number(match[2] ?? 80) !== port) return 'foreign';
  const name = match[1]!;
  if (name === 'localhost' || name === '127.0.0.1' || name === '[::1]') return 'local';
  return addresses.includes(name) ? 'network' : 'foreign';
}
