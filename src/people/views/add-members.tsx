import { useI18n } from '../../platform/i18n/context.ts';
import { labelOf } from '../../platform/i18n/labels.ts';
import { CheckboxField, DateField, SelectField, TextField } from '../../platform/ui/fields.tsx';
import { FieldGroup, Form } from '../../platform/ui/form.tsx';
import { useStyles } from '../../platform/ui/head.ts';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { Card } from '../../platform/ui/surfaces.tsx';
import type { Candidate } from '../data/candidates.ts';
import type { Body } from '../data.ts';
import type { RuleResult } from '../rules/composition.ts';
import { memberCategories, memberRoles } from '../schema.ts';
import { ruleNote, ruleTitle } from './composition.tsx';

/** Fields of a row of the form. */
export const rowNames = [
  'personId',
  'chosen',
  'fullName',
  'sex',
  'phone',
  'post',
  'category',
  'role',
] as const;
/** Where rows of new people begin: rows of known ones keep their places when the list grows meanwhile. */
const firstNew = 100;
/** A group of the usual size is whole in one go; more rows come after saving. */
const usualSize = 9;

/** Several members at once: colleagues by a tick, new people by name, with what is still missing of each. */
export function AddMembers({
  body,
  candidates,
  present,
  rules,
  today,
}: {
  body: Body;
  candidates: readonly Candidate[];
  /** How many are in it. */
  present: number;
  rules: readonly RuleResult[];
  today: string;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const missing = rules.filter((rule) => rule.blocks && rule.before === 'order');
  const fresh = Math.min(8, Math.max(3, usualSize - present - candidates.length));
  const known = useKnownRows(candidates);
  return (
    <Card title={t('people.members.add')}>
      {missing.length > 0 && (
        <>
          <p>{t('people.members.missing')}</p>
          <ul>
            {missing.map((rule) => (
              <li key={rule.id}>{[ruleTitle(t, rule), ruleNote(i18n, rule)].filter(Boolean).join('. ')}</li>
            ))}
          </ul>
        </>
      )}
      <Form
        id="several"
        class="roomy"
        action={`${useRoom('people')}/bodies/${body.id}/members/several`}
        submit={t('people.members.add')}
      >
        {known.length > 0 && (
          <FieldGroup legend={t('people.members.known')} hint={t('people.members.known-hint')}>
            {known.map(([index, one]) => (
              <MemberRow key={one.id} row={`rows.${index}`} known={one} />
            ))}
          </FieldGroup>
        )}
        <FieldGroup legend={t('people.members.new')} hint={t('people.members.new-hint')}>
          {Array.from({ length: fresh }, (_, index) => (
            <MemberRow key={index} row={`rows.${firstNew + index}`} number={index + 1} />
          ))}
        </FieldGroup>
        <DateField
          name="from"
          label={labelOf(t, 'people.field', 'from')}
          value={body.formedOn ?? today}
          required
        />
      </Form>
    </Card>
  );
}

/** Each known person at a place; at that of a refused form, so that what was typed stays with its person. */
function useKnownRows(candidates: readonly Candidate[]): readonly (readonly [number, Candidate])[] {
  const sent = usePage().refused?.values ?? {};
  const places = new Map<string, number>();
  for (const [name, value] of Object.entries(sent)) {
    const at = /^rows\.(\d{1,2})\.personId$/.exec(name)?.[1];
    if (at !== undefined && typeof value === 'string') places.set(value, Number(at));
  }
  let next = Math.max(-1, ...places.values()) + 1;
  return candidates.map((one) => [places.get(one.id) ?? next++, one] as const);
}

function MemberRow({ row, known, number = 0 }: { row: string; known?: Candidate; number?: number }) {
  useStyles('staff.css');
  const { t } = useI18n();
  const name = (field: (typeof rowNames)[number]) => `${row}.${field}`;
  const label = (field: string) => labelOf(t, 'people.field', field);
  const who = known?.fullName ?? t('people.members.number', { number });
  const reach = [known?.contact?.phone, known?.contact?.email].filter(Boolean).join(', ');
  return (
    <div class={known ? 'entry-row known' : 'entry-row fresh'} role="group" aria-label={who}>
      {known ? (
        <div>
          <input type="hidden" name={name('personId')} value={known.id} />
          <CheckboxField
            name={name('chosen')}
            label={known.fullName}
            {...(known.occupation && { hint: known.occupation })}
          />
        </div>
      ) : (
        <TextField name={name('fullName')} label={label('name')} maxLength={200} placeholder=" " />
      )}
      {known?.sex ? (
        <Known label={label('sex')} value={t(`ui.sex.${known.sex}`)} />
      ) : (
        <SelectField
          name={name('sex')}
          label={label('sex')}
          options={(['female', 'male'] as const).map((sex) => ({ value: sex, label: t(`ui.sex.${sex}`) }))}
        />
      )}
      {reach ? (
        <Known label={label('contact')} value={reach} />
      ) : (
        <TextField name={name('phone')} label={label('phone')} type="tel" inputmode="tel" maxLength={30} />
      )}
      <TextField name={name('post')} label={t('people.members.post')} maxLength={200} />
      <SelectField
        name={name('category')}
        label={label('category')}
        options={memberCategories.map((one) => ({ value: one, label: t(`people.category.${one}`) }))}
      />
      <SelectField
        name={name('role')}
        label={label('role')}
        value="member"
        empty={null}
        options={memberRoles.map((one) => ({ value: one, label: t(`people.role.${one}`) }))}
      />
    </div>
  );
}

/** What is known already stands where its field would. */
function Known({ label, value }: { label: string; value: string }) {
  return (
    <div class="field">
      <b>{label}</b>
      <p>{value}</p>
    </div>
  );
}
