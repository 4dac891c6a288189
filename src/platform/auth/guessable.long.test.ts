import { expect, test } from 'vitest';
import { dictionary } from '@zxcvbn-ts/language-common';
import { cases, random, seed } from '../../../test/generated.ts';
import { weaknessOf } from './passwords.ts';

const about = {
  name: 'Айбек Жумабаев',
  email: 'a.jumabaev@mail.kg',
  phone: '+996700123456',
  places: ['Көк-Ирим'],
};

test.each([
  '1234567890',
  '0987654321',
  '1q2w3e4r5t',
  'iloveyou12',
  'qwertyuiop',
  'йцукенгшщз',
  '123456qwerty',
  'zaq12wsxcde',
  'Пароль1234',
  'сырсөз2026',
  'Kyrgyzstan1',
  'бишкек2026!',
  'Манас12345',
  'abcdefghij',
  'абвгдежзик',
  'qweqweqweqwe',
  '1122334455',
  '12341234123',
  'p@ssw0rd2026',
  'Ашар2026!!',
  'gfhjkm1234',
  'aaaaabbbbb',
  'passwordpassword',
  '2026202620',
  'Жумабаев85',
  'a.jumabaev1',
  'jumabaev!!!',
  '0700123456',
  '996700123456',
  'көк-ирим99',
  'ирим-айбек',
  'zzzzzzzzzz1',
])('«%s» is guessable', async (password) => {
  expect(await weaknessOf(password, about)).toBe('password-common');
});

test.each([
  'беш тоо суу жарык',
  'тоодогу суу',
  'correct horse battery',
  'Kf7#mQ2vLx',
  'жайлоодогу 40 кой',
  'суу менен жол керек',
  'kok-irim-2026',
  'зелёный чай утром',
  'ртутный столб 7',
  'алма бакта үч бала',
])('«%s» is not', async (password) => {
  expect(await weaknessOf(password, { name: 'Нурлан Асанов' })).toBeUndefined();
});

test('every password of the list that is long enough is refused, with a digit or a sign around it as well', async () => {
  const list = dictionary['passwords-common'];
  expect(list.length).toBeGreaterThan(3000);
  const next = random(seed);
  for (let turn = 0; turn < cases({ sample: 3000, long: 49_000 }); turn += 1) {
    const word = list[Math.floor(next() * list.length)] ?? '';
    if (!/^\p{L}.*\p{L}$/u.test(word) || word.length < 6) continue;
    for (const form of [word, word.toUpperCase(), `${word}2026`, `12${word}!`]) {
      if (form.length >= 10) expect(await weaknessOf(form), form).toBe('password-common');
    }
  }
});

test('random passwords of twelve letters pass', async () => {
  const next = random(seed);
  const letters = 'abcdefghijklmnopqrstuvwxyzабвгдежзиклмнопрстуфхцчшэюяңөү0123456789';
  for (let turn = 0; turn < cases({ sample: 2000, long: 50_000 }); turn += 1) {
    const password = Array.from({ length: 12 }, () => letters[Math.floor(next() * letters.length)]).join('');
    expect(await weaknessOf(password), password).toBeUndefined();
  }
});
