import { BarChart } from '../../drawings/charts.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { Button, LinkButton } from '../../platform/ui/button.tsx';
import { DateField, HiddenField, TextField } from '../../platform/ui/fields.tsx';
import { Form as PlainForm } from '../../platform/ui/form.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { Steps } from '../../platform/ui/steps.tsx';
import { Card, EmptyState, Facts, Notice, Pairs, Tag } from '../../platform/ui/surfaces.tsx';
import { openDiscussion } from '../commands/open-discussion.ts';
import { recordApproval } from '../commands/record-approval.ts';
import type { Approval, PlanHead } from '../data/plan.ts';
import { itemMoney, planMoney } from '../rules/money.ts';
import { itemsOf, placesOfItems, type Plan } from '../rules/plan.ts';
import { approvalSteps, type ApprovalStep } from '../rules/words.ts';
import { PlanStateTag } from './plans.tsx';
import { VillageParts, type Verdicts } from './village-parts.tsx';
import { placeName, planPath, planTitle, type Places } from './words.ts';

export type PlanPageProps = {
  readonly head: PlanHead;
  readonly plan: Plan;
  readonly approvals: readonly Approval[];
  readonly villages: Places;
  readonly verdicts: Verdicts;
  /** Problems of the first five that are not in the plan. */
  readonly left: number;
  /** Items of the plan before that are not finished and not here. */
  readonly toCarry: number;
  /** How many things the checker found. */
  readonly findings: number;
  readonly mayLead: boolean;
  readonly mayWrite: boolean;
  readonly today: string;
};

/** The way of a plan: written, discussed, agreed to by gathering and head, approved by the kenesh. */
const ways = ['write', 'discuss', 'gathering', 'head', 'kenesh'] as const;

function wayOf({ head, approvals }: PlanPageProps): number {
  const given = approvals.filter((one) => one.round === 0).length;
  if (given > 0) return 2 + given;
  return head.state === 'draft' ? 0 : 1;
}

export function usePlanCrumbs(plan?: Pick<Plan, 'id' | 'fromYear' | 'toYear'>) {
  const page = usePage();
  const { t } = page;
  const room = useRoom('plan');
  return [
    { label: t('plan.title'), path: room },
    ...(plan === undefined ? [] : [{ label: planTitle(page, plan), path: planPath(room, plan.id) }]),
  ];
}

/** A plan as its people see it: where it stands, what it needs, and its items by village. */
export function PlanPage(props: PlanPageProps) {
  const page = usePage();
  const { t, fmt } = page;
  const room = useRoom('plan');
  const { head, plan, mayLead, mayWrite } = props;
  const path = (rest = '') => planPath(room, plan.id, rest);
  const items = itemsOf(plan).filter((item) => item.state !== 'dropped');
  const money = planMoney(plan);
  const empty = plan.directions.length === 0;
  return (
    <StaffPage
      title={planTitle(page, plan)}
      crumbs={usePlanCrumbs()}
      tag={<PlanStateTag state={head.state} />}
      wide
      actions={
        <>
          {mayWrite && head.state !== 'approved' && !empty && (
            <LinkButton href={path('/problems/new')} look="ghost" icon="plus">
              {t('plan.take-problem')}
            </LinkButton>
          )}
          {mayLead && head.state !== 'approved' && (
            <LinkButton href={path('/directions')} look="ghost" icon="edit">
              {t('plan.directions')}
            </LinkButton>
          )}
          {mayLead && (
            <LinkButton href={path('/about')} look="ghost" icon="edit">
              {t('plan.about')}
            </LinkButton>
          )}
        </>
      }
    >
      <Steps
        steps={ways.map((way) => ({ label: t(`plan.way-step.${way}`) }))}
        current={wayOf(props)}
        label={t('plan.way-steps')}
      />
      <TakeIn {...props} />
      {mayLead && !empty && props.toCarry > 0 && (
        <Notice
          tone="info"
          title={t('plan.carry-count', { items: fmt.number(props.toCarry) })}
          actions={
            <LinkButton href={path('/carry')} look="ghost">
              {t('plan.carry')}
            </LinkButton>
          }
        />
      )}
      {!empty && (
        <Facts
          items={[
            { value: fmt.number(items.length), label: t('plan.items') },
            {
              value: fmt.moneyShort(money.need),
              label: t('plan.need'),
              ...(money.unknown > 0 && {
                note: t('plan.unknown-costs', { items: fmt.number(money.unknown) }),
              }),
            },
            { value: fmt.moneyShort(money.need - money.gap), label: t('plan.covered') },
            { value: fmt.moneyShort(money.gap), label: t('plan.no-money-yet') },
          ]}
        />
      )}
      {money.notViable && items.length > 0 && (
        <Notice tone="warn" title={t('plan.not-viable')}>
          {t('plan.not-viable-text')}
        </Notice>
      )}
      <div class="cols">
        <div class="stack">
          {!empty && (
            <VillageParts
              {...{ plan, mayWrite }}
              villages={props.villages}
              verdicts={props.verdicts}
              base={path()}
            />
          )}
        </div>
        <aside class="stack">
          <NextStep {...props} />
          <Sources plan={plan} />
          <Agreed {...props} />
          <Looks {...props} />
        </aside>
      </div>
    </StaffPage>
  );
}

