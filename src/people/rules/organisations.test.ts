import { expect, test } from 'vitest';
import { perhapsTheSame } from './organisations.ts';

test('a name that a Russian keyboard changed is shown to somebody, and joined by nobody', () => {
  const one = { id: 'a', nameKy: '«Өнүгүү» фонду', nameRu: 'Фонд «Өнүгүү»' };
  const typed = { id: 'b', nameKy: 'Онугуу фонду', nameRu: 'Фонд развития' };
  const far = { id: 'c', nameKy: '«Береке» фонду', nameRu: 'Фонд «Береке»' };
  expect(perhapsTheSame([one, typed, far], one)).toEqual([typed]);
  expect(perhapsTheSame([one, typed, far], far)).toEqual([]);
});
