import type { ComponentChildren } from 'preact';
import { useHead, useScript, useStyles } from '../../platform/ui/head.ts';
import { usePage } from '../../platform/ui/page-context.ts';
import { LANGS, hrefFor } from '../../platform/i18n/lang.ts';

/**
 * Pages of a participant's phone. They must serve a browser of 2018 without a script: plain forms and links, one
 * thing on each page, and no style that such a browser would stumble over.
 */

export type PhoneHall = {
  readonly code: string;
  readonly title: string;
  readonly stickersPerPerson: number;
  readonly askSex: boolean;
};

export type WrittenSticker = { readonly slot: number; readonly text: string };

/** The frame: ornament, name of the meeting, one sheet of paper; the languages at the foot. */
export function PhoneFrame({
  title,
  hall,
  children,
}: {
  title: string;
  hall?: PhoneHall;
  children: ComponentChildren;
}) {
  const page = usePage();
  useStyles('hall.css');
  const head = useHead();
  if (head) {
    head.title = title;
    head.noindex = true;
  }
  return (
    <div class="phone">
      <div class="band" />
      <main id="main" class="phone-sheet">
        {hall && <p class="phone-hall">{hall.title}</p>}
        {children}
      </main>
      <nav class="phone-languages" aria-label={page.t('ui.nav.language')}>
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
    <p class="phone-alert" role="alert">
      {children}
    </p>
  );
}

const address = (hall: PhoneHall): string => `/j/${hall.code}`;

/** The first page: what this is, and the button that asks to be let in. */
export function JoinPage({ hall, problem }: { hall: PhoneHall; problem?: string }) {
  const { t, href } = usePage();
  return (
    <PhoneFrame title={t('hall.phone.write.title')} hall={hall}>
      <h1>{t('hall.phone.write.title')}</h1>
      {problem && <Alert>{problem}</Alert>}
      <p>{t('hall.phone.join.lead')}</p>
      <form method="post" action={href(`${address(hall)}/join`)}>
        {hall.askSex && <SexQuestion />}
        <button class="phone-button" type="submit">
          {t('hall.phone.join.do')}
        </button>
      </form>
      <p class="phone-small">{t('hall.phone.join.privacy')}</p>
    </PhoneFrame>
  );
}

function SexQuestion() {
  const { t } = usePage();
  return (
    <fieldset class="phone-choice">
      <legend>{t('hall.phone.sex')}</legend>
      <label>
        <input type="radio" name="sex" value="female" /> {t('hall.phone.sex.female')}
      </label>
      <label>
        <input type="radio" name="sex" value="male" /> {t('hall.phone.sex.male')}
      </label>
    </fieldset>
  );
}

function Number({ number }: { number: number }) {
  const { t } = usePage();
  return (
    <p class="phone-number">
      <span>{t('hall.phone.number')}</span> <b>{number}</b>
    </p>
  );
}

/** Waits for the host, who admits by number; the answer's Refresh header looks again. */
export function WaitingPage({ hall, number }: { hall: PhoneHall; number: number }) {
  const { t, href } = usePage();
  return (
    <PhoneFrame title={t('hall.phone.waiting.title')} hall={hall}>
      <h1>{t('hall.phone.waiting.title')}</h1>
      <Number number={number} />
      <p>{t('hall.phone.waiting.text')}</p>
      <p class="phone-again">
        <a href={href(address(hall))}>{t('hall.phone.look')}</a>
      </p>
    </PhoneFrame>
  );
}

/** Admitted, and nobody writes yet or any more. */
export function ClosedPage({ hall, number }: { hall: PhoneHall; number: number }) {
  const { t, href } = usePage();
  return (
    <PhoneFrame title={t('hall.phone.closed.title')} hall={hall}>
      <h1>{t('hall.phone.closed.title')}</h1>
      <Number number={number} />
      <p>{t('hall.phone.closed.text')}</p>
      <p class="phone-again">
        <a href={href(address(hall))}>{t('hall.phone.look')}</a>
      </p>
    </PhoneFrame>
  );
}

