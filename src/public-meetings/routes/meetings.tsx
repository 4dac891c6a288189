import { Hono } from 'hono';
import { actFor } from '../../acts/data.ts';
import { cycleById } from '../../cycle/data.ts';
import { listLocks } from '../../meetings/data/locks.ts';
import { listInvitations } from '../../meetings/data/people.ts';
import { cycleAsked } from '../../meetings/data/running-cycle.ts';
import { mayPlanMeetings } from '../../meetings/policy.ts';
import { type Scope } from '../../meetings/routes/meeting-page.ts';
import { planPosts } from '../../meetings/routes/plan.ts';
import { recordPages } from '../../meetings/routes/record.tsx';
import { listWorkingGroup } from '../../needs/sessions/data/sessions.ts';
import { NoCyclePage } from '../../needs/sessions/views/schedule.tsx';
import { bodies, people, personOptions } from '../../people/data.ts';
import { textOf } from '../../platform/forms/rows.ts';
import { postsWithFile } from '../../platform/http/kept-file.ts';
import { filled, formPage, posts, shows, type Page } from '../../platform/http/pages.ts';
import { takesFiles } from '../../platform/http/takes-files.ts';
import { forbidden, formOf, gateOf, read, todayOf, type C, type Web } from '../../platform/http/web.ts';
import { exportTable } from '../../platform/tables/export-table.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { nameIn } from '../../territory/rules/versions.ts';
import { addPosting } from '../commands/add-posting.ts';
import { addSpeech } from '../commands/add-speech.ts';
import { answerDemand } from '../commands/answer-demand.ts';
import { draftResolution } from '../commands/draft-resolution.ts';
import { draftMinutes } from '../commands/draft-minutes.ts';
import { markSent } from '../commands/mark-sent.ts';
import { planPublicMeeting } from '../commands/plan-public-meeting.ts';
import { publicSteps } from '../commands/public-steps.ts';
import { publishMeeting } from '../commands/publish-meeting.ts';
import { putElection } from '../commands/put-election.ts';
import { removePosting } from '../commands/remove-posting.ts';
import { removeSpeech } from '../commands/remove-speech.ts';
import { saveAbout } from '../commands/save-about.ts';
import { saveAgenda } from '../commands/save-agenda.ts';
import { saveChecklist } from '../commands/save-checklist.ts';
import { saveHeard } from '../commands/save-heard.ts';
import { saveNotice } from '../commands/save-notice.ts';
import { saveOffices } from '../commands/save-offices.ts';
import { withdrawMeeting } from '../commands/withdraw-meeting.ts';
import { publicKind } from '../data/public-kind.ts';
import { allPublicMeetings, delegatesFor, type PublicItem } from '../data/public-meetings.ts';
import { possibleSubjects } from '../data/subjects.ts';
import { standingPublication } from '../data/published.ts';
import { meetingName } from '../views/words.ts';
import { clocksOf } from '../../deadlines/data/clocks.ts';
import { termAfter } from '../../deadlines/data/term.ts';
import { questionsOf } from '../../decisions/data/questions.ts';
import { doorPages } from '../../decisions/routes/door-pages.tsx';
import { votePages } from '../../decisions/routes/vote-pages.tsx';
import { sittingMembers } from '../data/votes.ts';
import { noticeCard } from '../documents/notice.ts';
import { minutesTemplate } from '../rules/templates.ts';
import { aboutOf } from '../rules/subjects.ts';
import { bodyOfForm, formRules, meetingForms } from '../rules/forms.ts';
import {
  at,
  idOf,
  nothing,
  ofMeeting,
  pageOf,
  placesOf,
  room,
  saved,
  to,
  villageOptions,
} from './public-meeting-page.ts';
import { befellRoutes } from './befell.ts';
import { factsOf, paperLang, paperRoutes, picture } from './meeting-papers.tsx';
import { formCounts } from '../data/participation.ts';
import { ParticipationPage, participationColumns, participationRows } from '../views/participation.tsx';
import { ElectionPage } from '../views/election.tsx';
import { PublicMeetingPage } from '../views/public-meeting.tsx';
import {
  NewPublicMeetingPage,
  publicColumns,
  PublicFrame,
  PublicMeetingsPage,
  type PublicPageProps,
} from '../views/public-meetings.tsx';
import {
  AboutPage,
  AgendaPage,
  BlocksPage,
  ChecklistPage,
  OfficesPage,
  PublicSchedulePage,
} from '../views/public-forms.tsx';
import { NoticePage, PublicRecordPage } from '../views/public-record.tsx';

