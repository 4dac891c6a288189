import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { shownAddress } from './rules/hall.ts';
import { defaultRoutes, rankedAddresses } from './network.ts';

const at = (address: string, internal = false): NetworkInterfaceInfo[] => [
  {
    family: 'IPv4',
    address,
    internal,
    netmask: '255.255.255.0',
    mac: '00:00:00:00:00:00',
    cidr: `${address}/24`,
  },
];

function first(
  interfaces: Record<string, NetworkInterfaceInfo[]>,
  defaults: string[] = [],
  radios: string[] = [],
): string | undefined {
  return rankedAddresses({ interfaces, defaults, wireless: (name) => radios.includes(name) })[0];
}

/** Networks of programs, tunnels and modems, as they are called on laptops of today. */
const strangers = [
  ...['waydroid0', 'lxdbr0', 'incusbr0', 'lxcbr0', 'podman0', 'cni0', 'ppp0', 'nordlynx', 'outline-tun0'],
  ...['CloudflareWARP', 'docker0', 'wg0', 'br-1a2b3c', 'virbr0', 'vboxnet0', 'tailscale0', 'tun0', 'utun3'],
  ...['vEthernet (WSL)', 'VirtualBox Host-Only Network', 'VMware Network Adapter VMnet8'],
];

test.each(strangers)('a phone never gets the address of %s first, whatever address it has', (stranger) => {
  for (const theirs of ['192.168.240.1', '10.0.3.1', '172.17.0.1']) {
    expect(first({ [stranger]: at(theirs), wlx0: at('172.20.10.2') }, ['wlx0'])).toBe('172.20.10.2');
    // A tunnel takes the default route over; the cable is still where the room is.
    expect(first({ [stranger]: at(theirs), enp3s0: at('172.16.5.9') }, [stranger])).toBe('172.16.5.9');
    // Better than nothing, for a person who knows what they do.
    expect(first({ lo: at('127.0.0.1', true), [stranger]: at(theirs) })).toBe(theirs);
  }
});

test('the radio first, then the way to the internet, then the rest', () => {
  const interfaces = { eth1: at('192.168.7.7'), eth0: at('10.1.1.2'), uap: at('172.16.0.1') };
  expect(rankedAddresses({ interfaces, defaults: ['eth0'], wireless: (name) => name === 'uap' })).toEqual([
    '172.16.0.1',
    '10.1.1.2',
    '192.168.7.7',
  ]);
  expect(first({ Ethernet: at('192.168.1.5'), 'Беспроводная сеть': at('10.9.9.9') })).toBe('10.9.9.9');
  // The hotspot of Windows is called "Local Area Connection* 2" and the like.
  expect(first({ Ethernet: at('192.168.1.5'), 'Подключение* 2': at('192.168.137.1') })).toBe('192.168.137.1');
  expect(first({ eth0: at('8.8.8.8') })).toBeUndefined();
});

test('default routes of Linux are read by their metric', () => {
  const table = [
    'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT',
    'eth0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0',
    'wlx0\t00000000\t010A14AC\t0003\t0\t0\t100\t00000000\t0\t0\t0',
    'down0\t00000000\t010A14AC\t0002\t0\t0\t1\t00000000\t0\t0\t0',
    'wlx0\t000A14AC\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0',
    'half\t00000000\t00000000\t0003\t0\t0\t0\t00000080\t0\t0\t0',
  ];
  expect(defaultRoutes(table.join('\n'))).toEqual(['wlx0', 'eth0']);
  expect(defaultRoutes('')).toEqual([]);
});

test('the wall shows the address that the host chose as long as the server has it, whatever its place in the list', () => {
  const [radio, wire, new_] = ['http://192.168.43.1:4110', 'http://10.0.0.5:4110', 'http://172.20.10.2:4110'];
  expect(shownAddress([radio, wire], undefined)).toBe(radio);
  expect(shownAddress([radio, wire], wire)).toBe(wire);
  // Another network came first meanwhile.
  expect(shownAddress([new_, radio, wire], wire)).toBe(wire);
  expect(shownAddress([new_, radio], wire)).toBe(new_);
  expect(shownAddress([], wire)).toBeUndefined();
});