/** Boxes for the stickers that were not sent yet. */
export function WritePage(props: {
  hall: PhoneHall;
  number: number;
  sent: readonly WrittenSticker[];
  /** What was typed and not kept. */
  typed?: Readonly<Record<number, string>>;
  errors?: Readonly<Record<number, string>>;
  problem?: string;
}) {
  const { hall, number, sent, typed = {}, errors = {} } = props;
  const { t, href } = usePage();
  useScript('phone.client.js');
  const held = new Set(sent.map(({ slot }) => slot));
  const free = Array.from({ length: hall.stickersPerPerson }, (_, at) => at + 1).filter(
    (slot) => !held.has(slot),
  );
  return (
    <PhoneFrame title={t('hall.phone.write.title')} hall={hall}>
      <h1>{t('hall.phone.write.title')}</h1>
      {props.problem && <Alert>{props.problem}</Alert>}
      <p>{t('hall.phone.write.lead', { count: free.length })}</p>
      <div class="phone-help">
        <p>{t('hall.phone.help')}</p>
        <p class="phone-wrong">{t('hall.phone.help.wrong')}</p>
        <p class="phone-right">{t('hall.phone.help.right')}</p>
      </div>
      <form
        method="post"
        action={href(`${address(hall)}/send`)}
        data-phone-form={`${hall.code}-${number}`}
        data-sending={t('hall.phone.sending')}
        data-offline={t('hall.phone.offline')}
      >
        {free.map((slot) => (
          <div class="phone-sticker" key={slot}>
            <label for={`s${slot}`}>{t('hall.phone.slot', { n: slot })}</label>
            <textarea
              id={`s${slot}`}
              name={`s${slot}`}
              rows={3}
              maxLength={200}
              autocomplete="off"
              aria-describedby={errors[slot] === undefined ? undefined : `e${slot}`}
            >
              {typed[slot] ?? ''}
            </textarea>
            {errors[slot] !== undefined && (
              <p class="phone-error" id={`e${slot}`}>
                {errors[slot]}
              </p>
            )}
          </div>
        ))}
        <p class="phone-status" data-phone-status role="status" />
        <button class="phone-button" type="submit">
          {t('ui.send')}
        </button>
      </form>
      <p class="phone-small">{t('hall.phone.write.once')}</p>
    </PhoneFrame>
  );
}

/** What was sent stands here as it was sent; nothing can be changed from the phone. */
export function ThanksPage(props: {
  hall: PhoneHall;
  number: number;
  sent: readonly WrittenSticker[];
  open: boolean;
  problem?: string;
}) {
  const { hall, number, sent, open } = props;
  const { t, href } = usePage();
  const left = hall.stickersPerPerson - sent.length;
  return (
    <PhoneFrame title={t('hall.phone.thanks.title')} hall={hall}>
      <h1>{t('hall.phone.thanks.title')}</h1>
      {props.problem && <Alert>{props.problem}</Alert>}
      <p>{t('hall.phone.thanks.text', { count: sent.length })}</p>
      <ol class="phone-sent">
        {sent.map(({ slot, text }) => (
          <li key={slot} value={slot}>
            {text}
          </li>
        ))}
      </ol>
      {open && left > 0 && (
        <p>
          <a class="phone-button second" href={href(`${address(hall)}?more=1`)}>
            {t('hall.phone.more', { count: left })}
          </a>
        </p>
      )}
      <p>{t('hall.phone.correct', { number })}</p>
      <p class="phone-again">
        <a href={href(`${address(hall)}/another`)}>{t('hall.phone.another')}</a>
      </p>
    </PhoneFrame>
  );
}

/** Asks before the phone goes to another person: it gets a new number and waits again. */
export function AnotherPage({ hall, ticket }: { hall: PhoneHall; ticket: string }) {
  const { t, href } = usePage();
  return (
    <PhoneFrame title={t('hall.phone.another.title')} hall={hall}>
      <h1>{t('hall.phone.another.title')}</h1>
      <p>{t('hall.phone.another.text')}</p>
      <form method="post" action={href(`${address(hall)}/another`)}>
        <input type="hidden" name="ticket" value={ticket} />
        {hall.askSex && <SexQuestion />}
        <button class="phone-button" type="submit">
          {t('hall.phone.another.do')}
        </button>
      </form>
      <p class="phone-again">
        <a href={href(address(hall))}>{t('hall.phone.back')}</a>
      </p>
    </PhoneFrame>
  );
}

/** Anything that needs only words: refused, full, unknown, too often. */
export function WordsPage(props: {
  hall?: PhoneHall;
  title: string;
  text: string;
  /** A link to look again. */
  again?: string;
}) {
  const { t, href } = usePage();
  return (
    <PhoneFrame title={props.title} hall={props.hall}>
      <h1>{props.title}</h1>
      <p>{props.text}</p>
      {props.again !== undefined && (
        <p class="phone-again">
          <a href={href(props.again)}>{t('hall.phone.look')}</a>
        </p>
      )}
    </PhoneFrame>
  );
}
