import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts';
import { accountById, createAccount } from './accounts.ts';
import { countAttempt } from './attempts.ts';
import { knownBrowser, rememberBrowser } from './browsers.ts';
import { eventsOf } from './event-log.ts';
import { beginSecondFactor, confirmSecondFactor } from './second-factor.ts';
import { readSignIn } from './sign-in-gate.ts';
import { checkOwnPassword, checkPassword, startSignIn } from './sign-in.ts';
import { codeAt, stepOf } from './totp.ts';

let base: TestDatabase;
let id: string;
let now = new Date('2026-11-30T04:00:00Z');
const email = 'owner@example.kg';
const password = 'беш тоо суу жарык';

beforeAll(async () => {
  base = await createTestDatabase();
  ({ id } = await createAccount(base.db, { name: 'Ээси', email, password }));
});
afterAll(async () => await base.drop());
beforeEach(async () => {
  now = new Date(now.getTime() + 86_400_000 * 2);
  await base.db.owner.query('delete from auth_attempt; delete from auth_browser');
});

const tries = async (typed: string, address: string, browser?: string) => {
  const tried = await checkPassword(base.db, { account: email, password: typed, address, browser }, now);
  return tried.ok ? 'in' : tried.code;
};

test('a stranger at many addresses does not lock the owner out of a browser that was used before', async () => {
  const known = await rememberBrowser(base.db, id, undefined, now);
  for (let turn = 0; turn < 60; turn += 1) {
    await countAttempt(base.db, { kind: 'sign-in', account: email, address: `10.0.0.${turn}` }, now);
  }
  expect(await tries(password, '10.9.9.9')).toBe('too-many-attempts');
  expect(await tries(password, '10.9.9.9', known)).toBe('in');
});

test('a guesser in the office does not lock it: known browsers behind the same address get in', async () => {
  const known = await rememberBrowser(base.db, id, undefined, now);
  for (let turn = 0; turn < 70; turn += 1) {
    await countAttempt(
      base.db,
      { kind: 'sign-in', account: `guess${turn}@example.kg`, address: '10.1.1.1' },
      now,
    );
  }
  expect(await tries(password, '10.1.1.1')).toBe('too-many-attempts');
  expect(await tries(password, '10.1.1.1', known)).toBe('in');
  // It has a count of its own: a stolen cookie is no free ticket for guessing.
  const answers: string[] = [];
  for (let turn = 0; turn < 11; turn += 1) answers.push(await tries('туура эмес сөз', '10.1.1.1', known));
  expect(answers.at(0)).toBe('sign-in-wrong');
  expect(answers.at(-1)).toBe('too-many-attempts');
});

test('the cookie knows its accounts only, dies with its time, and a copy dies at the next sign-in', async () => {
  const first = await rememberBrowser(base.db, id, undefined, now);
  const other = await createAccount(base.db, { name: 'Башка', email: 'other@example.kg' });
  expect(await knownBrowser(base.db, other.id, first, now)).toBeUndefined();
  const second = await rememberBrowser(base.db, other.id, first, now);
  expect(await knownBrowser(base.db, id, first, now)).toBeUndefined();
  expect(await knownBrowser(base.db, id, second, now)).toBeDefined();
  expect(await knownBrowser(base.db, other.id, second, now)).toBeDefined();
  expect(await knownBrowser(base.db, id, second, new Date(now.getTime() + 181 * 86_400_000))).toBeUndefined();
});

test('what must wait is counted nowhere; a whole /64 is one place; a hundred at once are a hundred', async () => {
  const attempt = (turn: number) => ({
    kind: 'sign-in',
    account: email,
    address: `2001:db8:1:2::${turn.toString(16)}`,
  });
  const counted = await Promise.all(
    Array.from({ length: 100 }, async (_, turn) => await countAttempt(base.db, attempt(turn), now)),
  );
  expect(counted.filter(({ wait }) => wait === 0)).toHaveLength(5);
  expect(counted.filter(({ braked }) => braked)).toHaveLength(1);
  const failures = await base.db.owner.query('select distinct failures::int as failures from auth_attempt');
  expect(failures.rows).toEqual([{ failures: 5 }]);
});

test('who is signed in is asked for the password again, and a wrong one is told', async () => {
  const account = await accountById(base.db, id);
  const asked = async (typed: string) => {
    const said = await checkOwnPassword(base.db, account!, { password: typed, address: '10.0.0.7' }, now);
    return said.ok ? 'in' : said.code;
  };
  expect(await asked('туура эмес сөз')).toBe('password-wrong');
  expect(await asked(password)).toBe('in');
});

test('the second factor that is set up belongs to one sign-in', async () => {
  const env = { secret: 'a secret of tests, long enough for its check' };
  const signedIn = async () => {
    const { token } = await startSignIn(base.db, { id, demo: false }, 'Firefox/1', now);
    const state = await readSignIn(base.db, token, now);
    if (state.kind === 'none') throw new Error('no sign-in');
    return state.account;
  };
  const [thief, owner] = [await signedIn(), await signedIn()];
  const seen = await beginSecondFactor(base.db, env, thief);
  const own = await beginSecondFactor(base.db, env, owner);
  expect(own).not.toBe(seen);
  expect(await beginSecondFactor(base.db, env, owner)).toBe(own);
  const given = (secret: string) => ({ code: codeAt(secret, stepOf(now)), address: '10.0.0.1' });
  expect(await confirmSecondFactor(base.db, env, owner, given(seen), now)).toEqual({
    ok: false,
    code: 'second-factor-wrong',
  });
  expect(await confirmSecondFactor(base.db, env, owner, given(own), now)).toMatchObject({ ok: true });
  // What the other sign-in began is worth nothing any more.
  expect(await confirmSecondFactor(base.db, env, thief, given(seen), now)).toMatchObject({ ok: false });
  const events = (await eventsOf(base.db, id, { limit: 100 })).map(({ action }) => action);
  for (const kind of [
    'signed-in',
    'sign-in-failed',
    'sign-in-braked',
    'second-factor-failed',
    'second-factor-set',
  ]) {
    expect(events).toContain(`account.${kind}`);
  }
});
