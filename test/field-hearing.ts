import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { openSession } from '../src/demo/ak-jar.ts';
import { newId } from '../src/platform/db/id.ts';
import { ky, type Office } from './field.ts';

// What the tests of a public meeting in the field app share: a hearing, and how people write in it.

export type Hearing = {
  readonly id: string;
  /** As the phone's list writes it. */
  readonly hour: string;
  readonly questionId: string;
  readonly points: readonly string[];
};

/** A hearing for today in Ак-Жар, led by its facilitator, with a question by raised hands. */
export async function planHearing(
  office: Office,
  about: {
    readonly title: string;
    readonly question: string;
    readonly points?: readonly string[];
    readonly cards?: readonly number[];
  },
): Promise<Hearing> {
  const [id, questionId] = [newId(), newId()];
  await office.rows(
    `with met as (
       insert into meeting (id, municipality_id, kind, cycle_id, planned_on, starts_at, venue)
       select $1::uuid, municipality_id, 'public', cycle_id, (now() at time zone 'Asia/Bishkek')::date, '19:00', 'Клуб'
         from meeting where venue = $2 and kind = 'session' limit 1
       returning id, municipality_id),
     led as (
       insert into meeting_leader (municipality_id, meeting_id, person_id, role)
       select distinct on (f.person_id) met.municipality_id, met.id, f.person_id, f.role
         from met, meeting_leader f join meeting s on s.id = f.meeting_id and s.kind = 'session' and s.venue = $2),
     own as (
       insert into public_meeting (id, municipality_id, form, topic, title, title_lang, level, initiator, initiated_on)
       select id, municipality_id, 'hearing', 'budget', $5, 'ky', 'municipality', 'head', current_date from met)
     insert into vote_question (id, municipality_id, meeting_id, number, kind, text, way, rule_name)
     select $3::uuid, municipality_id, id, 1, 'motion', $4, 'hands', 'hearing' from met`,
    [id, openSession.venue, questionId, about.question, about.title],
  );
  const points = (about.points ?? []).map((text) => ({ id: newId(), text }));
  for (const [at, point] of points.entries())
    await office.rows(
      `insert into agenda_item (id, municipality_id, meeting_id, position, text)
       select $2::uuid, municipality_id, id, $3::smallint, $4 from public_meeting where id = $1::uuid`,
      [id, point.id, at + 1, point.text],
    );
  for (const card of about.cards ?? [])
    await office.rows(
      `insert into vote_token (id, municipality_id, meeting_id, number, code_hash)
       select $2::uuid, municipality_id, id, $3::int, $4 from public_meeting where id = $1::uuid`,
      [id, newId(), card, `card-${id}-${card}`],
    );
  return { id, questionId, hour: '19.00', points: points.map((one) => one.id) };
}

/** A speech of a woman, or her slip. */
export async function speak(page: Page, text: string, slip?: number): Promise<void> {
  const form = page.locator('section').filter({ has: page.locator('#op-new') });
  if (slip !== undefined) {
    await form.getByRole('button', { name: ky('public-meetings.speech.slip'), exact: true }).click();
    await form.getByLabel(ky('field.open.slip'), { exact: true }).fill(String(slip));
  }
  await form.getByRole('button', { name: ky('ui.sex.female'), exact: true }).click();
  await form.getByLabel(ky('public-meetings.field.said'), { exact: true }).fill(text);
  await form.getByRole('button', { name: ky('ui.add'), exact: true }).click();
  await page.getByRole('listitem').filter({ hasText: text }).waitFor();
}

/** Figures of the counter that is chosen: for, against, abstained. */
export async function countHands(page: Page, votes: readonly [string, string, string]): Promise<void> {
  for (const [at, choice] of ['for', 'against', 'abstained'].entries())
    await page.getByLabel(ky(`decisions.choice.${choice}`), { exact: true }).fill(votes[at]!);
  const keep = page.getByRole('button', { name: ky('decisions.tally.save'), exact: true });
  await expect.poll(async () => await keep.isEnabled()).toBe(true);
  await keep.click();
}
