import type { Hono } from 'hono';
import { officeOf } from '../../cycle/data.ts';
import type { Registration } from '../../cycle/documents/office.ts';
import { groupsOf } from '../../groups/data/groups.ts';
import { deliver, fileOf } from '../../needs/sessions/routes/session-papers.tsx';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { askedOriginOf } from '../../platform/http/client.ts';
import { posts, shows } from '../../platform/http/pages.ts';
import { gateOf, missing, todayOf, type C, type Web } from '../../platform/http/web.ts';
import { exportTable } from '../../platform/tables/export-table.ts';
import { keepPlanVersion } from '../commands/keep-version.ts';
import { approvalsOf } from '../data/plan.ts';
import { formerPlan } from '../data/former-plan.ts';
import { topProblems } from '../data/priorities.ts';
import { ranksOf } from '../data/publish-plan.ts';
import { planAt, versionsOf } from '../data/versions.ts';
import { commentSheets, itemSheets } from '../documents/blank-sheets.ts';
import { commitmentSheets } from '../documents/commitment-sheets.ts';
import type { PlanPaperFacts } from '../documents/facts.ts';
import { planPaper } from '../documents/plan-form.ts';
import { signatureSheet } from '../documents/signature-sheet.ts';
import { mayChangePlan, mayLeadPlan, mayWritePlan } from '../policy.ts';
import { sheetsOf, type PlanSheet } from '../data/sheets.ts';
import { checkPlan } from '../rules/check.ts';
import { comparePlans } from '../rules/compare.ts';
import { itemsOf, placesOfItems, type Plan } from '../rules/plan.ts';
import type { SheetKind } from '../rules/words.ts';
import { CheckPage } from '../views/check-page.tsx';
import { itemColumns } from '../views/columns.ts';
import { TimelinePage } from '../views/timeline-page.tsx';
import { VersionsPage } from '../views/versions-page.tsx';
import { placeName, planPath, planTitle, problemName } from '../views/words.ts';
import { at, ofPlan, to, withPlan, type PlanFound } from './plan-of.ts';

const kinds = ['plan', 'signatures', 'commitments', 'item-sheets', 'comment-sheets'] as const;

/** What can be looked at of a plan: its findings, versions, quarters, list and papers. */
export function lookPages(app: Hono<Web>): void {
  app.get(`${at}/check`, shows(checkPage));
  app.get(`${at}/versions`, shows(versionsPage));
  app.post(`${at}/versions`, posts(keepPlanVersion, versionsPage, to('plan.done.kept', '/versions'), ofPlan));
  app.get(`${at}/timeline`, shows(timelinePage));
  exportTable(app, `${at}/items`, async (c) => {
    const page = c.get('page');
    return await withPlan(c, async (_, { plan, villages }) =>
      Promise.resolve({
        name: planTitle(page, plan),
        list: {
          rows: placesOfItems(plan),
          columns: itemColumns(page, (id) => placeName(page, villages, id)),
          words: 'plan.field',
        },
      }),
    );
  });
  app.get(`${at}/papers/:file{(?:${kinds.join('|')})\\.(?:html|docx|pdf)}`, paper);
}

/** What a plan is looked at beside: the first five of each village, and the plan of the cycle before. */
export async function besidePlan(scope: MunicipalityScope, { plan }: PlanFound) {
  return {
    top: await topProblems(scope, plan.cycleId),
    former: await formerPlan(scope, plan),
  };
}

/** Findings of the plan as this reader reads them. */
export function findingsOf(
  c: C,
  { plan, villages }: PlanFound,
  { top, former }: Awaited<ReturnType<typeof besidePlan>>,
) {
  const page = c.get('page');
  return checkPlan(plan, {
    priorities: top
      .filter((one) => one.villageId !== null)
      .map(({ villageId, problem, rank }) => ({
        villageId,
        village: placeName(page, villages, villageId),
        problemId: problem.id,
        problem: problemName(page, { name: problem.name, nameRu: problem.nameRu ?? '' }),
        rank,
      })),
    former,
    carriedOver: new Set(
      itemsOf(plan)
        .filter((one) => one.carriedFromId !== null)
        .map((one) => one.id),
    ),
  });
}

async function checkPage(c: C) {
  return await withPlan(c, async (scope, found) => (
    <CheckPage
      plan={found.plan}
      findings={findingsOf(c, found, await besidePlan(scope, found))}
      writes={{ items: mayChangePlan(gateOf(c), found.plan), problems: mayLeadPlan(gateOf(c)) }}
    />
  ));
}

async function versionsPage(c: C) {
  return await withPlan(c, async (scope, found) => {
    const versions = await versionsOf(scope, found.plan.id);
    const numbered = (name: string) =>
      versions.find((one) => String(one.number) === c.req.query(name))?.number;
    const from = numbered('from');
    const to = numbered('to') ?? null;
    const before = from === undefined ? undefined : await planAt(scope, found.plan.id, from);
    const after = to === null ? found.plan : await planAt(scope, found.plan.id, to);
    return (
      <VersionsPage
        {...found}
        versions={versions}
        compared={
          from === undefined || !before || !after
            ? undefined
            : { from, to, differences: comparePlans(before, after) }
        }
        mayKeep={mayLeadPlan(gateOf(c)) && found.head.state !== 'approved'}
      />
    );
  });
}

