import type { ComponentChildren, VNode } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { LANGS, hrefFor, type Lang } from '../../../platform/i18n/lang.ts';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useApp, useMeeting } from '../core/hooks.ts';
import { SessionContext } from '../core/session.ts';
import { hallFetch } from '../hall/feed.ts';
import { forgetHall, hallOf, openHall, watchHalls, type HallHost } from '../hall/host.ts';
import { PhoneList } from '../hall/phone-list.tsx';
import { useHallAct, WritingSwitch } from '../hall/phones.tsx';
import { Address } from '../hall/address.tsx';
import { BigCode } from '../hall/big-code.tsx';
import { QrCode } from '../hall/qr.tsx';
import { groupText } from '../run/words.ts';
import { shownAddress, type HallInfo } from '../../../hall/rules/hall.ts';
import { Button } from '../kit/button.tsx';
import { Note } from '../kit/note.tsx';
import { useWatched } from '../core/watched.ts';

/** Whose devices join by a code of their own. */
type Joining = 'phones' | 'recorder' | 'wall';

/** The host's panel: opens the hall, shows the codes to scan, lets phones in. */
export default function Hall(): VNode {
  const meeting = useMeeting();
  const { t } = useApp();
  useWatched(watchHalls);
  if (meeting.role !== 'host') return <p>{t('hall.host.only')}</p>;
  const host = hallOf(meeting);
  return host ? <OpenHall key={host.keys.id} host={host} /> : <ClosedHall />;
}

