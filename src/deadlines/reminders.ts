import { z } from 'zod';
import { gateOfAccount } from '../platform/auth/sign-in-gate.ts';
import { openMunicipality } from '../platform/db/scope.ts';
import type { Services } from '../platform/http/services.ts';
import { todayInBishkek } from '../platform/i18n/calendar.ts';
import { i18nFor } from '../platform/i18n/i18n.ts';
import { errorFacts } from '../platform/http/request-log.ts';
import { defineJob, type Job } from '../platform/jobs/jobs.ts';
import { originHole, queueMail } from '../platform/mail/queue-mail.ts';
import { agendaOf, type AgendaItem, type ClockSources } from './data/agenda.ts';
import { claimReminder, reminderReaders, type Reader } from './data/reminders.ts';
import { daysInWords } from './views/days-in-words.ts';

/** Defines the morning's job; called once by the program that serves, with what the rooms hand to the agenda. */
export function remindEveryMorning(sources: ClockSources): Job<Record<string, never>> {
  return defineJob({
    name: 'deadlines.remind',
    data: z.object({}).strict(),
    minutes: 60,
    every: '0 8 * * *',
    run: async (services) => {
      await remindAll(services, sources);
    },
  });
}

/**
 * A letter to everybody who answers for a deadline that is late or due within three days: one a day at most and once,
 * however often the work is cut off and done again, since the letter and the note of it are one transaction. What
 * stands in the way of one letter does not keep the others.
 * @returns letters queued
 */
export async function remindAll(services: Services, sources: ClockSources): Promise<number> {
  let letters = 0;
  for (const reader of await reminderReaders(services.db)) {
    try {
      if (await remind(services, sources, reader)) letters += 1;
    } catch (error) {
      services.log.warn(errorFacts(error), 'a digest of deadlines');
    }
  }
  return letters;
}

async function remind({ db, clock }: Services, sources: ClockSources, reader: Reader): Promise<boolean> {
  const now = clock();
  // With the roles of now: whoever left since is told nothing.
  const gate = await gateOfAccount(db, reader.accountId, reader.municipalityId, now);
  if (!gate) return false;
  return await openMunicipality(
    db,
    gate,
    async (scope) => {
      const items = (await agendaOf(scope, sources, reader.lang)).filter(
        ({ responsible, counted }) =>
          responsible?.accountId === reader.accountId && ['late', 'due-soon'].includes(counted.standing),
      );
      if (items.length === 0 || !(await claimReminder(scope, reader.accountId))) return false;
      await queueMail(scope.tx, letterOf(reader, items, todayInBishkek(now)));
      return true;
    },
    { now },
  );
}

function letterOf(
  { name, email, lang, municipalityId }: Reader,
  items: readonly AgendaItem[],
  today: string,
) {
  const i18n = i18nFor(lang);
  const { t, fmt, href } = i18n;
  const lines = items.map(({ name: rule, subject, counted }) =>
    [
      `– ${t(`deadlines.rule.${rule}`)}${subject ? ` (${subject.name})` : ''}:`,
      daysInWords(i18n, counted) + (counted.due === null ? '' : `, ${fmt.deadline(counted.due, today)}`),
    ].join(' '),
  );
  return {
    to: email,
    subject: t('deadlines.mail.subject', { count: items.length }),
    text: t('deadlines.mail.text', {
      name,
      lines: lines.join('\n'),
      link: `${originHole}${href(`/m/${municipalityId}/deadlines`)}`,
    }),
  };
}
