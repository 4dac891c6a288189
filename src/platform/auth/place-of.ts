import { isIP } from 'node:net';

/**
 * From where somebody comes, for counting: the address of IPv4, the first 64 bits of IPv6, of which everybody has a
 * whole block to choose from. IPv4 written as IPv6 (`::ffff:10.0.0.1`) is IPv4. What is no address stands for itself.
 */
export function placeOf(address: string): string {
  const bare = address.split('%', 1)[0] ?? '';
  if (isIP(bare) !== 6) return bare;
  const hexadecimal = bare.replace(
    /(\d+)\.(\d+)\.(\d+)\.(\d+)$/,
    (_, ...parts: string[]) =>
      `${(Number(parts[0]) * 256 + Number(parts[1])).toString(16)}:${(Number(parts[2]) * 256 + Number(parts[3])).toString(16)}`,
  );
  const [head = '', tail] = hexadecimal.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = tail === undefined ? left : [...left, ...filled(8 - left.length - right.length), ...right];
  const numbers = groups.map((group) => Number.parseInt(group, 16));
  if (numbers.slice(0, 5).every((part) => part === 0) && numbers[5] === 0xffff) {
    return [6, 7].flatMap((at) => [(numbers[at] ?? 0) >> 8, (numbers[at] ?? 0) & 255]).join('.');
  }
  return `${numbers
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}

function filled(count: number): string[] {
  return Array.from({ length: Math.max(0, count) }, () => '0');
}
