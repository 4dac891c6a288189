import { hostname, networkInterfaces } from 'node:os';

let known: { readonly at: number; readonly names: ReadonlySet<string> } | undefined;

/** How this machine may be called without a name server; asked anew every ten seconds, networks come and go. */
function ownNames(): ReadonlySet<string> {
  if (!known || Date.now() - known.at > 10_000) {
    const addresses = Object.values(networkInterfaces())
      .flatMap((entries) => entries ?? [])
      .map(({ family, address }) => (family === 'IPv6' ? `[${address.split('%')[0] ?? ''}]` : address));
    const name = hostname().toLowerCase();
    known = {
      at: Date.now(),
      names: new Set(['localhost', '127.0.0.1', '[::1]', name, `${name}.local`, ...addresses]),
    };
  }
  return known.names;
}

/**
 * Whether a request's Host is one of this machine's own addresses. Anybody can write any Host: what is kept, printed
 * on a poster or sent to others must not follow it.
 * @param port the port people type; none means the usual one of the web.
 */
export function isOwnHost(host: string, port: string): boolean {
  const match = /^([\w.-]{1,255}|\[[0-9a-f:]{2,45}\])(?::(\d{1,5}))?$/.exec(host);
  return match !== null && ownNames().has(match[1] ?? '') && [undefined, port].includes(match[2]);
}

/** Whether an address leads only to the machine it is opened on: what is printed or sent with it reaches nobody. */
export function isLocal(origin: string): boolean {
  const host = URL.parse(origin)?.hostname ?? 'localhost';
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);
}
