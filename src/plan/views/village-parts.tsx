import type { Verdict } from '../../needs/synthesis/rules/verdict.ts';
import { VerdictTag } from '../../needs/synthesis/views/synthesis.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card, Tag } from '../../platform/ui/surfaces.tsx';
import { itemMoney } from '../rules/money.ts';
import type { Direction, Plan, PlanItem, PlanProblem } from '../rules/plan.ts';
import { itemName, placeName, problemName, rankText, termText, typedIn, type Places } from './words.ts';

/** So many items stand open on one page; of a larger plan each village has a page of its own. */
const mostOpen = 60;

/** Who can solve a problem, by what its focus groups found. */
export type Verdicts = ReadonlyMap<string, Verdict>;

type Taken = { readonly direction: Direction; readonly problem: PlanProblem };

/** The problems of a plan by village, in the order of their places; the whole municipality comes last. */
export function byVillage(plan: Plan): Map<string | null, Taken[]> {
  const found = new Map<string | null, Taken[]>();
  for (const direction of plan.directions)
    for (const problem of direction.problems) {
      const list = found.get(problem.villageId) ?? [];
      list.push({ direction, problem });
      found.set(problem.villageId, list);
    }
  const place = ({ problem }: Taken) => problem.rank ?? Number.MAX_SAFE_INTEGER;
  for (const list of found.values()) list.sort((a, b) => place(a) - place(b));
  const whole = found.get(null);
  if (whole) {
    found.delete(null);
    found.set(null, whole);
  }
  return found;
}

/** The villages of a plan with their problems, tasks and items; or, of a large plan, their sums with a page for each. */
export function VillageParts({
  plan,
  villages,
  base,
  mayWrite,
  only,
  verdicts,
}: {
  plan: Plan;
  villages: Places;
  base: string;
  mayWrite: boolean;
  /** The page of one village (`all`: of the whole municipality). */
  only?: string | undefined;
  verdicts: Verdicts;
}) {
  const page = usePage();
  const { t, fmt, href } = page;
  const parts = [...byVillage(plan)];
  const many = parts.reduce((sum, [, list]) => sum + itemsIn(list).length, 0) > mostOpen;
  const shown = only === undefined ? parts : parts.filter(([villageId]) => (villageId ?? 'all') === only);
  return (
    <>
      {shown.map(([villageId, list]) => {
        const items = itemsIn(list);
        const name = placeName(page, villages, villageId);
        const gap = items.reduce((sum, item) => sum + positive(itemMoney(item).gap), 0n);
        const folded = many && only === undefined;
        return (
          <Card key={villageId ?? 'all'} title={name}>
            <p class="hint">
              {t('plan.village-sums', {
                problems: fmt.number(list.length),
                items: fmt.number(items.length),
                money: fmt.money(gap),
              })}
            </p>
            {folded ? (
              <p>
                <a href={href(`${base}/villages/${villageId ?? 'all'}`)}>
                  {t('plan.village-open', { name })}
                </a>
              </p>
            ) : (
              list.map((taken) => (
                <ProblemPart key={taken.problem.id} {...{ plan, base, mayWrite, verdicts, ...taken }} />
              ))
            )}
          </Card>
        );
      })}
    </>
  );
}

const itemsIn = (list: readonly Taken[]): PlanItem[] =>
  list
    .flatMap(({ problem }) => problem.tasks.flatMap((task) => task.items))
    .filter((item) => item.state !== 'dropped');

const positive = (sum: bigint | null) => (sum !== null && sum > 0n ? sum : 0n);

function ProblemPart({
  plan,
  direction,
  problem,
  base,
  mayWrite,
  verdicts,
}: Taken & { plan: Plan; base: string; mayWrite: boolean; verdicts: Verdicts }) {
  const page = usePage();
  const { t, href } = page;
  const rank = rankText(page, problem);
  const verdict = verdicts.get(problem.id);
  const goal = typedIn(page, plan, problem.goal, problem.goalOther);
  return (
    <section>
      <h3>
        {mayWrite ? (
          <a href={href(`${base}/problems/${problem.id}`)}>{problemName(page, problem)}</a>
        ) : (
          problemName(page, problem)
        )}
      </h3>
      <p class="hint">
        {[rank, typedIn(page, plan, direction.title, direction.titleOther)]
          .filter((text) => text !== '')
          .join(' · ')}{' '}
        {verdict !== undefined && <VerdictTag verdict={verdict} />}
      </p>
      {goal !== '' && (
        <p>
          <b>{t('plan.field.goal')}:</b> {goal}
        </p>
      )}
      {problem.tasks.length === 0 && (
        <p class="hint">
          {problem.withoutItems === ''
            ? t('plan.no-tasks')
            : t('plan.why-none', { reason: problem.withoutItems })}
        </p>
      )}
      {problem.tasks.map((task) => (
        <div key={task.id}>
          <p>
            <b>{t('plan.task', { number: String(task.number) })}</b>{' '}
            {typedIn(page, plan, task.text, task.textOther)}
          </p>
          <ul class="plain">
            {task.items.map((item) => (
              <ItemLine key={item.id} plan={plan} item={item} base={base} />
            ))}
          </ul>
          {mayWrite && (
            <p>
              <a href={href(`${base}/tasks/${task.id}/items/new`)}>{t('plan.add-item')}</a>
            </p>
          )}
        </div>
      ))}
    </section>
  );
}

/** An item in one line: its code, name, time, who answers for it, and what is missing. */
function ItemLine({ plan, item, base }: { plan: Plan; item: PlanItem; base: string }) {
  const page = usePage();
  const { t, fmt, href } = page;
  const { cost, gap } = itemMoney(item);
  const name = itemName(page, plan, item);
  return (
    <li>
      <a href={href(`${base}/items/${item.id}`)}>
        {item.code} {item.state === 'dropped' ? <s>{name}</s> : name}
      </a>
      <br />
      <small>
        {[
          termText(page, item),
          item.responsible === '' ? t('plan.nobody') : item.responsible,
          cost === null ? t('plan.no-cost') : fmt.money(cost),
        ].join(' · ')}
      </small>{' '}
      {item.state === 'dropped' && <Tag tone="bad">{t('plan.item-state.dropped')}</Tag>}
      {item.state !== 'dropped' && gap !== null && gap > 0n && (
        <Tag tone="warn">{t('plan.missing', { money: fmt.money(gap) })}</Tag>
      )}
      {item.state !== 'dropped' && gap === 0n && <Tag tone="ok">{t('plan.covered-whole')}</Tag>}
    </li>
  );
}
