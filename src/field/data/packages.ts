import { asc, eq, sql } from 'drizzle-orm';
import { isAssigned } from '../../meetings/data/hold.ts';
import { activeForFocus, findFocusGroup, placePriorities } from '../../needs/focus/data/focus-groups.ts';
import { knownBudget } from '../../needs/sessions/data/known-expenses.ts';
import { findSession, unitName } from '../../needs/sessions/data/sessions.ts';
import { problemNameIn } from '../../needs/rules/catalogue.ts';
import { matcherTerm, problem, statement } from '../../needs/schema.ts';
import { invitation } from '../../meetings/schema.ts';
import { person } from '../../people/schema.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { Environment } from '../../platform/env.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import { typedText } from '../../platform/i18n/typed-text.ts';
import { mayCarryEveryMeeting } from '../policy.ts';
import type { Held, MeetingPackage, Sticker } from '../rules/items.ts';
import { focusMinutes, usualMinutes } from '../rules/programme.ts';
import { emptyVector } from '../rules/state-vector.ts';
import { readDocument, vectorOf } from './documents.ts';
import { findMeeting, summaryOf } from './meetings.ts';
import { findPublicMeeting } from '../../public-meetings/data/public-meetings.ts';
import { itemsHeld, storeName } from './receipts.ts';
import { questionsOf } from '../../decisions/data/questions.ts';
import { countedChoices } from '../../decisions/rules/question.ts';
import { choiceName, questionText } from '../../decisions/views/labels.ts';
import { cycleById } from '../../cycle/data.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { placeOnDay, municipalityHead, villagesOf } from '../../territory/data.ts';

/** Most names that are offered for titles of columns: more would be slow to look through on an old phone. */
const mostProblems = 500;

/**
 * Everything the room needs without a network; undefined when there is no such meeting here or it is not this
 * account's. Names of those invited and no contacts: a phone is lost more easily than a cupboard.
 */
export async function meetingPackage(
  scope: MunicipalityScope,
  id: string,
  options: {
    readonly lang: Lang;
    readonly env: Pick<Environment, 'tilesUrl' | 'tilesAttribution'>;
    /** The device that takes it along. */
    readonly deviceId: string;
  },
): Promise<MeetingPackage | undefined> {
  const { tx, municipalityId } = scope;
  const { lang, env } = options;
  const session = await findSession(scope, id);
  if (!session)
    return (
      (await focusPackage(scope, id, lang, options.deviceId)) ??
      (await publicPackage(scope, id, lang, options.deviceId))
    );
  if (session.state === 'cancelled') return undefined;
  if (!mayCarryEveryMeeting(scope.actor) && !(await isAssigned(scope, id))) return undefined;
  const { municipality } = await placeOnDay(scope, todayInBishkek(scope.now));
  const cycle = await cycleById(scope, session.cycleId);
  const settings = await municipalityHead(scope);
  const invited = await tx
    .select({ name: person.fullName, sex: person.sex })
    .from(invitation)
    .innerJoin(person, sameRow(person, 'id', invitation, 'personId'))
    .where(own(scope, invitation, eq(invitation.meetingId, id)))
    .orderBy(sql`${person.fullName} collate "ky-x-icu"`);
  const problems = await tx
    .select({ id: problem.id, name: problem.name })
    .from(problem)
    .where(own(scope, problem, eq(problem.cycleId, session.cycleId)))
    .orderBy(sql`${problem.name} collate "ky-x-icu"`)
    .limit(mostProblems);
  const terms = await tx
    .select({ ky: matcherTerm.ky, ru: matcherTerm.ru })
    .from(matcherTerm)
    .where(own(scope, matcherTerm))
    .orderBy(asc(matcherTerm.ky));
  const budget = await knownBudget(scope, session.cycleId);
  return {
    ...summaryOf(session, unitName(municipality, lang), lang),
    municipalityId,
    cycleName: cycle === undefined ? '' : String(cycle.year),
    endsAt: session.endsAt,
    stickersPerPerson: session.stickersPerPerson,
    ageGroups: settings.ageGroups,
    facilitators: session.facilitators.map((one) => one.fullName),
    invited,
    // No municipality has a programme of its own yet: that of Annex 5.
    programme: usualMinutes,
    problems,
    terms,
    budget: budget
      ? {
          year: budget.year,
          total: String(budget.total),
          items: budget.items.map(({ key, name, amount }) => ({ key, name, amount: String(amount) })),
        }
      : null,
    tiles:
      env.tilesUrl === undefined
        ? null
        : { url: env.tilesUrl, attribution: env.tilesAttribution, centre: null },
    mapBase: session.mapBase,
    ...(await documentHere(scope, id, 'session', options.deviceId)),
    stickers: await heldStickers(scope, id),
    priorities: [],
    preparedAt: scope.now.toISOString(),
  };
}

/**
 * What the office has of a meeting's document, in base64, and what it holds altogether. One that cannot be read in
 * time is given to nobody: it would stop the phone as it stopped the server.
 */
async function documentHere(
  scope: MunicipalityScope,
  id: string,
  kind: MeetingPackage['meeting'],
  deviceId: string,
): Promise<Pick<MeetingPackage, 'document' | 'held'>> {
  const kept = await readDocument(scope, id);
  const vector = await vectorOf({ id, kind }, kept);
  const readable = kept.state !== null && vector !== undefined;
  return {
    document: readable ? Buffer.from(kept.state).toString('base64') : null,
    held: kept.state !== null && vector === undefined ? null : await heldOf(scope, id, deviceId, vector),
  };
}

async function heldOf(
  scope: MunicipalityScope,
  id: string,
  deviceId: string,
  vector: Uint8Array | undefined,
): Promise<Held> {
  return {
    store: await storeName(scope),
    vector: Buffer.from(vector ?? emptyVector).toString('base64'),
    items: await itemsHeld(scope, id, deviceId),
  };
}

