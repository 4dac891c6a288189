import type { Hono } from 'hono';
import { actFor } from '../../acts/data.ts';
import { listCycles, officeOf } from '../../cycle/data.ts';
import { deliver, fileOf } from '../../needs/sessions/routes/session-papers.tsx';
import { willingForGroups } from '../../needs/focus/data/focus-groups.ts';
import { cycleFacts } from '../../needs/priorities/data/tally.ts';
import { personOptions } from '../../people/data.ts';
import { maySeeContacts } from '../../people/policy.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { textOf } from '../../platform/forms/rows.ts';
import { formPage, posts, shows } from '../../platform/http/pages.ts';
import { formOf, gateOf, missing, read, todayOf, type C, type Web } from '../../platform/http/web.ts';
import { villagesOf } from '../../territory/data.ts';
import { nameIn } from '../../territory/rules/versions.ts';
import { addNote } from '../commands/add-note.ts';
import { advanceMembers } from '../commands/advance-members.ts';
import { draftGroupOrder } from '../commands/draft-group-order.ts';
import { finishTask } from '../commands/finish-task.ts';
import { formGroup } from '../commands/form-group.ts';
import { joinGroup } from '../commands/join-group.ts';
import { leaveGroup } from '../commands/leave-group.ts';
import { nameMember } from '../commands/name-member.ts';
import { saveGroup } from '../commands/save-group.ts';
import { showGroups } from '../commands/show-groups.ts';
import { groupOf, groupsOf, type Group } from '../data/groups.ts';
import { areGroupsShown } from '../data/publish-groups.ts';
import { problemsOf } from '../data/topics.ts';
import { regulationPaper } from '../documents/order-groups.ts';
import { mayLeadGroups, mayWriteGroups } from '../policy.ts';
import { groupOrderTemplate } from '../rules/templates.ts';
import { EditGroupPage, GroupPage } from '../views/group-page.tsx';
import { GroupsPage, topicName } from '../views/groups-page.tsx';

const room = '/m/:municipalityId/groups';
const at = '/:groupId';
const ofGroup = (c: C) => ({ groupId: c.req.param('groupId') ?? '' });
const to = (message: string) => `${room}${at}?done=${message}`;

/** Groups of a cycle, and one of them. */
export function groupPages(app: Hono<Web>): void {
  formPage(app, '/', formGroup, groupsPage, `${room}/:id?done=groups.done.formed`);
  app.post(
    '/order',
    posts(draftGroupOrder, groupsPage, '/m/:municipalityId/acts/:actId?done=groups.done.order'),
  );
  app.post('/show', posts(showGroups, groupsPage, `${room}?done=groups.done.shown`));
  app.get(at, shows(groupPage));
  formPage(app, `${at}/edit`, saveGroup, editPage, to('needs.done.saved'), ofGroup);
  app.post(`${at}/join`, posts(joinGroup, groupPage, to('groups.done.joined'), ofGroup));
  app.post(`${at}/advance`, posts(advanceMembers, groupPage, to('needs.done.saved'), ofGroup));
  app.post(`${at}/leave`, posts(leaveGroup, groupPage, to('groups.done.left')));
  app.post(`${at}/members/:membershipId/named`, posts(nameMember, groupPage, to('needs.done.saved')));
  app.post(`${at}/notes`, posts(addNote, groupPage, to('needs.done.saved'), ofGroup));
  app.post(`${at}/notes/:noteId/done`, posts(finishTask, groupPage, to('needs.done.saved')));
  app.get(`${at}/papers/:file{regulation\\.(?:html|docx|pdf)}`, regulation);
}

/** The cycle that was asked for, else the newest whose sessions were held. */
async function cycleOf(c: C, scope: MunicipalityScope) {
  const asked = textOf(await formOf(c), 'cycleId') || c.req.query('cycle');
  return (await listCycles(scope)).find((one) => one.id === asked) ?? (await cycleFacts(scope));
}

async function groupsPage(c: C) {
  return await read(c, async (scope) => {
    const cycle = await cycleOf(c, scope);
    if (!cycle) return undefined;
    const page = c.get('page');
    const groups = await groupsOf(scope, cycle.id, page.lang);
    const taken = new Set(groups.flatMap((one) => one.topics.map((topic) => topic.problemId)));
    const problems = await problemsOf(scope, cycle.id);
    return (
      <GroupsPage
        cycle={cycle}
        groups={groups}
        willing={await willingForGroups(scope, cycle.id)}
        free={problems
          .filter((one) => !taken.has(one.problemId))
          .map((one) => ({ value: one.problemId, label: topicName(page, one) }))}
        order={await actFor(scope, groupOrderTemplate, cycle.id)}
        published={await areGroupsShown(scope, cycle.id)}
        mayLead={mayLeadGroups(gateOf(c))}
        seeContacts={maySeeContacts(gateOf(c))}
        publicPath={`/groups/${scope.municipalityId}`}
      />
    );
  });
}

async function withGroup<T>(
  c: C,
  more: (scope: MunicipalityScope, group: Group) => Promise<T>,
): Promise<T | undefined> {
  return await read(c, async (scope) => {
    const group = await groupOf(scope, c.req.param('groupId') ?? '', c.get('page').lang);
    return group && (await more(scope, group));
  });
}

async function groupPage(c: C) {
  return await withGroup(c, async (scope, group) => {
    const villages = await villagesOf(scope, scope.municipalityId, todayOf(c));
    return (
      <GroupPage
        group={group}
        villages={new Map(villages.map((one) => [one.unitId, one]))}
        villageOptions={villages.map((one) => ({ value: one.unitId, label: nameIn(one, c.get('lang')) }))}
        persons={await personOptions(scope, c.get('page').lang)}
        mayLead={mayLeadGroups(gateOf(c))}
        mayWrite={mayWriteGroups(gateOf(c))}
        today={todayOf(c)}
      />
    );
  });
}

async function editPage(c: C) {
  if (!mayLeadGroups(gateOf(c))) return undefined;
  const page = c.get('page');
  return await withGroup(c, async (scope, group) => {
    const others = (await groupsOf(scope, group.cycleId)).filter((one) => one.id !== group.id);
    const taken = new Set(others.flatMap((one) => one.topics.map((topic) => topic.problemId)));
    const problems = (await problemsOf(scope, group.cycleId))
      .filter((one) => !taken.has(one.problemId))
      .map((one) => ({ value: one.problemId, label: topicName(page, one) }));
    return <EditGroupPage group={group} problems={problems} />;
  });
}

async function regulation(c: C): Promise<Response> {
  const file = fileOf(c.req.param('file') ?? '', ['regulation']);
  const made = await withGroup(c, async (scope, group) => ({
    office: await officeOf(scope, todayOf(c)),
    group,
  }));
  if (!made || !file) return missing(c);
  const back = `/m/${gateOf(c).municipalityId}/groups/${made.group.id}`;
  return await deliver(c, regulationPaper(made, c.get('lang') === 'ru' ? 'ru' : 'ky'), file.format, {
    path: `${back}/papers/regulation`,
    query: '',
    back,
  });
}
