import type { ComponentChildren } from 'preact';
import { useI18n } from '../../platform/i18n/context.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import {
  CheckboxField,
  CheckboxGroup,
  DateField,
  HiddenField,
  RadioGroup,
  SelectField,
  TextField,
  type Option,
} from '../../platform/ui/fields.tsx';
import { FieldGroup, Form, type FormErrors, type FormValues } from '../../platform/ui/form.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Notice } from '../../platform/ui/surfaces.tsx';
import { nameIn, parentLevel, type UnitVersion } from '../rules/versions.ts';
import type { UnitLevel } from '../schema.ts';
import { unitsPath } from './units.tsx';

type Sent = { readonly values?: FormValues; readonly errors?: FormErrors };

function KindField({ value }: { value?: string | null }) {
  const { t } = useI18n();
  return (
    <RadioGroup
      name="kind"
      label={t('territory.field.kind')}
      value={value ?? 'aiylAimak'}
      inline
      options={(['aiylAimak', 'town'] as const).map((kind) => ({
        value: kind,
        label: t(`territory.kind.${kind}`),
      }))}
    />
  );
}

function Names({ nameKy, nameRu }: { nameKy?: string; nameRu?: string }) {
  const { t } = useI18n();
  return (
    <>
      <TextField name="nameKy" label={t('territory.field.nameKy')} value={nameKy} maxLength={200} required />
      <TextField name="nameRu" label={t('territory.field.nameRu')} value={nameRu} maxLength={200} required />
    </>
  );
}

/** Asked only after a name alike was found: most names need no such tick. */
function AnotherField({ values, errors }: Sent) {
  const { t } = useI18n();
  const asked = Object.keys(errors ?? {}).some((field) => /(^|\.)(nameKy|parentId)$/.test(field));
  if (!asked && values?.another === undefined) return null;
  return <CheckboxField name="another" label={t('territory.field.another')} />;
}

function When({ today }: { today: IsoDate }) {
  const { t } = useI18n();
  return (
    <>
      <DateField
        name="on"
        label={t('territory.field.on')}
        hint={t('territory.field.on-hint')}
        value={today}
        required
      />
      <TextField
        name="basis"
        label={t('territory.field.basis')}
        hint={t('territory.field.basis-hint')}
        maxLength={500}
      />
    </>
  );
}

function ChangePage(props: { title: string; lead: string; unit: UnitVersion; children: ComponentChildren }) {
  const { t, fmt } = useI18n();
  return (
    <Layout title={props.title} variant="staff">
      <PageHeader
        crumbs={[
          { label: t('territory.units.title'), path: unitsPath },
          { label: nameIn(props.unit, fmt.lang), path: `${unitsPath}/${props.unit.unitId}` },
          { label: props.title },
        ]}
        title={props.title}
        lead={props.lead}
      />
      {props.children}
    </Layout>
  );
}

/** A new unit of a level; the parents offered stand under their own parents' names. */
export function CreateUnitPage(
  props: Sent & { level: UnitLevel; parentId: string; parents: readonly Option[]; today: IsoDate },
) {
  const { t, href } = useI18n();
  const above = parentLevel(props.level);
  const title = t(`territory.create.${props.level}`);
  return (
    <Layout title={title} variant="staff">
      <PageHeader
        crumbs={[{ label: t('territory.units.title'), path: unitsPath }, { label: title }]}
        title={title}
        lead={t('territory.create.lead')}
      />
      <p>
        {t('territory.create.other-level')}{' '}
        {(['oblast', 'district', 'municipality', 'village'] as const)
          .filter((level) => level !== props.level)
          .map((level, index) => (
            <>
              {index > 0 && ' · '}
              <a href={href(`${unitsPath}/new?level=${level}`)}>{t(`ui.unit.${level}`)}</a>
            </>
          ))}
      </p>
      {above && props.parents.length === 0 ? (
        <Notice tone="warn" title={t(`territory.create.no-parent.${above}`)} />
      ) : (
        <Form
          action={`${unitsPath}/new`}
          values={props.values}
          errors={props.errors}
          submit={t('ui.create')}
          cancel={unitsPath}
          requiredNote
        >
          <HiddenField name="level" value={props.level} />
          {above && (
            <SelectField
              name="parentId"
              label={t(`territory.parent.${above}`)}
              options={props.parents}
              value={props.parentId}
              required={props.level !== 'municipality'}
              {...(props.level === 'municipality' ? { hint: t('territory.parent.town-hint') } : {})}
            />
          )}
          <Names />
          <AnotherField {...props} />
          {props.level === 'municipality' && <KindField />}
          <TextField
            name="code"
            label={t('territory.field.code')}
            hint={t('territory.field.code-hint')}
            maxLength={40}
            width="medium"
          />
          <When today={props.today} />
        </Form>
      )}
    </Layout>
  );
}

export function RenameUnitPage({
  unit,
  today,
  values,
  errors,
}: Sent & { unit: UnitVersion; today: IsoDate }) {
  const { t } = useI18n();
  return (
    <ChangePage title={t('territory.rename.title')} lead={t('territory.rename.lead')} unit={unit}>
      <Form
        action={`${unitsPath}/${unit.unitId}/rename`}
        values={values}
        errors={errors}
        submit={t('territory.rename.verb')}
        cancel={`${unitsPath}/${unit.unitId}`}
        requiredNote
      >
        <Names nameKy={unit.nameKy} nameRu={unit.nameRu} />
        <AnotherField values={values} errors={errors} />
        {unit.level === 'municipality' && <KindField value={unit.kind} />}
        <When today={today} />
      </Form>
    </ChangePage>
  );
}

