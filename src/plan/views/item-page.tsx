import { Form } from '../../platform/forms/form.tsx';
import { Button, LinkButton } from '../../platform/ui/button.tsx';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { DateField, FileField, SelectField, TextArea, TextField } from '../../platform/ui/fields.tsx';
import { Form as PlainForm } from '../../platform/ui/form.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { DataTable } from '../../platform/ui/data-table.tsx';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { Card, Notice, Pairs, Tag } from '../../platform/ui/surfaces.tsx';
import { addComment } from '../commands/add-comment.ts';
import { dropItem } from '../commands/drop-item.ts';
import { recordOutcome } from '../commands/record-outcome.ts';
import { keepSheet } from '../commands/keep-sheet.ts';
import { withdrawCommitment } from '../commands/withdraw-commitment.ts';
import type { Comment } from '../data/comments.ts';
import { itemMoney, worth } from '../rules/money.ts';
import type { Commitment, Direction, Plan, PlanItem, PlanProblem, Task } from '../rules/plan.ts';
import { ChangeFields } from './change-fields.tsx';
import { usePlanCrumbs } from './plan-page.tsx';
import {
  itemName,
  placeName,
  planPath,
  problemName,
  rankText,
  termText,
  typedIn,
  valueText,
  type Places,
} from './words.ts';

export type ItemPageProps = {
  readonly plan: Plan;
  readonly direction: Direction;
  readonly problem: PlanProblem;
  readonly task: Task;
  readonly item: PlanItem;
  readonly villages: Places;
  /** The address of the item that goes on here. */
  readonly carriedFrom: string | undefined;
  readonly comments: readonly Comment[];
  /** Address of the list in which the problem stands. */
  readonly listPath: string;
  readonly mayWrite: boolean;
  readonly mayComment: boolean;
  readonly seeSheets: boolean;
  readonly today: string;
};

/** One item: why it is done, what is done, by what people will see it, who gives what. */
export function ItemPage(props: ItemPageProps) {
  const page = usePage();
  const { t } = page;
  const { plan, item, mayWrite } = props;
  const room = useRoom('plan');
  const base = planPath(room, plan.id, `/items/${item.id}`);
  const writable = mayWrite && item.state !== 'dropped';
  const edit = (rest: string, label: string) =>
    writable && (
      <LinkButton href={`${base}${rest}`} look="ghost" small icon="edit" label={label}>
        {t('ui.edit')}
      </LinkButton>
    );
  return (
    <StaffPage
      title={`${item.code} ${itemName(page, plan, item)}`}
      crumbs={usePlanCrumbs(plan)}
      tag={item.state === 'dropped' && <Tag tone="bad">{t('plan.item-state.dropped')}</Tag>}
      wide
    >
      <div class="cols">
        <div class="stack">
          <Chain {...props} />
          <Card title={t('plan.item-about')} aside={edit('/edit', t('plan.item-edit'))}>
            <Facts {...props} />
          </Card>
          <Card title={t('plan.money')} aside={edit('/money', t('plan.money-edit'))}>
            <Money {...props} base={base} />
          </Card>
          <Card title={t('ui.steps.label')} aside={edit('/steps', t('plan.steps-edit'))}>
            <Steps {...props} />
          </Card>
          <Card title={t('plan.indicators')} aside={edit('/indicators', t('plan.indicators-edit'))}>
            <Indicators {...props} />
          </Card>
        </div>
        <aside class="stack">
          <Comments {...props} base={base} />
          {writable && plan.state === 'approved' && <Outcome item={item} base={base} />}
          {writable && plan.state === 'approved' && <Drop plan={plan} base={base} />}
          {writable && plan.state !== 'approved' && (
            <Confirm id="remove" danger action={`${base}/remove`} verb={t('plan.remove-item')}>
              <p>{t('plan.remove-item-text')}</p>
            </Confirm>
          )}
        </aside>
      </div>
    </StaffPage>
  );
}

/** What became of an item when its plan's time was over. */
function Outcome({ item, base }: { item: PlanItem; base: string }) {
  const { t } = usePage();
  return (
    <Form
      of={recordOutcome}
      action={`${base}/outcome`}
      id="outcome"
      fold={{ text: t('plan.say-outcome') }}
      row={{ outcome: item.outcome, outcomeReason: item.outcomeReason }}
      submit={t('plan.say-outcome')}
    >
      {(f) => (
        <>
          <SelectField {...f('outcome')} empty={null} />
          <TextArea {...f('outcomeReason')} rows={2} hint={t('plan.field.outcome-reason-hint')} />
        </>
      )}
    </Form>
  );
}

