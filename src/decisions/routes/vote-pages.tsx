import type { Hono } from 'hono';
import type { ComponentChildren, VNode } from 'preact';
import type { MeetingFacts } from '../../meetings/data/kind.ts';
import { listSums, peopleKnown } from '../../meetings/data/people.ts';
import { isTypedLater } from '../../meetings/rules/from-paper.ts';
import type { InFrame } from '../../meetings/routes/record.tsx';
import type { MeetingPageProps } from '../../meetings/views/frame.tsx';
import { filled, posts, shows } from '../../platform/http/pages.ts';
import { gateOf, read, show, type C, type Web } from '../../platform/http/web.ts';
import { LinkButton } from '../../platform/ui/button.tsx';
import { addQuestion } from '../commands/add-question.ts';
import { annulQuestion } from '../commands/annul-question.ts';
import { changeQuestion } from '../commands/change-question.ts';
import { closeQuestion } from '../commands/close-question.ts';
import { enterChairVote } from '../commands/enter-chair-vote.ts';
import { enterTally } from '../commands/enter-tally.ts';
import { openQuestion } from '../commands/open-question.ts';
import { removeQuestion } from '../commands/remove-question.ts';
import { saveNamedVotes } from '../commands/save-named-votes.ts';
import { doorOf } from '../data/door.ts';
import { doorAddress } from './door-address.ts';
import { liveTokens, questionOf, questionsOf } from '../data/questions.ts';
import type { RuleName } from '../rules/question.ts';
import { QuestionBody } from '../views/question.tsx';
import { QuestionState } from '../views/result.tsx';
import { Questions } from '../views/questions.tsx';
import { ScreenPage } from '../views/screen.tsx';
import { isId } from '../../platform/db/id.ts';

/** A member of the body that votes at a meeting; open votes stand under this name. */
export type BodyMember = { readonly personId: string; readonly fullName: string };

export type MeetingPage = MeetingPageProps & { readonly meeting: MeetingFacts };

/** Where a meeting stands in its room, as for the pages of its record. */
export type Mounted = {
  readonly room: string;
  readonly at: string;
  readonly idOf: (c: C) => string;
};

/** What a kind of meeting says of its votes and its door. */
export type AtMeeting<P extends MeetingPage> = {
  readonly load: (c: C) => Promise<P | undefined>;
  readonly frame: (page: P, frame: InFrame, body: ComponentChildren) => VNode;
  /** What the meeting is called, on the wall and on phones. */
  readonly name: (c: C, page: P) => string;
  /** Rules that this kind of meeting decides by, the usual one first. */
  readonly rules: (page: P) => readonly RuleName[];
  /** Members who can be called by name; left out where there is no body. */
  readonly members?: (c: C, page: P) => Promise<readonly BodyMember[]>;
  /** Nobody but members votes here, whatever the way: a sitting. Residents do, where it is left out. */
  readonly bodyVotes?: (page: P) => boolean;
};

/** Seconds after which the page on the wall looks again. */
const screenLooksAgain = 3;

/**
 * The pages of a meeting's votes: `<at>/votes` with what is voted and each result, one question below it, and
 * `<at>/votes/screen` for the wall of the hall.
 */
export function votePages<P extends MeetingPage>(
  app: Hono<Web>,
  { room, at, idOf }: Mounted,
  { load, frame, name, rules, members, bodyVotes = () => false }: AtMeeting<P>,
): void {
  const path = (c: C) => (rest: string) => filled(c, `${room}${at}${rest}`);
  const id = (c: C) => ({ id: idOf(c) });
  const to = (done: string, rest = '/votes/:id') => `${room}${at}${rest}?done=decisions.done.${done}`;
  const named = members !== undefined;

  const list = async (c: C) => {
    const page = await load(c);
    if (!page) return undefined;
    const { t } = c.get('page');
    const questions = await read(c, async (scope) => await questionsOf(scope, page.meeting.id));
    return frame(
      page,
      {
        title: t('decisions.votes.title'),
        actions: (
          <LinkButton look="ghost" href={path(c)('/votes/screen')} icon="external">
            {t('decisions.screen.open')}
          </LinkButton>
        ),
      },
      <Questions
        questions={questions}
        mayRecord={page.mayRecord}
        path={path(c)}
        rules={rules(page)}
        named={named}
        bodyVotes={bodyVotes(page)}
      />,
    );
  };

  const one = async (c: C) => {
    const page = await load(c);
    const questionId = c.req.param('questionId') ?? '';
    if (!page || !isId(questionId)) return undefined;
    const { meeting } = page;
    const found = await read(c, async (scope) => ({
      question: await questionOf(scope, meeting.id, questionId),
      tokens: await liveTokens(scope, meeting.id),
      sums: await listSums(scope, meeting.kind, [meeting.id]),
    }));
    if (!found.question) return undefined;
    const { t } = c.get('page');
    const { question, tokens } = found;
    return frame(
      page,
      {
        title: t('decisions.question.numbered', { number: question.number }),
        actions: <QuestionState question={question} />,
      },
      <QuestionBody
        {...{ question, tokens, named }}
        rules={rules(page)}
        bodyVotes={bodyVotes(page)}
        people={peopleKnown(meeting, found.sums.get(meeting.id))}
        mayRecord={page.mayRecord}
        mayLock={page.mayLock}
        accountId={gateOf(c).accountId}
        days={meeting}
        fromPaper={isTypedLater(meeting, page.today)}
        path={path(c)}
      />,
    );
  };

  const screen = async (c: C) => {
    const page = await load(c);
    if (!page) return undefined;
    const found = await read(c, async (scope) => ({
      questions: await questionsOf(scope, page.meeting.id),
      tokens: await liveTokens(scope, page.meeting.id),
      door: (await doorOf(scope, page.meeting.id)).door,
    }));
    const last = found.questions
      .filter(({ state }) => state === 'closed')
      .sort((a, b) => (a.closedAt?.getTime() ?? 0) - (b.closedAt?.getTime() ?? 0))
      .at(-1);
    c.header('Refresh', String(screenLooksAgain));
    const question = found.questions.find(({ state }) => state === 'open') ?? last;
    return show(
      c,
      <ScreenPage
        name={name(c, page)}
        question={question}
        tokens={found.tokens}
        address={found.door === null ? undefined : doorAddress(c, found.door.code)}
      />,
    );
  };

  app.get(`${at}/votes`, shows(list));
  app.get(`${at}/votes/screen`, shows(screen));
  app.get(`${at}/votes/:questionId`, shows(one));
  app.post(`${at}/votes`, posts(addQuestion, list, to('question-added'), id));
  const question = `${at}/votes/:questionId`;
  const body = async (c: C) => {
    const page = await load(c);
    return {
      ...id(c),
      ...(page && members ? { members: await members(c, page), bodyVotes: bodyVotes(page) } : {}),
    };
  };
  app.post(`${question}/change`, posts(changeQuestion, one, to('question-saved'), id));
  app.post(`${question}/remove`, posts(removeQuestion, one, to('question-removed', '/votes'), id));
  app.post(`${question}/open`, posts(openQuestion, one, to('opened'), body));
  app.post(`${question}/tally`, posts(enterTally, one, to('tallied'), id));
  app.post(`${question}/named`, posts(saveNamedVotes, one, to('named-saved'), id));
  app.post(`${question}/close`, posts(closeQuestion, one, to('closed'), id));
  app.post(`${question}/chair`, posts(enterChairVote, one, to('chair-said'), id));
  app.post(`${question}/annul`, posts(annulQuestion, one, to('annulled'), id));
}
