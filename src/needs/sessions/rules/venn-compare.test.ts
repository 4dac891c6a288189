import { describe, expect, it } from 'vitest';
import { i18nFor } from '../../../platform/i18n/i18n.ts';
import type { Circle, CircleLink, Diagram, Institution } from './session-record.ts';
import {
  compareDiagrams,
  differenceText,
  rowsOfRecord,
  rowsOfTable,
  type InstitutionFacts,
} from './venn-compare.ts';
import type { Relation } from '../../../drawings/words.ts';

const institution = (id: string, name: string, over: Partial<Institution> = {}): Institution => ({
  id,
  order: 1,
  name,
  kind: null,
  executive: false,
  quality: null,
  satisfaction: null,
  judgement: '',
  ...over,
});
const circle = (institutionId: string, diagram: Diagram, size: Circle['size']): Circle => ({
  id: `${diagram}-${institutionId}`,
  institutionId,
  diagram,
  size,
  x: 500,
  y: 500,
});
const link = (diagram: Diagram, a: string, b: string, relation: CircleLink['relation']): CircleLink => {
  const [first, second] = [`${diagram}-${a}`, `${diagram}-${b}`].sort();
  return { diagram, a: first!, b: second!, relation };
};

const record = {
  institutions: [
    institution('ao', 'Айыл өкмөтү', { executive: true }),
    institution('school', 'Мектеп'),
    institution('mosque', 'Мечит'),
    institution('clinic', 'ФАП'),
  ],
  circles: [
    circle('ao', 'women', 'big'),
    circle('school', 'women', 'big'),
    circle('clinic', 'women', 'middle'),
    circle('ao', 'men', 'big'),
    circle('school', 'men', 'small'),
    circle('mosque', 'men', 'big'),
  ],
  links: [link('women', 'ao', 'school', 'partial'), link('women', 'ao', 'clinic', 'touching')],
};

describe('the women’s and the men’s diagram', () => {
  const found = compareDiagrams(rowsOfRecord(record, 'women'), rowsOfRecord(record, 'men'));
  it('say who was left out by whom, what is bigger for whom and which ties differ', () => {
    expect(found).toEqual([
      { kind: 'only-women', name: 'ФАП' },
      { kind: 'only-men', name: 'Мечит' },
      { kind: 'bigger-women', name: 'Мектеп', women: 'big', men: 'small' },
      { kind: 'relation', name: 'Мектеп', other: 'Айыл өкмөтү', women: 'partial', men: 'separate' },
    ]);
  });
  it('are plain sentences in each language', () => {
    for (const lang of ['ky', 'ru', 'en'] as const) {
      const { t } = i18nFor(lang);
      for (const one of [
        ...found,
        { kind: 'bigger-men', name: 'а', women: 'small', men: 'big' } as const,
        { kind: 'quality', name: 'а', women: 2, men: 4 } as const,
        { kind: 'satisfaction', name: 'а', women: 2, men: 4 } as const,
      ]) {
        const text = differenceText(t, one);
        expect(text).toContain(one.name);
        expect(text).not.toMatch(/[{}]|needs\./);
      }
    }
  });
  it('that agree have no differences', () => {
    const rows = rowsOfRecord(record, 'women');
    expect(compareDiagrams(rows, rows)).toEqual([]);
  });
});

describe('diagrams kept in the tables', () => {
  const row = (
    id: string,
    name: string,
    drawnBy: Diagram,
    over: Partial<InstitutionFacts> = {},
  ): InstitutionFacts => ({
    id,
    sameAs: null,
    name,
    size: 'middle',
    relation: null,
    drawnBy,
    executive: false,
    drawn: true,
    quality: null,
    satisfaction: null,
    ...over,
  });
  const told = (relation: Relation) => ({ relation });
  it('typed in the office meet by name, with ties to an executive nobody drew', () => {
    const all = [
      row('1', 'Мектеп', 'women', told('full')),
      row('2', 'мектеп ', 'men', { ...told('touching'), quality: 3 }),
      row('3', 'СПА', 'men'),
      row('4', 'Аты гана айтылган', 'women', { drawn: false }),
    ];
    const found = compareDiagrams(rowsOfTable(all, [], 'women', 'АӨ'), rowsOfTable(all, [], 'men', 'АӨ'));
    expect(found).toEqual([
      { kind: 'only-men', name: 'СПА' },
      { kind: 'relation', name: 'Мектеп', other: 'АӨ', women: 'full', men: 'touching' },
    ]);
  });
  it('drawn in the field meet by their common id, with ties of any pair', () => {
    const all = [
      row('1', 'Мектеп', 'women', { sameAs: 's', quality: 2 }),
      row('2', 'Мектеп', 'men', { sameAs: 's', quality: 4 }),
      row('3', 'ФАП', 'women', { sameAs: 'f' }),
      row('4', 'ФАП', 'men', { sameAs: 'f' }),
    ];
    const links = [{ aId: '1', bId: '3', relation: 'partial' as const }];
    const found = compareDiagrams(
      rowsOfTable(all, links, 'women', 'АӨ'),
      rowsOfTable(all, links, 'men', 'АӨ'),
    );
    expect(found).toEqual([
      { kind: 'relation', name: 'ФАП', other: 'Мектеп', women: 'partial', men: 'separate' },
      { kind: 'quality', name: 'Мектеп', women: 2, men: 4 },
    ]);
    expect(rowsOfTable([], [], 'women', 'АӨ')).toEqual([]);
  });
});
