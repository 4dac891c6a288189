import { FormPage } from '../../platform/forms/form-page.tsx';
import { LinkButton } from '../../platform/ui/button.tsx';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { DataTable } from '../../platform/ui/data-table.tsx';
import {
  CheckboxField,
  DateField,
  NumberField,
  RadioGroup,
  SelectField,
  TextField,
} from '../../platform/ui/fields.tsx';
import { useStyles } from '../../platform/ui/head.ts';
import { FieldGroup } from '../../platform/ui/form.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { Card, Tag } from '../../platform/ui/surfaces.tsx';
import { changeRule } from '../commands/change-rule.ts';
import { enterRule } from '../commands/enter-rule.ts';
import type { OwnRuleRow } from '../data/times.ts';
import { ruleNames, type RuleName } from '../rules/known-rules.ts';
import type { ruleFields } from '../rules/rule-fields.ts';
import type { TimeRule } from '../rules/time-rule.ts';
import { ruleInWords, windowInWords } from './in-words.ts';

const useCrumbs = () => [{ label: usePage().t('deadlines.title'), path: useRoom('deadlines') }];

type OwnRule = { readonly row: OwnRuleRow; readonly rule: TimeRule };

/** Every deadline with the rule that holds today and its source, and the rules that the municipality entered. */
export function RulesPage(props: {
  inForce: Readonly<Record<RuleName, TimeRule>>;
  own: readonly OwnRule[];
  today: string;
  mayKeep: boolean;
}) {
  useStyles('deadlines.css');
  const i18n = usePage();
  const { t } = i18n;
  const { inForce, own, mayKeep } = props;
  const path = `${useRoom('deadlines')}/rules`;
  return (
    <StaffPage
      title={t('deadlines.rules.title')}
      crumbs={useCrumbs()}
      lead={t('deadlines.rules.lead')}
      actions={
        <>
          {mayKeep && (
            <LinkButton href={`${path}/new`} icon="plus">
              {t('deadlines.rules.enter')}
            </LinkButton>
          )}
          <LinkButton href="/methods/deadlines" look="ghost" icon="question">
            {t('deadlines.rules.how')}
          </LinkButton>
        </>
      }
      wide
    >
      {own.length > 0 && (
        <Card title={t('deadlines.rules.own')}>
          <OwnRules {...props} path={path} />
        </Card>
      )}
      <Card title={t('deadlines.rules.in-force')}>
        <ul class="clocks">
          {ruleNames.map((name) => (
            <li key={name}>
              <b>{t(`deadlines.rule.${name}`)}</b>
              <p>{ruleInWords(i18n, name, inForce[name]).join(' ')}</p>
            </li>
          ))}
        </ul>
      </Card>
    </StaffPage>
  );
}

function OwnRules({ own, today, mayKeep, path }: Parameters<typeof RulesPage>[0] & { path: string }) {
  const i18n = usePage();
  const { t, fmt, href } = i18n;
  return (
    <DataTable
      caption={t('deadlines.rules.own')}
      hideCaption
      rows={own}
      rowKey={({ row }) => row.id}
      words="deadlines.field"
      columns={[
        {
          key: 'rule',
          head: true,
          cell: ({ row }) =>
            mayKeep ? (
              <a href={href(`${path}/${row.id}`)}>{t(`deadlines.rule.${row.rule}`)}</a>
            ) : (
              t(`deadlines.rule.${row.rule}`)
            ),
        },
        { key: 'days', cell: ({ row, rule }) => windowInWords(i18n, row.rule, rule) },
        {
          key: 'act',
          cell: ({ row }) => `${t(`deadlines.basis.${row.basis}`)}: ${row.title}, ${row.article}`,
        },
        {
          key: 'valid',
          cell: ({ row }) =>
            row.validTo === null
              ? t('deadlines.rules.since', { day: fmt.date(row.validFrom) })
              : fmt.dateRange(row.validFrom, row.validTo),
        },
        {
          key: 'state',
          label: t('ui.field.state'),
          cell: ({ row }) => {
            const state =
              row.validFrom > today ? 'to-come' : row.validTo && row.validTo < today ? 'over' : 'holds';
            return <Tag tone={state === 'holds' ? 'ok' : undefined}>{t(`deadlines.rules.${state}`)}</Tag>;
          },
        },
      ]}
    />
  );
}

/** A rule of an act: entered, mended, ended. */
export function RuleFormPage({ row, today }: { row?: OwnRuleRow | undefined; today: string }) {
  const { t } = usePage();
  const path = `${useRoom('deadlines')}/rules`;
  const standing = row ?? { unit: 'calendar' as const, ifNotWorking: 'stay' as const, validFrom: today };
  return (
    <FormPage<typeof ruleFields>
      title={t(row ? 'deadlines.rules.change' : 'deadlines.rules.enter')}
      lead={t('deadlines.rules.form-lead')}
      crumbs={[...useCrumbs(), { label: t('deadlines.rules.title'), path }]}
      of={row ? changeRule : enterRule}
      row={standing}
      action={row ? `${path}/${row.id}` : `${path}/new`}
      below={
        row && (
          <Confirm id="remove" danger action={`${path}/${row.id}/remove`} verb={t('deadlines.rules.remove')}>
            <p>{t('deadlines.rules.remove-text')}</p>
          </Confirm>
        )
      }
    >
      {(f) => (
        <>
          <SelectField {...f('rule')} />
          <RadioGroup {...f('basis')} inline />
          <TextField {...f('title')} />
          <TextField {...f('article')} width="medium" />
          <FieldGroup legend={t('deadlines.rules.days')} hint={t('deadlines.rules.days-hint')}>
            <NumberField {...f('atLeast')} width="short" />
            <NumberField {...f('atMost')} width="short" />
            <RadioGroup {...f('unit')} inline />
            <SelectField {...f('ifNotWorking')} empty={null} hint={t('deadlines.rules.moved-hint')} />
          </FieldGroup>
          <FieldGroup legend={t('deadlines.rules.when')} hint={t('deadlines.rules.when-hint')}>
            <DateField {...f('validFrom')} />
            <DateField {...f('validTo')} />
            <CheckboxField {...f('appliesToRunning')} hint={t('deadlines.rules.running-hint')} />
          </FieldGroup>
        </>
      )}
    </FormPage>
  );
}
