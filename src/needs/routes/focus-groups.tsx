import { Hono } from 'hono';
import type { VNode } from 'preact';
import { isId } from '../../platform/db/id.ts';
import { renderDocx, renderPdf } from '../../platform/documents/render.ts';
import {
  act,
  download,
  forbidden,
  formOf,
  gateOf,
  missing,
  read,
  show,
  type C,
  type Problem,
  type Web,
} from '../../platform/http/web.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { writeCsv, writeXlsx, type TableValue } from '../../platform/tables/write.ts';
import { addFocusEntry } from '../commands/add-focus-entry.ts';
import { changeFocusEntry } from '../commands/change-focus-entry.ts';
import { changeFocusGroup } from '../commands/change-focus-group.ts';
import { planFocusGroup } from '../commands/plan-focus-group.ts';
import { removeFocusEntry } from '../commands/remove-focus-entry.ts';
import {
  cancelFocusGroup,
  closeFocusGroup,
  reopenFocusGroup,
  restoreFocusGroup,
  saveFocusPeople,
  saveFocusRecord,
} from '../commands/focus-steps.ts';
import { saveFocusTopic } from '../commands/save-focus-topic.ts';
import { isAssigned, ownMeetings } from '../../meetings/data/hold.ts';
import { participantsOf } from '../../meetings/data/people.ts';
import {
  activeForFocus,
  findFocusGroup,
  lastSessions,
  listFocusEntries,
  listFocusGroups,
  placePriorities,
  type FocusItem,
} from '../data/focus-groups.ts';
import { cycleFacts } from '../data/tally.ts';
import { findCycle, listVillages, listWorkingGroup, unitNames } from '../data/sessions.ts';
import { focusReport } from '../documents/focus-report.ts';
import {
  mayLockMeetings,
  mayPlanMeetings,
  mayRecordEveryMeeting,
  mayRecordMeetings,
  maySeeContacts,
} from '../../meetings/policy.ts';
import { focusDeadline, focusParts } from '../rules/focus-record.ts';
import { FocusListView, FocusPlaceView, FocusPlanView, NewFocusView } from '../views/focus-groups.tsx';
import { FocusProblemView } from '../views/focus-problem.tsx';
import {
  FocusAttendanceView,
  FocusNotesView,
  FocusOverviewView,
  FocusPeopleView,
} from '../views/focus-record.tsx';
import { focusPath, type FocusPageProps } from '../views/focus-frame.tsx';
import { NoCycleView } from '../views/schedule.tsx';
import { needsPath } from '../views/session-frame.tsx';
import { PaperView } from '../views/session-paper.tsx';
import { pick } from './session-form.ts';
import { textOf } from '../../platform/forms/rows.ts';
import { listLocks } from '../../meetings/data/locks.ts';
import { peoplePosts } from '../../meetings/routes/people.tsx';
import { shows } from '../../platform/http/pages.ts';
import { focusKind } from '../data/focus-kind.ts';

type Scope = Parameters<Parameters<typeof read>[1]>[0];

const planNames = ['plannedOn', 'startsAt', 'endsAt', 'venue', 'facilitatorIds', 'recorderIds', 'problemIds'];
const countNames = ['women', 'men', 'deputies', 'executives', 'organisations'] as const;
const at = '/focus/:focusId';