/** Takes an item of an approved plan out, by the whole chain; it stays to be read. */
function Drop({ plan, base }: { plan: Plan; base: string }) {
  const { t } = usePage();
  return (
    <Form
      of={dropItem}
      action={`${base}/drop`}
      id="drop"
      fold={{ text: t('plan.drop') }}
      submit={t('plan.drop')}
    >
      {(f) => (
        <>
          <TextArea {...f('droppedReason')} rows={2} hint={t('plan.drop-hint')} />
          <ChangeFields plan={plan} f={f} chainOnly />
        </>
      )}
    </Form>
  );
}

/** The way back to the stickers: village, problem with its place and votes, goal, task. */
function Chain({ plan, direction, problem, task, villages, listPath, carriedFrom }: ItemPageProps) {
  const page = usePage();
  const { t, href } = page;
  const goal = typedIn(page, plan, problem.goal, problem.goalOther);
  const rank = rankText(page, problem);
  return (
    <Card title={t('plan.chain')} look="quiet">
      <Pairs
        items={[
          { label: t('ui.field.village'), value: placeName(page, villages, problem.villageId) },
          {
            label: t('ui.field.problem'),
            value: (
              <>
                <a href={href(listPath)}>{problemName(page, problem)}</a>
                {rank !== '' && ` (${rank})`}
              </>
            ),
          },
          ...(goal === '' ? [] : [{ label: t('plan.field.goal'), value: goal }]),
          {
            label: t('plan.field.direction'),
            value: typedIn(page, plan, direction.title, direction.titleOther),
          },
          {
            label: t('plan.task', { number: String(task.number) }),
            value: typedIn(page, plan, task.text, task.textOther),
          },
          ...(carriedFrom === undefined
            ? []
            : [
                {
                  label: t('plan.goes-on-from'),
                  value: <a href={href(carriedFrom)}>{t('plan.former-item')}</a>,
                },
              ]),
        ]}
      />
    </Card>
  );
}

function Facts({ item }: ItemPageProps) {
  const page = usePage();
  const { t, fmt } = page;
  const people =
    item.beneficiaryCount === null
      ? item.beneficiaries
      : [item.beneficiaries, t('plan.people', { people: fmt.number(item.beneficiaryCount) })]
          .filter((text) => text !== '')
          .join(', ');
  const others =
    item.coExecutors !== '' && item.byAgreement
      ? t('plan.by-agreement', { names: item.coExecutors })
      : item.coExecutors;
  const pairs: [string, string][] = [
    [t('plan.field.term-of'), termText(page, item)],
    [t('plan.field.responsible'), item.responsible === '' ? t('plan.nobody') : item.responsible],
    [t('plan.field.coExecutors'), others],
    [t('plan.field.doer'), t(`plan.doer.${item.doer}`)],
    [t('ui.field.kind'), t(`plan.kind.${item.kind}`)],
    [t('plan.field.beneficiaries'), people],
    [t('plan.field.partner'), item.partner],
    [t('plan.field.risks'), item.risks],
    [t('plan.dropped-why'), item.droppedReason],
    [
      t('plan.field.outcome'),
      item.outcome === null
        ? ''
        : [t(`plan.outcome.${item.outcome}`), item.outcomeReason].filter((text) => text !== '').join(': '),
    ],
  ];
  return (
    <Pairs items={pairs.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value }))} />
  );
}

function Steps({ item }: ItemPageProps) {
  const { t } = usePage();
  if (item.steps.length === 0) return <p class="hint">{t('plan.no-steps')}</p>;
  return (
    <ol>
      {item.steps.map((step) => (
        <li key={step.id}>
          {step.text}
          <br />
          <small>{step.result === '' ? t('plan.no-result') : t('plan.gives', { result: step.result })}</small>
        </li>
      ))}
    </ol>
  );
}

function Indicators({ item }: ItemPageProps) {
  const { t, fmt } = usePage();
  if (item.indicators.length === 0) return <p class="hint">{t('plan.no-indicators')}</p>;
  return (
    <DataTable
      caption={t('plan.indicators')}
      hideCaption
      words="plan.field"
      rows={item.indicators}
      rowKey={(one) => one.id}
      columns={[
        { key: 'indicator', head: true, cell: (one) => `${one.text} (${t(`plan.indicator.${one.kind}`)})` },
        { key: 'baseline', cell: (one) => valueText(one.baseline, one.unit) },
        { key: 'target', cell: (one) => valueText(one.target, one.unit) },
        {
          key: 'data-source',
          cell: (one) =>
            [one.source, one.document, one.frequency, one.measuredOn === null ? '' : fmt.date(one.measuredOn)]
              .filter((text) => text !== '')
              .join(', '),
        },
      ]}
    />
  );
}

