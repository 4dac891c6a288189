import { useI18n } from '../../platform/i18n/context.ts';
import { labelOf } from '../../platform/i18n/labels.ts';
import { DateField, SelectField, TextField } from '../../platform/ui/fields.tsx';
import { FieldGroup, Form, useField } from '../../platform/ui/form.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { Card } from '../../platform/ui/surfaces.tsx';
import type { Candidate } from '../data/candidates.ts';
import type { Body } from '../data.ts';
import type { RuleResult } from '../rules/composition.ts';
import { memberCategories, memberRoles } from '../schema.ts';
import { ruleNote, ruleTitle } from './composition.tsx';

/** Where rows of new people begin: rows of known ones keep their places when the list grows meanwhile. */
const firstNew = 100;
/** Rows of new people that stand open; the rest of a whole group is folded. */
const shownNew = 4;
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
  const moreSent = useMoreSent();
  const rows = Array.from({ length: fresh }, (_, index) => (
    <NewRow key={index} row={`rows.${firstNew + index}`} number={index + 1} />
  ));
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
              <KnownRow key={one.id} row={`rows.${index}`} one={one} />
            ))}
          </FieldGroup>
        )}
        <FieldGroup legend={t('people.members.new')} hint={t('people.members.new-hint')}>
          {rows.slice(0, shownNew)}
          {rows.length > shownNew && (
            <details class="row-details" open={moreSent || undefined}>
              <summary>{t('people.members.more')}</summary>
              {rows.slice(shownNew)}
            </details>
          )}
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

/** Whether somebody wrote into the rows that are folded. */
function useMoreSent(): boolean {
  const sent = usePage().refused?.values ?? {};
  return Object.entries(sent).some(
    ([name, value]) =>
      Number(/^rows\.(\d+)\.fullName$/.exec(name)?.[1]) >= firstNew + shownNew && value !== '',
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

/** Somebody of the list: a tick, and under it what is still to be said of them. */
function KnownRow({ row, one }: { row: string; one: Candidate }) {
  const { t } = useI18n();
  const tick = useField(`${row}.chosen`);
  const left = ['sex', 'phone', 'post', 'category'].map((field) => useField(`${row}.${field}`));
  // Shown without a tick only where something came back that was typed: it must not be lost from sight.
  const typed = left.some(({ sent, error }) => error !== undefined || (sent !== undefined && sent !== ''));
  return (
    <div class="tick-row" role="group" aria-label={one.fullName}>
      <input type="hidden" name={`${row}.personId`} value={one.id} />
      {tick.error && (
        <p class="error" id={`${tick.id}-error`}>
          {tick.error}
        </p>
      )}
      <input
        class="tick"
        id={tick.id}
        type="checkbox"
        name={`${row}.chosen`}
        value="yes"
        checked={tick.sent === 'yes'}
        aria-invalid={tick.error ? 'true' : undefined}
        aria-describedby={tick.error ? `${tick.id}-error` : undefined}
      />
      <label for={tick.id}>
        {one.fullName}
        {one.occupation && <small>{one.occupation}</small>}
      </label>
      <div class={typed ? 'entry-row five typed' : 'entry-row five'}>
        {one.sex ? (
          <Known label={labelOf(t, 'people.field', 'sex')} value={t(`ui.sex.${one.sex}`)} />
        ) : (
          <SexField row={row} />
        )}
        <Reached row={row} one={one} />
        <PlaceFields row={row} />
      </div>
    </div>
  );
}

function Reached({ row, one }: { row: string; one: Candidate }) {
  const { t } = useI18n();
  const reach = [one.contact?.phone, one.contact?.email].filter(Boolean).join(', ');
  return reach ? (
    <Known label={labelOf(t, 'people.field', 'contact')} value={reach} />
  ) : (
    <PhoneField row={row} />
  );
}

function NewRow({ row, number }: { row: string; number: number }) {
  const { t } = useI18n();
  return (
    <div class="entry-row" role="group" aria-label={t('people.members.number', { number })}>
      <TextField name={`${row}.fullName`} label={labelOf(t, 'people.field', 'name')} maxLength={200} />
      <SexField row={row} />
      <PhoneField row={row} />
      <PlaceFields row={row} />
    </div>
  );
}

function SexField({ row }: { row: string }) {
  const { t } = useI18n();
  const options = (['female', 'male'] as const).map((sex) => ({ value: sex, label: t(`ui.sex.${sex}`) }));
  return <SelectField name={`${row}.sex`} label={labelOf(t, 'people.field', 'sex')} options={options} />;
}

function PhoneField({ row }: { row: string }) {
  const { t } = useI18n();
  const label = labelOf(t, 'people.field', 'phone');
  return <TextField name={`${row}.phone`} label={label} type="tel" inputmode="tel" maxLength={30} />;
}

function PlaceFields({ row }: { row: string }) {
  const { t } = useI18n();
  return (
    <>
      <TextField name={`${row}.post`} label={t('people.members.post')} maxLength={200} />
      <SelectField
        name={`${row}.category`}
        label={labelOf(t, 'people.field', 'category')}
        options={memberCategories.map((one) => ({ value: one, label: t(`people.category.${one}`) }))}
      />
      <SelectField
        name={`${row}.role`}
        label={labelOf(t, 'people.field', 'role')}
        value="member"
        empty={null}
        options={memberRoles.map((one) => ({ value: one, label: t(`people.role.${one}`) }))}
      />
    </>
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