export function MoveUnitPage(
  props: Sent & { unit: UnitVersion; parents: readonly Option[]; today: IsoDate },
) {
  const { t } = useI18n();
  const { unit } = props;
  return (
    <ChangePage title={t('territory.move.title')} lead={t('territory.move.lead')} unit={unit}>
      <Form
        action={`${unitsPath}/${unit.unitId}/move`}
        values={props.values}
        errors={props.errors}
        submit={t('territory.move.verb')}
        cancel={`${unitsPath}/${unit.unitId}`}
        requiredNote
      >
        <SelectField
          name="parentId"
          label={t(`territory.parent.${parentLevel(unit.level) ?? 'oblast'}`)}
          options={props.parents}
          value={unit.parentId ?? ''}
          required
        />
        <AnotherField values={props.values} errors={props.errors} />
        <When today={props.today} />
      </Form>
    </ChangePage>
  );
}

export function MergeUnitsPage(
  props: Sent & { unit: UnitVersion; others: readonly UnitVersion[]; today: IsoDate },
) {
  const { t, fmt } = useI18n();
  const { unit, others } = props;
  return (
    <ChangePage title={t('territory.merge.title')} lead={t('territory.merge.lead')} unit={unit}>
      {others.length === 0 ? (
        <Notice tone="warn" title={t('territory.merge.nobody')} />
      ) : (
        <Form
          action={`${unitsPath}/${unit.unitId}/merge`}
          values={props.values}
          errors={props.errors}
          submit={t('territory.merge.verb')}
          cancel={`${unitsPath}/${unit.unitId}`}
          requiredNote
        >
          <CheckboxGroup
            name="unitIds"
            label={t('territory.merge.with', { name: nameIn(unit, fmt.lang) })}
            options={others.map((other) => ({ value: other.unitId, label: nameIn(other, fmt.lang) }))}
            required
          />
          <SelectField
            name="continueAs"
            label={t('territory.merge.continue')}
            hint={t('territory.merge.continue-hint')}
            empty={t('territory.merge.new')}
            options={[unit, ...others].map((other) => ({
              value: other.unitId,
              label: t('territory.merge.continues', { name: nameIn(other, fmt.lang) }),
            }))}
          />
          <Names />
          <AnotherField values={props.values} errors={props.errors} />
          {unit.level === 'municipality' && <KindField value={unit.kind} />}
          <When today={props.today} />
        </Form>
      )}
    </ChangePage>
  );
}

export function SplitUnitPage(
  props: Sent & { unit: UnitVersion; children: readonly UnitVersion[]; parts: number; today: IsoDate },
) {
  const { t, fmt } = useI18n();
  const { unit } = props;
  const parts = Array.from({ length: props.parts }, (_, index) => index);
  return (
    <ChangePage title={t('territory.split.title')} lead={t('territory.split.lead')} unit={unit}>
      <Form
        action={`${unitsPath}/${unit.unitId}/split`}
        values={props.values}
        errors={props.errors}
        submit={t('territory.split.verb')}
        cancel={`${unitsPath}/${unit.unitId}`}
        requiredNote
      >
        <RadioGroup
          name="keep"
          label={t('territory.split.old')}
          value="yes"
          options={[
            { value: 'yes', label: t('territory.split.keep', { name: nameIn(unit, fmt.lang) }) },
            { value: 'no', label: t('territory.split.end', { name: nameIn(unit, fmt.lang) }) },
          ]}
        />
        <HiddenField name="parts" value={String(props.parts)} />
        {parts.map((index) => (
          <FieldGroup
            key={index}
            legend={t('territory.split.part', { number: index + 1 })}
            hint={index > 0 ? t('territory.split.part-empty') : undefined}
          >
            <TextField name={`parts.${index}.nameKy`} label={t('territory.field.nameKy')} maxLength={200} />
            <TextField name={`parts.${index}.nameRu`} label={t('territory.field.nameRu')} maxLength={200} />
          </FieldGroup>
        ))}
        {props.children.length > 0 && (
          <FieldGroup legend={t('territory.split.children')} hint={t('territory.split.children-hint')}>
            {props.children.map((child) => (
              <SelectField
                key={child.unitId}
                name={`child-${child.unitId}`}
                label={nameIn(child, fmt.lang)}
                empty={t('territory.split.stays')}
                options={parts.map((index) => ({
                  value: String(index),
                  label: t('territory.split.part', { number: index + 1 }),
                }))}
                width="medium"
              />
            ))}
          </FieldGroup>
        )}
        <AnotherField values={props.values} errors={props.errors} />
        <When today={props.today} />
      </Form>
    </ChangePage>
  );
}

export function AbolishUnitPage({
  unit,
  today,
  values,
  errors,
}: Sent & { unit: UnitVersion; today: IsoDate }) {
  const { t, fmt } = useI18n();
  return (
    <ChangePage
      title={t('territory.abolish.title', { name: nameIn(unit, fmt.lang) })}
      lead={t('territory.abolish.lead')}
      unit={unit}
    >
      <Form
        action={`${unitsPath}/${unit.unitId}/abolish`}
        values={values}
        errors={errors}
        submit={t('territory.abolish.confirm', { name: nameIn(unit, fmt.lang) })}
        submitLook="danger"
        cancel={`${unitsPath}/${unit.unitId}`}
        requiredNote
      >
        <When today={today} />
      </Form>
    </ChangePage>
  );
}
