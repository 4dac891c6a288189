import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { Card, EmptyState, Tag, type Tone } from '../../platform/ui/surfaces.tsx';
import type { Finding } from '../rules/findings.ts';
import type { Plan } from '../rules/plan.ts';
import { findingWords } from './finding-words.ts';
import { usePlanCrumbs } from './plan-page.tsx';
import { planPath } from './words.ts';

const tones = { contradiction: 'bad', missing: 'warn', advice: 'info' } as const satisfies Record<
  string,
  Tone
>;
const weights = ['contradiction', 'missing', 'advice'] as const;

/** Part of an item's pages where the field of a finding is filled in. */
function formOf({ path = '' }: Finding): string {
  const field = path.split('.')[0] ?? '';
  if (field === 'steps' || field === 'indicators') return `/${field}`;
  return field === 'cost' || field === 'commitments' ? '/money' : '/edit';
}

/** What the plan still lacks, each with its place and what to do about it. */
export function CheckPage({
  plan,
  findings,
  writes,
}: {
  plan: Plan;
  findings: readonly Finding[];
  /** Whether the reader changes items and problems of this plan: the forms stand open only to them. */
  writes: { readonly items: boolean; readonly problems: boolean };
}) {
  const page = usePage();
  const { t, fmt, href } = page;
  const room = useRoom('plan');
  const leadsTo = (finding: Finding) => {
    if (finding.itemId !== undefined)
      return planPath(room, plan.id, `/items/${finding.itemId}${writes.items ? formOf(finding) : ''}`);
    return planPath(room, plan.id, finding.problemId !== undefined && writes.problems ? '/problems/new' : '');
  };
  return (
    <StaffPage title={t('plan.check')} lead={t('plan.check-lead')} crumbs={usePlanCrumbs(plan)}>
      {findings.length === 0 && <EmptyState icon="check" title={t('plan.check-none')} />}
      {weights.map((weight) => {
        const own = findings.filter((finding) => findingWords(page, finding).weight === weight);
        if (own.length === 0) return null;
        return (
          <Card
            key={weight}
            title={t(`plan.check.${weight}`)}
            aside={<Tag tone={tones[weight]}>{fmt.number(own.length)}</Tag>}
          >
            <ul class="plain">
              {own.map((finding, index) => {
                const { text, todo } = findingWords(page, finding);
                return (
                  <li key={index}>
                    <a href={href(leadsTo(finding))}>{text}</a>
                    <br />
                    <small>{todo}</small>
                  </li>
                );
              })}
            </ul>
          </Card>
        );
      })}
    </StaffPage>
  );
}