/** Focus groups of `/m/:municipalityId/needs/focus`: list, plan, record, report. */
export function focusRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  const municipality = (c: C) => c.req.param('municipalityId') ?? '';
  const respond = (c: C, view: VNode | Response) => (view instanceof Response ? view : show(c, view));

  app.get('/focus', async (c) => {
    const gate = gateOf(c);
    const asked = c.req.query('cycle');
    const found = await read(c, async (scope) => {
      // Without a cycle the one whose sessions have begun: next year's is opened long before them.
      const begun = asked === undefined || asked === '' ? (await cycleFacts(scope))?.id : asked;
      const cycle = await findCycle(scope, begun);
      if (!cycle) return undefined;
      const groups = await listFocusGroups(scope, cycle.id);
      const taken = new Set(groups.filter((one) => one.state !== 'cancelled').map((one) => one.villageId));
      return {
        cycle,
        groups,
        waiting: (await placesOf(scope, cycle.id)).filter(({ village }) => !taken.has(village.id)),
        mine: await ownMeetings(scope),
        today: todayInBishkek(scope.now),
      };
    });
    if (!found)
      return asked === undefined ? show(c, <NoCycleView municipalityId={municipality(c)} />) : missing(c);
    return show(
      c,
      <FocusListView municipalityId={municipality(c)} mayPlan={mayPlanMeetings(gate)} {...found} />,
    );
  });
  for (const format of ['csv', 'xlsx'] as const) {
    app.get(`/focus.${format}`, async (c) => {
      const asked = c.req.query('cycle');
      const found = await read(c, async (scope) => {
        const cycle = await findCycle(scope, asked === '' ? undefined : asked);
        return cycle && { cycle, groups: await listFocusGroups(scope, cycle.id) };
      });
      if (!found) return missing(c);
      const rows = focusTable(c, found.groups);
      const name = `${c.get('page').t('needs.focus.title')} ${found.cycle.year}`;
      return format === 'csv'
        ? download(c, writeCsv(rows, { bom: true }), 'csv', name)
        : download(c, await writeXlsx([{ name: c.get('page').t('needs.focus.title'), rows }]), 'xlsx', name);
    });
  }

  const newPage = async (c: C, cycleId?: string, place?: string, problem?: Problem) => {
    if (!mayPlanMeetings(gateOf(c))) return forbidden(c);
    const found = await read(c, async (scope) => {
      const cycle = await findCycle(scope, cycleId === '' ? undefined : cycleId);
      if (!cycle) return undefined;
      const places = await placesOf(scope, cycle.id);
      const village = places.find((one) => one.village.id === place)?.village;
      const names = { cycle, municipality: (await unitNames(scope)).municipality };
      if (place === undefined) {
        const taken = (await listFocusGroups(scope, cycle.id)).filter((one) => one.state !== 'cancelled');
        return {
          ...names,
          places: places.map((one) => ({
            ...one,
            has: taken.some((group) => group.villageId === one.village.id),
          })),
        };
      }
      if (!village && place !== 'all') return undefined;
      return { ...names, village, ...(await planFacts(scope, cycle, village?.id ?? null)) };
    });
    if (!found) return missing(c);
    if ('places' in found) return <FocusPlaceView municipalityId={municipality(c)} {...found} />;
    return (
      <NewFocusView
        municipalityId={municipality(c)}
        {...found}
        {...(problem ? { values: problem.values, errors: problem.errors } : {})}
      />
    );
  };
  app.get('/focus/new', async (c) =>
    respond(c, await newPage(c, c.req.query('cycle'), c.req.query('village'))),
  );
  app.post('/focus', async (c) => {
    const values = await formOf(c);
    return await act(c, planFocusGroup, pick(values, ['cycleId', 'villageId', ...planNames]), {
      done: ({ id }) => `${focusPath({ municipalityId: municipality(c), id })}?done=needs.done.focus-planned`,
      refused: async (problem) =>
        await newPage(c, textOf(values, 'cycleId'), textOf(values, 'villageId') || 'all', problem),
    });
  });

  const done = (c: C, message: string, rest = '') =>
    `${focusPath({ municipalityId: municipality(c), id: c.req.param('focusId') ?? '' }, rest)}?done=needs.done.${message}`;
  const idOf = (c: C) => c.req.param('focusId');
  /** A version that was saved meanwhile: the form shows what stands now, and the message says so. */
  const again = (problem: Problem | undefined) =>
    problem === undefined
      ? {}
      : {
          values:
            problem.code === 'edited-meanwhile' ? { ...problem.values, revision: undefined } : problem.values,
          errors: problem.errors,
        };

  const overview = async (c: C, form?: 'close' | 'reopen', problem?: Problem): Promise<VNode | Response> => {
    const page = await focusPage(c, async (scope, group) => ({
      entries: await listFocusEntries(scope, group.id),
      people: await participantsOf(scope, [group.id]),
      locks: await listLocks(scope, group.id),
    }));
    if (!page) return missing(c);
    return <FocusOverviewView {...page} form={form} {...again(problem)} />;
  };
  app.get(at, async (c) => respond(c, await overview(c)));
  app.post(`${at}/close`, async (c) =>
    act(
      c,
      closeFocusGroup,
      { id: idOf(c) },
      {
        done: () => done(c, 'focus-closed'),
        refused: async (problem) => await overview(c, 'close', problem),
      },
    ),
  );
  app.post(`${at}/reopen`, async (c) => {
    const input = { id: idOf(c), reason: textOf(await formOf(c), 'reason') };
    return await act(c, reopenFocusGroup, input, {
      done: () => done(c, 'focus-reopened'),
      refused: async (problem) => await overview(c, 'reopen', problem),
    });
  });

  const plan = async (c: C, form?: 'plan' | 'cancel', problem?: Problem): Promise<VNode | Response> => {
    if (!mayPlanMeetings(gateOf(c))) return forbidden(c);
    const page = await focusPage(c, async (scope, group) => {
      const cycle = await findCycle(scope, group.cycleId);
      return { facts: cycle && (await planFacts(scope, cycle, group.villageId)) };
    });
    if (!page?.facts) return missing(c);
    const { facts, ...frame } = page;
    return (
      <FocusPlanView {...frame} {...facts} {...(form === undefined ? {} : { form })} {...again(problem)} />
    );
  };
  app.get(`${at}/plan`, async (c) => respond(c, await plan(c)));
  app.post(`${at}/plan`, async (c) => {
    const input = { id: idOf(c), ...pick(await formOf(c), ['revision', ...planNames]) };
    return await act(c, changeFocusGroup, input, {
      done: () => done(c, 'focus-changed'),
      refused: async (problem) => await plan(c, 'plan', problem),
    });
  });
  app.post(`${at}/cancel`, async (c) => {
    const input = { id: idOf(c), reason: textOf(await formOf(c), 'reason') };
    return await act(c, cancelFocusGroup, input, {
      done: () => `${needsPath(municipality(c), '/focus')}?done=needs.done.focus-cancelled`,
      refused: async (problem) => await plan(c, 'cancel', problem),
    });
  });
  app.post(`${at}/restore`, async (c) =>
    act(
      c,
      restoreFocusGroup,
      { id: idOf(c) },
      {
        done: () => done(c, 'focus-restored'),
        refused: async () => await overview(c),
      },
    ),
  );

  /** A page of the record that only those who may write it have. */
  const recordPage = async (c: C, view: (page: FocusPageProps) => VNode): Promise<VNode | Response> => {
    const page = await focusPage(c, async () => await Promise.resolve({}));
    if (!page) return missing(c);
    return page.mayRecord ? view(page) : forbidden(c);
  };
  const attendance = async (c: C, problem?: Problem) =>
    await recordPage(c, (page) => <FocusAttendanceView {...page} {...again(problem)} />);
  app.get(`${at}/attendance`, async (c) => respond(c, await attendance(c)));
  app.post(`${at}/attendance`, async (c) => {
    const values = await formOf(c);
    const input = {
      id: idOf(c),
      ...pick(values, ['revision', 'heldOn', 'heldVenue', 'attendance', ...countNames]),
    };
    return await act(c, saveFocusRecord, input, {
      done: () => done(c, 'focus-saved', textOf(values, 'attendance') === 'list' ? '/people' : ''),
      refused: async (problem) => await attendance(c, problem),
    });
  });

  const notes = async (c: C, problem?: Problem) =>
    await recordPage(c, (page) => <FocusNotesView {...page} {...again(problem)} />);
  app.get(`${at}/notes`, async (c) => respond(c, await notes(c)));
  app.post(`${at}/notes`, async (c) => {
    const names = ['revision', 'criteria', ...focusParts.map((part) => `${part}Notes`)];
    return await act(
      c,
      saveFocusRecord,
      { id: idOf(c), ...pick(await formOf(c), names) },
      {
        done: () => done(c, 'focus-saved'),
        refused: async (problem) => await notes(c, problem),
      },
    );
  });

  const people = async (c: C) => {
    const page = await focusPage(c, async (scope, group) => ({
      people: await participantsOf(scope, [group.id]),
    }));
    if (!page) return undefined;
    // Who came is for those who invite and record.
    return page.seePeople ? <FocusPeopleView {...page} asks={focusKind.people.asks} /> : forbidden(c);
  };
  const list = `${at}/people`;
  app.get(list, shows(people));
  const saved = `/m/:municipalityId/needs${list}?done=needs.done.focus-saved`;
  peoplePosts(app, list, focusKind, saveFocusPeople, (c) => idOf(c) ?? '', people, saved);

  const inProblem = `${at}/problems/:problemId`;
  const problemPage = async (c: C, form?: string, problem?: Problem): Promise<VNode | Response> => {
    const page = await focusPage(c, async (scope, group) => ({
      topic: group.topics.find((one) => one.problemId === c.req.param('problemId')),
      entries: await listFocusEntries(scope, group.id),
    }));
    const topic = page?.topic;
    if (!page || !topic) return missing(c);
    const entries = page.entries.filter((entry) => entry.problemId === topic.problemId);
    return <FocusProblemView {...page} topic={topic} entries={entries} form={form} {...again(problem)} />;
  };
  const back = (c: C, message: string, place: string) =>
    `${done(c, message, `/problems/${c.req.param('problemId') ?? ''}`)}#${place}`;
  app.get(inProblem, async (c) => respond(c, await problemPage(c)));
  app.post(inProblem, async (c) => {
    const input = {
      id: idOf(c),
      problemId: c.req.param('problemId'),
      ...pick(await formOf(c), ['revision', 'description', 'subgroup']),
    };
    return await act(c, saveFocusTopic, input, {
      done: () => done(c, 'focus-saved', `/problems/${c.req.param('problemId')}`),
      refused: async (problem) => await problemPage(c, 'topic', problem),
    });
  });
  const lineNames = ['text', 'likelihood', 'party', 'who', 'form'];
  app.post(`${inProblem}/entries`, async (c) => {
    const values = await formOf(c);
    const column = textOf(values, 'column');
    const input = {
      id: idOf(c),
      problemId: c.req.param('problemId'),
      ...pick(values, ['column', ...lineNames]),
    };
    return await act(c, addFocusEntry, input, {
      // The fragment puts the reader back to the field: write, Enter, write.
      done: (value) => back(c, 'focus-line-added', `add-${value.column}`),
      refused: async (problem) => await problemPage(c, `add-${column}`, problem),
    });
  });
  app.post(`${inProblem}/entries/:entryId`, async (c) => {
    const entryId = c.req.param('entryId');
    const input = { id: idOf(c), entryId, ...pick(await formOf(c), ['before', ...lineNames]) };
    return await act(c, changeFocusEntry, input, {
      done: (value) => back(c, 'focus-line-changed', `entry-${value.entryId}`),
      refused: async (problem) => await problemPage(c, `entry-${entryId}`, problem),
    });
  });
  app.post(`${inProblem}/entries/:entryId/remove`, async (c) => {
    const entryId = c.req.param('entryId');
    const input = { id: idOf(c), entryId, before: textOf(await formOf(c), 'before') };
    return await act(c, removeFocusEntry, input, {
      done: (value) => back(c, 'focus-line-removed', `add-${value.column}`),
      refused: async (problem) => await problemPage(c, `entry-${entryId}`, { ...problem, values: {} }),
    });
  });

  app.get(`${at}/:file{report\\.(?:html|docx|pdf)}`, async (c) => {
    const gate = gateOf(c);
    const page = await focusPage(c, async (scope, group) => ({
      municipality: (await unitNames(scope)).municipality,
      entries: await listFocusEntries(scope, group.id),
      people: await participantsOf(scope, [group.id]),
      day: todayInBishkek(scope.now),
    }));
    if (!page) return missing(c);
    const paper = focusReport(i18nFor(c.get('lang')), { ...page, author: gate.name });
    const format = c.req.param('file').replace('report.', '');
    if (format === 'pdf') return download(c, await renderPdf(paper), 'pdf', paper.title);
    if (format === 'docx') return download(c, await renderDocx(paper), 'docx', paper.title);
    const crumbs = [
      { label: c.get('page').t('ui.back'), path: focusPath(page.group) },
      { label: c.get('page').t('needs.focus.report') },
    ];
    return show(
      c,
      <PaperView paper={paper} path={focusPath(page.group, '/report')} query="" crumbs={crumbs} />,
    );
  });
  return app;
}