/** The first thing to do: the villages' first five come into the plan by one button. */
function TakeIn({ plan, left, mayLead, head }: PlanPageProps) {
  const { t, fmt } = usePage();
  const room = useRoom('plan');
  const empty = plan.directions.every((one) => one.problems.length === 0);
  if (left === 0 || head.state === 'approved') {
    return empty ? (
      <EmptyState title={t('plan.no-priorities')}>{t('plan.no-priorities-text')}</EmptyState>
    ) : null;
  }
  const button = mayLead && (
    <PlainForm action={planPath(room, plan.id, '/take')} id="take">
      <Button>{t('plan.take-all')}</Button>
    </PlainForm>
  );
  if (!empty)
    return (
      <Notice tone="info" title={t('plan.left-out', { problems: fmt.number(left) })} actions={button}>
        {t('plan.left-out-text')}
      </Notice>
    );
  return (
    <Card title={t('plan.take-title')} look="next">
      <p>{t('plan.take-text', { problems: fmt.number(left) })}</p>
      {button}
    </Card>
  );
}

/** Where the money comes from, as bars. */
function Sources({ plan }: { plan: Plan }) {
  const { t, fmt } = usePage();
  const { bySource, gap } = planMoney(plan);
  const bars: { label: string; value: number; text: string; tone?: 'warn' }[] = [...bySource]
    .sort(([, a], [, b]) => (a < b ? 1 : a > b ? -1 : 0))
    .map(([source, sum]) => ({
      label: t(`plan.source.${source}`),
      value: Number(sum),
      text: fmt.money(sum),
    }));
  if (gap > 0n)
    bars.push({ label: t('plan.no-money-yet'), value: Number(gap), text: fmt.money(gap), tone: 'warn' });
  if (bars.length === 0) return null;
  return (
    <Card>
      <BarChart title={t('plan.sources')} bars={bars} />
    </Card>
  );
}

/** The one thing that leads on: show it to residents, or write down who agreed. */
function NextStep(props: PlanPageProps) {
  const { t } = usePage();
  const room = useRoom('plan');
  const { head, plan, approvals, mayLead, today } = props;
  const path = (rest: string) => planPath(room, plan.id, rest);
  if (!mayLead || head.state === 'approved' || itemsOf(plan).length === 0) return null;
  const next: ApprovalStep | undefined = approvalSteps[approvals.filter((one) => one.round === 0).length];
  return (
    <Card title={t('plan.next')} look="next">
      {approvals.length === 0 && (
        <Form
          of={openDiscussion}
          action={path('/discussion')}
          id="discussion"
          row={{ discussionUntil: head.discussionUntil }}
          submit={t(head.state === 'draft' ? 'plan.open-discussion' : 'plan.renew-discussion')}
        >
          {(f) => <DateField {...f('discussionUntil')} min={today} hint={t('plan.discussion-hint')} />}
        </Form>
      )}
      {next && head.state === 'discussion' && (
        <Form
          of={recordApproval}
          action={path('/approvals')}
          id="approval"
          row={{ on: today }}
          submit={t(`plan.agreed.${next}`)}
        >
          {(f) => (
            <>
              <p>{t(`plan.agreed-text.${next}`)}</p>
              <HiddenField name={f('step').name} value={next} />
              <DateField {...f('on')} max={today} />
              <TextField {...f('paper')} hint={t(`plan.paper-hint.${next}`)} />
            </>
          )}
        </Form>
      )}
    </Card>
  );
}

