import type { VNode } from 'preact';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useApp, useKeeping, useMeeting } from '../core/hooks.ts';
import { useOutbox } from '../core/session.ts';

/** Whether all is on the device and what waits to be sent; leads to the outbox. */
export function OutboxState(): VNode | null {
  const { t, fmt } = useApp();
  const { keeping } = useKeeping();
  const sending = useOutbox();
  if (!sending) return null;
  const lines = sending.outbox.lines;
  const waiting = lines.filter((line) => line.state === 'waiting').length;
  const refused = lines.filter((line) => line.state === 'refused').length;
  const bad = refused > 0 || keeping === 'failed' || sending.sender.state.state === 'stopped';
  const said =
    refused > 0
      ? t('field.run.outbox-refused')
      : waiting > 0
        ? t('field.run.outbox-waiting', { count: waiting })
        : t('field.run.outbox-empty');
  return (
    <a
      class={`run-icon ${bad ? 'bad' : waiting > 0 ? 'warn' : 'ok'}`}
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

/** Leads to the hall: second recorder, wall, participants' phones. */
export function HallState(): VNode | null {
  const { t } = useApp();
  const { id, role } = useMeeting();
  if (role !== 'host') return null;
  return (
    <a class="run-icon" href={`#/m/${id}/hall`} aria-label={t('field.run.hall')} title={t('field.run.hall')}>
      <Icon name="internet" size={22} />
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
      {waiting > 0 ? t('field.run.outbox-waiting', { count: waiting }) : t('field.run.outbox-empty')}.{' '}
      <a href="#/outbox">{t('field.run.to-outbox')}</a>
    </p>
  );
}
