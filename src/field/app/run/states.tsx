import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useApp, useFailure, useMeeting } from '../core/hooks.ts';
import { useOutbox } from '../core/session.ts';
import { hallDraft } from '../../../hall/rules/hall.ts';

/** Whether all is on the device and what waits to be sent; leads to the outbox. */
export function OutboxState(): VNode | null {
  const { t, fmt } = useApp();
  const failure = useFailure();
  const sending = useOutbox();
  if (!sending) return null;
  const lines = sending.outbox.lines;
  const waiting = lines.filter((line) => line.state === 'waiting').length;
  const refused = lines.filter((line) => line.state === 'refused').length;
  const bad = refused > 0 || failure !== undefined || sending.sender.state.state === 'stopped';
  const said =
    refused > 0
      ? t('field.run.outbox-refused')
      : waiting > 0
        ? t('field.run.outbox-waiting', { count: waiting })
        : t('field.core.tag.sent');
  return (
    <a
      class={`kit-icon ${bad ? 'bad' : waiting > 0 ? 'warn' : 'ok'}`}
      href="#/outbox"
      aria-label={`${t('field.run.outbox')}: ${said}`}
      title={said}
    >
      <Icon name={bad ? 'alert' : waiting > 0 ? 'upload' : 'check'} size={22} />
      {waiting + refused > 0 && (
        <span class="run-badge" aria-hidden="true">
          {fmt.number(waiting + refused)}
        </span>
      )}
    </a>
  );
}

type HallView = { readonly waiting: number; readonly offline: boolean };

/** How the open hall of this meeting does; undefined while none is open. Its code is loaded only where there is one. */
function useHallView(): HallView | undefined {
  const meeting = useMeeting();
  const { path } = useApp();
  const [view, setView] = useState<HallView>();
  // The hall's own screen opens and ends halls: leaving it is a moment to look again.
  const open = meeting.role === 'host' && meeting.drafts.get(hallDraft) !== '';
  useEffect(() => {
    if (!open) {
      setView(undefined);
      return undefined;
    }
    let end = () => {};
    let here = true;
    void import('../hall/host.ts').then(
      ({ hallOf }) => {
        const host = here ? hallOf(meeting) : undefined;
        if (!host) return;
        const look = () => {
          const { state } = host.link.status;
          const waiting = host.phones.phones.filter((phone) => phone.state === 'waiting').length;
          const offline = state === 'offline' || state === 'gone';
          setView((before) =>
            before?.waiting === waiting && before.offline === offline ? before : { waiting, offline },
          );
        };
        look();
        end = host.watch(look);
      },
      () => undefined,
    );
    return () => {
      here = false;
      end();
    };
  }, [meeting, open, path]);
  return view;
}

/** Leads to the hall: second recorder, wall, participants' phones. Says how many phones wait to be let in. */
export function HallState(): VNode | null {
  const { t, fmt } = useApp();
  const { id, role } = useMeeting();
  const hall = useHallView();
  if (role !== 'host') return null;
  const said = !hall
    ? t('field.run.step.hall')
    : hall.offline
      ? t('field.run.hall-offline')
      : hall.waiting > 0
        ? t('field.run.hall-waiting', { count: hall.waiting })
        : t('field.run.hall-open');
  return (
    <a
      class={`kit-icon${hall ? (hall.offline ? ' bad' : ' ok') : ''}`}
      href={`#/m/${id}/hall`}
      aria-label={said}
      title={said}
    >
      <Icon name={hall?.offline ? 'alert' : 'internet'} size={22} />
      {hall && hall.waiting > 0 && (
        <span class="run-badge" aria-hidden="true">
          {fmt.number(hall.waiting)}
        </span>
      )}
    </a>
  );
}

/** What still waits to be sent, in one line with the way to the outbox; after the end of a meeting. */
export function Waiting(): VNode | null {
  const { t } = useApp();
  const sending = useOutbox();
  if (!sending) return null;
  const waiting = sending.outbox.lines.filter((line) => line.state === 'waiting').length;
  return (
    <p>
      {waiting > 0 ? t('field.run.outbox-waiting', { count: waiting }) : t('field.core.tag.sent')}.{' '}
      <a href="#/outbox">{t('field.run.to-outbox')}</a>
    </p>
  );
}
