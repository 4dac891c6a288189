import { readdirSync, readFileSync } from 'node:fs';

/** Seconds of processor that a server and the database below it have used; undefined where the system does not tell. */
export type Processor = { readonly server: number; readonly database: number };

/** Ticks of the clock in which Linux counts. */
const perSecond = 100;

/** What the process and everything it started have used until now, as Linux counts it. */
export function processorOf(pid: number): Processor | undefined {
  const found = new Map<number, { parent: number; name: string; seconds: number }>();
  try {
    for (const entry of readdirSync('/proc')) {
      if (!/^\d+$/.test(entry)) continue;
      const line = statOf(entry);
      if (line === undefined) continue;
      // The name may hold spaces and brackets: what follows the last bracket is counted.
      const end = line.lastIndexOf(')');
      const fields = line.slice(end + 2).split(' ');
      found.set(Number(entry), {
        parent: Number(fields[1]),
        name: line.slice(line.indexOf('(') + 1, end),
        // Its own and those of children that ended.
        seconds: [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0) / perSecond,
      });
    }
  } catch {
    return undefined;
  }
  if (!found.has(pid)) return undefined;
  const below = (one: number): boolean => {
    const parent = found.get(one)?.parent ?? 0;
    return parent === pid || (parent > 1 && below(parent));
  };
  let [server, database] = [0, 0];
  for (const [one, { name, seconds }] of found) {
    if (one !== pid && !below(one)) continue;
    if (name.startsWith('postgres')) database += seconds;
    else server += seconds;
  }
  return { server, database };
}

function statOf(entry: string): string | undefined {
  try {
    return readFileSync(`/proc/${entry}/stat`, 'utf8');
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}
