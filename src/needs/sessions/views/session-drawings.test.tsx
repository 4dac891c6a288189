import { describe, expect, it } from 'vitest';
import { renderView } from '../../../platform/ui/testing.tsx';
import type { SessionItem } from '../data/sessions.ts';
import { Pie, Venn, type GuessRow, type InstitutionRow } from './session-drawings.tsx';

const at = new Date('2026-03-20T06:00:00Z');
const row = (id: string, name: string, over: Partial<InstitutionRow> = {}): InstitutionRow => ({
  id,
  municipalityId: 'm',
  sessionId: 's',
  rank: 1,
  name,
  kind: null,
  size: 'middle',
  relation: 'touching',
  drawnBy: 'women',
  judgement: '',
  sameAs: name,
  executive: false,
  drawn: true,
  quality: null,
  satisfaction: null,
  x: null,
  y: null,
  createdAt: at,
  updatedAt: at,
  ...over,
});

describe('the office’s Venn diagrams', () => {
  const women = [
    row('1', 'Айыл өкмөтү', { executive: true, relation: null, size: 'big', x: 500, y: 500 }),
    row('2', 'Мектеп', { relation: 'partial', x: 600, y: 500, quality: 4 }),
    row('3', 'ФАП', { x: 300, y: 300, relation: 'separate' }),
  ];
  const men = [
    row('4', 'Айыл өкмөтү', { executive: true, relation: null, drawnBy: 'men', x: 400, y: 400 }),
    row('5', 'Мектеп', { relation: 'full', drawnBy: 'men', size: 'big', x: 420, y: 400 }),
    row('6', 'Мечит', { drawnBy: 'men' }),
  ];
  const links = [
    { aId: '1', bId: '2', relation: 'partial' as const },
    { aId: '2', bId: '3', relation: 'touching' as const },
  ];
  const html = renderView(<Venn institutions={[...women, ...men]} links={links} />);
  it('stand as they were drawn, with names, marks and ties in words', () => {
    expect(html.match(/<svg class="venn-sheet/g)).toHaveLength(2);
    expect(html).toContain('translate(600 500)');
    expect(html).toContain('4 – жакшы');
    expect(html).toContain('Мектеп – ФАП');
  });
  it('say in words what the women’s and the men’s do not share', () => {
    expect(html).toContain('«ФАП»: аялдар чийген, эркектер атаган эмес.');
    expect(html).toContain('«Мечит»: эркектер чийген, аялдар атаган эмес.');
    expect(html).toContain('«Мектеп»: эркектер үчүн маанилүүрөөк');
    expect(html).toContain('«Мектеп» – «Айыл өкмөтү»: аялдарда кээ бир');
  });
  it('typed in the office are placed by their tie, and what was only named is told', () => {
    const typed = renderView(
      <Venn
        institutions={[
          row('1', 'Мектеп', { drawnBy: 'common' }),
          row('2', 'Айтылган', { drawnBy: 'common', drawn: false }),
        ]}
        links={[]}
      />,
    );
    expect(typed).toContain('venn-core');
    expect(typed).toContain('Айтылган, бирок чийилген эмес: Айтылган');
    expect(typed).not.toContain('айырмасы');
  });
});

describe('the office’s pie', () => {
  const session = { budgetTotal: 100_000_00n } as SessionItem;
  const slice = (id: string, name: string, key: string | null, share: number): GuessRow => ({
    id,
    municipalityId: 'm',
    sessionId: 's',
    seq: 1,
    name,
    key,
    share,
  });
  const guesses = [slice('1', 'АӨ аппараты', 'staffPay', 6000), slice('2', 'Мектеп', 'schools', 4000)];
  it('stands beside the real budget with the differences, largest first', () => {
    const html = renderView(
      <Pie
        session={session}
        guesses={guesses}
        known={{
          year: 2026,
          total: 200_000_00n,
          items: [
            { id: 'a', key: 'staffPay', name: 'Аппарат', amount: 50_000_00n },
            { id: 'b', key: 'roads', name: 'Жол', amount: 150_000_00n },
          ],
          version: 'a',
        }}
      />,
    );
    expect(html.match(/<figure class="pie"/g)).toHaveLength(2);
    const gaps = [...html.matchAll(/<b>([+−][\d,]+)<\/b>/g)].map((match) => match[1]);
    expect(gaps).toEqual(['−75', '+40', '+35']);
    expect(html).toContain('2026-жыл');
  });
  it('stands alone with som while there is no budget', () => {
    const html = renderView(<Pie session={session} guesses={guesses} known={undefined} />);
    expect(html.match(/<figure class="pie"/g)).toHaveLength(1);
    expect(html).toContain('60\u00a0000');
  });
});