function Money(props: ItemPageProps & { base: string }) {
  const { t, fmt } = usePage();
  const { item } = props;
  const { cost, gap, sources, promised } = itemMoney(item);
  return (
    <>
      <Pairs
        items={[
          { label: t('plan.field.cost'), value: cost === null ? t('plan.no-cost') : fmt.money(cost) },
          { label: t('plan.sources'), value: fmt.money(sources) },
          { label: t('plan.promised'), value: fmt.money(promised) },
        ]}
      />
      {gap !== null && gap > 0n && (
        <Notice tone="warn">{t('plan.missing', { money: fmt.money(gap) })}</Notice>
      )}
      {gap !== null && gap < 0n && (
        <Notice tone="bad">{t('plan.too-much', { money: fmt.money(-gap) })}</Notice>
      )}
      <ul class="plain">
        {item.commitments.map((one) => (
          <CommitmentLine key={one.id} {...props} one={one} />
        ))}
      </ul>
      <p class="hint">{t('plan.voluntary')}</p>
    </>
  );
}

function CommitmentLine({
  plan,
  item,
  one,
  base,
  mayWrite,
  seeSheets,
  today,
}: ItemPageProps & { base: string; one: Commitment }) {
  const { t, fmt, href } = usePage();
  const path = (rest: string) => `${base}/commitments/${one.id}${rest}`;
  const sum = worth(item, one);
  return (
    <li>
      <b>{t(`plan.source.${one.source}`)}</b>, {String(one.year)}: {fmt.money(sum === 0n ? one.amount : sum)}
      {one.term === 'monthly' && ` (${t('plan.each-month', { money: fmt.money(one.amount) })})`}{' '}
      {one.withdrawnOn !== null ? (
        <Tag tone="bad">{t('plan.withdrawn-on', { day: fmt.date(one.withdrawnOn) })}</Tag>
      ) : one.promised ? (
        <Tag tone="ok">{t('plan.promised')}</Tag>
      ) : (
        <Tag>{t('plan.named-only')}</Tag>
      )}
      <br />
      <small>{[one.promiser, one.quantity, one.valuation].filter((text) => text !== '').join(' · ')}</small>
      {seeSheets && one.promised && one.giver !== 'municipality' && (
        <>
          <br />
          <a href={href(path('/sheet'))}>{t('plan.sheet')}</a>
        </>
      )}
      {mayWrite && !one.promised && one.giver !== 'municipality' && one.withdrawnOn === null && (
        <Form
          of={keepSheet}
          action={path('/sheet')}
          id={`sheet-${one.id.slice(-6)}`}
          fold={{ text: t('plan.keep-sheet') }}
          multipart
          row={{ promisedOn: today }}
          submit={t('plan.keep-sheet')}
        >
          {(f) => (
            <>
              <DateField {...f('promisedOn')} max={today} />
              <FileField name="picture" label={t('plan.field.sheet')} required accept="image/*" />
            </>
          )}
        </Form>
      )}
      {mayWrite && plan.state === 'approved' && one.withdrawnOn === null && (
        <Form
          of={withdrawCommitment}
          action={path('/withdraw')}
          id={`gone-${one.id.slice(-6)}`}
          fold={{ text: t('plan.withdraw') }}
          row={{ withdrawnOn: today }}
          submit={t('plan.withdraw')}
        >
          {(f) => (
            <>
              <DateField {...f('withdrawnOn')} max={today} />
              <TextField {...f('withdrawnReason')} />
            </>
          )}
        </Form>
      )}
    </li>
  );
}

function Comments({ comments, mayComment, mayWrite, base }: ItemPageProps & { base: string }) {
  const { t, fmt } = usePage();
  if (comments.length === 0 && !mayComment) return null;
  return (
    <Card title={t('plan.comments')}>
      <ul class="plain">
        {comments.map((one) => (
          <li key={one.id}>
            {one.about !== null && <b>{t('plan.proposes', { part: t(`plan.part.${one.about}`) })} </b>}
            {one.settledAt === null ? one.text : <s>{one.text}</s>}
            <br />
            <small>
              {one.byName}, {fmt.dateTime(one.at)}
              {one.sheet !== null && ` · ${t('plan.sheets.from', { number: String(one.sheet) })}`}
              {one.settledAt !== null && ` · ${t('plan.settled-by', { name: one.settledBy })}`}
            </small>
            {mayWrite && one.settledAt === null && (
              <PlainForm action={`${base}/comments/${one.id}/settle`} id={`settle-${one.id.slice(-6)}`}>
                <Button look="plain" small>
                  {t('plan.settle')}
                </Button>
              </PlainForm>
            )}
          </li>
        ))}
      </ul>
      {mayComment && (
        <Form of={addComment} action={`${base}/comments`} id="comment" submit={t('plan.say')}>
          {(f) => <TextArea {...f('text')} rows={2} hint={t('plan.comment-hint')} />}
        </Form>
      )}
    </Card>
  );
}
