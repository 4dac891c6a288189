import { Hono } from 'hono';
import { personOptions } from '../people/data.ts';
import { formPage, posts, shows } from '../platform/http/pages.ts';
import { forbidden, gateOf, read, readSystem, todayOf, type C, type Web } from '../platform/http/web.ts';
import { changeRule } from './commands/change-rule.ts';
import { enterRule } from './commands/enter-rule.ts';
import { nameResponsible } from './commands/name-responsible.ts';
import { removeRule } from './commands/remove-rule.ts';
import { saveCalendarYear } from './commands/save-calendar-year.ts';
import { agendaOf, type ClockSources } from './data/agenda.ts';
import { calendarYear, calendarYears } from './data/calendar.ts';
import { ownRuleRows, readTimes, ruleOfRow } from './data/times.ts';
import { mayKeepDeadlines } from './policy.ts';
import { offeredDays } from './rules/calendar-days.ts';
import { isRuleName, ruleNames, ruleOn, type RuleName } from './rules/known-rules.ts';
import type { TimeRule } from './rules/time-rule.ts';
import { AgendaPage } from './views/agenda.tsx';
import { CalendarPage, calendarPath, CalendarYearPage } from './views/calendar.tsx';
import { RuleFormPage, RulesPage } from './views/rules.tsx';

const room = '/m/:municipalityId/deadlines';

/** `/m/:municipalityId/deadlines`: what is due, and by which rules. */
export function routes(sources: ClockSources): Hono<Web> {
  const app = new Hono<Web>();
  const agendaPage = async (c: C) => await agenda(c, sources);
  app.get('/', shows(agendaPage));
  const named = `${room}?done=deadlines.done.responsible`;
  app.post('/clocks/:id/responsible', posts(nameResponsible, agendaPage, named));
  app.get('/rules', shows(rulesPage));
  formPage(app, '/rules/new', enterRule, newRulePage, `${room}/rules?done=deadlines.done.rule`);
  formPage(app, '/rules/:id', changeRule, rulePage, `${room}/rules?done=deadlines.done.rule`);
  const removed = `${room}/rules?done=deadlines.done.rule-removed`;
  app.post('/rules/:id/remove', posts(removeRule, rulePage, removed));
  return app;
}

/** `/admin/calendar`: the working days of the country, year by year. */
export function adminRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', shows(calendarPage));
  formPage(app, '/:year', saveCalendarYear, yearPage, `${calendarPath}?done=deadlines.done.calendar`);
  return app;
}

async function agenda(c: C, sources: ClockSources) {
  const lang = c.get('lang');
  const mayKeep = mayKeepDeadlines(gateOf(c));
  const page = await read(c, async (scope) => ({
    items: await agendaOf(scope, sources, lang),
    people: mayKeep ? await personOptions(scope, lang) : undefined,
  }));
  return <AgendaPage {...page} today={todayOf(c)} accountId={gateOf(c).accountId} />;
}

async function rulesPage(c: C) {
  const found = await read(c, async (scope) => ({
    times: await readTimes(scope),
    rows: await ownRuleRows(scope),
  }));
  const { today, own } = found.times;
  const inForce = Object.fromEntries(ruleNames.map((name) => [name, ruleOn(name, today, own)]));
  return (
    <RulesPage
      inForce={inForce as Record<RuleName, TimeRule>}
      own={found.rows.filter(({ rule }) => isRuleName(rule)).map((row) => ({ row, rule: ruleOfRow(row) }))}
      today={today}
      mayKeep={mayKeepDeadlines(gateOf(c))}
    />
  );
}

function newRulePage(c: C) {
  return mayKeepDeadlines(gateOf(c)) ? <RuleFormPage today={todayOf(c)} /> : forbidden(c);
}

async function rulePage(c: C) {
  if (!mayKeepDeadlines(gateOf(c))) return forbidden(c);
  const rows = await read(c, ownRuleRows);
  const row = rows.find(({ id }) => id === c.req.param('id'));
  return row && <RuleFormPage row={row} today={todayOf(c)} />;
}

/** The year that runs, the one before it and the one to come are asked for, whether they were entered or not. */
async function calendarPage(c: C) {
  const now = Number(todayOf(c).slice(0, 4));
  const years = await readSystem(c, calendarYears);
  return <CalendarPage years={years} wanted={[now - 1, now, now + 1]} />;
}

async function yearPage(c: C) {
  const asked = c.req.param('year') ?? '';
  const year = /^2[01]\d\d$/.test(asked) ? Number(asked) : undefined;
  if (year === undefined) return undefined;
  const standing = await readSystem(c, async (scope) => await calendarYear(scope, year));
  return <CalendarYearPage year={year} standing={standing} offered={offeredDays(year)} />;
}
