import { expect, it } from 'vitest';
import { isToken, isTokenOf, makeToken } from './csrf.ts';

const secret = 'a secret of this installation';

it('a token passes in its browser, and names its account afterwards without passing', () => {
  const plain = makeToken(secret, 'browser');
  expect(isToken(secret, 'browser', plain)).toBe(true);
  expect(isTokenOf(secret, 'asel', plain)).toBe(false);
  const token = makeToken(secret, 'browser', 'asel');
  expect(isToken(secret, 'browser', token)).toBe(true);
  expect(isToken(secret, 'another', token)).toBe(false);
  expect(isTokenOf(secret, 'asel', token)).toBe(true);
  expect(isTokenOf(secret, 'bakyt', token)).toBe(false);
  // The part that names the account is no pass, wherever it is put, and belongs to its token.
  const [fresh, own, owner] = token.split('.');
  expect(isToken(secret, 'browser', `${fresh}.${owner}`)).toBe(false);
  expect(isToken(secret, 'browser', `${fresh}.${owner}.${own}`)).toBe(false);
  expect(isTokenOf(secret, 'asel', `${fresh}.${own}.${own}`)).toBe(false);
  expect(isToken(secret, 'browser', `${token}x`)).toBe(false);
  expect(isToken(secret, 'browser', `${fresh}.${own}`)).toBe(false);
  for (const bad of ['', '.', `${token}.x`, `${fresh}`, 'x'.repeat(300)]) {
    expect([isToken(secret, 'browser', bad), isTokenOf(secret, 'asel', bad)]).toEqual([false, false]);
  }
});
