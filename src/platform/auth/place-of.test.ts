import { expect, test } from 'vitest';
import { placeOf } from './place-of.ts';

test('IPv6 is counted by its /64, IPv4 by the address, in whatever spelling', () => {
  expect(placeOf('10.0.0.1')).toBe('10.0.0.1');
  expect(placeOf('::ffff:10.0.0.1')).toBe('10.0.0.1');
  expect(placeOf('0:0:0:0:0:FFFF:a00:1')).toBe('10.0.0.1');
  expect(placeOf('0:0:0:0:0:ffff:10.0.0.1')).toBe('10.0.0.1');
  const one = placeOf('2001:db8:1:2::1');
  expect(one).toBe('2001:db8:1:2::/64');
  for (const same of ['2001:0DB8:0001:0002:ffff:1:2:3', '2001:db8:1:2:0:0:1.2.3.4', '2001:db8:1:2::%eth0'])
    expect(placeOf(same), same).toBe(one);
  expect(placeOf('2001:db8:1:3::1')).not.toBe(one);
  expect(placeOf('::1')).toBe('0:0:0:0::/64');
  expect(placeOf('unknown')).toBe('unknown');
});
