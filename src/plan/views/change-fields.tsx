import type { FieldsOf } from '../../platform/forms/form.tsx';
import { DateField, RadioGroup, TextArea, TextField } from '../../platform/ui/fields.tsx';
import { FieldGroup } from '../../platform/ui/form.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import type { changeShape } from '../commands/change-fields.ts';
import type { Plan } from '../rules/plan.ts';

/** Why and by which papers an approved plan is changed; nothing while it is still written. */
export function ChangeFields({
  plan,
  f,
  chainOnly,
}: {
  plan: Pick<Plan, 'state'>;
  f: FieldsOf<typeof changeShape>;
  /** What is changed goes by the whole chain in any case. */
  chainOnly?: boolean;
}) {
  const { t } = usePage();
  if (plan.state !== 'approved') return null;
  const way = f('way');
  return (
    <FieldGroup legend={t('plan.change-approved')}>
      <p class="hint">{t('plan.change-hint')}</p>
      <RadioGroup
        {...way}
        required
        value={chainOnly ? 'chain' : way.value}
        options={way.options.filter((one) => !chainOnly || one.value === 'chain')}
      />
      <TextArea {...f('reason')} required rows={2} />
      {!chainOnly && <p class="hint">{t('plan.change-order-hint')}</p>}
      <TextField {...f('gatheringPaper')} />
      <DateField {...f('gatheringOn')} />
      <TextField {...f('headPaper')} />
      <DateField {...f('headOn')} />
      <TextField {...f('keneshPaper')} />
      <DateField {...f('keneshOn')} />
    </FieldGroup>
  );
}
