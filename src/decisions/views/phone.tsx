import type { ComponentChildren } from 'preact';
import { hrefFor, LANGS } from '../../platform/i18n/lang.ts';
import { useHead, useStyles } from '../../platform/ui/head.ts';
import { usePage } from '../../platform/ui/page-context.ts';
import type { PhoneView } from '../data/phone.ts';
import type { OwnPlace } from '../data/waiting.ts';
import { elsewhere } from '../rules/door-fields.ts';
import { choicesOf } from '../rules/question.ts';
import { spacedCode } from '../rules/token-code.ts';
import { choiceName, questionText } from './labels.ts';

// Pages of a phone in the hall. They must serve a browser of 2018 without a script, and without a cookie: plain forms
// and links, one thing on each page, everything that is known stands in the address.

/** The frame: ornament, name of the meeting, one sheet of paper; the languages at the foot. */
export function VoteFrame({
  title,
  meeting,
  children,
}: {
  title: string;
  /** What the meeting is called. */
  meeting?: string | undefined;
  children: ComponentChildren;
}) {
  const page = usePage();
  useStyles('voting.css');
  const head = useHead();
  if (head) {
    head.title = title;
    head.noindex = true;
  }
  return (
    <div class="ballot">
      <div class="band" />
      <main id="main" class="ballot-sheet">
        {meeting !== undefined && <p class="ballot-meeting">{meeting}</p>}
        {children}
      </main>
      <nav class="ballot-languages" aria-label={page.t('ui.nav.language')}>
        {LANGS.map((lang) => (
          <a
            key={lang}
            href={hrefFor(lang)(page.path)}
            lang={lang}
            hreflang={lang}
            aria-current={lang === page.lang ? 'true' : undefined}
          >
            {page.t(`ui.language.${lang}`)}
          </a>
        ))}
      </nav>
    </div>
  );
}

function Alert({ children }: { children: ComponentChildren }) {
  return (
    <p class="ballot-alert" role="alert">
      {children}
    </p>
  );
}

type At = { readonly door: string; readonly meeting: string; readonly problem?: string | undefined };

/** Asks for the meeting's number: the address was typed by hand. */
export function FindPage({ problem }: { problem?: string | undefined }) {
  const { t, href } = usePage();
  return (
    <VoteFrame title={t('decisions.phone.title')}>
      <h1>{t('decisions.phone.title')}</h1>
      {problem && <Alert>{problem}</Alert>}
      <form method="post" action={href('/v')}>
        <label for="door">{t('decisions.phone.door')}</label>
        <input
          id="door"
          name="door"
          class="ballot-code"
          inputMode="numeric"
          autocomplete="off"
          maxLength={12}
        />
        <button class="ballot-button" type="submit">
          {t('ui.continue')}
        </button>
      </form>
    </VoteFrame>
  );
}

/** The meeting's own page: who has a number types its code, who has none writes themselves down. */
export function DoorPage({ door, meeting, problem, selfRegister }: At & { selfRegister: boolean }) {
  const { t, href } = usePage();
  return (
    <VoteFrame title={t('decisions.phone.title')} meeting={meeting}>
      <h1>{t('decisions.phone.title')}</h1>
      {problem && <Alert>{problem}</Alert>}
      <CodeForm door={door} held="" label={t('decisions.phone.code')} />
      {selfRegister && (
        <>
          <h2>{t('decisions.phone.no-number')}</h2>
          <p>{t('decisions.phone.register-text')}</p>
          <a class="ballot-button second" href={href(`/v/${door}/register`)}>
            {t('decisions.phone.register')}
          </a>
        </>
      )}
    </VoteFrame>
  );
}

function CodeForm({ door, held, label }: { door: string; held: string; label: string }) {
  const { t, href } = usePage();
  return (
    <form method="post" action={href(`/v/${door}`)}>
      {held !== '' && <input type="hidden" name="held" value={held} />}
      <label for="code">{label}</label>
      <input
        id="code"
        name="code"
        class="ballot-code"
        inputMode="numeric"
        autocomplete="off"
        maxLength={120}
        placeholder="000 000 000"
      />
      <button class={held === '' ? 'ballot-button' : 'ballot-button second'} type="submit">
        {t(held === '' ? 'ui.continue' : 'ui.add')}
      </button>
    </form>
  );
}

/** The open question with a form for each number of this phone, or what stands. */
export function BallotPage({ door, meeting, problem, view, held }: At & { view: PhoneView; held: string }) {
  const i18n = usePage();
  const { t, href } = i18n;
  const { question, tokens } = view;
  const closed = view.meeting.state === 'closed' || view.meeting.state === 'cancelled';
  const waits = question === null || tokens.every(({ choice, voided }) => choice !== null || voided);
  return (
    <VoteFrame title={question ? questionText(i18n, question) : t('decisions.phone.title')} meeting={meeting}>
      {problem && <Alert>{problem}</Alert>}
      {question ? (
        <>
          <p class="ballot-number">{t('decisions.question.numbered', { number: question.number })}</p>
          <h1>{questionText(i18n, question)}</h1>
        </>
      ) : (
        <>
          <h1>{t(closed ? 'decisions.phone.over' : 'decisions.phone.wait')}</h1>
          {!closed && <p>{t('decisions.phone.wait-text')}</p>}
        </>
      )}
      {tokens.map((token) => (
        <section key={token.code} class="ballot-token">
          <h2>{t('decisions.phone.number', { number: token.number })}</h2>
          {token.voided ? (
            <Alert>{t('error.token-void')}</Alert>
          ) : question === null ? null : token.choice === null ? (
            <form method="post" action={href(`/v/${door}/${held}/vote`)}>
              <input type="hidden" name="question" value={question.id} />
              <input type="hidden" name="code" value={token.code} />
              {choicesOf(question).map((choice) => (
                <button
                  key={choice}
                  class={`ballot-choice ${choice}`}
                  type="submit"
                  name="choice"
                  value={choice}
                >
                  {choiceName(i18n, question)(choice)}
                </button>
              ))}
            </form>
          ) : (
            <p class="ballot-counted" role="status">
              {t('decisions.phone.counted', { choice: choiceName(i18n, question)(token.choice) })}
            </p>
          )}
        </section>
      ))}
      {waits && !closed && (
        <p class="ballot-small">
          <a href={href(`/v/${door}/${held}`)}>{t('decisions.phone.look')}</a>
        </p>
      )}
      <details class="ballot-more">
        <summary>{t('decisions.phone.another')}</summary>
        <p>{t('decisions.phone.another-text')}</p>
        <CodeForm door={door} held={held} label={t('decisions.phone.another-code')} />
      </details>
    </VoteFrame>
  );
}

