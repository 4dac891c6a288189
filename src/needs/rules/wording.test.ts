import { expect, test } from 'vitest';
import { wordingDoubt } from './wording.ts';

test.each([
  ['трактор жок', 'tool'],
  ['Нет трактора', 'tool'],
  ['Компьютерлер жетишпейт', 'tool'],
  ['насос керек', 'tool'],
  ['Жолду оңдоо', 'action'],
  ['Построить мост', 'action'],
])('"%s" is asked back: %s', (text, doubt) => expect(wordingDoubt(text)).toBe(doubt));

test.each([
  'Таштанды өз убагында чыгарылбайт',
  'Бала бакчанын жоктугу',
  'Нет детского сада',
  'Ички жолдордун начар абалы',
  'Көчөлөрдө жарык жок',
  'интернетке жана жаңы технологияларга жеткиликтүүлүктүн жоктугу',
  '',
])('"%s" is a problem', (text) => expect(wordingDoubt(text)).toBeUndefined());
