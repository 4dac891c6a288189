import { describe, expect, it } from 'vitest';
import { BarChart, PieChart, SplitBar } from './charts.tsx';
import { CATEGORY_ICONS, Icon } from '../platform/ui/icon.tsx';
import { StageTrack, StageWheel } from './stages.tsx';
import { renderView } from '../platform/ui/testing.tsx';
import { Checklist, Progress } from '../platform/ui/task-lists.tsx';
import { VennDiagram, type Institution } from './venn-diagram.tsx';

describe('the cycle', () => {
  it('says the state of each stage in words', () => {
    const html = renderView(<StageTrack current="plan" />);
    expect(html.match(/: бүттү/g)).toHaveLength(2);
    expect(html.match(/: жүрүп жатат/g)).toHaveLength(1);
    expect(html.match(/: алдыда/g)).toHaveLength(5);
    expect(html).toContain('aria-current="step"');
  });
  it('is a wheel with a name, and complete at the end', () => {
    expect(renderView(<StageWheel current="groups" />)).toContain('2. Демилгелүү топтор: жүрүп жатат');
    const done = renderView(<StageWheel current={null} />);
    expect(done.match(/class="done"/g)).toHaveLength(8);
    expect(done).toContain('Цикл');
  });
});

describe('bars', () => {
  it('are as wide as their parts and name them', () => {
    const html = renderView(
      <SplitBar
        of={80}
        parts={[
          { label: 'Арал', value: 20 },
          { label: 'Бирдик', value: 40 },
        ]}
      />,
    );
    expect(html).toContain('aria-label="Арал 20 жана Бирдик 40"');
    expect(html).toContain('x="0%" width="25%"');
    expect(html).toContain('x="25%" width="50%"');
  });
  it('survive empty and zero', () => {
    expect(renderView(<SplitBar parts={[]} />)).not.toContain('NaN');
    expect(renderView(<BarChart title="x" bars={[{ label: 'а', value: 0 }]} />)).toContain('width="0%"');
    expect(renderView(<BarChart title="x" bars={[]} />)).toContain('Чийүү үчүн маалымат жок');
    expect(renderView(<Progress share={NaN} label="x" />)).toContain('aria-valuenow="0"');
  });
});

describe('a pie', () => {
  it('has its numbers as a table', () => {
    const html = renderView(
      <PieChart
        title="Бюджет"
        parts={[
          { label: 'Жол', value: 3 },
          { label: 'Суу', value: 1, unknown: true },
          { label: 'Жок', value: 0 },
        ]}
      />,
    );
    expect(html).toContain('75\u00a0%');
    expect(html).toContain('25,0\u00a0%');
    expect(html).toContain('<pattern');
    expect(html).not.toContain('Жок</th>');
    expect(renderView(<PieChart title="x" parts={[]} />)).toContain('Чийүү үчүн маалымат жок');
  });
});

describe('the Venn diagram', () => {
  const relations = ['full', 'partial', 'touching', 'separate'] as const;
  const sizes = ['big', 'middle', 'small'] as const;
  const list: Institution[] = Array.from({ length: 16 }, (_, i) => ({
    name: `Мекеме ${i}`,
    importance: sizes[i % 3]!,
    relation: relations[i % 4]!,
  }));
  it('draws every institution once and lists it in the table', () => {
    const html = renderView(<VennDiagram title="Венн" institutions={list} />);
    expect(html.match(/<th scope="row">Мекеме/g)).toHaveLength(16);
    expect(html.match(/transform="translate/g)).toHaveLength(16);
  });
  it('lays no circle on another', () => {
    const html = renderView(<VennDiagram title="Венн" institutions={list} />);
    const circles = [...html.matchAll(/translate\(([-\d.]+) ([-\d.]+)\)"><circle r="(\d+)"/g)].map((m) => ({
      x: Number(m[1]),
      y: Number(m[2]),
      r: Number(m[3]),
    }));
    for (const [i, a] of circles.entries()) {
      for (const b of circles.slice(i + 1))
        expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(a.r + b.r - 1);
    }
  });
});

describe('icons and checks', () => {
  it('have a name in words for every category', () => {
    for (const name of CATEGORY_ICONS) {
      const html = renderView(<Icon name={name} label={name} />);
      expect(html).toContain(`role="img" aria-label="${name}"`);
    }
  });
  it('say the answer of a question and link what is missing', () => {
    const html = renderView(
      <Checklist
        items={[
          { key: 'a', label: 'Топ', answer: true, path: '/a' },
          { key: 'b', label: 'Жер', answer: false, path: '/b' },
          { key: 'c', label: 'График', answer: null },
        ]}
      />,
    );
    expect(html).toContain('aria-label="ооба"');
    expect(html).toContain('aria-label="жооп жок"');
    expect(html).not.toContain('href="/a"');
    expect(html).toContain('<a href="/b">Жер</a>');
  });
});