/** Who agreed, by which paper. */
function Agreed({ approvals, head }: PlanPageProps) {
  const { t, fmt } = usePage();
  const until = head.discussionUntil;
  if (approvals.length === 0 && until === null) return null;
  return (
    <Card title={t('plan.agreed-title')}>
      <Pairs
        items={[
          ...(until === null ? [] : [{ label: t('plan.field.discussionUntil'), value: fmt.date(until) }]),
          ...approvals.map((one) => ({
            label: t(`plan.approval.${one.step}`),
            value: `${fmt.date(one.on)}, ${one.paper}`,
          })),
          ...(head.standsIn === '' ? [] : [{ label: t('plan.field.standsIn'), value: head.standsIn }]),
        ]}
      />
    </Card>
  );
}

/** What can be looked at, printed and taken along. */
function Looks({ plan, findings, mayWrite, mayLead }: PlanPageProps) {
  const { t, fmt, href } = usePage();
  const room = useRoom('plan');
  const path = (rest: string) => href(planPath(room, plan.id, rest));
  const papers = ['plan', 'signatures', ...(mayWrite ? ['commitments'] : [])];
  return (
    <Card title={t('plan.looks')}>
      <ul class="plain">
        <li>
          <a href={path('/check')}>{t('plan.check-count', { findings: fmt.number(findings) })}</a>
        </li>
        <li>
          <a href={path('/timeline')}>{t('plan.timeline')}</a>
        </li>
        <li>
          <a href={path('/versions')}>{t('plan.versions')}</a>
        </li>
        {papers.map((kind) => (
          <li key={kind}>
            <a href={path(`/papers/${kind}.html`)}>{t(`plan.paper-kind.${kind}`)}</a>
          </li>
        ))}
        {mayWrite && (
          <li>
            <a href={path('/sheets')}>{t('plan.sheets.title')}</a>
          </li>
        )}
        <li>
          {t('plan.as-table')} <a href={path('/items.xlsx')}>XLSX</a>, <a href={path('/items.csv')}>CSV</a>
        </li>
        {mayLead && plan.state === 'draft' && (
          <li>
            <a href={path('/import')}>{t('plan.import.title')}</a>
          </li>
        )}
      </ul>
    </Card>
  );
}

/** What belongs to a person: their items, the next first. */
export function MyItems({ plan, personId, villages }: { plan: Plan; personId: string; villages: Places }) {
  const page = usePage();
  const { t, href, fmt } = page;
  const room = useRoom('plan');
  const mine = placesOfItems(plan)
    .filter(({ item }) => item.responsiblePersonId === personId && item.state !== 'dropped')
    .sort((a, b) => ((a.item.endsOn ?? '9999') < (b.item.endsOn ?? '9999') ? -1 : 1));
  if (mine.length === 0) return null;
  return (
    <Card title={t('plan.mine')}>
      <ul class="plain">
        {mine.map(({ item, problem }) => (
          <li key={item.id}>
            <a href={href(planPath(room, plan.id, `/items/${item.id}`))}>
              {item.code} {item.name}
            </a>
            <br />
            <small>
              {placeName(page, villages, problem.villageId)}
              {item.endsOn !== null && ` · ${fmt.date(item.endsOn)}`}
              {itemMoney(item).gap === null && (
                <>
                  {' '}
                  <Tag tone="warn">{t('plan.no-cost')}</Tag>
                </>
              )}
            </small>
          </li>
        ))}
      </ul>
    </Card>
  );
}
