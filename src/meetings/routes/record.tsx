import type { Hono } from 'hono';
import type { ComponentChildren, VNode } from 'preact';
import { textOf } from '../../platform/forms/rows.ts';
import { filled, posts, shows, type Page } from '../../platform/http/pages.ts';
import { forbidden, formOf, type C, type Web } from '../../platform/http/web.ts';
import type { RecordSteps } from '../commands/meeting-steps.ts';
import type { MeetingFacts, MeetingKind } from '../data/kind.ts';
import type { Participant } from '../data/people.ts';
import type { headFields } from '../rules/record-fields.ts';
import type { MeetingPageProps } from '../views/frame.tsx';
import { HeldForm, PeoplePage } from '../views/record-pages.tsx';
import { peoplePosts } from './people.tsx';

/** What the frame of such a page is given beside its body. */
export type InFrame = { readonly title: string; readonly actions?: ComponentChildren };

/**
 * The pages of a record that any kind of meeting has: when, where and how many (`<at>/attendance`), the list of people
 * (`<at>/people`), closing and opening again on its own page.
 * @param heads those that this kind counts where nobody is written down
 * @param saved where the reader goes then, below the meeting; `rest` is what of it
 */
export function recordPages<
  P extends MeetingPageProps & { readonly meeting: MeetingFacts; readonly people: readonly Participant[] },
>(
  app: Hono<Web>,
  { room, at, idOf }: { room: string; at: string; idOf: (c: C) => string },
  kind: Pick<MeetingKind, 'people'>,
  steps: RecordSteps,
  pages: {
    readonly load: (c: C) => Promise<P | undefined>;
    readonly overview: Page;
    readonly frame: (page: P, frame: InFrame, body: ComponentChildren) => VNode;
    readonly heads: readonly (keyof typeof headFields)[];
    readonly saved: string;
  },
): void {
  const { load, overview, frame, heads, saved } = pages;
  const to = (message: string, rest = '') => `${room}${at}${rest}?done=${message}`;
  const path = (c: C) => (rest: string) => filled(c, `${room}${at}${rest}`);
  const id = (c: C) => ({ id: idOf(c) });
  const attendance = async (c: C) => {
    const page = await load(c);
    if (!page) return undefined;
    if (!page.mayRecord) return forbidden(c);
    return <HeldForm page={page} path={path(c)} of={steps.saveRecord} heads={heads} frame={frame} />;
  };
  app.get(`${at}/attendance`, shows(attendance));
  app.post(`${at}/attendance`, async (c) => {
    const listed = textOf(await formOf(c), 'attendance') === 'list';
    return await posts(steps.saveRecord, attendance, to(saved, listed ? '/people' : ''), id)(c);
  });
  // Who came is for those who invite and record.
  const people = async (c: C) => {
    const page = await load(c);
    if (!page) return undefined;
    if (!page.seeContacts) return forbidden(c);
    return (
      <PeoplePage page={page} path={path(c)} of={steps.savePeople} asks={kind.people.asks} frame={frame} />
    );
  };
  app.get(`${at}/people`, shows(people));
  peoplePosts(app, `${at}/people`, kind, steps.savePeople, idOf, people, to(saved, '/people'));
  app.post(`${at}/close`, posts(steps.close, overview, to('meetings.done.closed'), id));
  app.post(`${at}/reopen`, posts(steps.reopen, overview, to('meetings.done.reopened'), id));
}
