import { Form } from '../../platform/forms/form.tsx';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { DataTable } from '../../platform/ui/data-table.tsx';
import { CheckboxGroup, FileField, HiddenField, NumberField, TextArea } from '../../platform/ui/fields.tsx';
import { Form as PlainForm } from '../../platform/ui/form.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { Card, Notice, Tag } from '../../platform/ui/surfaces.tsx';
import { LinkButton } from '../../platform/ui/button.tsx';
import { printSheets } from '../commands/print-sheets.ts';
import { typeCommentSheet } from '../commands/type-comment-sheet.ts';
import type { PlanSheet } from '../data/sheets.ts';
import { itemsOf, type Plan, type PlanItem } from '../rules/plan.ts';
import { itemParts, type SheetKind } from '../rules/words.ts';
import { usePlanCrumbs } from './plan-page.tsx';
import { itemName, planPath } from './words.ts';

type Printed = { readonly kind: SheetKind; readonly from: number; readonly to: number };

/** Printing numbered sheets, and which of them came back. */
export function SheetsPage({
  plan,
  sheets,
  printed,
}: {
  plan: Plan;
  sheets: readonly PlanSheet[];
  /** Those that were numbered just now. */
  printed: Printed | undefined;
}) {
  const page = usePage();
  const { t, fmt, href } = page;
  const base = planPath(useRoom('plan'), plan.id);
  const items = itemsOf(plan).filter((one) => one.state !== 'dropped');
  const nameOf = (id: string | null) => {
    const item = items.find((one) => one.id === id);
    return item ? `${item.code} ${itemName(page, plan, item)}` : '';
  };
  return (
    <StaffPage title={t('plan.sheets.title')} lead={t('plan.sheets.lead')} crumbs={usePlanCrumbs(plan)}>
      {printed && (
        <Notice
          tone="success"
          title={t('plan.sheets.numbered', { from: String(printed.from), to: String(printed.to) })}
          actions={
            <>
              {(['pdf', 'docx'] as const).map((format) => (
                <LinkButton
                  key={format}
                  download
                  look="ghost"
                  href={`${base}/papers/${printed.kind}-sheets.${format}?from=${printed.from}&to=${printed.to}`}
                >
                  {t(`plan.paper-kind.${printed.kind}-sheets`)} ({format.toUpperCase()})
                </LinkButton>
              ))}
            </>
          }
        />
      )}
      <Card title={t('plan.paper-kind.item-sheets')}>
        <Form
          of={printSheets}
          id="item-sheets"
          action={`${base}/sheets`}
          fields={{ kind: 'item' }}
          row={{ count: 10 }}
          submit={t('plan.sheets.print')}
        >
          {(f) => <NumberField {...f('count')} />}
        </Form>
      </Card>
      {items.length > 0 && (
        <Card title={t('plan.paper-kind.comment-sheets')}>
          <Form
            of={printSheets}
            id="comment-sheets"
            action={`${base}/sheets`}
            fields={{ kind: 'comment' }}
            submit={t('plan.sheets.print')}
          >
            {(f) => (
              <>
                <HiddenField name="count" value="1" />
                <CheckboxGroup
                  {...f('itemIds')}
                  options={items.map((one) => ({ value: one.id, label: nameOf(one.id) }))}
                />
              </>
            )}
          </Form>
        </Card>
      )}
      <h2>{t('plan.sheets.given')}</h2>
      <DataTable
        caption={t('plan.sheets.given')}
        hideCaption
        rows={sheets}
        rowKey={(one) => String(one.number)}
        empty={<p class="hint">{t('plan.sheets.none')}</p>}
        columns={[
          {
            key: 'number',
            label: t('plan.sheets.number'),
            head: true,
            cell: (one) => <a href={href(`${base}/sheets/${one.number}`)}>№ {String(one.number)}</a>,
          },
          { key: 'kind', label: t('plan.sheets.kind'), cell: (one) => t(`plan.sheets.kind.${one.kind}`) },
          { key: 'item', label: t('plan.field.item'), cell: (one) => nameOf(one.itemId) },
          {
            key: 'state',
            label: t('ui.field.state'),
            cell: (one) => (
              <>
                {one.typedAt === null ? (
                  <Tag>{t('plan.sheets.waits')}</Tag>
                ) : (
                  <Tag tone="ok">
                    {t('plan.sheets.typed', {
                      name: one.typedBy ?? '',
                      day: fmt.date(todayInBishkek(one.typedAt)),
                    })}
                  </Tag>
                )}
                {one.photoId !== null && <Tag tone="info">{t('plan.sheets.photographed')}</Tag>}
              </>
            ),
          },
        ]}
      />
    </StaffPage>
  );
}

/** One sheet that came back: typed in here, its photograph beside it. */
export function SheetPage({
  plan,
  sheet,
  item,
  mayAdd,
}: {
  plan: Plan;
  sheet: PlanSheet;
  /** Of a comment sheet: what it speaks of; of an item sheet: what was typed from it. */
  item: PlanItem | undefined;
  mayAdd: boolean;
}) {
  const page = usePage();
  const { t, href } = page;
  const base = planPath(useRoom('plan'), plan.id);
  const path = `${base}/sheets/${sheet.number}`;
  const crumbs = usePlanCrumbs(plan);
  const tasks = plan.directions.flatMap((one) => one.problems).flatMap((one) => one.tasks);
  return (
    <StaffPage
      title={t('plan.sheets.one', { number: String(sheet.number) })}
      lead={t(`plan.sheets.kind.${sheet.kind}`)}
      crumbs={[...crumbs, { label: t('plan.sheets.title'), path: `${base}/sheets` }]}
    >
      {item && (
        <p>
          <a href={href(`${base}/items/${item.id}`)}>
            {item.code} {itemName(page, plan, item)}
          </a>
        </p>
      )}
      {sheet.typedAt !== null ? (
        <Notice tone="success" title={t('plan.sheets.typed-in', { name: sheet.typedBy ?? '' })} />
      ) : sheet.kind === 'item' ? (
        mayAdd && (
          <Card title={t('plan.sheets.choose-task')}>
            <ul>
              {tasks.map((task) => (
                <li key={task.id}>
                  <a href={href(`${base}/tasks/${task.id}/items/new?sheet=${sheet.number}`)}>
                    {String(task.number)}. {task.text}
                  </a>
                </li>
              ))}
            </ul>
          </Card>
        )
      ) : (
        <Card title={t('plan.sheets.type')}>
          <Form
            of={typeCommentSheet}
            id="type"
            action={path}
            fields={{ number: String(sheet.number) }}
            submit={t('ui.save')}
          >
            {(f) => (
              <>
                {itemParts.map((part) => (
                  <TextArea key={part} {...f(part)} rows={2} />
                ))}
                <TextArea {...f('other')} rows={3} />
              </>
            )}
          </Form>
        </Card>
      )}
      <Card title={t('plan.sheets.photo')}>
        {sheet.photoId !== null && (
          <p>
            <a href={href(`${path}/photo`)}>{t('plan.sheets.photo-open')}</a>
          </p>
        )}
        <PlainForm action={`${path}/photo`} id="photo" multipart submit={t('plan.sheets.photo-keep')}>
          <FileField name="picture" label={t('plan.field.sheet')} required accept="image/*" />
        </PlainForm>
      </Card>
    </StaffPage>
  );
}
