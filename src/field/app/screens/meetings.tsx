import type { VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { EmptyState, Notice, Tag } from '../../../platform/ui/surfaces.tsx';
import type { MeetingPackage, MeetingSummary } from '../../rules/items.ts';
import { todayInBishkek } from '../../../platform/i18n/calendar.ts';
import { byMeetingDay } from '../../rules/meeting-days.ts';
import { ask } from '../core/api.ts';
import { useApp } from '../core/app-context.ts';
import { install, installState, watchInstall } from '../core/install.ts';
import { groupWords, whenWords } from '../core/meeting-words.ts';
import { replyText } from '../core/replies.ts';
import { useOutbox, useSession } from '../core/session.ts';
import { littleSpace, space } from '../core/storage.ts';
import { notKept } from '../core/store-words.ts';
import { keepSessions, knownSessions, meetingsHere, takeMeeting, type KeptMeeting } from '../core/store.ts';
import { Page } from '../core/top.tsx';
import { watchUpdates, worksOffline } from '../core/updates.ts';
import { useWatched } from '../core/watched.ts';
import { Button } from '../kit/button.tsx';

type Props = { version: string; lock: () => Promise<boolean> };

/** The meetings on this device, and those that can be taken along. */
export default function Meetings({ lock }: Props): VNode {
  const app = useApp();
  const { t, lang, online, now, toast } = app;
  const session = useSession();
  const [here, setHere] = useState<readonly KeptMeeting[]>();
  const [offered, setOffered] = useState<readonly MeetingSummary[]>([]);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState<string>();
  const { token } = session.identity;

  const readHere = useCallback(async () => setHere(await meetingsHere(session.vault)), [session]);
  const refresh = useCallback(async () => {
    setBusy('list');
    const reply = await ask<readonly MeetingSummary[]>(`/field/api/sessions?lang=${lang}`, { token });
    setBusy(undefined);
    if (!reply.ok) return setProblem(reply.code === 'offline' ? undefined : replyText(t, reply));
    setProblem(undefined);
    setOffered(reply.value);
    await keepSessions(session.vault, reply.value).catch(() => undefined);
  }, [session, lang, t]);
  useEffect(() => {
    void readHere();
    void knownSessions(session.vault).then(setOffered);
  }, []);
  useEffect(() => {
    if (online) void refresh();
  }, [online]);

  const take = async (id: string) => {
    setBusy(id);
    try {
      const reply = await ask<MeetingPackage>(`/field/api/sessions/${id}?lang=${lang}`, {
        token,
        seconds: 90,
      });
      if (!reply.ok) return toast(replyText(t, reply));
      await takeMeeting(session.vault, reply.value);
      await readHere();
      toast(t('field.core.meetings.taken'));
    } catch (error) {
      toast(notKept(t, 'field.core.not-kept', error));
    } finally {
      setBusy(undefined);
    }
  };

  const known = new Set(here?.map(({ info }) => info.id));
  const inOrder = byMeetingDay(todayInBishkek(now()));
  const open = offered
    .filter((one) => !known.has(one.id) && (one.state === 'planned' || one.state === 'open'))
    .sort(inOrder);
  const mine = here && [...here].sort((a, b) => inOrder(a.info, b.info));
  return (
    <Page
      title={t('field.core.meetings.title')}
      at="meetings"
      lock={lock}
      who={session.identity.account.name}
    >
      <Warnings />
      {!online && (
        <p class="fa-offline">
          <Icon name="internet" size={18} />
          {t('field.core.offline-calm')}
        </p>
      )}
      {here?.length === 0 && open.length === 0 && (
        <EmptyState
          icon="calendar"
          title={t('field.core.meetings.none')}
          action={
            <Button disabled={busy !== undefined || !online} onClick={() => void refresh()}>
              {t('field.core.meetings.look')}
            </Button>
          }
        >
          {t('field.core.meetings.none-text')}
        </EmptyState>
      )}
      {mine && mine.length > 0 && (
        <ul class="kit-list fa-cards">
          {mine.map(({ info }) => (
            <li key={info.id} class="card fa-meeting">
              <p class="fa-when">{whenWords(app, info)}</p>
              <h2>{info.village}</h2>
              <p>{groupWords(app, info)}</p>
              {info.venue && <p class="fa-quiet">{info.venue}</p>}
              <p class="meta">
                <SendingTag id={info.id} />
              </p>
              <div class="actions">
                <Button after="arrow" href={`#/m/${info.id}`}>
                  {t('field.core.start.open')}
                </Button>
                <Button
                  look="plain"
                  small
                  disabled={!online || busy !== undefined}
                  onClick={() => void take(info.id)}
                >
                  {t(busy === info.id ? 'field.core.busy' : 'field.core.meetings.renew')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {open.length > 0 && (
        <section class="fa-offered">
          <h2>{t('field.core.meetings.offered')}</h2>
          <p class="fa-quiet">{t('field.core.meetings.offered-text')}</p>
          <ul class="kit-list kit-rows">
            {open.map((one) => (
              <li key={one.id}>
                <span class="kit-name">
                  <b>{one.village}</b>
                  <small>
                    {groupWords(app, one)} · {whenWords(app, one)}
                  </small>
                </span>
                <Button
                  look="ghost"
                  small
                  icon="download"
                  disabled={!online || busy !== undefined}
                  onClick={() => void take(one.id)}
                >
                  {t(busy === one.id ? 'field.core.busy' : 'field.core.meetings.take')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {problem && (
        <Notice tone="warn" live title={t('field.core.meetings.not-heard')}>
          {problem}
        </Notice>
      )}
      <InstallHint />
    </Page>
  );
}

/** How far sending of one meeting has come. */
function SendingTag({ id }: { id: string }): VNode {
  const { t } = useApp();
  const lines = (useOutbox()?.outbox.lines ?? []).filter((line) => line.meeting === id);
  const refused = lines.filter((line) => line.state === 'refused').length;
  const waiting = lines.filter((line) => line.state === 'waiting').length;
  const finished = lines.some((line) => line.kind === 'finish' && line.state === 'done');
  if (refused > 0) return <Tag tone="bad">{t('field.core.tag.refused', { count: refused })}</Tag>;
  if (waiting > 0) return <Tag tone="warn">{t('field.core.tag.waiting', { count: waiting })}</Tag>;
  if (finished) return <Tag tone="ok">{t('field.core.tag.finished')}</Tag>;
  return lines.length > 0 ? (
    <Tag tone="ok">{t('field.core.tag.sent')}</Tag>
  ) : (
    <Tag>{t('field.core.tag.ready')}</Tag>
  );
}

/** What may go wrong in the village and can still be put right here. */
function Warnings(): VNode {
  const { t, fmt } = useApp();
  const [left, setLeft] = useState<number>();
  useWatched(watchUpdates);
  useEffect(() => void space().then((found) => setLeft(found?.left)), []);
  return (
    <>
      {!worksOffline() && (
        <Notice tone="info" title={t('field.core.not-offline-yet')}>
          {t('field.core.not-offline-yet-text')}
        </Notice>
      )}
      {left !== undefined && left < littleSpace && (
        <Notice tone="warn" live title={t('field.core.little-space', { size: fmt.fileSize(left) })}>
          {t('field.core.little-space-text')}
        </Notice>
      )}
    </>
  );
}

function InstallHint(): VNode | null {
  const { t } = useApp();
  const [state, setState] = useState(installState);
  useEffect(() => watchInstall(() => setState(installState())), []);
  if (state === 'done') return null;
  return (
    <section class="fa-install">
      <Icon name="download" size={22} />
      <p>
        <b>{t('field.core.install.title')}</b> {t(`field.core.install.${state}`)}
      </p>
      {state === 'offer' && (
        <Button look="ghost" small onClick={() => void install()}>
          {t('field.core.install.do')}
        </Button>
      )}
    </section>
  );
}
