import { StaffPage } from '../../platform/ui/staff-page.tsx';
import type { ComponentChildren } from 'preact';
import { Form, type FieldsOf } from '../../platform/forms/form.tsx';
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
import { LinkButton } from '../../platform/ui/button.tsx';
import { FieldGroup } from '../../platform/ui/form.tsx';
import { useAsked, usePage } from '../../platform/ui/page-context.ts';
import { Steps } from '../../platform/ui/steps.tsx';
import { Notice } from '../../platform/ui/surfaces.tsx';
import { abolishUnit } from '../commands/abolish-unit.ts';
import { createUnit } from '../commands/create-unit.ts';
import { mergeUnits } from '../commands/merge-units.ts';
import { moveUnit } from '../commands/move-unit.ts';
import { renameUnit } from '../commands/rename-unit.ts';
import { splitUnit } from '../commands/split-unit.ts';
import type { anotherShape, kindShape, namesShape, whenShape } from '../commands/write-change.ts';
import { unitLevels } from '../rules/unit-levels.ts';
import { nameIn, parentLevel, type UnitVersion } from '../rules/versions.ts';
import type { UnitLevel } from '../schema.ts';
import { unitsPath } from './units.tsx';

function KindField({ f, value }: { f: FieldsOf<typeof kindShape>; value?: string | null }) {
  return <RadioGroup {...f('kind')} value={value ?? 'aiylAimak'} inline />;
}

function Names({ f }: { f: FieldsOf<typeof namesShape> }) {
  return (
    <>
      <TextField {...f('nameKy')} />
      <TextField {...f('nameRu')} />
    </>
  );
}

/** Asked only after a name alike was found: most names need no such tick. */
function AnotherField({ f }: { f: FieldsOf<typeof anotherShape> }) {
  const sent = usePage().refused;
  const asked = Object.keys(sent?.errors ?? {}).some((field) => /(^|\.)(nameKy|parentId)$/.test(field));
  if (!asked && sent?.values.another === undefined) return null;
  return <CheckboxField {...f('another')} />;
}

function When({ f }: { f: FieldsOf<typeof whenShape> }) {
  const { t } = useI18n();
  return (
    <>
      <DateField {...f('on')} hint={t('territory.field.on-hint')} />
      <AheadField f={f} />
      <TextField {...f('basis')} hint={t('territory.field.basis-hint')} />
    </>
  );
}

/** Asked only after a day far ahead was sent. */
export function AheadField({ f }: { f: FieldsOf<Pick<typeof whenShape, 'confirmed'>> }) {
  return useAsked('confirmed') ? <CheckboxField {...f('confirmed')} /> : null;
}

function ChangePage(props: { title: string; lead: string; unit: UnitVersion; children: ComponentChildren }) {
  const { t, fmt } = useI18n();
  return (
    <StaffPage
      title={props.title}
      crumbs={[
        { label: t('territory.units.title'), path: unitsPath },
        { label: nameIn(props.unit, fmt.lang), path: `${unitsPath}/${props.unit.unitId}` },
      ]}
      lead={props.lead}
    >
      {props.children}
    </StaffPage>
  );
}

/** A new unit of a level; the parents offered stand under their own parents' names. */
export function CreateUnitPage(props: {
  level: UnitLevel;
  /** The first level, from the top, that has no unit yet. */
  first: UnitLevel | undefined;
  parentId: string;
  parents: readonly Option[];
  today: IsoDate;
}) {
  const { t } = useI18n();
  const above = parentLevel(props.level);
  const { first } = props;
  const formOf = (level: UnitLevel) => `${unitsPath}/new?level=${level}`;
  const title = t(`territory.create.${props.level}`);
  return (
    <StaffPage
      title={title}
      crumbs={[{ label: t('territory.units.title'), path: unitsPath }]}
      lead={t('territory.create.lead')}
    >
      <Steps
        label={t('territory.create.order')}
        current={unitLevels.indexOf(above && first && props.parents.length === 0 ? first : props.level)}
        steps={unitLevels.map((level) => ({ label: t(`ui.unit.${level}`), path: formOf(level) }))}
      />
      {above && props.parents.length === 0 ? (
        <Notice
          tone="warn"
          title={t(`territory.create.no-parent.${first ?? above}`)}
          actions={
            <LinkButton href={formOf(first ?? above)} icon="plus">
              {t(`territory.create.${first ?? above}`)}
            </LinkButton>
          }
        />
      ) : (
        <Form
          of={createUnit}
          row={{ on: props.today, parentId: props.parentId || null }}
          submit={t('ui.create')}
          cancel={unitsPath}
          requiredNote
        >
          {(f) => (
            <>
              <HiddenField name="level" value={props.level} />
              {above && (
                <SelectField
                  {...f('parentId')}
                  label={t(`territory.parent.${above}`)}
                  options={props.parents}
                  required={props.level !== 'municipality'}
                  {...(props.level === 'municipality' ? { hint: t('territory.parent.town-hint') } : {})}
                />
              )}
              <Names f={f} />
              <AnotherField f={f} />
              {props.level === 'municipality' && <KindField f={f} />}
              <TextField {...f('code')} hint={t('territory.field.code-hint')} width="medium" />
              <When f={f} />
            </>
          )}
        </Form>
      )}
    </StaffPage>
  );
}