/** Gatherings, hearings, sittings: list, plan, notice, record, minutes; mounted in the room. */
export function publicMeetingRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', shows(listPage));
  exportTable(app, '/export', async (c) => {
    const { t } = c.get('page');
    const found = await meetingsOf(c);
    const columns = publicColumns(c.get('page'));
    return {
      name: t('public-meetings.all'),
      list: { rows: found?.meetings ?? [], columns, words: 'public-meetings' },
    };
  });
  app.get('/participation', shows(participation));
  exportTable(app, '/participation/export', async (c) => ({
    name: c.get('page').t('public-meetings.participation'),
    list: {
      rows: participationRows(await participationOf(c)),
      columns: participationColumns(c.get('page')),
      words: 'public-meetings',
    },
  }));
  app.get('/new', shows(newPage));
  app.post('/', posts(planPublicMeeting, newPage, `${room}/:id?done=public-meetings.done.planned`));

  app.get(at, shows(overview));
  planPosts(app, { room, at, list: '', idOf }, publicSteps, schedule);
  recordPages(app, { room, at, idOf }, publicKind, publicSteps, {
    load: async (c) =>
      await pageOf(c, async (_, { people: came }) => await Promise.resolve({ people: came })),
    overview,
    frame: (page, frame, body) => (
      <PublicFrame {...page} {...frame}>
        {body}
      </PublicFrame>
    ),
    heads: ['women', 'men', 'deputies', 'executives', 'organisations', 'guests'],
    saved,
  });
  for (const pages of [votePages, doorPages])
    pages<PublicPageProps>(
      app,
      { room, at, idOf },
      {
        load: async (c) => await pageOf(c, nothing),
        frame: (page, frame, body) => (
          <PublicFrame {...page} {...frame}>
            {body}
          </PublicFrame>
        ),
        name: (c, { meeting }) => meetingName(c.get('page'), meeting),
        rules: ({ meeting }) => [
          ...new Set([
            formRules[meeting.form].rule,
            'hearing',
            'choice',
            'kenesh',
            'coordinationCouncil',
          ] as const),
        ],
        members: async (c, { meeting }) =>
          await read(c, async (scope) => await sittingMembers(scope, meeting)),
        bodyVotes: ({ meeting }) => formRules[meeting.form].voters === 'members',
      },
    );
  formPage(app, `${at}/about`, saveAbout, about, to(saved), ofMeeting);
  formPage(app, `${at}/offices`, saveOffices, offices, to(saved), ofMeeting);
  formPage(
    app,
    `${at}/election`,
    putElection,
    election,
    to('public-meetings.done.election', '/votes'),
    ofMeeting,
  );
  formPage(app, `${at}/checklist`, saveChecklist, checklist, to(saved), ofMeeting);
  formPage(app, `${at}/agenda`, saveAgenda, agenda, to(saved), ofMeeting);
  formPage(app, `${at}/notes`, publicSteps.saveRecord, blocks, to(saved), ofMeeting);
  formPage(app, `${at}/notice`, saveNotice, notice, to(saved, '/notice'), ofMeeting);
  app.post(
    `${at}/postings`,
    takesFiles({ may: mayPlanMeetings }),
    postsWithFile(
      addPosting,
      notice,
      (_, c) => `${filled(c, to(saved, '/notice'))}#postings`,
      { field: 'picture', accept: ['image'], unreadable: 'public-meetings.picture-unreadable' },
      ofMeeting,
    ),
  );
  app.post(`${at}/postings/:postingId/remove`, posts(removePosting, notice, to(saved, '/notice'), ofMeeting));
  app.get(`${at}/postings/:postingId/picture`, picture);
  befellRoutes(app, { at, overview, done: to('public-meetings.done.befell'), agenda: true });
  app.get(`${at}/record`, shows(record));
  app.post(`${at}/speeches`, posts(addSpeech, record, to(saved, '/record'), ofMeeting));
  app.post(`${at}/speeches/:speechId/remove`, posts(removeSpeech, record, to(saved, '/record'), ofMeeting));
  app.post(`${at}/agenda/:itemId/heard`, posts(saveHeard, record, to(saved, '/record'), ofMeeting));
  app.post(`${at}/answer`, posts(answerDemand, overview, to(saved), ofMeeting));
  app.post(
    `${at}/minutes`,
    posts(
      draftMinutes,
      overview,
      '/m/:municipalityId/acts/:actId?done=public-meetings.done.minutes',
      ofMeeting,
    ),
  );
  app.post(
    `${at}/resolution`,
    posts(
      draftResolution,
      overview,
      '/m/:municipalityId/acts/:actId?done=public-meetings.done.minutes',
      ofMeeting,
    ),
  );
  app.post(`${at}/sent`, posts(markSent, overview, to(saved), ofMeeting));
  app.post(`${at}/publish`, posts(publishMeeting, overview, to('public-meetings.done.published'), ofMeeting));
  app.post(
    `${at}/withdraw`,
    posts(withdrawMeeting, overview, to('public-meetings.done.withdrawn'), ofMeeting),
  );
  paperRoutes(app, at);
  return app;
}

/** The cycle asked for, else the running one, into which a new meeting is put, with all meetings of the municipality. */
async function meetingsOf(c: C) {
  const asked = textOf(await formOf(c), 'cycleId') || c.req.query('cycle');
  return await read(c, async (scope) => {
    const cycle = await cycleAsked(scope, asked);
    return cycle && { cycle, meetings: await allPublicMeetings(scope) };
  });
}

