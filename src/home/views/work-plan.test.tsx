import { expect, test } from 'vitest';
import { LANGS } from '../../platform/i18n/lang.ts';
import { renderView } from '../../platform/ui/testing.tsx';
import { WorkPlanItemPage } from './work-plan.tsx';

test('a line of the plan is asked for in each language, and what was refused stands in the form', () => {
  const values = { operationId: '1', stage: 'plan', textKy: 'Жаңы иш', startsOn: '2026-05-04' };
  const action = '/m/1/cycle/plan/new';
  const refused = { action, values, errors: { textRu: 'Бош' }, message: '', code: 'invalid-input' };
  const municipality = { id: '1', name: 'А' };
  for (const lang of LANGS) {
    const page = <WorkPlanItemPage year={2026} people={[]} />;
    const html = renderView(page, lang, { municipality, refused });
    expect(html).toMatch(/<option value="plan" selected/);
    expect(html).toMatch(/name="textKy" required[^>]*value="Жаңы иш"/);
    expect(html).toMatch(/name="startsOn"[^>]*value="2026-05-04"/);
    expect(html).toContain('Бош');
    expect(html).not.toContain('cycle.field');
  }
});
