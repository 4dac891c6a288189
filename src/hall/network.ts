import { existsSync, readFileSync } from 'node:fs';
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';

/** Addresses of a home, office or hotspot; others may be reachable from the world. */
function isPrivate(address: string): boolean {
  return /^(192\.168\.|10\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address);
}

/** Networks of programs on this machine, of its tunnels and of modems: nobody in the room is on them. */
const virtual = new RegExp(
  `^(${[
    'docker|br-|veth|virbr|vmnet|vboxnet|vnet|vethernet|virtualbox|vmware|hyper-v|dummy|ifb',
    'waydroid|anbox|lxdbr|lxcbr|lxc|incus|podman|cni|flannel|cali|kube|nerdctl|mpqemubr',
    'tun|tap|utun|wg|zt|zerotier|tailscale|ppp|wwan|ipsec|gpd|nordlynx|nord|proton|mullvad|outline|warp|cloudflare',
    'ham|hamachi|openvpn|wintun|radmin|amnezia|v2ray|xray|sing',
  ].join('|')})`,
  'i',
);

/** A radio: where phones are. Windows gives the names, in the language of the system. */
const wirelessName = /^(wl|wlan|wifi|wi-fi|wireless|ath\d|ra\d|беспроводн|зымсыз)/i;
/** Addresses that Windows, Android and iPhones give to a hotspot of their own. */
const hotspot = /^(192\.168\.137\.|192\.168\.43\.|172\.20\.10\.|10\.42\.0\.)/;

/** What a system knows of its interfaces; tests give their own. */
export type NetworkFacts = {
  readonly interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>;
  /** Interfaces with a route to everywhere, the preferred first. */
  readonly defaults: readonly string[];
  /** Whether it is a radio or has a wire; false also where the system does not tell. */
  readonly wireless: (name: string) => boolean;
};

/**
 * The private IPv4 addresses of a machine, the one at which phones in the room most likely reach it first: a radio's,
 * then that of the way to the internet, then the others; those of programs, tunnels and modems last.
 */
export function rankedAddresses({ interfaces, defaults, wireless }: NetworkFacts): string[] {
  const plain = (address: string) => (address.startsWith('192.168.') ? 0 : address.startsWith('10.') ? 1 : 2);
  return Object.entries(interfaces)
    .flatMap(([name, entries]) => {
      const route = defaults.indexOf(name);
      return (entries ?? [])
        .filter((entry) => entry.family === 'IPv4' && !entry.internal && isPrivate(entry.address))
        .map(({ address }) => {
          const radio = wireless(name) || wirelessName.test(name) || hotspot.test(address);
          const rank = [virtual.test(name) ? 1 : 0, radio ? 0 : 1, route < 0 ? 99 : route, plain(address)];
          return { address, rank };
        });
    })
    .sort((a, b) => a.rank.map((own, at) => own - (b.rank[at] ?? 0)).find((by) => by !== 0) ?? 0)
    .map(({ address }) => address);
}

/**
 * Names of the interfaces with a default route in the text of Linux's /proc/net/route, by rising metric.
 */
export function defaultRoutes(table: string): string[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, destination, , flags = '0', , , , mask]) => {
      const up = (Number.parseInt(flags, 16) & 1) === 1;
      return destination === '00000000' && mask === '00000000' && up;
    })
    .sort((a, b) => Number(a[6]) - Number(b[6]))
    .flatMap(([name]) => (name === undefined ? [] : [name]));
}

function factsOfThisMachine(): NetworkFacts {
  let table = '';
  try {
    table = readFileSync('/proc/net/route', 'utf8');
  } catch {
    // Not Linux: names and addresses must do.
  }
  return {
    interfaces: networkInterfaces(),
    defaults: defaultRoutes(table),
    wireless: (name) =>
      /^[\w.-]+$/.test(name) &&
      ['wireless', 'phy80211'].some((sign) => existsSync(`/sys/class/net/${name}/${sign}`)),
  };
}

let known: { readonly at: number; readonly addresses: readonly string[] } | undefined;

/**
 * The private IPv4 addresses of this machine, best first. Asked anew every two seconds: a hotspot is often switched
 * on after the program.
 */
export function networkAddresses(now = Date.now()): readonly string[] {
  if (known && now - known.at < 2000) return known.addresses;
  const addresses = rankedAddresses(factsOfThisMachine());
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