async function listPage(c: C) {
  const municipalityId = c.req.param('municipalityId') ?? '';
  const found = await meetingsOf(c);
  if (found)
    return (
      <PublicMeetingsPage
        {...found}
        mayPlan={mayPlanMeetings(gateOf(c))}
        calendar={`/meetings/${municipalityId}`}
      />
    );
  return c.req.query('cycle') ? undefined : <NoCyclePage municipalityId={municipalityId} />;
}

async function newPage(c: C) {
  if (!mayPlanMeetings(gateOf(c))) return forbidden(c);
  const asked = textOf(await formOf(c), 'form') || c.req.query('form');
  const found = await meetingsOf(c);
  if (!found) return undefined;
  return (
    <NewPublicMeetingPage
      cycle={found.cycle}
      form={meetingForms.find((one) => one === asked)}
      villages={await read(c, async (scope) => await villageOptions(scope, c))}
      today={todayOf(c)}
    />
  );
}

async function overview(c: C) {
  const page = await pageOf(c, async (scope, meeting) => {
    const { id, cycleId, plannedOn } = meeting;
    return {
      villages: await placesOf(scope, c),
      locks: await listLocks(scope, id),
      minutes: await actFor(scope, minutesTemplate, cycleId, id),
      published: await standingPublication(scope, id),
      clocks: await clocksOf(scope, [id]),
      questions: await questionsOf(scope, id),
      subjects: meeting.agenda.some((item) => aboutOf(item) !== null)
        ? await possibleSubjects(scope, cycleId)
        : [],
      delegates: await delegatesFor(scope, meeting),
      invited: new Set((await listInvitations(scope, id)).map(({ personId }) => personId)),
      first: await termAfter(scope, 'hearing-checklist', plannedOn),
    };
  });
  return page && <PublicMeetingPage {...page} />;
}

async function schedule(c: C) {
  const page = await pageOf(c, async (scope, { id, cycleId, leaders }) => ({
    leaders,
    group: await listWorkingGroup(
      scope,
      (await cycleById(scope, cycleId))?.workingGroupId ?? null,
      todayOf(c),
    ),
    registered: await people(scope, c.get('lang')),
    invitations: await listInvitations(scope, id),
  }));
  return page && <PublicSchedulePage {...page} />;
}

/** A page of the plan that only those who plan have. */
const planned = <T extends object>(
  more: (scope: Scope, c: C, meeting: PublicItem) => Promise<T>,
  View: (page: PublicPageProps & T) => ReturnType<Page>,
): Page =>
  async function planned(c: C) {
    const page = await pageOf(c, async (scope, meeting) => await more(scope, c, meeting));
    if (!page) return undefined;
    return page.mayPlan ? await View({ ...page, mayRecord: page.mayPlan }) : forbidden(c);
  };

const about = planned(
  async (scope, c, { form, bodyId }) => ({
    villages: await villageOptions(scope, c),
    bodies: (await bodies(scope))
      .filter((one) => one.kind === bodyOfForm[form] && (one.dissolvedOn === null || one.id === bodyId))
      .map((one) => ({ value: one.id, label: nameIn(one, c.get('lang')) })),
  }),
  (page) => <AboutPage {...page} />,
);
const offices = planned(
  async (scope, c) => ({ persons: await personOptions(scope, c.get('lang')) }),
  (page) => <OfficesPage {...page} />,
);
const election = planned(
  async (scope, c) => ({ persons: await personOptions(scope, c.get('lang')) }),
  (page) => <ElectionPage {...page} />,
);
const checklist = planned(nothing, (page) => <ChecklistPage {...page} />);
const blocks = planned(nothing, (page) => <BlocksPage {...page} />);
const agenda = planned(
  async (scope, c, { cycleId }) => ({
    subjects: await possibleSubjects(scope, cycleId),
  }),
  (page) => <AgendaPage {...page} />,
);

async function notice(c: C) {
  const lang = paperLang(c);
  const page = await pageOf(c, async (scope, meeting) => ({ facts: await factsOf(scope, c, meeting, lang) }));
  if (!page) return undefined;
  if (!page.mayPlan) return forbidden(c);
  return <NoticePage {...page} mayRecord={page.mayPlan} card={noticeCard(i18nFor(lang), page.facts)} />;
}

async function record(c: C) {
  const page = await pageOf(c, async (scope) => ({
    villages: await villageOptions(scope, c),
    places: await placesOf(scope, c),
  }));
  if (!page) return undefined;
  return page.mayRecord ? <PublicRecordPage {...page} /> : forbidden(c);
}

/** How many came to which form, from the records of the year asked for; of the municipality alone. */
async function participationOf(c: C) {
  const year = c.req.query('year') ?? '';
  return await read(c, async (scope) => await formCounts(scope, /^\d{4}$/.test(year) ? year : undefined));
}

async function participation(c: C) {
  return <ParticipationPage rows={await participationOf(c)} year={c.req.query('year')} />;
}
