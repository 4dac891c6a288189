import type { FieldsOf } from '../../platform/forms/form.tsx';
import { DateField, NumberField, RadioGroup, SelectField, TextField } from '../../platform/ui/fields.tsx';
import { FieldGroup } from '../../platform/ui/form.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { formRules, type MeetingForm } from '../rules/forms.ts';
import type { aboutFields } from '../rules/public-meeting-fields.ts';

export type VillageOption = { readonly value: string; readonly label: string };

/** What the meeting is about, for whom it is, and who asked for it. */
export function AboutFields({
  f,
  form,
  villages,
}: {
  f: FieldsOf<typeof aboutFields>;
  form: MeetingForm;
  villages: readonly VillageOption[];
}) {
  const { t } = usePage();
  const { levels, noticed } = formRules[form];
  const level = f('level');
  const wider = levels.some((one) => one === 'street' || one === 'quarter');
  return (
    <>
      {noticed && <SelectField {...f('topic')} empty={t('ui.none')} />}
      <TextField {...f('title')} hint={t('public-meetings.field.title-hint')} />
      <RadioGroup {...f('titleLang')} inline />
      <TextField {...f('titleOther')} hint={t('public-meetings.field.other-hint')} />
      <FieldGroup legend={t('public-meetings.field.for-whom')}>
        <SelectField
          {...level}
          options={level.options.filter((one) => levels.some((known) => known === one.value))}
        />
        {levels.length > 1 && <SelectField {...f('villageId')} empty={t('ui.none')} options={villages} />}
        {wider && <TextField {...f('street')} />}
      </FieldGroup>
      <FieldGroup legend={t('public-meetings.field.who-asked')}>
        <SelectField {...f('initiator')} />
        <DateField {...f('initiatedOn')} />
        <NumberField {...f('signatures')} hint={t('public-meetings.field.signatures-hint')} />
      </FieldGroup>
    </>
  );
}