async function timelinePage(c: C) {
  return await withPlan(c, async (_, found) => await Promise.resolve(<TimelinePage {...found} />));
}

/** The number in what was typed of a paper: «айылдык кеңештин № 19/2 токтому» → «19/2». */
const numberOf = (paper: string | undefined): string | null =>
  paper === undefined ? null : (/№\s*([\p{L}\p{N}/-]{1,30})/u.exec(paper)?.[1] ?? paper);

const unregistered: Registration = { number: null, issuedOn: null, signedBy: null, isDraft: true };

async function paper(c: C): Promise<Response> {
  const file = fileOf(c.req.param('file') ?? '', kinds);
  const lang = c.get('lang') === 'ru' ? 'ru' : 'ky';
  const origin = askedOriginOf(c, c.get('services').env);
  const made = await withPlan(c, async (scope, { head, plan, villages }) => {
    const kenesh = (await approvalsOf(scope, plan.id)).find(
      (one) => one.round === 0 && one.step === 'kenesh',
    );
    const facts: PlanPaperFacts = {
      office: await officeOf(scope, todayOf(c)),
      registration: { ...unregistered, isDraft: head.state !== 'approved' },
      plan,
      villages,
      resolution: { number: numberOf(kenesh?.paper), on: kenesh?.on ?? null, chair: null },
      groups: (await groupsOf(scope, plan.cycleId)).map((group) => ({
        name: lang === 'ru' ? group.nameRu : group.nameKy,
        chair: group.members.find((one) => one.role === 'chair' && one.validTo === null)?.fullName ?? null,
      })),
      // Who gives, by name, is for those who write the plan.
      open: mayWritePlan(gateOf(c)) ? null : await ranksOf(scope, head.year, [...villages.keys()]),
    };
    const base = `${origin}/m/${scope.municipalityId}/plan/${plan.id}`;
    const sheets = {
      ...{ office: facts.office, plan },
      addressOf: (number: number) => `${base}/sheets/${number}`,
    };
    const [last] = await versionsOf(scope, plan.id);
    const { fmt } = c.get('page');
    switch (file?.kind) {
      case 'plan':
        return planPaper(facts, lang);
      case 'signatures':
        return signatureSheet(
          {
            ...facts,
            version: { number: last?.number ?? 0, day: last ? fmt.dateTime(last.at) : fmt.date(todayOf(c)) },
          },
          lang,
        );
      case 'commitments':
        return mayWritePlan(gateOf(c)) ? commitmentSheets(facts, lang) : undefined;
      case 'item-sheets':
        return mayWritePlan(gateOf(c))
          ? await printedSheets(c, scope, plan, 'item', (found) =>
              itemSheets(
                sheets,
                found.map((one) => one.number),
                lang,
              ),
            )
          : undefined;
      case 'comment-sheets':
        return mayWritePlan(gateOf(c))
          ? await printedSheets(c, scope, plan, 'comment', (found) =>
              commentSheets(sheets, ofItems(plan, found), lang),
            )
          : undefined;
      default:
        return undefined;
    }
  });
  if (!made || !file) return missing(c);
  const back = planPath(`/m/${gateOf(c).municipalityId}/plan`, c.req.param('planId') ?? '');
  return await deliver(c, made, file.format, {
    path: `${back}/papers/${file.kind}`,
    query: new URL(c.req.url).search,
    back,
  });
}

/** A paper of the sheets of the address (`?from=11&to=20`), else of those that were not typed in yet; none, no paper. */
async function printedSheets<T>(
  c: C,
  scope: MunicipalityScope,
  plan: Plan,
  kind: SheetKind,
  paperOf: (sheets: readonly PlanSheet[]) => T,
): Promise<T | undefined> {
  const asked = (name: string) => {
    const text = c.req.query(name) ?? '';
    return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
  };
  const [from, to] = [asked('from'), asked('to')];
  const found = (await sheetsOf(scope, plan.id)).filter(
    (one) =>
      one.kind === kind &&
      (from === undefined || to === undefined
        ? one.typedAt === null
        : one.number >= from && one.number <= to),
  );
  return found.length === 0 ? undefined : paperOf(found);
}

/** Comment sheets with what they speak of; an item that was taken out since has none. */
const ofItems = (plan: Plan, sheets: readonly PlanSheet[]) => {
  const items = new Map(itemsOf(plan).map((one) => [one.id, one]));
  return sheets.flatMap(({ number, itemId }) => {
    const item = itemId === null ? undefined : items.get(itemId);
    return item ? [{ number, item }] : [];
  });
};