export function RenameUnitPage({ unit, today }: { unit: UnitVersion; today: IsoDate }) {
  const { t } = useI18n();
  return (
    <ChangePage title={t('territory.rename.title')} lead={t('territory.rename.lead')} unit={unit}>
      <Form
        of={renameUnit}
        row={{ nameKy: unit.nameKy, nameRu: unit.nameRu, on: today }}
        submit={t('territory.rename.verb')}
        cancel={`${unitsPath}/${unit.unitId}`}
        requiredNote
      >
        {(f) => (
          <>
            <Names f={f} />
            <AnotherField f={f} />
            {unit.level === 'municipality' && <KindField f={f} value={unit.kind} />}
            <When f={f} />
          </>
        )}
      </Form>
    </ChangePage>
  );
}

export function MoveUnitPage(props: { unit: UnitVersion; parents: readonly Option[]; today: IsoDate }) {
  const { t } = useI18n();
  const { unit } = props;
  return (
    <ChangePage title={t('territory.move.title')} lead={t('territory.move.lead')} unit={unit}>
      <Form
        of={moveUnit}
        row={{ on: props.today, parentId: unit.parentId }}
        submit={t('territory.move.verb')}
        cancel={`${unitsPath}/${unit.unitId}`}
        requiredNote
      >
        {(f) => (
          <>
            <SelectField
              {...f('parentId')}
              label={t(`territory.parent.${parentLevel(unit.level) ?? 'oblast'}`)}
              options={props.parents}
            />
            <AnotherField f={f} />
            <When f={f} />
          </>
        )}
      </Form>
    </ChangePage>
  );
}

export function MergeUnitsPage(props: { unit: UnitVersion; others: readonly UnitVersion[]; today: IsoDate }) {
  const { t, fmt } = useI18n();
  const { unit, others } = props;
  return (
    <ChangePage title={t('territory.merge.title')} lead={t('territory.merge.lead')} unit={unit}>
      {others.length === 0 ? (
        <Notice tone="warn" title={t('territory.merge.nobody')} />
      ) : (
        <Form
          of={mergeUnits}
          row={{ on: props.today }}
          submit={t('ui.merge')}
          cancel={`${unitsPath}/${unit.unitId}`}
          requiredNote
        >
          {(f) => (
            <>
              <CheckboxGroup
                {...f('unitIds')}
                label={t('territory.merge.with', { name: nameIn(unit, fmt.lang) })}
                options={others.map((other) => ({ value: other.unitId, label: nameIn(other, fmt.lang) }))}
              />
              <SelectField
                {...f('continueAs')}
                hint={t('territory.merge.continue-hint')}
                empty={t('territory.merge.new')}
                options={[unit, ...others].map((other) => ({
                  value: other.unitId,
                  label: t('territory.merge.continues', { name: nameIn(other, fmt.lang) }),
                }))}
              />
              <Names f={f} />
              <AnotherField f={f} />
              {unit.level === 'municipality' && <KindField f={f} value={unit.kind} />}
              <When f={f} />
            </>
          )}
        </Form>
      )}
    </ChangePage>
  );
}

export function SplitUnitPage(props: {
  unit: UnitVersion;
  children: readonly UnitVersion[];
  parts: number;
  today: IsoDate;
}) {
  const { t, fmt } = useI18n();
  const { unit } = props;
  const parts = Array.from({ length: props.parts }, (_, index) => index);
  return (
    <ChangePage title={t('territory.split.title')} lead={t('territory.split.lead')} unit={unit}>
      <Form
        of={splitUnit}
        row={{ on: props.today }}
        submit={t('territory.split.verb')}
        cancel={`${unitsPath}/${unit.unitId}`}
        requiredNote
      >
        {(f) => (
          <>
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
                <TextField name={`parts.${index}.nameKy`} label={t('ui.field.nameKy')} maxLength={200} />
                <TextField name={`parts.${index}.nameRu`} label={t('ui.field.nameRu')} maxLength={200} />
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
            <AnotherField f={f} />
            <When f={f} />
          </>
        )}
      </Form>
    </ChangePage>
  );
}

export function AbolishUnitPage({ unit, today }: { unit: UnitVersion; today: IsoDate }) {
  const { t, fmt } = useI18n();
  return (
    <ChangePage
      title={t('territory.abolish.title', { name: nameIn(unit, fmt.lang) })}
      lead={t('territory.abolish.lead')}
      unit={unit}
    >
      <Form
        of={abolishUnit}
        row={{ on: today }}
        submit={t('territory.abolish.confirm', { name: nameIn(unit, fmt.lang) })}
        submitLook="danger"
        cancel={`${unitsPath}/${unit.unitId}`}
        requiredNote
      >
        {(f) => (
          <>
            <When f={f} />
          </>
        )}
      </Form>
    </ChangePage>
  );
}