function ClosedHall(): VNode {
  const app = useApp();
  const { t } = app;
  const meeting = useMeeting();
  const { info } = meeting;
  const session = useContext(SessionContext);
  const [title, setTitle] = useState(`${info.village}, ${groupText(app, info)}`);
  const [lang, setLang] = useState<Lang>(app.lang);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<'forbidden' | 'unreachable'>();
  const open = async () => {
    setBusy(true);
    const outcome = await openHall(
      meeting,
      { title: title.trim() || info.village, lang },
      session?.identity.token,
    );
    setBusy(false);
    if (typeof outcome === 'string') return setProblem(outcome);
    scrollTo(0, 0);
  };
  return (
    <section class="hall">
      <h2>{t('hall.host.open')}</h2>
      <p>{t('hall.host.closed.text')}</p>
      <ul class="hall-what">
        <li>{t('hall.host.what.recorder')}</li>
        {info.meeting === 'session' && (
          <>
            <li>{t('hall.host.what.phones')}</li>
            <li>{t('hall.host.what.wall')}</li>
          </>
        )}
      </ul>
      <label class="field hall-field">
        <b>{t('hall.host.title')}</b>
        <input value={title} maxLength={200} onInput={(event) => setTitle(event.currentTarget.value)} />
      </label>
      <fieldset class="choices inline">
        <legend>{t('hall.host.lang')}</legend>
        {LANGS.map((one) => (
          <label key={one} class="choice">
            <input type="radio" name="hall-lang" checked={lang === one} onChange={() => setLang(one)} />{' '}
            <span lang={one}>{t(`hall.lang.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      {problem && <Note tone="bad">{t(`hall.host.${problem}`)}</Note>}
      <Button icon="internet" disabled={busy} onClick={() => void open()}>
        {t('hall.host.open')}
      </Button>
      <p class="hint">{t('hall.host.without')}</p>
    </section>
  );
}

function OpenHall({ host }: { host: HallHost }): VNode {
  const { t, confirm, toast } = useApp();
  const meeting = useMeeting();
  const [addresses, setAddresses] = useState(host.keys.addresses);
  const [shown, setShown] = useState<Joining>();
  const [lang, setLang] = useState<Lang>('ky');
  useWatched((look) => host.watch(look), [host]);
  useEffect(() => {
    let stale = false;
    // A hotspot may have been switched on, or given another address, since the hall was opened.
    const ask = async () => {
      const answer = await hallFetch(host.link.hall, '').catch(() => undefined);
      if (!answer?.ok || stale) return;
      const info = (await answer.json()) as HallInfo;
      setAddresses(info.addresses);
      setLang((before) => (before === 'ky' ? info.lang : before));
    };
    void ask();
    const timer = setInterval(() => void ask(), 10_000);
    return () => {
      stale = true;
      clearInterval(timer);
    };
  }, [host]);

  // Stickers are written at sessions alone; at other meetings the hall is there for the second recorder.
  const writes = meeting.info.meeting === 'session';
  const { state, waiting, vector } = host.link.status;
  const base = shownAddress(addresses, host.address);
  const { id, code, recorderSecret, wallSecret } = host.keys;
  const links = base !== undefined && {
    phones: `${base}${hrefFor(lang)(`/j/${code}`)}`,
    // Short enough to be typed: a laptop at a projector scans nothing.
    recorder: `${base}/j/${code}/r#${recorderSecret}`,
    wall: `${base}/j/${code}/w#${wallSecret}`,
  };
  const act = useHallAct();
  const end = async () => {
    if (!(await confirm(t('hall.host.end.ask'), t('hall.host.end')))) return;
    await act(async () => {
      await host.end();
      // The screen goes back to how it was before the hall: that nothing went with it is said.
      scrollTo(0, 0);
      toast(t('hall.host.ended', { count: host.taken }));
    });
  };

  if (state === 'gone') {
    return (
      <section class="hall">
        <h2>{t('hall.host.gone.title')}</h2>
        <p>{t('hall.host.gone.text')}</p>
        <Button onClick={() => forgetHall(meeting)}>{t('hall.host.gone.do')}</Button>
      </section>
    );
  }
  return (
    <section class="hall">
      <p class={`hall-state ${state}`} role="status">
        <Icon name={state === 'live' ? 'check' : 'clock'} />
        {t(`hall.host.state.${state}`)}
        {waiting && state === 'offline' && ` ${t('hall.host.waiting')}`}
      </p>

      {host.refused && <Note tone="bad">{t('hall.host.refused')}</Note>}

      {!links && <Note tone="bad">{t('hall.host.no-network')}</Note>}
      {links && addresses.length > 1 && (
        <label class="field hall-field">
          <b>{t('hall.host.address')}</b>
          <select value={base} onChange={(event) => host.chooseAddress(event.currentTarget.value)}>
            {addresses.map((address) => (
              <option key={address} value={address}>
                {address.replace(/^https?:\/\//, '')}
              </option>
            ))}
          </select>
        </label>
      )}
      {/* What is scanned by many stands beside what is done while they scan. */}
      {writes && (
        <div class="hall-join">
          {links && <Code what="phones" heading="h2" link={links.phones} onShow={setShown} />}
          <div>
            <div class="kit-head hall-gallery">
              <div>
                <h2>{t('hall.host.gallery')}</h2>
                <p>
                  {t(vector?.gallery === 'open' ? 'hall.host.gallery.open' : 'hall.host.gallery.closed', {
                    count: vector?.stickers ?? 0,
                  })}
                </p>
              </div>
              <WritingSwitch host={host} />
            </div>
            <PhoneList host={host} act={act} />
          </div>
        </div>
      )}

      {links && (
        <>
          <h2>{t('hall.host.codes.others')}</h2>
          <div class="hall-codes">
            <Code what="recorder" heading="h3" link={links.recorder} onShow={setShown} />
            {writes && (
              <Code what="wall" heading="h3" link={links.wall} onShow={setShown}>
                <p>
                  <a href={`/hall/${id}/wall#${wallSecret}`} target="_blank" rel="noopener noreferrer">
                    {t('hall.host.code.wall.here')}
                  </a>
                </p>
              </Code>
            )}
          </div>
          {shown && (
            <BigCode
              link={links[shown]}
              words={t(`hall.host.code.${shown}`)}
              onClose={() => setShown(undefined)}
            />
          )}
        </>
      )}

      <div class="hall-end">
        <h2>{t('hall.host.end')}</h2>
        <p>{t('hall.host.end.text')}</p>
        <Button look="ghost" onClick={() => void end()}>
          {t('hall.host.end')}
        </Button>
      </div>
    </section>
  );
}

/** A code by which devices of one kind join: to be scanned, to be typed, to be shown over the whole screen. */
function Code(props: {
  what: Joining;
  heading: 'h2' | 'h3';
  link: string;
  onShow: (what: Joining) => void;
  children?: ComponentChildren;
}): VNode {
  const { t } = useApp();
  const { what, heading: Heading, link } = props;
  const name = t(`hall.host.code.${what}`);
  return (
    <article class="kit-box hall-code">
      <Heading>{name}</Heading>
      <button
        type="button"
        class="hall-qr"
        aria-label={t('hall.host.enlarge', { what: name })}
        onClick={() => props.onShow(what)}
      >
        <QrCode text={link} label={name} />
      </button>
      <p class="hint">{t(`hall.host.code.${what}.hint`)}</p>
      <p class="hall-address">
        <Address link={link} />
      </p>
      {props.children}
    </article>
  );
}