/** What a registrar's table asks, asked of the person's own phone. */
export function ComePage({
  door,
  meeting,
  problem,
  ticket,
  villages,
  here,
  typed = {},
}: At & {
  ticket: string;
  villages: readonly { readonly id: string; readonly name: string }[];
  here: string | null;
  typed?: Readonly<Record<string, string>>;
}) {
  const { t, href } = usePage();
  const chosen = (name: string, usual: string) => typed[name] ?? usual;
  return (
    <VoteFrame title={t('decisions.phone.register')} meeting={meeting}>
      <h1>{t('decisions.phone.register')}</h1>
      {problem && <Alert>{problem}</Alert>}
      <form method="post" action={href(`/v/${door}/register`)}>
        <input type="hidden" name="ticket" value={ticket} />
        <label for="fullName">{t('meetings.col.name')}</label>
        <input
          id="fullName"
          name="fullName"
          maxLength={200}
          autocomplete="name"
          value={typed.fullName ?? ''}
        />
        <fieldset class="ballot-pick">
          <legend>{t('ui.field.sex')}</legend>
          {(['female', 'male'] as const).map((sex) => (
            <label key={sex}>
              <input type="radio" name="sex" value={sex} checked={typed.sex === sex} required />{' '}
              {t(`ui.sex.${sex}`)}
            </label>
          ))}
        </fieldset>
        <label for="villageId">{t('decisions.field.village')}</label>
        <select id="villageId" name="villageId">
          <option value="">{t('ui.choose')}</option>
          {[...villages, { id: elsewhere, name: t('decisions.door.elsewhere') }].map(({ id, name }) => (
            <option key={id} value={id} selected={chosen('villageId', here ?? '') === id}>
              {name}
            </option>
          ))}
        </select>
        <label class="ballot-tick">
          <input
            type="checkbox"
            name="mayVote"
            value="yes"
            checked={typed.ticket === undefined || typed.mayVote === 'yes'}
          />
          <span>{t('decisions.field.may-vote')}</span>
        </label>
        <button class="ballot-button" type="submit">
          {t('ui.send')}
        </button>
      </form>
      <p class="ballot-small">{t('decisions.phone.privacy')}</p>
    </VoteFrame>
  );
}

/** Where this phone stands at the door; the answer's Refresh header looks again while it waits. */
export function PlacePage({
  door,
  meeting,
  place,
  code,
  again,
}: At & { place: OwnPlace; code: string | undefined; again: string }) {
  const { t, href } = usePage();
  const { state, token } = place;
  const title = t(
    state === 'waiting'
      ? 'decisions.place.waiting'
      : state === 'refused'
        ? 'decisions.place.refused'
        : token
          ? 'decisions.place.given'
          : 'decisions.place.guest',
  );
  return (
    <VoteFrame title={title} meeting={meeting}>
      <h1>{title}</h1>
      {state === 'waiting' && (
        <>
          <p>{t('decisions.place.waiting-text')}</p>
          <p class="ballot-small">
            <a href={href(again)}>{t('decisions.phone.look')}</a>
          </p>
        </>
      )}
      {state === 'refused' && <p>{t('decisions.place.refused-text')}</p>}
      {state === 'admitted' && !token && <p>{t('decisions.place.guest-text')}</p>}
      {state === 'admitted' && token && code !== undefined && (
        <>
          <p class="ballot-given">
            <span>{t('decisions.token.number')}</span> <b>{token.number}</b>
            <span>
              {t('decisions.token.code')} {spacedCode(code)}
            </span>
          </p>
          {token.voided ? (
            <Alert>{t('error.token-void')}</Alert>
          ) : (
            <a class="ballot-button" href={href(`/v/${door}/${code}`)}>
              {t('decisions.phone.title')}
            </a>
          )}
          <p class="ballot-small">{t('decisions.place.keep')}</p>
        </>
      )}
    </VoteFrame>
  );
}

/** Anything that needs only words. */
export function WordsPage({
  title,
  text,
  meeting,
  again,
}: {
  title: string;
  text: string;
  meeting?: string | undefined;
  again?: string | undefined;
}) {
  const { t, href } = usePage();
  return (
    <VoteFrame title={title} meeting={meeting}>
      <h1>{title}</h1>
      <p>{text}</p>
      {again !== undefined && (
        <p class="ballot-small">
          <a href={href(again)}>{t('decisions.phone.look')}</a>
        </p>
      )}
    </VoteFrame>
  );
}
