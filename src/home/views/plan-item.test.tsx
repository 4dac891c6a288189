import { expect, test } from 'vitest';
import { LANGS } from '../../platform/i18n/lang.ts';
import { renderView } from '../../platform/ui/testing.tsx';
import { PlanItemPage } from './plan-pages.tsx';

test('a line of the plan is asked for in each language, and what was refused stands in the form', () => {
  const values = { operationId: '1', stage: 'plan', textKy: 'Жаңы иш', startsOn: '2026-05-04' };
  const problem = { values, errors: { textRu: 'Бош' } };
  for (const lang of LANGS) {
    const page = <PlanItemPage base="/m/1" year={2026} item={undefined} people={[]} problem={problem} />;
    const html = renderView(page, lang);
    expect(html).toMatch(/<option value="plan" selected/);
    expect(html).toMatch(/name="textKy" required[^>]*value="Жаңы иш"/);
    expect(html).toMatch(/name="startsOn"[^>]*value="2026-05-04"/);
    expect(html).toContain('Бош');
    expect(html).not.toContain('cycle.plan.col');
  }
});