/** What every page of a focus group needs; undefined when there is no such one here. */
async function focusPage<T>(
  c: C,
  more: (scope: Scope, group: FocusItem) => Promise<T>,
): Promise<(FocusPageProps & T) | undefined> {
  const id = c.req.param('focusId') ?? '';
  if (!isId(id)) return undefined;
  const gate = gateOf(c);
  return await read(c, async (scope) => {
    const group = await findFocusGroup(scope, id);
    if (!group) return undefined;
    const assigned =
      mayRecordMeetings(gate) && (mayRecordEveryMeeting(gate) || (await isAssigned(scope, id)));
    return {
      group,
      mayRecord: assigned && (group.state === 'planned' || group.state === 'open'),
      mayPlan: mayPlanMeetings(gate),
      mayLock: mayLockMeetings(gate),
      seePeople: maySeeContacts(gate) || assigned,
      ...(await more(scope, group)),
    };
  });
}

/** Villages with the day their last session was held and until when their focus group should be. */
async function placesOf(scope: Scope, cycleId: string) {
  const last = await lastSessions(scope, cycleId);
  return (await listVillages(scope)).map((village) => {
    const lastSession = last.get(village.id) ?? null;
    return { village, lastSession, until: lastSession === null ? null : focusDeadline(lastSession) };
  });
}