/** What the office holds of a meeting; undefined when there is none here or it is not this account's. */
export async function meetingHeld(
  scope: MunicipalityScope,
  id: string,
  deviceId: string,
): Promise<Held | undefined> {
  const { actor } = scope;
  const meeting = await findMeeting(scope, id);
  if (!meeting || meeting.state === 'cancelled') return undefined;
  if (!mayCarryEveryMeeting(actor) && !(await isAssigned(scope, id))) return undefined;
  const kept = await readDocument(scope, id);
  return await heldOf(
    scope,
    id,
    deviceId,
    await vectorOf(
      { id, kind: 'form' in meeting ? 'public' : 'topics' in meeting ? 'focusGroup' : 'session' },
      kept,
    ),
  );
}

/** A focus group to take along: the problems it analyses, and who said at the sessions that they would come. */
async function focusPackage(
  scope: MunicipalityScope,
  id: string,
  lang: Lang,
  deviceId: string,
): Promise<MeetingPackage | undefined> {
  const group = await findFocusGroup(scope, id);
  if (!group || group.state === 'cancelled') return undefined;
  if (!mayCarryEveryMeeting(scope.actor) && !(await isAssigned(scope, id))) return undefined;
  const cycle = await cycleById(scope, group.cycleId);
  const settings = await municipalityHead(scope);
  const { municipality } = await placeOnDay(scope, todayInBishkek(scope.now));
  const invited = await activeForFocus(scope, group.cycleId, group.villageId);
  const ranked = cycle ? await placePriorities(scope, cycle, group.villageId) : [];
  const votes = new Map(ranked.map((one) => [one.problemId, one.votes]));
  return {
    ...summaryOf(group, unitName(municipality, lang), lang),
    municipalityId: scope.municipalityId,
    cycleName: cycle === undefined ? '' : String(cycle.year),
    endsAt: group.endsAt,
    stickersPerPerson: settings.stickersPerPerson,
    ageGroups: settings.ageGroups,
    facilitators: group.facilitators.map((one) => one.fullName),
    invited: invited.map(({ fullName, sex }) => ({ name: fullName, sex })),
    programme: focusMinutes,
    problems: [],
    terms: [],
    budget: null,
    tiles: null,
    mapBase: 'sheet',
    ...(await documentHere(scope, id, 'focusGroup', deviceId)),
    stickers: [],
    priorities: group.topics.map(({ problemId, name }) => ({
      problemId,
      name: problemNameIn(name, lang),
      votes: votes.get(problemId) ?? 0,
    })),
    preparedAt: scope.now.toISOString(),
  };
}

/** A public meeting to take along: its agenda, the villages people come from, and no name of anybody. */
async function publicPackage(
  scope: MunicipalityScope,
  id: string,
  lang: Lang,
  deviceId: string,
): Promise<MeetingPackage | undefined> {
  const meeting = await findPublicMeeting(scope, id);
  if (!meeting || meeting.state === 'cancelled') return undefined;
  if (!mayCarryEveryMeeting(scope.actor) && !(await isAssigned(scope, id))) return undefined;
  const cycle = await cycleById(scope, meeting.cycleId);
  const settings = await municipalityHead(scope);
  const today = todayInBishkek(scope.now);
  const { municipality } = await placeOnDay(scope, today);
  const villages = await villagesOf(scope, scope.municipalityId, today, lang);
  const i18n = i18nFor(lang);
  return {
    ...summaryOf(meeting, unitName(municipality, lang), lang),
    municipalityId: scope.municipalityId,
    cycleName: cycle === undefined ? '' : String(cycle.year),
    endsAt: meeting.endsAt,
    stickersPerPerson: settings.stickersPerPerson,
    ageGroups: settings.ageGroups,
    facilitators: meeting.leaders.map((one) => one.fullName),
    invited: [],
    programme: { 'public-agenda': meeting.agenda.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0) },
    ...{ problems: [], terms: [], budget: null, tiles: null, mapBase: 'sheet', stickers: [], priorities: [] },
    ...(await documentHere(scope, id, 'public', deviceId)),
    open: {
      villages: villages.map((one) => ({ id: one.unitId, name: unitName(one, lang) })),
      agenda: meeting.agenda.map((one) => ({
        id: one.id,
        text: typedText(i18n, { text: one.text, lang: meeting.titleLang, other: one.other }),
        speaker: one.speaker,
        minutes: one.minutes,
      })),
      questions: (await questionsOf(scope, id))
        .filter(({ state, way }) => ['draft', 'open'].includes(state) && ['hands', 'paper'].includes(way))
        .map((one) => ({
          ...{ id: one.id, number: one.number, text: questionText(i18n, one) },
          choices: countedChoices(one).map((choice) => ({ id: choice, text: choiceName(i18n, one)(choice) })),
        })),
    },
    preparedAt: scope.now.toISOString(),
  };
}

/** Every sticker the office holds of a meeting, corrected ones and corrections too, in the order they came. */
async function heldStickers(scope: MunicipalityScope, sessionId: string): Promise<Sticker[]> {
  const rows = await scope.tx
    .select()
    .from(statement)
    .where(own(scope, statement, eq(statement.sessionId, sessionId)))
    .orderBy(asc(statement.createdAt), asc(statement.id));
  return rows.map((row) => ({
    id: row.id,
    personId: row.participantId,
    slot: row.slot,
    text: row.text,
    sex: row.sex,
    way: row.way,
    corrects: row.correctsId,
    withdrawn: row.withdrawn,
    deviceTime: (row.deviceTime ?? row.createdAt).toISOString(),
  }));
}