/** What a plan chooses from: the priorities of the place, the working group, and who said they would come. */
async function planFacts(
  scope: Scope,
  cycle: { id: string; year: number; stage: string; workingGroupId: string | null },
  villageId: string | null,
) {
  return {
    priorities: await placePriorities(scope, cycle, villageId),
    people: await listWorkingGroup(scope, cycle.workingGroupId, todayInBishkek(scope.now)),
    active: await activeForFocus(scope, cycle.id, villageId),
  };
}

function focusTable(c: C, groups: readonly FocusItem[]): TableValue[][] {
  const { t, lang } = c.get('page');
  return [
    [
      t('needs.focus.place'),
      t('needs.focus.planned-on'),
      t('needs.focus.held-on'),
      t('needs.focus.venue'),
      t('needs.col.people'),
      t('needs.col.women'),
      t('needs.focus.deputies'),
      t('needs.focus.executives'),
      t('needs.focus.topics'),
      t('needs.focus.lines'),
      t('needs.focus.candidates'),
      t('needs.col.state'),
    ],
    ...groups.map((one) => [
      lang === 'ru' ? one.place.nameRu : one.place.nameKy,
      one.plannedOn,
      one.heldOn,
      one.heldVenue ?? one.venue,
      one.sums.people,
      one.sums.women,
      one.sums.deputies,
      one.sums.executives,
      one.topics.length,
      one.topics.reduce((sum, topic) => sum + topic.entries, 0),
      one.candidates,
      t(`needs.session.state.${one.state}`),
    ]),
  ];
}
